from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from retrieval.deid.findings import Finding, settle
from retrieval.records import IdentifierType

findings = st.lists(
    st.builds(
        lambda start, length, score, certain, kind: Finding(
            start=start, end=start + length, type=kind, score=score, detector="t", certain=certain
        ),
        st.integers(0, 40),
        st.integers(1, 12),
        st.sampled_from([0.3, 0.6, 0.9]),
        st.booleans(),
        st.sampled_from(list(IdentifierType)),
    ),
    max_size=12,
)


@given(findings)
def test_settled_findings_cover_the_same_letters_without_overlap(rivals: list[Finding]) -> None:
    settled = settle(rivals)
    assert all(a.end <= b.start for a, b in pairwise(settled))
    assert {i for f in settled for i in range(f.start, f.end)} == {
        i for f in rivals for i in range(f.start, f.end)
    }


def test_the_certain_wins_over_the_longer() -> None:
    sure = Finding(start=0, end=4, type=IdentifierType.NAME, score=0.6, detector="roster", certain=True)
    long = Finding(start=0, end=9, type=IdentifierType.ORG, score=0.9, detector="model")
    assert [(f.start, f.end, f.type.value) for f in settle([long, sure])] == [(0, 4, "NAME"), (4, 9, "ORG")]
