"""Seeds of every kind, sent down every way out of the program: none arrives.

LiteLLM, the HTTP server, the logging tree and SQLite are real. The seeds are written as somebody would write
them in a note; the identity knows the people, places and numbers among them, the others have only their form.
"""

import asyncio
import contextlib
import json
import logging
import os
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypedDict

import pytest

from agent.assistant import Assistant
from agent.checkpoints import Checkpoints
from agent.context import Context
from agent.crash_gate import CrashGate, told
from agent.errors import CheckpointError, ModelError
from agent.gathering.lexicon import Lexicon
from agent.gathering.sources import Sources
from agent.log_gate import LogGate
from agent.model import ModelChoice, open_model
from agent.outbound import pieces, texts
from agent.phrasing import Phrasing, toolbox
from agent.prompts import filled_in, prompt
from agent.quiet import QUIET, hush
from agent.records import Answer, Asked, Gathered, QuestionKind, Support, Understanding
from agent.state_gate import check_state, gated
from agent.watched import Watched
from evals.scripted_server import ScriptedServer, call, say, say_json
from retrieval.deid import ClientIdentity, Entry, assert_clean
from retrieval.deid.gate import assert_clean_export
from retrieval.errors import LeakError, StoreError
from retrieval.records import IdentifierType as T

KEY = b"0123456789abcdef0123456789abcdef"
ROOT = Path(__file__).parents[2]

