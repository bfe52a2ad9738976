"""facts.broken_entries: an entry counts as broken only where its mended form leads to programs."""

from goverify.facts import Facts
from goverify.facts.broken_entries import BrokenEntry, broken_entries, holds_programs
from goverify.host.replay.file_changes import FileChange
from tests.hosts import boring, folder, go_binary, script, text


def broken(path: str, files: dict[str, FileChange] | None = None) -> list[BrokenEntry]:
    return list(broken_entries(Facts(boring("linux").but(env={"PATH": path}, files=files or {}))))


def test_a_go_is_preferred_to_other_programs() -> None:
    [entry] = broken("/usr/bin;/usr/local/go/bin", {"/usr/bin/ls": script("")})
    assert str(entry.meant) == "/usr/local/go/bin"
    assert str(entry.go) == "/usr/local/go/bin/go"


def test_other_programs_count_without_a_go() -> None:
    [entry] = broken("~/bin", {"/home/gopher/bin/x": script("")})
    assert entry.go is None


def test_a_folder_without_programs_does_not_count() -> None:
    assert broken("~/bin:~/lib", {"/home/gopher/bin": folder(), "/home/gopher/lib/x": text("no program")}) == []


def test_an_entry_that_works_is_not_broken_however_it_looks() -> None:
    assert broken("/opt/my tools", {"/opt/my tools/x": script("")}) == []


def test_a_folder_that_another_entry_names_is_not_lost() -> None:
    [entry] = broken("~/bin:/home/gopher/bin", {"/home/gopher/bin/x": script("")})
    assert entry.elsewhere


def test_programs_of_windows_are_known_by_their_extension() -> None:
    host = boring("windows")
    assert holds_programs(host, host.path(r"C:\Program Files\Go\bin"))
    assert not holds_programs(host, host.path(r"C:\Program Files\Go\src\fmt"))


def test_a_drive_without_a_backslash_behind_it_is_told_wherever_one_stands() -> None:
    host = boring("windows").but(env={"PATH": r"C:Program Files\Go\bin"})
    [entry] = broken_entries(Facts(host))
    assert (entry.problem, str(entry.meant)) == ("lacks the backslash behind the drive", r"C:\Program Files\Go\bin")


def test_a_folder_for_administrators_beside_one_for_all_is_no_slip() -> None:
    files: dict[str, FileChange] = {"/opt/homebrew/bin/go": go_binary("go1.27.3", system="darwin", arch="arm64")}
    host = boring("macos").but(env={"PATH": "/opt/homebrew/bin:/opt/homebrew/sbin"}, files=files)
    assert broken_entries(Facts(host)) == ()
