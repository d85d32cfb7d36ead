import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.deid import ClientIdentity, Deidentifier, MaskedNotes, assert_clean, restore
from retrieval.deid.corrections import Mark, NameMark, NotNameMark, Rules, form_of, known_roles
from retrieval.deid.masking import unmask
from retrieval.deid.surrogates import SURROGATE
from retrieval.errors import LeakError
from retrieval.records import DraftNote, IdentifierType

NOTES = (
    (
        date(2024, 1, 8),
        "Zofia came with her sister Halina. Ash drove them. Spoke of Beck, of grief, of the ash "
        "on the grate. "
        "Cell 555-0148. Halina Beckwith lives in Tarnow.",
    ),
    (date(2024, 2, 12), "Ash rang on 1/22. Told Oyelaran Ade to wait. ASH's car broke down; beck burst."),
)
ZOFIA = ClientIdentity.start("Zofia Hope Nowak", "she/her")
ORG = IdentifierType.ORG


@pytest.fixture(scope="module")
def drafts(draft: Callable[..., DraftNote]) -> list[DraftNote]:
    return [draft(text, day) for day, text in NOTES]


@pytest.fixture(scope="module")
def before(deidentifier: Deidentifier, drafts: list[DraftNote]) -> MaskedNotes:
    return deidentifier.mask_notes(drafts, ZOFIA)


@pytest.fixture(scope="module")
def under(
    deidentifier: Deidentifier, drafts: list[DraftNote], before: MaskedNotes
) -> Callable[..., MaskedNotes]:
    """Mask the notes again under some marks, from the identity as the last masking left it."""

    def masked(*marks: Mark, known: ClientIdentity = before.identity) -> MaskedNotes:
        return deidentifier.mask_notes(drafts, replace(known, rules=Rules.of(marks)))

    return masked


def texts(masked: MaskedNotes) -> str:
    return "\n".join(body.text for body in masked.bodies)


def test_a_marked_name_is_hidden_wherever_it_stands(under: Callable[..., MaskedNotes]) -> None:
    clean = texts(under(NameMark(words="Ash", role="FRIEND")))
    assert "[FRIEND] drove them" in clean
    assert "[FRIEND] rang" in clean
    assert "[FRIEND]'s car" in clean
    assert "of the ash on the grate" in clean


def test_a_word_marked_in_lower_case_is_hidden_in_any_case(under: Callable[..., MaskedNotes]) -> None:
    clean = texts(under(NameMark(words="ash"))).casefold()
    assert "ash" not in clean


def test_whoever_is_hidden_already_gets_the_role_under_all_her_names(
    under: Callable[..., MaskedNotes], before: MaskedNotes
) -> None:
    assert "[SISTER]" in texts(before)
    clean = texts(under(NameMark(words="Halina", role="FRIEND")))
    assert "[SISTER]" not in clean
    assert clean.count("[FRIEND]") == texts(before).count("[SISTER]")


def test_another_writing_of_somebody_known(under: Callable[..., MaskedNotes]) -> None:
    assert "[SISTER] rang" in texts(under(NameMark(words="Ash", same_as="[SISTER]")))


def test_a_marked_organisation_has_its_own_kind_of_surrogate(under: Callable[..., MaskedNotes]) -> None:
    masked = under(NameMark(words="the grate", type=ORG, role="EMPLOYER"))
    assert "ash on [EMPLOYER_1]." in texts(masked)
    assert {i.type for b in masked.bodies for i in b.identifiers if i.detector == "therapist"} == {ORG}


@pytest.mark.parametrize(
    ("mark", "stays", "goes"),
    [
        (NotNameMark(words="Tarnow"), "lives in Tarnow", ""),
        (NotNameMark(words="Halina"), "sister Halina", "Halina Beckwith"),  # a longer name is not cut open
        (NotNameMark(words="555-0148"), "[PHONE_1]", "555-0148"),
        (NotNameMark(words="555-0148", force=True), "Cell 555-0148", ""),
        (NotNameMark(words="1/22"), "rang on [week 2]", "1/22"),
        (NotNameMark(words="1/22", force=True), "rang on 1/22", ""),
        (NotNameMark(words="Zofia"), "[CLIENT] came", "Zofia"),
        (NotNameMark(words="Zofia", force=True), "[CLIENT] came", "Zofia"),  # no ordinary word
        (NotNameMark(words="Halina", always=True), "sister [SISTER]", "Halina"),  # somebody in particular
        (NotNameMark(words="Tarnow", always=True), "lives in Tarnow", ""),
    ],
)
def test_what_is_not_a_name_stays_unless_something_stronger_covers_it(
    under: Callable[..., MaskedNotes], mark: Mark, stays: str, goes: str
) -> None:
    clean = texts(under(mark))
    assert stays in clean
    assert not goes or goes not in clean


@pytest.mark.parametrize(("force", "hidden"), [(False, True), (True, False)])
def test_an_ordinary_word_in_the_clients_name_can_be_insisted_on(
    deidentifier: Deidentifier, draft: Callable[..., DraftNote], force: bool, hidden: bool
) -> None:
    rules = Rules.of([NotNameMark(words="Hope", force=force)])
    masked = deidentifier.mask_notes(
        [draft("She keeps saying Hope is all. Zofia Hope Nowak signed.")], replace(ZOFIA, rules=rules)
    )
    assert ("saying [CLIENT]" in masked.bodies[0].text) is hidden
    assert masked.bodies[0].text.endswith("[CLIENT] signed.")