model_path = [
    pytest.mark.usefixtures("model_clients"),
    pytest.mark.filterwarnings("ignore:::litellm"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def entry(surrogate: str, kind: T, canonical: str, *forms: str) -> Entry:
    return Entry(surrogate=surrogate, type=kind, role="", canonical=canonical, forms=forms)


IDENTITY = ClientIdentity.start("Mirela Vukovic").with_entries(
    (
        entry("[CLIENT]", T.NAME, "Mirela Vukovic", "mirela", "mirela vukovic", "vukovic", "mira"),
        entry("[PARTNER]", T.NAME, "Dorin", "dorin"),
        entry("[DAUGHTER]", T.NAME, "Hope", "hope"),
        entry("[DOCTOR_1]", T.NAME, "Tamsin Okafor", "okafor", "tamsin", "tamsin okafor"),
        entry("[EMPLOYER_1]", T.ORG, "Brightwater Bakery", "brightwater bakery", "brightwater"),
        entry("[CITY_1]", T.LOCATION, "Saint Aubrey", "saint aubrey"),
        entry("[ID_1]", T.ID, "TRV-58812-Q", "trv 58812 q"),
    )
)

SEEDS = {
    "name": "Mirela",
    "full name": "Mirela Vukovic",
    "nickname": "Mira",
    "lower case": "mirela",
    "capitals": "VUKOVIC",
    "possessive": "Mirela's",
    "plural": "Vukovics",
    "letter missing": "Mirla",
    "letter doubled": "Mirrela",
    "letters swapped": "Vukoivc",
    "Cyrillic a": "Mirelа",
    "full width": "Ｍｉｒｅｌａ",
    "mathematical": "𝐌𝐢𝐫𝐞𝐥𝐚",
    "zero width": "Mir\u200bela",
    "soft hyphen": "Mir\u00adela",
    "hyphen": "Mir-ela",
    "dots": "M.i.r.e.l.a",
    "spaced": "M i r e l a",
    "underscore": "mirela_vukovic.docx",
    "camel case": "MirelaVukovic",
    "escaped": "\\u004direla",
    "figures": "M1rela",
    "other person": "Dorin",
    "title": "Dr. Okafor",
    "a word too": "with Hope at",
    "employer": "Brightwater Bakery",
    "employer, lower case": "at brightwater",
    "place of two words": "Saint Aubrey",
    "place over two lines": "Saint\nAubrey",
    "telephone": "(612) 555-0148",
    "telephone, short": "555-0148",
    "e-mail": "m.vukovic@mail.example",
    "web address": "https://mirela.example/blog",
    "record number": "MRN 4471902",
    "known number": "TRV58812Q",
    "social security": "078-05-1120",
    "street": "1420 Alder Creek Road",
    "postcode": "SW1A 1AA",
    "date": "March 3rd, 2024",
    "date in figures": "3/14/2024",
    "date, ISO": "2024-03-14",
    "great age": "93-year-old",
}

gate = partial(assert_clean, identity=IDENTITY)


def holds(content: str) -> list[str]:
    """Which seeds a text holds, as they are or as JSON writes them."""
    forms = {kind: {seed, json.dumps(seed)[1:-1]} for kind, seed in SEEDS.items()}
    return [kind for kind, written in forms.items() if any(form in content for form in written)]


def test_the_search_for_seeds_finds_them() -> None:
    assert holds("and Mirela said") == ["name"]
    assert "full width" in holds(json.dumps(SEEDS["full width"]))
    assert holds("[CLIENT] said") == []


# the model ------------------------------------------------------------------------------------------------

BLANKS = {"question": "How is she?", "verdicts": "none asked for", "evidence": "none", "draft": "None."}
CLEAN = "e1: session 3: “Slept six hours since [week 12], GAD-7 = 11; [PARTNER] drives her.”"


def conversations(seed: str) -> dict[str, tuple[list[Any], dict[str, Any]]]:
    """Every place of a call that a seed could stand in: messages and further arguments."""
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage

    system, human = SystemMessage(prompt("phrase", words="90")), HumanMessage(prompt("question", **BLANKS))
    asked = {"name": "search_history", "args": {"query": "sleep"}, "id": "call_0"}
    said = f"she said {seed} was there"
    filled = {blank: HumanMessage(prompt("question", **BLANKS | {blank: said})) for blank in BLANKS}
    return {
        **{f"blank {blank}": ([system, message], {}) for blank, message in filled.items()},
        "system": ([SystemMessage(said), human], {}),
        "blank of system": ([SystemMessage(prompt("phrase", words=said)), human], {}),
        "end of system": ([SystemMessage(f"{system.content} {said}"), human], {}),
        "parts": ([system, HumanMessage([{"type": "text", "text": said}])], {}),
        "tool result": (
            [system, human, AIMessage("", tool_calls=[asked]), ToolMessage(said, tool_call_id="call_0")],
            {},
        ),
        "tool arguments": (
            [system, human, AIMessage("", tool_calls=[{**asked, "args": {"query": said}}])],
            {},
        ),
        "own words of the model": ([system, human, AIMessage(said)], {}),
        "metadata": ([system, human], {"extra_body": {"metadata": {"about": [said]}}}),
        "user": ([system, human], {"user": said}),
        "stop words": ([system, human], {"stop": [said]}),
        "headers": ([system, human], {"extra_headers": {"x-client": said}}),
        "tool description": (
            [system, human],
            {"tools": [{"type": "function", "function": {"name": "look", "description": said}}]},
        ),
    }


class TestModel:
    pytestmark = model_path

    async def test_no_seed_reaches_the_server_from_any_place_of_a_call(self) -> None:
        with ScriptedServer(say("{}"), repeat=True) as server:
            choice = ModelChoice(name="openai/scripted", api_base=server.base_url, api_key="none")
            model = open_model(choice, toolbox(), gate)
            passed = []
            for kind, seed in SEEDS.items():
                for place, (messages, more) in conversations(seed).items():
                    try:
                        await model.ainvoke(messages, **more)
                    except LeakError as leak:
                        assert seed not in str(leak)
                    else:
                        passed.append((kind, place))
            assert passed == []
            assert server.requests == ()

            await model.ainvoke(conversations("nobody")["tool result"][0])
            assert "nobody was there" in server.sent, (
                "the control did not arrive: the test would prove nothing"
            )
            assert holds(server.sent) == []

    async def test_synchronous_calls_and_streams_are_gated_too(self) -> None:
        with ScriptedServer(say("{}"), repeat=True) as server:
            choice = ModelChoice(name="openai/scripted", api_base=server.base_url, api_key="none")
            model = open_model(choice, (), gate)
            with pytest.raises(LeakError):
                await asyncio.to_thread(model.invoke, "Mirela")
            with pytest.raises(LeakError):
                _ = [part async for part in model.astream("Mirela")]
            assert server.requests == ()

    async def test_our_own_words_are_not_mistaken_for_names(self) -> None:
        """Every word of our prompts and tools is a name in this book; clean blanks still pass."""
        ours = prompt("phrase", words="90") + prompt("question", **BLANKS)
        words = sorted({word.strip('.,:;“”"{}[]()').lower() for word in ours.split()})
        book = tuple(entry(f"[PERSON_{n}]", T.NAME, w, w) for n, w in enumerate(words) if w.isalpha())
        identity = ClientIdentity.start("").with_entries(book)
        with ScriptedServer(say("{}"), repeat=True) as server:
            choice = ModelChoice(name="openai/scripted", api_base=server.base_url, api_key="none")
            model = open_model(choice, toolbox(), partial(assert_clean, identity=identity))
            from langchain_core.messages import HumanMessage, SystemMessage

            blanks = dict.fromkeys(BLANKS, "7")
            await model.ainvoke(
                [SystemMessage(prompt("phrase", words="90")), HumanMessage(prompt("question", **blanks))]
            )
            assert len(server.requests) == 1

    @pytest.mark.parametrize("kind", ["name", "zero width", "telephone", "date", "place of two words"])
    async def test_a_tool_result_ends_the_conversation(
        self, kind: str, make_history: Any, chart: Any, assessment: Any
    ) -> None:
        history = make_history("Back at the ovens.", f"The tram driver was {SEEDS[kind]} again.")
        history.identity = IDENTITY
        sources = Sources(history=history, chart=chart, assessment=assessment, lexicon=Lexicon.of(history))
        understood = Understanding(question="Who drove?", kind=QuestionKind.LOOKUP, asked=Asked.WHO)
        draft = Answer(question="Who drove?", kind=QuestionKind.LOOKUP, claims=())
        with ScriptedServer(call("read_session", session=2), say_json({"claims": []})) as server:
            choice = ModelChoice(name="openai/scripted", api_base=server.base_url, api_key="none")
            with pytest.raises(ModelError, match="nothing was sent"):
                await Phrasing(choice).phrase(
                    draft,
                    understood,
                    Gathered(support=Support.NOT_DOCUMENTED),
                    Context(question="Who drove?", sources=sources),
                )
            assert len(server.requests) == 1, "the tool was not called"
            assert holds(server.sent) == []

    @pytest.mark.parametrize("kind", ["name", "Cyrillic a", "telephone"])
    async def test_a_reply_that_names_somebody_is_not_used(
        self, kind: str, tmp_path: Path, history: Any, chart: Any, assessment: Any
    ) -> None:
        seed = SEEDS[kind]
        history.identity = IDENTITY
        reply = say_json({"claims": [{"text": f"{seed} is driven.", "evidence": ["e1"]}]})
        answer, _ = await phrased(tmp_path, history, chart, assessment, reply)
        assert answer.writer == "built-in"
        assert "not free of identifiers" in answer.notices[-1]
        assert seed not in answer.text


async def phrased(tmp_path: Path, history: Any, chart: Any, assessment: Any, *script: Any) -> tuple[Any, Any]:
    with ScriptedServer(*script) as server:
        choice = ModelChoice(name="openai/scripted", api_base=server.base_url, api_key="none", timeout=20.0)
        assistant = Assistant(Checkpoints(tmp_path / "t.db", KEY), Phrasing(choice))
        stream = assistant.ask(
            "Who drives her?", history=history, chart=chart, assessment=assessment, thread_id="t"
        )
        return [item async for item in stream][-1], server


def test_prompts_are_known_by_their_own_words() -> None:
    assert filled_in(prompt("question", **BLANKS)) == BLANKS
    assert filled_in(prompt("phrase", words="90")) == {"words": "90"}
    assert filled_in("Question: who?") is None
    assert filled_in(prompt("phrase", words="90") + " more") is None


def test_every_text_of_a_call_is_taken_out() -> None:
    call_ = {
        "messages": [{"role": "user", "content": "a", "name": "b"}],
        "user": "c",
        "metadata": {"d": ["e", 1]},
    }
    found = {piece.text for piece in pieces(call_ | {"model": "gpt-2024-01-01", "api_key": "secret"})}
    assert {"a", "b", "c", "d", "e"} <= found
    assert not {"gpt-2024-01-01", "secret"} & found
    assert [p.text for p in texts({"id": "call_93Mirela"})] == ["id", "call_Mirela"]


# stored states ----------------------------------------------------------------------------------------------


class Kept:
    """A serializer that keeps in clear what it was handed; the library's own would seal it."""

    def __init__(self) -> None:
        self.plain: list[str] = []

    def dumps_typed(self, value: Any) -> tuple[str, bytes]:
        from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

        self.plain.append(str(value))
        return JsonPlusSerializer().dumps_typed(value)

    def loads_typed(self, data: tuple[str, bytes]) -> Any:
        from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

        return JsonPlusSerializer().loads_typed(data)


class Talk(TypedDict, total=False):
    question: str
    answer: dict[str, Any]


PLACES = {
    "question": lambda seed: {"question": f"why did {seed} come"},
    "claim": lambda seed: {"answer": {"claims": [{"text": f"That day {seed} came.", "evidence": []}]}},
    "quote": lambda seed: {
        "answer": {"claims": [{"evidence": [{"quote": f"it was {seed}", "note_id": "a1"}]}]}
    },
    "key": lambda seed: {"answer": {f"of {seed}": 1}},
}


async def run_graph(path: Path, kept: Kept, update: dict[str, Any], thread: str = "c1.t") -> None:
    import aiosqlite
    from langgraph.graph import END, START, StateGraph

    graph = StateGraph(Talk)
    graph.add_node("say", lambda state: update)
    graph.add_edge(START, "say")
    graph.add_edge("say", END)
    async with aiosqlite.connect(path) as connection:
        saver = gated(connection, kept, gate)  # type: ignore[arg-type]
        await saver.setup()
        config = {"configurable": {"thread_id": thread}}
        for durability in ("sync", "exit"):
            await graph.compile(checkpointer=saver).ainvoke({}, config, durability=durability)  # type: ignore[call-overload]


class TestStates:
    async def test_no_seed_is_handed_to_the_cipher(self, tmp_path: Path) -> None:
        kept, passed = Kept(), []
        for kind, seed in SEEDS.items():
            for place, made in PLACES.items():
                try:
                    await run_graph(tmp_path / "c.db", kept, made(seed))
                except LeakError:
                    continue
                passed.append((kind, place))
        assert passed == []
        assert holds("\n".join(kept.plain)) == []
        assert holds((tmp_path / "c.db").read_bytes().decode(errors="ignore")) == []

        await run_graph(tmp_path / "c.db", kept, PLACES["claim"]("[PARTNER]"))
        assert any("That day [PARTNER] came" in plain for plain in kept.plain)
        assert b"That day [PARTNER] came" in (tmp_path / "c.db").read_bytes()

    async def test_no_seed_lies_beside_the_states(self, tmp_path: Path) -> None:
        for thread in ("c1.mirela", "Saint Aubrey"):
            with pytest.raises(LeakError):
                await run_graph(tmp_path / "c.db", Kept(), {}, thread)

    def test_what_cannot_be_looked_at_is_not_kept(self) -> None:
        with pytest.raises(CheckpointError, match="plain data"):
            check_state({"answer": object()}, gate)
        with pytest.raises(LeakError):
            check_state(ValueError("Mirela"), gate)

    async def test_a_store_without_a_gate_takes_nothing(self, tmp_path: Path) -> None:
        from langgraph.checkpoint.base import empty_checkpoint

        async with Checkpoints(tmp_path / "c.db", KEY).open() as saver:
            with pytest.raises(CheckpointError, match="without a gate"):
                config = {"configurable": {"thread_id": "c1.t", "checkpoint_ns": ""}}
                await saver.aput(config, empty_checkpoint(), {}, {})  # type: ignore[arg-type]

    async def test_a_turn_that_quotes_a_name_is_answered_and_not_kept(
        self, tmp_path: Path, make_history: Any, chart: Any, assessment: Any, caplog: Any
    ) -> None:
        history = make_history("Back at the ovens.", "Mirla drove her to the tram.")
        history.identity = IDENTITY
        assistant = Assistant(Checkpoints(tmp_path / "t.db", KEY))
        stream = assistant.ask(
            "Who drives her?", history=history, chart=chart, assessment=assessment, thread_id="t"
        )
        *_, answer = [item async for item in stream]
        assert "drove her" in answer.text
        assert "not kept" in caplog.text and "Mirla" not in caplog.text
        async with Checkpoints(tmp_path / "t.db", KEY).open() as saver:
            assert [item async for item in saver.alist(None)] == []

    async def test_what_masking_missed_of_a_question_is_withheld(
        self, tmp_path: Path, history: Any, chart: Any, assessment: Any
    ) -> None:
        """The small history masks two names by exact words only; all else is left to the gate."""
        history.identity = IDENTITY
        kept = []
        for kind, seed in SEEDS.items():
            assistant = Assistant(Checkpoints(tmp_path / "t.db", KEY))
            question = f"Has the panic got better since {seed} came"
            stream = assistant.ask(
                question, history=history, chart=chart, assessment=assessment, thread_id=kind
            )
            _ = [item async for item in stream]
        async with Checkpoints(tmp_path / "t.db", KEY).open() as saver:
            kept = [str(item.checkpoint["channel_values"]) async for item in saver.alist(None)]
        assert len(kept) >= len(SEEDS)
        assert holds("\n".join(kept)) == []


# logs, errors -----------------------------------------------------------------------------------------------


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    """Give the file that everything logged is written to, behind the gate."""
    path = tmp_path / "log.txt"
    form = "%(levelname)s %(name)s %(message)s %(person)s"
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter(form, defaults={"person": "-"}))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    known = Watched()
    known.add("c1", IDENTITY)
    put_back = LogGate(known).install()
    try:
        yield path
    finally:
        put_back()
        root.removeHandler(handler)
        root.setLevel(level)
        handler.close()


def raised(seed: str) -> Exception:
    try:
        try:
            raise KeyError(seed)
        except KeyError as inner:
            inner.add_note(seed)
            raise ValueError(f"could not read {seed}") from inner
    except ValueError as error:
        return error


def log_in_every_way(log: logging.Logger, seed: str) -> None:
    log.info(f"about {seed}")
    log.info("about " + seed)
    log.info("about %s", seed)
    log.info("about %r and %d", {"who": seed}, 3)
    log.info("about %(who)s", {"who": seed})
    log.info(seed)
    log.warning(raised(seed))
    log.error("failed: %s", raised(seed))
    log.error("failed", exc_info=raised(seed))
    log.info("here", stack_info=True)
    log.info("here", extra={"person": seed})
    log.info("too few %s %s", seed)
    with contextlib.suppress(ValueError):
        try:
            raise raised(seed)
        except ValueError:
            log.exception("caught")
            raise
    log.log(5, seed)


class TestLogs:
    @pytest.mark.parametrize("name", ["longview.chat", "agent.model", "httpx", "litellm", "", "py.warnings"])
    def test_no_seed_is_written(self, name: str, log_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        log = logging.getLogger(name)
        for seed in SEEDS.values():
            log_in_every_way(log, seed)
        written = log_file.read_text(encoding="utf-8")
        assert holds(written) == []
        assert "ValueError" in written and "test_gates.py" in written
        assert holds("".join(capsys.readouterr())) == []

    def test_a_name_that_no_roster_knows_is_not_written_either(self, log_file: Path) -> None:
        for name in ("httpx", "chromadb.api", "longview.chat"):
            logging.getLogger(name).info(f"imported {'Zebedee Quill'}")
            logging.getLogger(name).error("failed", exc_info=ValueError("Zebedee Quill"))
        logging.getLogger("httpx").info("imported %s", "Zebedee Quill")
        assert "Zebedee" not in log_file.read_text(encoding="utf-8")

    def test_what_the_program_says_of_itself_is_written(self, log_file: Path) -> None:
        logging.getLogger("longview.chat").error("unforeseen %s in the chat", "ValueError")
        logging.getLogger("uvicorn.access").info(
            '%s - "%s %s HTTP/%s" %d', "127.0.0.1", "GET", "/", "1.1", 200
        )
        logging.getLogger("longview.import").info("%d of %d notes", 3, 7)
        logging.getLogger("longview.import").error("locked", exc_info=StoreError("Close the other one."))
        written = log_file.read_text(encoding="utf-8")
        assert "ERROR longview.chat unforeseen ValueError in the chat" in written
        assert '<str> - "<str> <str> HTTP/<str>" 200' in written
        assert "3 of 7 notes" in written
        assert "StoreError: Close the other one." in written

    def test_a_handler_of_a_library_gets_clean_records(self, log_file: Path, tmp_path: Path) -> None:
        late = logging.FileHandler(tmp_path / "late.txt", encoding="utf-8")
        log = logging.getLogger("some.library")
        log.addHandler(late)
        log.propagate = False
        try:
            for seed in SEEDS.values():
                log_in_every_way(log, seed)
        finally:
            log.removeHandler(late)
            log.propagate = True
            late.close()
        assert holds((tmp_path / "late.txt").read_text(encoding="utf-8")) == []

    def test_warnings_are_logged_without_words(
        self, log_file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            logging.captureWarnings(True)  # pytest has put its own in place since
            for seed in SEEDS.values():
                warnings.warn(f"could not parse {seed}", UserWarning, stacklevel=1)
            logging.captureWarnings(False)
        written = log_file.read_text(encoding="utf-8")
        assert "py.warnings" in written
        assert holds(written) == []
        assert holds("".join(capsys.readouterr())) == []

    async def test_asyncio_tells_no_words(self, log_file: Path) -> None:
        for seed in SEEDS.values():
            context = {"message": f"lost {seed}", "exception": raised(seed), "task": seed}
            asyncio.get_running_loop().default_exception_handler(context)
        written = log_file.read_text(encoding="utf-8")
        assert "ERROR asyncio" in written and "ValueError" in written
        assert holds(written) == []

    def test_installing_is_undone(self, tmp_path: Path) -> None:
        before = logging.getLogRecordFactory(), logging.raiseExceptions
        LogGate(Watched()).install()()
        assert (logging.getLogRecordFactory(), logging.raiseExceptions) == before


CRASH = """\
import asyncio, sys, threading
from agent.quiet import guard
guard()
words = sys.stdin.read()
class Leaky:
    def __del__(self):
        raise ValueError(words)
Leaky()
thread = threading.Thread(target=lambda: int(words))
thread.start(); thread.join()
async def lost():
    asyncio.get_running_loop().create_task(boom(), name=words)
    await asyncio.sleep(0)
async def boom():
    raise KeyError(words)
asyncio.run(lost())
import warnings; warnings.warn(words)
import logging; logging.getLogger("x").error("%s %s", words)
try:
    {}[words]
except KeyError as error:
    from retrieval.errors import StoreError
    raise StoreError(words) from error
"""


class TestCrashes:
    def test_a_process_dies_without_a_word(self) -> None:
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [sys.executable, "-c", CRASH],
            input="\n".join(SEEDS.values()),
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert done.returncode == 1
        assert holds(done.stdout + done.stderr) == []
        for told_of in ("While cleaning up", "In a thread", "StoreError", "KeyError", "at <string>:"):
            assert told_of in done.stderr

    @pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS)
    def test_no_error_is_told_with_its_words(self, seed: str) -> None:
        known = Watched()
        known.add("c1", IDENTITY)
        group = ExceptionGroup(seed, [raised(seed)])
        for error in (raised(seed), StoreError(f"no {seed}"), group, LookupError(seed)):
            assert holds(told(error, known)) == []

    def test_our_own_words_stay(self) -> None:
        lines = told(StoreError("Another process has it open."), Watched())
        assert lines == "retrieval.errors.StoreError: Another process has it open."

    def test_every_hook_is_taken_and_given_back(self) -> None:
        said: list[str] = []
        before = sys.excepthook, threading.excepthook, sys.unraisablehook
        put_back = CrashGate(Watched(), write=said.append).install()
        try:
            error = raised("Mirela")
            sys.excepthook(ValueError, error, error.__traceback__)
            sys.excepthook(KeyboardInterrupt, KeyboardInterrupt("Mirela"), None)
        finally:
            put_back()
        assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before
        assert "in raised" in said[0] and said[1] == "Stopped."
        assert holds("".join(said)) == []

    async def test_an_error_in_a_node_says_no_words(
        self, tmp_path: Path, history: Any, chart: Any, assessment: Any
    ) -> None:
        def fails(*_: object, **__: object) -> Any:
            raise RuntimeError("Mirela and Dorin, 555-0148")

        history.search = history.passages = fails
        assistant = Assistant(Checkpoints(tmp_path / "t.db", KEY))
        with pytest.raises(Exception) as caught:
            stream = assistant.ask(
                "Who drives her?", history=history, chart=chart, assessment=assessment, thread_id="t"
            )
            _ = [item async for item in stream]
        assert holds(told(caught.value, Watched())) == []


# exports, tracing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS)
def test_no_seed_is_exported(seed: str) -> None:
    with pytest.raises(LeakError):
        assert_clean_export(f"Discharge summary. In week 4 {seed} was mentioned.", [IDENTITY])


@pytest.mark.parametrize("variable", ["LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING"])
def test_tracing_stays_off_whatever_the_environment_says(variable: str) -> None:
    code = (
        "import langsmith.utils as u\n"
        "assert u.tracing_is_enabled() is True\n"  # read, and remembered, before us
        "from agent.quiet import hush\n"
        "hush()\n"
        "assert u.tracing_is_enabled() is False\n"
    )
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), variable: "true"}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, timeout=60)


def test_hush_sets_every_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in QUIET:
        monkeypatch.setenv(name, "changed")
    hush()
    assert {name: os.environ[name] for name in QUIET} == QUIET
