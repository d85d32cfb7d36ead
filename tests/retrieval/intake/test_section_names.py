from retrieval.intake.section_names import INLINE, LETTERS, headings


def test_every_part_of_a_format_has_a_heading_of_its_own_name() -> None:
    table = headings()
    assert {part for parts in LETTERS.values() for part in parts} <= {
        table[part] for parts in LETTERS.values() for part in parts
    }


def test_inline_sections_are_known() -> None:
    assert set(headings().values()) >= INLINE


def test_headings_are_compared_in_lower_case() -> None:
    assert all(heading == heading.strip().lower() and heading for heading in headings())
