from datetime import date

import numpy as np
import pytest

from retrieval.deid.dates import believed, find
from retrieval.deid.findings import settle
from retrieval.deid.page import Page
from retrieval.deid.tagger import CLASSES
from retrieval.deid.tokens import words_of


def found(text: str) -> list[str]:
    return [text[f.start : f.end] for f in settle(find(text))]


def on(day: date, text: str, tagged: float = 0.5) -> list[str]:
    """What is a date in a note of this day, with so much belief of the tagger in any word being one."""
    tokens = words_of(text)
    beliefs = np.zeros((len(tokens), len(CLASSES)), dtype=np.float32)
    beliefs[:, 0], beliefs[:, CLASSES.index("DATE")] = 1 - tagged, tagged
    page = Page(text, tokens, [""] * len(tokens), beliefs)
    return [text[f.start : f.end] for f in settle(believed(find(text, doubtful=True), page, day))]


DATES = (
    "Seen on ⟦2024-03-05⟧.",
    "stamped ⟦2024-03-05⟧T10:00",
    "file of ⟦20240305⟧",
    "Discharged ⟦3/14/23⟧ to home",
    "on ⟦03/14/2023⟧",
    "on ⟦14.03.2023⟧",
    "on ⟦14-03-2023⟧",
    "⟦14 03 2023⟧ review",
    "DOB ⟦3/4/86⟧",
    "DOB: ⟦3.4.86⟧",
    "d.o.b. ⟦04-03-1986⟧",
    "dob ⟦030486⟧",
    "date of birth ⟦3 4 86⟧",
    "born ⟦1986⟧",
    "rebooked ⟦2/12⟧, no charge",
    "no use since ⟦11/7⟧.",
    "from ⟦3/4⟧-⟦3/9⟧ he was away",
    "seen ⟦3/4⟧, ⟦3/11⟧ and ⟦3/18⟧",
    "week of ⟦3/4⟧",
    "w/c ⟦25/3⟧",
    "court ⟦16/4⟧",
    "On ⟦the 14th of June, 2021⟧ he fell",
    "He came on ⟦4th July⟧. He left.",
    "moved in ⟦March⟧ and left in ⟦may⟧.",
    "sober since about ⟦October 20⟧",
    "on ⟦Mar 3⟧ & ⟦10⟧",
    "away ⟦July 18⟧ to ⟦22⟧, then back",
    "away ⟦July 18⟧-⟦22⟧",
    "from ⟦18⟧ to ⟦22 July⟧",
    "on ⟦3rd March⟧",
    "⟦3 March 2024⟧",
    "⟦3-Mar-24⟧",
    "⟦03-Mar-2024⟧",
    "⟦Mar. 3rd, 2024⟧",
    "⟦March 3 '24⟧ entry",
    "the ⟦seventh of March⟧".replace("the ⟦", "⟦the "),
    "by ⟦the seventh of March⟧",
    "on ⟦June the second⟧",
    "⟦Sept '22⟧",
    "⟦Mar-22⟧ statement",
    "since ⟦03/2022⟧",
    "⟦2023-11⟧ invoice",
    "back by ⟦mid-July⟧",
    "no-show in ⟦early March⟧",
    "in ⟦late 2019⟧",
    "by ⟦mid-to-late August⟧",
    "married ⟦autumn 2019⟧",
    "⟦spring 2021⟧ term",
    "⟦summer of '09⟧",
    "⟦Q3 2023⟧",
    "laid off in ⟦2009⟧, rehired ⟦2011⟧",
    "Navy ⟦1971-1975⟧",
    "voices ⟦2014⟧-ish".replace("-ish", " or so"),
    "PND ⟦2014ish⟧",
    "the ⟦1980s⟧ were hard",
    "school year ⟦2023/24⟧",
    "class of ⟦'09⟧",
    "class of ⟦2009⟧",
    "since ⟦'09⟧ he has",
    "the ward in ⟦88⟧, says never",
    "since ⟦79⟧ when she left",
    "worse around ⟦Thanksgiving⟧ and ⟦New Year's Eve⟧",
    "fasting for ⟦Ramadan⟧ until ⟦Eid⟧",
    "hosted ⟦Eid al-Fitr⟧",
    "guests for ⟦Bakra Eid⟧",
    "home for ⟦Diwali⟧",
    "⟦Lunar New Year⟧ at her aunt's",
    "over ⟦Passover⟧",
    "fast on ⟦Yom Kippur⟧",
    "⟦Nowruz⟧ visits",
    "⟦Vaisakhi⟧ procession",
    "off sick since ⟦Boxing Day⟧",
    "drank on ⟦St. Patrick's Day⟧",
    "⟦Orthodox Easter⟧ with family",
    "⟦Michaelmas⟧ rents",
    "danced at ⟦Pride⟧ till ten",
    "alone at ⟦New Year⟧",
    "⟦Anzac Day⟧ service",
    "⟦Waitangi Day⟧ picnic",
    "since ⟦the Fourth⟧, loud",
    "review on ⟦the 12th⟧.",
    "due ⟦14th⟧.",
    "moved to ⟦the 17th⟧.",
    "since ⟦the 28th⟧ of last month".replace("⟧ of last month", "⟧, of last month"),
    "starts on ⟦the 3rd⟧ with her sister",
    "died on the ninth".replace("the ninth", "⟦the ninth⟧") + " and she read",
    "warning on ⟦the first⟧ about lateness",
    "⟦the twenty eighth⟧ suits her",
    "from ⟦the 3rd⟧ to ⟦the 9th⟧ she was off",
    "bis ⟦14.3.⟧ krank",
    "A&E ⟦12.4.24⟧ overnight",
    "letter of ⟦11/iv/24⟧",
    "jab ⟦03MAR2021⟧",
    "apart since ⟦Feb/March⟧",
)


