from datetime import date

import pytest

from retrieval.deid import ClientIdentity, Entry
from retrieval.errors import DeidentificationError
from retrieval.records import IdentifierType


def test_json_round_trip() -> None:
    entry = Entry(surrogate="[AUNT]", type=IdentifierType.NAME, role="AUNT", canonical="Zoë", forms=("zoe",))
    identity = ClientIdentity(
        name="Ana Ruiz",
        pronouns="she/her",
        anchor=date(2024, 1, 8),
        latest=date(2024, 3, 1),
        day_first=True,
        entries=(entry,),
    )
    assert ClientIdentity.from_json(identity.to_json()) == identity
    assert ClientIdentity.from_json(ClientIdentity.start("Ana").to_json()) == ClientIdentity.start("Ana")


@pytest.mark.parametrize(
    "text", ["", "[]", '{"name": "Ana Ruiz"}', '{"name": "Ana Ruiz", "pronouns": "", "anchor": "x"}']
)
def test_damaged_json_is_refused_without_a_name(text: str) -> None:
    with pytest.raises(DeidentificationError, match="identity") as refused:
        ClientIdentity.from_json(text)
    assert "Ana" not in str(refused.value)


def test_repr_tells_no_name() -> None:
    assert "Ana" not in repr(ClientIdentity.start("Ana Ruiz"))
