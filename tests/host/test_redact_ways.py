"""host.redaction.ways: relative paths in go.mod and go.work lead where they led."""

from pathlib import PurePosixPath

from tests.host.redactors import sharing

FILE = PurePosixPath("/home/ann/deal/go.work")


def test_folders_are_called_as_their_paths_are() -> None:
    redactor = sharing()
    secret, sub, other = (redactor.path(FILE.parent / way).name for way in ("secret", "secret/sub", "../other"))
    text = redactor.file(FILE, "go 1.24\n\nuse (\n\t./secret\n\t../other\n\t.\n)\nreplace a.b/c => ./secret/sub\n")
    assert text == f"go 1.24\n\nuse (\n\t./{secret}\n\t../{other}\n\t.\n)\nreplace a.b/c => ./{secret}/{sub}\n"
    assert "secret" not in text


def test_other_files_are_left_as_they_are() -> None:
    assert sharing().file(PurePosixPath("/srv/x/VERSION"), "./secret\n") == "./secret\n"
