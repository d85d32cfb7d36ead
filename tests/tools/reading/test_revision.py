from tools.reading import Reader
from tools.reading.revision import rules_digest


def test_the_digest_is_part_of_the_reader_version() -> None:
    assert len(rules_digest()) == 8
    assert rules_digest() in Reader().version
