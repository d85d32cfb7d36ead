"""Makes the folder that Chainlit runs from: settings, wording, readme, pictures, page without foreign links.

Chainlit writes into this folder, so it lies in the data folder, never in the installed package.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LANGUAGE = "en-US"
FOREIGN_LINK = re.compile(r'\s*<link\b[^>]*\bhref="https?://[^"]*"[^>]*>')
"""Fonts and styles that Chainlit's page would fetch from other hosts."""
BUILD = Path("public") / "build"
STYLES = ("longview.css",)
SCRIPTS = ("idle.js", "naming.js")
"""Files in `public` that stand within the page, so that it takes no more requests than Chainlit's own."""
PLACE = "<!-- CSS INJECTION PLACEHOLDER -->"
"""Where Chainlit's page takes a style of ours."""


def prepare(data_dir: Path, *, watermark: str = "") -> Path:
    """Write the folder, in place of what an earlier version wrote.

    Args:
        data_dir: Longview's data folder; made if it is not there.
        watermark: the line under the message box.

    Returns:
        The folder to be set as CHAINLIT_APP_ROOT before Chainlit is imported.
    """
    root = data_dir / "chat"
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    framework = _framework()
    _replace(HERE / ".chainlit", root / ".chainlit")
    _replace(HERE / "public", root / "public")
    _write_wording(framework, root, watermark)
    _write_page(framework / "frontend" / "dist", root / BUILD)
    readme = (HERE / "chainlit.md").read_text(encoding="utf-8")
    for name in ("chainlit.md", f"chainlit_{LANGUAGE}.md"):
        (root / name).write_text(readme, encoding="utf-8")
    return root


def merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Nested wording with some of it replaced.

    Raises:
        KeyError: a change is for a key that the base does not have, so it would show nowhere.
    """
    unknown = set(changes) - set(base)
    if unknown:
        raise KeyError(f"The chat has no wording called {sorted(unknown)}; see Chainlit's translations.")
    return {
        key: merged(value, changes[key])
        if isinstance(value, Mapping) and key in changes
        else changes.get(key, value)
        for key, value in base.items()
    }


def clean_page(html: str) -> str:
    """Chainlit's page without links to other hosts."""
    return FOREIGN_LINK.sub("", html)


def with_ours(html: str) -> str:
    """The page with our styles and scripts within it.

    Raises:
        ValueError: there is no place for them; Chainlit's page is another one now.
    """
    if html.count(PLACE) != 1:
        raise ValueError(f"Expected {PLACE!r} once in Chainlit's page; look at its index.html again.")
    styles = (f"<style>\n{_public(name)}</style>\n" for name in STYLES)
    scripts = (f'<script type="module">\n{_public(name)}</script>\n' for name in SCRIPTS)
    return html.replace(PLACE, "".join((*styles, *scripts)))


def _framework() -> Path:
    # Found without importing it: importing reads CHAINLIT_APP_ROOT, which is set only after this.
    spec = find_spec("chainlit")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("Chainlit is not installed; install Longview with its dependencies.")
    return Path(spec.origin).parent


def _replace(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)


def _write_wording(framework: Path, root: Path, watermark: str) -> None:
    base = json.loads((framework / "translations" / f"{LANGUAGE}.json").read_text(encoding="utf-8"))
    changes = json.loads((HERE / "wording.json").read_text(encoding="utf-8"))
    wording = merged(base, changes)
    if watermark:
        wording["chat"]["watermark"] = watermark
    target = root / ".chainlit" / "translations"
    target.mkdir(parents=True, exist_ok=True)
    (target / f"{LANGUAGE}.json").write_text(json.dumps(wording, ensure_ascii=False), encoding="utf-8")


def _write_page(dist: Path, target: Path) -> None:
    assets = target / "assets"
    assets.mkdir(parents=True)
    for source in (dist / "assets").iterdir():
        if source.suffix != ".map":
            _link_or_copy(source, assets / source.name)
    page = clean_page((dist / "index.html").read_text(encoding="utf-8"))
    (target / "index.html").write_text(with_ours(page), encoding="utf-8")


def _public(name: str) -> str:
    return (HERE / "public" / name).read_text(encoding="utf-8")


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or a file system without hard links
        shutil.copy2(source, target)
