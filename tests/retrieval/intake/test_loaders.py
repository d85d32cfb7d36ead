import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.errors import IntakeError
from retrieval.intake.loaders import load_docx, load_pdf


@pytest.mark.parametrize("load", [load_docx, load_pdf])
@pytest.mark.parametrize("name", ["https://example.org/a.pdf", "missing.pdf"])
def test_nothing_is_fetched(load, name: str) -> None:
    with pytest.raises(IntakeError, match="exists"):
        load(Path(name))


def test_the_package_is_imported_only_when_a_document_is_opened() -> None:
    code = "import sys, retrieval.intake\n"
    code += "sys.exit('langchain_community' in sys.modules or 'pypdf' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=Path(__file__).parents[3]).returncode
        == 0
    )
