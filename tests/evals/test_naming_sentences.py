from evals import naming_sentences


def test_every_identifier_stands_where_its_offsets_say() -> None:
    rows = list(naming_sentences.read())
    notes = [note for row in rows for note in row["sessions"]]
    assert notes
    assert all(note["text"][s["start"] : s["end"]] == s["text"] for note in notes for s in note["phi"])


def test_it_is_the_same_each_time() -> None:
    assert list(naming_sentences.read()) == list(naming_sentences.read())


def test_reporting_templates_are_never_learnt_from() -> None:
    writers = {row["writer"] for row in naming_sentences.read()}
    reporting = {path.stem for path in (naming_sentences.TEMPLATES.parent / "reporting").glob("*.txt")}
    known = {path.stem for path in naming_sentences.TEMPLATES.glob("*.txt")}
    assert writers & reporting <= known
