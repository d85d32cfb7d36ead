"""`longview judgement CLIENT`: the therapist's own thresholds and verdicts, beside the computed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ui.opening import client_named, opened_practice, plainly

if TYPE_CHECKING:
    from ui.findings_log import Correcting
    from ui.practice import Practice

OVERALL = "overall"
DOMAINS = (
    "symptom_burden",
    "functional_capacity",
    "stability",
    "risk_profile",
    "overall_presentation",
)
CHANGES = ("improved", "worsened", "unchanged", "mixed", "not_documented")
DURABILITIES = ("sustained", "emerging", "fluctuating", "temporary", "none", "insufficient")


@click.command()
@click.argument("client")
@click.option("--threshold", "limit", type=(str, float), metavar="NAME VALUE", help="A limit of your own.")
@click.option("--always", is_flag=True, help="With --threshold: for all your clients.")
@click.option("--verdict", type=click.Choice((*DOMAINS, OVERALL)), help="A verdict of your own.")
@click.option("--change", type=click.Choice(CHANGES), help="What changed, by you.")
@click.option("--durability", type=click.Choice(DURABILITIES), default="none", help="Has it lasted?")
@click.option("--reason", default="", help="Why; required.")
@click.option("--undo", type=int, metavar="NUMBER", help="Take one back.")
def judgement(
    client: str,
    limit: tuple[str, float] | None,
    always: bool,
    verdict: str | None,
    change: str | None,
    durability: str,
    reason: str,
    undo: int | None,
) -> None:
    """Show verdicts and thresholds in force, and set your own, with a reason. Both versions are kept."""
    if sum((limit is not None, verdict is not None, undo is not None)) > 1:
        raise click.UsageError("Give one of --threshold, --verdict and --undo.")
    if (verdict is None) != (change is None):
        raise click.UsageError("--verdict DOMAIN goes with --change.")
    if always and limit is None:
        raise click.UsageError("--always goes with --threshold.")
    from retrieval.errors import RetrievalError
    from tools.errors import ToolsError
    from ui.findings_words import effect_words

    with opened_practice() as practice, plainly(RetrievalError, ToolsError):
        client_id = client_named(practice, client).id
        if undo is not None:
            done = practice.findings.undo(client_id, undo, reason=reason)
        elif limit is not None or verdict is not None:
            given = _given(limit, verdict, change, durability)
            done = practice.findings.correct(client_id, given, reason=reason, always=always)
        else:
            _print(practice, client_id)
            return
        click.echo(effect_words(done.number, done.changed))


def _given(
    limit: tuple[str, float] | None, verdict: str | None, change: str | None, durability: str
) -> Correcting:
    from tools.outcomes.corrections import ThresholdChange, VerdictOverride
    from tools.records import Change, Domain, Durability

    if limit is not None:
        return ThresholdChange(name=limit[0], value=limit[1])
    domain = None if verdict == OVERALL else Domain(str(verdict))
    return VerdictOverride(domain=domain, change=Change(str(change)), durability=Durability(durability))


def _print(practice: Practice, client_id: str) -> None:
    from dataclasses import fields

    from ui.findings_words import THRESHOLDS, domain_words
    from ui.words import verdict_words

    both = practice.standing(client_id).both
    pairs = [(both.computed.overall, both.corrected.overall)]
    pairs += [(both.computed.domains[domain], verdict) for domain, verdict in both.corrected.domains.items()]
    for computed, stands in pairs:
        said, was = (verdict_words(v.change, v.durability) for v in (stands, computed))
        click.echo(f"{domain_words(stands.domain)}: {said}{f'  (computed: {was})' if was != said else ''}")
    click.echo("")
    for item in fields(both.thresholds):
        value = getattr(both.thresholds, item.name)
        own = "" if value == item.default else f"  (usually {item.default:g})"
        click.echo(f"{item.name}  {value:g}{own}  {THRESHOLDS.get(item.name, '')}".rstrip())
