from pathlib import Path

import pytest

from evals.deid.generator.template import Keep, Literal, Plain, Slot, parse, read_folder
from evals.errors import CaseError
from retrieval.records import IdentifierType


def test_a_template_is_read_into_its_parts() -> None:
    template = parse(
        "# style: SOAP\nS: {{client.first}} saw {{=NAME|Joy}} at {{city2}}, [[PHQ-9 = 14]].\n", "mine"
    )
    assert (template.style, template.source) == ("SOAP", "mine")
    assert template.parts == (
        Plain("S: "),
        Slot("client", "first"),
        Plain(" saw "),
        Literal(IdentifierType.NAME, "Joy"),
        Plain(" at "),
        Slot("city2", ""),
        Plain(", "),
        Keep("PHQ-9 = 14"),
        Plain("."),
    )


@pytest.mark.parametrize(
    "block",
    [
        "S: no header",
        "# style: SOAP\n{{client.first saw her",
        "# style: SOAP\nscore ]] 4",
        "# style: SOAP\n{{=PERSON|Joy}} came",
        "# style: SOAP\n{{client first}}",
    ],
)
def test_a_malformed_template_is_refused(block: str) -> None:
    with pytest.raises(CaseError):
        parse(block, "mine")


def test_a_folder_gives_its_templates_by_file(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("# trick: two words\nx\n===\n\n# style: DAP\ny\n")
    (tmp_path / "a.txt").write_text("# style: PIE\nz")
    read = read_folder(tmp_path)
    assert [(t.source, t.style) for t in read] == [("a", "PIE"), ("b", "two words"), ("b", "DAP")]


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError):
        read_folder(tmp_path)
