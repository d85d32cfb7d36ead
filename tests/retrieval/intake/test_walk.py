from pathlib import Path

from retrieval.intake.walk import files_under


def test_sorted_and_without_what_systems_leave_behind(tmp_path: Path) -> None:
    for name in [
        "b/2.txt",
        "a.txt",
        "B.txt",
        ".hidden",
        ".git/x.txt",
        "Thumbs.db",
        "~$a.docx",
        "__MACOSX/a.txt",
        "c.zip",
    ]:
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x")
    (tmp_path / "empty").mkdir()
    assert [file.relative_to(tmp_path).as_posix() for file in files_under(tmp_path)] == [
        "a.txt",
        "b/2.txt",
        "B.txt",
        "c.zip",
    ]


def test_linked_folders_are_not_entered(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert [file.name for file in files_under(tmp_path)] == ["gone.txt"]


def test_a_folder_that_cannot_be_listed_is_given_itself(tmp_path: Path) -> None:
    assert list(files_under(tmp_path / "nowhere")) == [tmp_path / "nowhere"]
