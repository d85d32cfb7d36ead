"""No name may be found in any byte that the program leaves behind or sends after import and questions.

The demo clients are always looked at; labelled cases too when LONGVIEW_CASES names their folder.
"""

import json
import logging
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from agent.quiet import hush
from agent.settings import Settings
from evals.scripted_server import RecordedRequest, Reply, ScriptedServer, call, say_json
from retrieval.vault import Cipher
from ui.practice import Practice

ROOT = Path(__file__).parents[2]

DEMO_NAMES = {
    "Ruta Kalniņa": [
        "Ruta",
        "Kalniņa",
        "Odile",
        "Brandt",
        "Farouk",
        "Lahlou",
        "Elmars",
        "Liga",
        "Ozols",
        "Prakash",
    ],
    "Ibrahim Sesay": [
        "Ibrahim",
        "Sesay",
        "Fatmata",
        "Isata",
        "Mariama",
        "Oyelaran",
        "Kabba",
        "Maeve",
        "Quillfeather",
    ],
    "Bao-Anh Lindgren": ["Bao-Anh", "Lindgren", "Thuy", "Adair", "Linnea", "Okafor", "Hallgrim"],
    "Lupe Aragón": ["Lupe", "Aragón", "Consuelo", "Ruben", "Anneke", "Visser"],
    "Corentin Adjei": ["Corentin", "Adjei", "Kwesi", "Abena", "Whitlam-Diaz", "Imre", "Halloran"],
    "Kiri Paewai": [
        "Kiri",
        "Paewai",
        "Aroha",
        "Achterholt",
        "Talia",
        "Sefo",
        "Mere",
        "Glen",
        "Anahera",
        "Ngata",
    ],
}
"""Every name of a person in the demo notes, the client's own first."""

QUESTIONS = (
    "Has {first}'s improvement been sustained?",
    "What was going on in {name}'s life when things got worse?",
    "is {lower} safe? any suicidal thoughts?",
)

SHORTEST_ALONE = 5
"""Letters from which a name is looked for by itself; shorter ones turn up by chance in encrypted bytes."""

AROUND = 6
"""Characters of the note on both sides with which a shorter name is looked for."""


@dataclass(frozen=True)
class Chart:
    """A client to be imported, and the names that must not be found."""

    name: str
    pronouns: str
    path: Path
    names: tuple[str, ...]


def demo_charts() -> list[Chart]:
    entries = yaml.safe_load((ROOT / "demo" / "clients.yaml").read_text(encoding="utf-8"))
    return [
        Chart(e["name"], e["pronouns"], ROOT / "demo" / e["path"], tuple(DEMO_NAMES[e["name"]]))
        for e in entries
    ]


def labelled_charts(folder: Path, scratch: Path) -> list[Chart]:
    charts = []
    for path in sorted(folder.glob("*/notes.json")):
        client = json.loads((path.parent / "client.json").read_text())
        rows = json.loads(path.read_text())
        names = {span["text"] for row in rows for span in row["phi"] if span["type"] == "NAME"}
        parts = {part for name in {*names, client["name"]} for part in re.findall(r"[^\W\d_]{2,}", name)}
        target = scratch / path.parent.name / "notes.json"
        target.parent.mkdir()
        target.write_text(json.dumps([{k: v for k, v in row.items() if k != "phi"} for row in rows]))
        charts.append(Chart(client["name"], client["pronouns"], target, tuple(sorted(parts))))
    return charts


def written(chart: Chart) -> str:
    files = sorted(chart.path.iterdir()) if chart.path.is_dir() else [chart.path]
    texts = [file.read_text(encoding="utf-8") for file in files]
    if chart.path.suffix == ".json":
        texts = [row["text"] for row in json.loads(texts[0])]
    return "\n".join([*texts, *asked(chart)])


def asked(chart: Chart) -> list[str]:
    first = chart.name.split()[0]
    return [question.format(first=first, name=chart.name, lower=first.lower()) for question in QUESTIONS]


def needles(chart: Chart) -> dict[bytes, str]:
    """Give what must not be found, with the name that it gives away."""
    found: dict[str, str] = {}
    text = written(chart)
    for name in chart.names:
        if len(name) >= SHORTEST_ALONE:
            found[name] = name
        written_so = rf"\b(?:{re.escape(name)}|{re.escape(name.lower())}(?= safe\?))\b"
        for match in re.finditer(written_so, text):
            found[text[max(0, match.start() - AROUND) : match.end()]] = name
            found[text[match.start() : match.end() + AROUND]] = name
    forms = {form: name for words, name in found.items() for form in (words, json.dumps(words)[1:-1])}
    long_enough = {form: name for form, name in forms.items() if len(form) >= SHORTEST_ALONE}
    return {form.encode(): name for form, name in long_enough.items()}


