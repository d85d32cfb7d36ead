"""Who is meant where the words alone do not tell: through the whole de-identifier, with the real analyzer."""

from collections.abc import Callable

import pytest

from retrieval.deid import ClientIdentity, Deidentifier
from retrieval.records import DraftNote

Draft = Callable[..., DraftNote]


def masked(deidentifier: Deidentifier, draft: Draft, *texts: str, name: str = "Halina Wrobel") -> str:
    result = deidentifier.mask_notes([draft(text) for text in texts], ClientIdentity.start(name))
    for text, body in zip(texts, result.bodies, strict=True):
        assert body.to_original(0, len(body.text)) == (0, len(text))
    return "\n".join(body.text for body in result.bodies)


@pytest.mark.parametrize(
    ("texts", "clean"),
    [
        (
            ("Her sister Danielle came. Dannielle left.", "Daniele phoned Halina. Halina said so."),
            "Her sister [SISTER] came. [SISTER] left.\n[SISTER] phoned [CLIENT]. [CLIENT] said so.",
        ),
        (("Write to halina.wrobel@example.com now.",), "Write to [EMAIL_1] now."),
        (("H4lina was late. Halina said sorry.",), "[CLIENT] was late. [CLIENT] said sorry."),
    ],
)
def test_one_person_has_one_surrogate(
    deidentifier: Deidentifier, draft: Draft, texts: tuple[str, ...], clean: str
) -> None:
    assert masked(deidentifier, draft, *texts) == clean


def test_the_clients_name_counts_although_it_is_a_word(deidentifier: Deidentifier, draft: Draft) -> None:
    clean = masked(deidentifier, draft, "Hand told me so. Hand handled it.", name="Hand Person")
    assert clean == "[CLIENT] told me so. [CLIENT] handled it."


def test_names_of_two_halves_are_whole(deidentifier: Deidentifier, draft: Draft) -> None:
    clean = masked(deidentifier, draft, "Jae-won was silent. Jae-won lied.", name="Jae-won Kim")
    assert clean == "[CLIENT] was silent. [CLIENT] lied."


def test_a_range_of_days_keeps_its_interval(deidentifier: Deidentifier, draft: Draft) -> None:
    clean = masked(deidentifier, draft, "Away February 5 to 22 with the choir.")
    assert clean == "Away [week 4] to [week 6] with the choir."


@pytest.mark.parametrize(
    "text",
    [
        "SCARED sep 10, soc 6. EtG neg, UA neg. Narcan kit given. AAQ-II 24, PEG 5. Li 900 nocte.",
        "We meet next Tuesday. Groups Tue/Thu. Mood 5/10, slept 5/7 nights. Used 3/30 prn doses.",
        "Foster mother attended. Suboxone 8/2 mg. Referral to the RD.",
        "She plays Minecraft, likes Harry Potter, shops at IKEA.",
    ],
)
def test_what_means_something_stays(deidentifier: Deidentifier, draft: Draft, text: str) -> None:
    assert masked(deidentifier, draft, text) == text


@pytest.mark.parametrize("text", ["Works at IKEA nights.", "Employer: IKEA."])
def test_a_brand_that_is_an_employer_goes(deidentifier: Deidentifier, draft: Draft, text: str) -> None:
    assert "IKEA" not in masked(deidentifier, draft, text)
