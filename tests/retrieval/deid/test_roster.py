import pytest

from retrieval.deid.identity import Entry
from retrieval.deid.roster import Roster
from retrieval.deid.tokens import words_of
from retrieval.records import IdentifierType

BOOK = (
    Entry(surrogate="[CLIENT]", type=IdentifierType.NAME, role="CLIENT", canonical="Soledad Whitfield",
          forms=("soledad whitfield", "soledad", "whitfield")),
    Entry(surrogate="[BROTHER]", type=IdentifierType.NAME, role="BROTHER", canonical="Will", forms=("will",)),
    Entry(surrogate="[ID_1]", type=IdentifierType.ID, role="RECORD", canonical="214", forms=("214",)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Soledad Whitfield came", ["Soledad Whitfield"]),
        ("soledad came", ["soledad"]),
        ("SOLEDAD's mother", ["SOLEDAD's"]),
        ("Soldead slept", ["Soldead"]),
        ("Sodlaed slept", []),  # two letters moved
        ("Soledadd slept", ["Soledadd"]),
        ("Sol edad", []),
        ("Whitfield-Soledad", ["Whitfield", "Soledad"]),
        ("told Will", ["Will"]),
        ("she will go", []),
        ("room 214", []),
    ],
)
def test_known_names_are_found_in_any_writing(text: str, found: list[str]) -> None:
    tokens = words_of(text)
    assert [
        text[tokens[m.first].start : tokens[m.last - 1].end] for m in Roster(BOOK).find(text, tokens)
    ] == found
