import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.deid.checksums import CHECKS


@pytest.mark.parametrize(
    ("check", "number"),
    [
        ("luhn", "4111 1111 1111 1111"),
        ("luhn", "046 454 286"),
        ("npi", "1234567893"),
        ("nhs", "943 476 5919"),
        ("nhs", "9434765919"),
        ("iban", "GB82 WEST 1234 5698 7654 32"),
        ("iban", "de89370400440532013000"),
        ("verhoeff", "2345 6789 0124"),
    ],
)
def test_published_examples_hold_and_break_with_a_wrong_figure(check: str, number: str) -> None:
    last = (int(number[-1]) + 1) % 10
    assert CHECKS[check](number)
    assert not CHECKS[check](number[:-1] + str(last))


@pytest.mark.parametrize("check", sorted(CHECKS))
@given(number=st.from_regex(r"[A-Z]{2}\d{2}( ?\d{4}){2,5}", fullmatch=True))
def test_checks_take_any_number_as_it_is_written(check: str, number: str) -> None:
    assert CHECKS[check](number) in (True, False)
