"""Which side a piece of evidence is on: it carries what the answer says, or speaks against it, or neither."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from agent.records import Gathered, Role
from agent.shown import Side
from retrieval.records import Evidence

SIDES: Mapping[Role, Side] = {
    Role.CARRIES: Side.FOR,
    Role.AGAINST: Side.AGAINST,
    Role.CONTRADICTS: Side.AGAINST,
}
"""Roles on a side whatever was asked. A setback is on none: it speaks against a gain, and for a loss."""


def sides(gathered: Gathered) -> dict[Evidence, Side]:
    """Tell the side of each piece that has one; what speaks against one part of an answer stays against."""
    found: dict[Evidence, Side] = {}
    for evidence, side in _of_parts(gathered):
        if found.get(evidence) is not Side.AGAINST:
            found[evidence] = side
    return found


def _of_parts(gathered: Gathered) -> Iterator[tuple[Evidence, Side]]:
    contested = any(finding.role is Role.CONTRADICTS for finding in gathered.findings)
    known = {**SIDES, Role.FACT: Side.FOR} if contested else SIDES
    for finding in gathered.findings:
        if finding.role in known:
            yield finding.evidence, known[finding.role]
    for part in gathered.parts:
        yield from _of_parts(part)
