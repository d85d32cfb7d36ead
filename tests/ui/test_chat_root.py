from __future__ import annotations

import json
import re
import stat
import tomllib
from pathlib import Path

import pytest

from ui.chat_root import SCRIPTS, STYLES, clean_page, merged, prepare, with_ours


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(tmp_path_factory.mktemp("data"), watermark="Nothing leaves this machine")


def test_only_its_owner_may_look_into_it(root: Path) -> None:
    assert stat.S_IMODE(root.stat().st_mode) == 0o700


def test_the_page_asks_no_other_host(root: Path) -> None:
    page = (root / "public" / "build" / "index.html").read_text()
    assert not re.search(r'(?:href|src)="(?:https?:)?//', page)
    scripts = re.findall(r'src="/(assets/[^"]+)"', page)
    assert scripts
    assert all((root / "public" / "build" / script).is_file() for script in scripts)


def test_our_styles_and_scripts_stand_within_the_page(root: Path) -> None:
    page = (root / "public" / "build" / "index.html").read_text()
    for name in (*STYLES, *SCRIPTS):
        text = (root / "public" / name).read_text()
        assert text in page
        assert "</script" not in text
        assert "</style" not in text


def test_a_page_without_a_place_for_them_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"index\.html"):
        with_ours("<head></head>")


@pytest.mark.parametrize(
    "name", ["longview.css", "theme.json", "elements/NoteView.jsx", "favicon.svg", "signin.svg"]
)
def test_nor_does_anything_of_ours(root: Path, name: str) -> None:
    text = (root / "public" / name).read_text().replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?://|url\(|@import", text)


def test_what_the_settings_name_is_there(root: Path) -> None:
    ui = tomllib.loads((root / ".chainlit" / "config.toml").read_text())["UI"]
    named = [ui[key] for key in ("login_page_image", "default_avatar_file_url")]
    assert all((root / path.removeprefix("/")).is_file() for path in named)
    assert (root / ui["custom_build"] / "index.html").is_file()


def test_the_settings_are_the_safe_ones(root: Path) -> None:
    config = tomllib.loads((root / ".chainlit" / "config.toml").read_text())
    features = config["features"]
    assert not features["unsafe_allow_html"]
    assert not features["spontaneous_file_upload"]["enabled"]
    assert not features["mcp"]["enabled"]
    assert not features["allow_thread_sharing"]
    assert config["project"]["user_session_timeout"] <= 8 * 3600
    assert "*" not in config["project"]["allow_origins"]
    assert config["UI"]["cot"] == "tool_call"


def test_the_wording_is_ours_and_says_what_leaves_the_machine(root: Path) -> None:
    wording = json.loads((root / ".chainlit" / "translations" / "en-US.json").read_text())
    assert wording["chat"]["watermark"] == "Nothing leaves this machine"
    assert wording["auth"]["login"]["title"] == "Sign in to Longview"
    assert wording["chat"]["messages"]["status"]["used"] == ""
    assert wording["common"]["actions"]["cancel"] == "Cancel"


def test_the_framework_is_nowhere_named(root: Path) -> None:
    texts = [root / "chainlit.md", root / ".chainlit" / "translations" / "en-US.json"]
    assert not any("chainlit" in path.read_text().lower() for path in texts)


def test_it_can_be_made_again_over_what_was_there(root: Path) -> None:
    (root / "public" / "leftover.txt").write_text("x")
    again = prepare(root.parent)
    assert again == root
    assert not (root / "public" / "leftover.txt").exists()


def test_wording_that_would_show_nowhere_is_refused() -> None:
    with pytest.raises(KeyError, match="heading"):
        merged({"title": "a"}, {"heading": "b"})


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ('<link rel="stylesheet" href="https://x.example/a.css"><p>', "<p>"),
        ('<link\n  href="https://x.example/a.css"\n  rel="stylesheet"\n/><p>', "<p>"),
        ('<link rel="stylesheet" href="/assets/a.css">', '<link rel="stylesheet" href="/assets/a.css">'),
    ],
)
def test_foreign_links_are_taken_out(html: str, clean: str) -> None:
    assert clean_page(html) == clean
