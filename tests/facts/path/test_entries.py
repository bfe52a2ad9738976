"""facts.search_path: PATH is taken apart as the system does it, and entries that others decide on are not trusted."""

import pytest

from goverify.facts import Facts
from goverify.facts.path.entries import PathEntry, search_path
from tests.hosts import boring, folder


def entries(path: str | None, system: str = "linux") -> tuple[PathEntry, ...]:
    return search_path(Facts(boring(system).but(env={"PATH": path})))


def test_entries_come_in_order_with_their_text() -> None:
    assert [(entry.index, entry.text) for entry in entries("/usr/bin:~/bin:")] == [
        (0, "/usr/bin"),
        (1, "~/bin"),
        (2, ""),
    ]


@pytest.mark.parametrize("path", [None, ""])
def test_a_path_that_is_unset_or_empty_has_no_entries(path: str | None) -> None:
    assert entries(path) == ()


@pytest.mark.parametrize(("text", "place"), [("", "/home/gopher"), (".", "/home/gopher"), ("bin", "/home/gopher/bin")])
def test_relative_entries_mean_the_current_folder_and_are_not_trusted(text: str, place: str) -> None:
    entry = entries(f"/usr/bin:{text}")[1]
    assert (str(entry.folder), entry.relative, entry.trusted) == (place, True, False)


def test_windows_takes_double_quotes_off_and_lets_them_protect_a_semicolon() -> None:
    found = entries(r'"C:\Program Files\Go\bin";"C:\a;b";C:\Windows', "windows")
    assert [str(entry.folder) for entry in found] == [r"C:\Program Files\Go\bin", r"C:\a;b", r"C:\Windows"]


@pytest.mark.parametrize("text", ["", r"C:\Windows:D:\Go", "file:///D:/Go"])
def test_windows_passes_over_what_names_no_folder(text: str) -> None:
    assert entries(rf"C:\Windows;{text}", "windows")[1].folder is None


def test_quotes_are_part_of_a_name_on_unix() -> None:
    assert str(entries('"/usr/bin"')[0].folder) == '/home/gopher/"/usr/bin"'


def test_a_folder_that_everybody_may_write_is_not_trusted() -> None:
    host = boring("linux").but(env={"PATH": "/opt/x"}, files={"/opt/x": folder(mode=0o777)})
    [entry] = search_path(Facts(host))
    assert (entry.trusted, entry.why_untrusted) == (False, "every user may write to /opt/x (mode 777)")


def test_where_nobody_else_is_it_is_trusted_and_the_reason_kept() -> None:
    host = boring("linux").but(
        env={"PATH": "/opt/x", "RUNNER_ENVIRONMENT": "github-hosted"}, files={"/opt/x": folder(mode=0o777)}
    )
    [entry] = search_path(Facts(host))
    assert entry.trusted
    assert entry.why_untrusted


def test_the_prefix_of_long_paths_is_no_part_of_a_folder() -> None:
    [entry] = entries(r"\\?\C:\Program Files\Go\bin", "windows")
    assert str(entry.folder) == r"C:\Program Files\Go\bin"