@pytest.mark.parametrize("marked", DATES)
def test_dates_are_found_whole(marked: str) -> None:
    words = [part.split("⟧")[0] for part in marked.split("⟦")[1:]]
    assert found(marked.replace("⟦", "").replace("⟧", "")) == words


@pytest.mark.parametrize(
    "text",
    [
        "mood 8/10, anxiety 4/10 at worst",
        "slept 5/7 nights, homework done 3/4 times",
        "pain 9/10 today, down to 6/10",
        "from 8/10 to 4/10 by close",
        "SUDS 8/10, 5/10, 3/10",
        "craving 2/10 most days",
        "PHQ-9 12/27, GAD-7 9/21",
        "5/9 criteria; 3/5 strength",
        "x 2/52, review 6/52, began 18/12 ago, 3/7 supply",
        "took 1/2 tab; ate 3/4 of it",
        "CBT x 6 weeks, 50-minute sessions",
        "three weeks ago, last Tuesday, next week, daily",
        "Mon and Sat, sun hurts, sat down",
        "at 10:30, 3pm, 0900, noon",
        "on call 24/7, 50/50 split, 9/11 nightmares",
        "she may march out; they may be late; this may help",
        "marching; the March hare".replace("; the March hare", ""),
        "BP 120/80, 2030 calories",
        "in the summer, over the weekend, last winter",
        "over half-term, before spring break, the bank holiday",
        "in the eighties; scores in the 80s; in her sixties",
        "her 2nd session, his 3rd DUI class, the first time",
        "after 2nd DUI; moved to 2nd shelter; until 9th grade",
        "on the first try; by the third exposure; on the second floor",
        "the 5th of her goals; the 2nd of 6",
        "decreased sleep; sleep dec in length",
        "for 2 years, 18 months, x 3/wk, q2w",
        "session 12, week 3 of 12, step 4",
        "vers. 2.3.1, 10.5 mg, 7.5 - 10",
        "room 204, CPT 90837, F33.1, L4-5",
        "a new year of school; in the new year".replace("; in the new year", ""),
        "aug of the antidepressant",
        "HR in 88, weight is in 72 range",
        "lit up like a Christmas tree; Easter eggs".replace("; Easter eggs", ""),
        "takes pride in it",
        "lent her money; holy moly; tet a tet",
    ],
)
def test_durations_scores_and_relative_times_stay(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "day", "dates"),
    [
        ("B: Used 2/10, half a pill", date(2023, 2, 15), ["2/10"]),
        ("Grey. 2/10, no change w/ tablets", date(2023, 8, 15), []),
        ("had 6 beers 2/9 the night before", date(2023, 2, 14), ["2/9"]),
        ("closing 6/10, out by then", date(2024, 5, 8), ["6/10"]),
        ("SI two evenings, 2/5, passive", date(2024, 2, 15), []),
        ("craving 2/10 at night", date(2024, 2, 10), []),
        ("dreads the fourth and its noise", date(2022, 6, 8), ["the fourth"]),
        ("dreads the fourth and its noise", date(2022, 1, 8), []),
        ("agreed on Friday the 10th w/ him", date(2023, 3, 1), ["Friday the 10th"]),
        ("Tuesday, March 5 at 3", date(2023, 3, 1), ["Tuesday, March 5"]),
        ("next Mon 3/4", date(2024, 3, 1), ["Mon 3/4"]),
    ],
)
def test_the_day_of_the_note_decides_what_words_leave_open(text: str, day: date, dates: list[str]) -> None:
    assert on(day, text) == dates


def test_the_tagger_tips_the_scales_where_a_slash_may_be_either() -> None:
    text = "Guilt was there for an hour, then 3/10. Liam said no worries."
    assert on(date(2024, 3, 12), text, tagged=0.02) == []
    assert on(date(2024, 3, 12), "Started 3/10 and went on.", tagged=0.98) == ["3/10"]
