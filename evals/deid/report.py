"""The figures of a comparison, as data and as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evals.deid.comparing import Result, paired_ratio, seconds_a_note
from evals.deid.scoring import ALL, Fault, Tally

MEASURES = ("any", "full")


def figures(results: Mapping[str, Result]) -> dict[str, Any]:
    """All figures of all systems, as JSON takes them."""
    value: dict[str, Any] = {
        name: {
            "seconds_a_note": seconds_a_note(result),
            "views": {view or "all": tally_figures(tally) for view, tally in result.views.items()},
            "styles": {style: headline(tally) for style, tally in sorted(result.styles.items()) if style},
        }
        for name, result in results.items()
    }
    if len(results) == 2:
        ours, theirs = results.values()
        value["paired_time_ratio"] = paired_ratio(ours, theirs)
    return value


def headline(tally: Tally) -> dict[str, float | int | None]:
    """The figures over all types."""
    return {
        "notes": tally.counts["notes", ""],
        "identifiers": tally.counts["n", ALL],
        "any": tally.share("any", "n"),
        "full": tally.share("full", "n"),
        "precision": tally.share("right", "hidden"),
        "keep_terms": tally.counts["keep", ""],
        "damaged": tally.share("damaged", "keep"),
    }


def tally_figures(tally: Tally) -> dict[str, Any]:
    """The figures over all types and for each; precision is by the type a system gave what it hid."""
    return headline(tally) | {
        "by_type": {
            kind: {"n": tally.counts["n", kind]} | {m: tally.share(m, "n", kind) for m in MEASURES}
            for kind in tally.types()
        },
        "precision_by_type": {
            kind: tally.share("right", "hidden", kind)
            for (what, kind), count in sorted(tally.counts.items())
            if what == "hidden" and kind != ALL and count
        },
    }


def markdown(name: str, results: Mapping[str, Result]) -> Iterator[str]:
    """Give the tables of a comparison line by line."""
    yield f"## {name}\n"
    yield "| system | labels | notes | identifiers | any | full | precision | keep terms damaged | s a note |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for system, result in results.items():
        for view, tally in result.views.items():
            yield _row(system, view, headline(tally), seconds_a_note(result))
    if len(results) == 2:
        ours, theirs = results
        ratio = paired_ratio(results[ours], results[theirs])
        yield f"\nTime of {ours} over {theirs}, median of paired charts: {ratio}"
    yield from _by_type(results)
    yield from _by_style(results)


def fault_lines(faults: list[Fault]) -> Iterator[str]:
    """One line an error: what went wrong, type, where, and the words in their context. Quotes the set."""
    for fault in sorted(faults, key=lambda f: (f.kind, f.type, f.text)):
        shown = f"{fault.before}⟦{fault.text}⟧{fault.after}".replace("\n", "⏎")
        yield f"{fault.kind}\t{fault.type}\t{fault.where}\t{shown}"


def _row(system: str, view: str, line: Mapping[str, float | int | None], seconds: float) -> str:
    cells = [
        system,
        view or "all",
        line["notes"],
        line["identifiers"],
        _share(line["any"]),
        _share(line["full"]),
        _share(line["precision"]),
        f"{_share(line['damaged'])} of {line['keep_terms']}",
        f"{seconds:.4f}",
    ]
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _by_type(results: Mapping[str, Result]) -> Iterator[str]:
    views = {view for result in results.values() for view in result.views}
    for view in sorted(views):
        tallies = [result.views[view] for result in results.values()]
        yield f"\n### By type{f', {view}' if view else ''}\n"
        yield "| type | n | " + " | ".join(f"{system} any | {system} full" for system in results) + " |"
        yield "| --- | ---: |" + " ---: | ---: |" * len(results)
        for kind in tallies[0].types():
            cells = [_share(tally.share(m, "n", kind)) for tally in tallies for m in MEASURES]
            yield f"| {kind} | {tallies[0].counts['n', kind]} | " + " | ".join(cells) + " |"


def _by_style(results: Mapping[str, Result]) -> Iterator[str]:
    first = next(iter(results.values()))
    if set(first.styles) <= {""}:
        return
    yield "\n### By style\n"
    yield "| style | n | " + " | ".join(f"{s} any | {s} full | {s} precision" for s in results) + " |"
    yield "| --- | ---: |" + " ---: | ---: | ---: |" * len(results)
    for style in sorted(first.styles):
        tallies = [result.styles[style] for result in results.values()]
        cells = [
            _share(tally.share(what, of))
            for tally in tallies
            for what, of in (("any", "n"), ("full", "n"), ("right", "hidden"))
        ]
        yield f"| {style} | {tallies[0].counts['n', ALL]} | " + " | ".join(cells) + " |"


def _share(value: float | int | None) -> str:
    return "-" if value is None else f"{value:.3f}"