def test_taking_a_mark_back_gives_the_very_text_from_before(
    under: Callable[..., MaskedNotes], before: MaskedNotes
) -> None:
    marks = (
        NameMark(words="Ash", role="FRIEND"),
        NameMark(words="Halina", role="MOTHER"),
        NotNameMark(words="Tarnow"),
    )
    marked = under(*marks)
    again = under(known=marked.identity)
    assert texts(marked) != texts(before)
    assert texts(again) == texts(before)
    assert texts(under(*marks, known=again.identity)) == texts(marked)


def test_marks_go_with_the_identity_into_questions_and_the_gate(
    under: Callable[..., MaskedNotes], deidentifier: Deidentifier
) -> None:
    identity = under(NameMark(words="Quill"), NotNameMark(words="Tarnow")).identity
    identity = ClientIdentity.from_json(identity.to_json())
    clean = deidentifier.mask_text("Did Quill go to Tarnow?", identity).text
    assert SURROGATE.sub("_", clean) == "Did _ go to Tarnow?"
    assert restore(clean, identity) == "Did Quill go to Tarnow?"
    assert_clean(clean, identity)
    with pytest.raises(LeakError):
        assert_clean("Told Oyeleran.", under(NameMark(words="Oyeleran")).identity)


def test_an_identity_from_before_there_were_marks_is_read() -> None:
    data = json.loads(ZOFIA.to_json())
    for key in ("rules", "added", "withdrawn"):
        del data[key]
    assert ClientIdentity.from_json(json.dumps(data)) == ZOFIA


@pytest.mark.parametrize(
    ("marks", "left"),
    [
        ((NotNameMark(words="Ash"), NameMark(words="ash")), NameMark(words="ash")),
        ((NameMark(words="Ash"), NotNameMark(words="Ash", always=True)), NameMark(words="Ash")),
        ((NameMark(words="Ash's", always=True), NotNameMark(words="ASH")), NotNameMark(words="ASH")),
    ],
)
def test_of_marks_on_the_same_words_the_nearer_and_then_the_later_holds(
    marks: tuple[Mark, ...], left: Mark
) -> None:
    assert Rules.of(marks).marks == (left,)


def test_no_role_spells_anything_but_a_role() -> None:
    assert all(SURROGATE.fullmatch(f"[{role}]") for role in known_roles())
    assert {"MOTHER", "FRIEND", "EMPLOYER", "CITY", "PERSON"} <= set(known_roles())


def test_printing_a_mark_says_nothing(under: Callable[..., MaskedNotes]) -> None:
    identity = under(NameMark(words="Quill")).identity
    for thing in (identity, identity.rules, identity.rules.marks, identity.overlay):
        assert "quill" not in repr(thing).casefold()


WORDS = st.sampled_from(
    ("Ash", "ash", "Halina", "Beck", "Tarnow", "Zofia", "Nowak", "555-0148", "Oyelaran Ade", "grief", "1/22")
)
MARKS = st.one_of(
    st.builds(
        NameMark,
        words=WORDS,
        type=st.sampled_from((IdentifierType.NAME, ORG, IdentifierType.LOCATION, IdentifierType.ID)),
        role=st.sampled_from(("", "FRIEND", "MOTHER", "EMPLOYER")),
        same_as=st.sampled_from(("", "[SISTER]", "[CLIENT]", "[NOBODY]")),
        always=st.booleans(),
    ),
    st.builds(NotNameMark, words=WORDS, force=st.booleans(), always=st.booleans()),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(marks=st.lists(MARKS, max_size=5))
def test_under_any_marks_originals_come_back_and_undoing_is_exact(
    under: Callable[..., MaskedNotes], before: MaskedNotes, drafts: list[DraftNote], marks: list[Mark]
) -> None:
    marked = under(*marks)
    for body, original in zip(marked.bodies, drafts, strict=True):
        assert unmask(body, original.text) == original.text
    assert ClientIdentity.from_json(marked.identity.to_json()) == marked.identity
    assert "Zofia" not in texts(marked)
    named = {form_of(m.words): m for m in marked.identity.rules.names}
    for form in named:
        if form in ("halina", "tarnow", "oyelaran ade"):  # no ordinary words, so in any writing
            assert form not in texts(marked).casefold()
    assert texts(under(known=marked.identity)) == texts(before)


@pytest.mark.parametrize(
    ("later", "surrogate"),
    [("Then gravel left.", "[PERSON_1]"), ("Dr. Gravel phoned.", "[DOCTOR]")],
)
def test_a_marked_name_keeps_its_surrogate_until_the_notes_say_who_it_is(
    deidentifier: Deidentifier, draft: Callable[..., DraftNote], later: str, surrogate: str
) -> None:
    first = draft("Spoke of gravel again.")
    known = deidentifier.mask_notes([first], replace(ZOFIA, rules=Rules.of([NameMark(words="gravel")])))
    assert known.bodies[0].text == "Spoke of [PERSON_1] again."
    again = deidentifier.mask_notes([first, draft(later)], known.identity)
    assert again.bodies[0].text == f"Spoke of {surrogate} again."
    assert restore("[PERSON_1]", again.identity).casefold() == "gravel"
