import csv
import io
from collections.abc import Callable

from tools.records import Assessment, Chart, Domain, Level, Observation, Setback
from ui.timeline_csv import HEAD, timeline_csv


def test_every_thing_drawn_has_a_line_in_order_of_date(
    make_chart: Callable[[int], Chart],
    make_assessment: Callable[..., Assessment],
    make_event: Callable[[int, str], Observation],
) -> None:
    states = {Domain.SYMPTOMS: {1: Level.IMPAIRED, 4: Level.WELL, 6: Level.WELL}}
    assessment = make_assessment(
        states,
        setbacks=(Setback(sessions=(5,), kind="situational", recovered_by=6),),
        life_context=(make_event(2, '=SUM(A1) and her, "father"\n died'),),
    )
    text = timeline_csv(make_chart(6), assessment, lambda words: words.replace("father", "Otto"))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert tuple(rows[0]) == HEAD
    drawn = [row for row in rows if row["date"]]
    assert [row["date"] for row in drawn] == sorted(row["date"] for row in drawn)
    kinds = [row["kind"] for row in rows]
    assert kinds.count("state") == 3
    assert kinds.count("verdict since") == len(Domain)
    assert kinds.count("setback") == 1
    event = next(row for row in rows if row["kind"] == "life event")
    assert event["words"] == '\'=SUM(A1) and her, "Otto" died'
