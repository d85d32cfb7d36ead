import pytest

from retrieval.deid import ClientIdentity, assert_clean
from retrieval.deid.learning import seed
from retrieval.errors import LeakError

IDENTITY = seed(ClientIdentity.start("Danielle Okonjo"))


@pytest.mark.parametrize(
    "text",
    [
        "Danielle slept.",
        "[DANIELLE] slept",
        "danielle slept",
        "Ｄａｎｉｅｌｌｅ slept",
        "Dan\u200bielle",
        "Dаnielle",
        "Ms OKONJO",
        "mail d@o.example",
        "MRN HX-330918",
        "cell 555-0148",
    ],
)
def test_leaks_are_stopped_and_not_quoted(text: str) -> None:
    with pytest.raises(LeakError, match="Expected a text without identifiers") as leak:
        assert_clean(text, IDENTITY)
    assert "anielle" not in str(leak.value)
    assert "555" not in str(leak.value)


@pytest.mark.parametrize(
    "text", ["", "[CLIENT] slept 7 h, PHQ-9 12, F33.1, since [week 12].", "sertraline 50 mg; 8/10"]
)
def test_clean_texts_pass(text: str) -> None:
    assert_clean(text, IDENTITY)