def leaks(charts: Iterable[Chart], left_behind: dict[str, bytes]) -> list[str]:
    return sorted(
        {
            f"{name} of {chart.name} in {place}"
            for chart in charts
            for needle, name in needles(chart).items()
            for place, content in left_behind.items()
            if needle in content
        }
    )


async def use(
    charts: Iterable[Chart], data: Path, config: Path, *, server: ScriptedServer | None = None
) -> dict[str, bytes]:
    """Import and ask like a therapist; give every file that is there before and after closing."""
    hush()
    settings = Settings(
        data_dir=data,
        config_dir=config,
        model="openai/scripted" if server else "",
        api_base=server.base_url if server else "",
        database_url="",
    )
    with Practice.open(settings, master=Cipher.new()) as practice:
        for chart in charts:
            client = practice.add_client(chart.name, chart.pronouns)
            lines = practice.import_path(client.id, chart.path)
            assert lines, "nothing was imported"
            for question in asked(chart):
                async for _ in practice.ask(question, client_id=client.id, thread_id="thread"):
                    pass
        left = {f"{path.relative_to(data)} (open)": path.read_bytes() for path in files(data)}
    return left | {str(path.relative_to(data)): path.read_bytes() for path in files(data)}


def files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def test_the_search_finds_what_is_there() -> None:
    (chart,) = [chart for chart in demo_charts() if chart.name == "Lupe Aragón"]
    assert leaks([chart], {"log": b"asked about Arag\\u00f3n"}) == ["Aragón of Lupe Aragón in log"]
    assert leaks([chart], {"log": b"Bass: Lupe rang from home"}) == ["Lupe of Lupe Aragón in log"]
    assert leaks([chart], {"log": b"[CLIENT] rang from home"}) == []


def test_the_table_names_people_of_the_notes() -> None:
    for chart in demo_charts():
        text = written(chart)
        assert [name for name in chart.names if name not in text] == []


@pytest.mark.slow
async def test_demo_clients_leave_no_name_behind(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    charts = demo_charts()
    left = await use(charts, tmp_path / "data", tmp_path / "config")
    assert any("index" in place for place in left), "the search index is not where this test looks"
    left["log"] = caplog.text.encode()
    assert leaks(charts, left) == []


def curious(request: RecordedRequest) -> Reply:
    """Read the record with every tool there is, then answer with the first piece of evidence."""
    results = sum(message["role"] == "tool" for message in request.messages)
    if results < len(LOOKED_UP):
        return LOOKED_UP[results]
    return say_json({"claims": [{"text": "The notes say so.", "evidence": ["e1"]}]})


LOOKED_UP = (
    call("read_session", session=1),
    call("search_history", query="family, work, who came along"),
    call("life_context"),
    call("assess_outcomes"),
)


@pytest.mark.slow
@pytest.mark.usefixtures("model_clients")
@pytest.mark.filterwarnings("ignore:::litellm")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_a_model_that_reads_everything_gets_no_name(tmp_path: Path) -> None:
    charts = demo_charts()
    with ScriptedServer(curious, repeat=True) as server:
        await use(charts, tmp_path / "data", tmp_path / "config", server=server)
        sent = {f"request {n}": r.raw.encode() for n, r in enumerate(server.requests)}
        sent |= {f"words {n}": r.text.encode() for n, r in enumerate(server.requests)}
        asked_in_full = sum(
            sum(message["role"] == "tool" for message in request.messages) == len(LOOKED_UP)
            for request in server.requests
        )
    assert leaks(charts, sent) == []
    assert asked_in_full == len(charts) * len(QUESTIONS), "the gate refused a clean prompt"


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("LONGVIEW_CASES"), reason="LONGVIEW_CASES names no folder of cases")
async def test_labelled_cases_leave_no_client_name_behind(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    (tmp_path / "notes").mkdir()
    charts = labelled_charts(Path(os.environ["LONGVIEW_CASES"]), tmp_path / "notes")
    left = await use(charts, tmp_path / "data", tmp_path / "config")
    left["log"] = caplog.text.encode()
    assert leaks(charts, left) == []
