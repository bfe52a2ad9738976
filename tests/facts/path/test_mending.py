"""facts.mending: misspelt texts and what they were meant to be; texts that are written well stay as they are."""

from collections.abc import Sequence

import pytest

from goverify.facts.path.mending import mended

VALUES: dict[str, Sequence[str]] = {
    "~": ["/home/u"],
    "HOME": ["/home/u"],
    "GOROOT": ["/go"],
    "GOPATH": ["/p"],
    "PATH": ["/bin", "/usr/bin"],
}


def texts(text: str, *, windows: bool = False) -> list[str]:
    return [each.text for each in mended(text, windows=windows, values=lambda name: VALUES.get(name, ()))]


def problems(text: str, *, windows: bool = False) -> set[str]:
    return {each.problem for each in mended(text, windows=windows, values=lambda name: VALUES.get(name, ()))}


@pytest.mark.parametrize("text", ["/usr/bin", "/usr/local/go/bin/", "/opt/a-b_c.d+e", "/home/u/.local/bin", "", "."])
def test_what_is_written_well_is_left_alone(text: str) -> None:
    assert texts(text) == []


@pytest.mark.parametrize(
    "text", [r"C:\Windows", r"C:\Program Files (x86)\Go\bin", r'"C:\Program Files\Go\bin"', "D:/Go/bin"]
)
def test_what_windows_understands_is_left_alone(text: str) -> None:
    assert texts(text, windows=True) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("~", "/home/u"),
        ("~/bin", "/home/u/bin"),
        ("${GOROOT}/bin", "/go/bin"),
        ("$(go env GOPATH)/bin", "/p/bin"),
        ('"$HOME/bin"\r', "/home/u/bin"),
        ("\\$HOME/bin", "/home/u/bin"),
        ("$GOROOT/$GOPATH", "/go//p"),
    ],
)
def test_home_and_variables_are_filled_in(text: str, meant: str) -> None:
    assert texts(text)[0] == meant


def test_a_variable_with_several_values_gives_several_texts() -> None:
    assert texts("$PATH") == ["/bin", "/usr/bin"]


def test_a_variable_without_a_value_gives_none() -> None:
    assert texts("$NOBODY/bin") == []


def test_lists_are_tried_as_a_whole_first_and_then_in_pieces() -> None:
    assert texts(" /a b;/c") == ["/a b;/c", "/a b", "/c", "/a", "b;/c"]


def test_all_that_is_wrong_is_said() -> None:
    assert problems("'~/bin' ") == {
        "has a trailing space and holds literal quotes and begins with a literal ~, which bash alone takes for the home folder"
    }


def test_an_address_is_turned_into_a_path() -> None:
    assert texts("file:///D:/My%20Go/bin", windows=True) == ["D:/My Go/bin"]


def test_endless_text_is_not_looked_at() -> None:
    assert texts("$HOME;" * 10_000) == []


@pytest.mark.parametrize("text", ["/c/Go/bin", "/cygdrive/c/Go/bin", "/mnt/c/Go/bin", "/c/Windows:/c/Go/bin:/usr/bin"])
def test_other_ways_of_writing_a_drive_are_told_on_windows(text: str) -> None:
    assert "C:/Go/bin" in texts(text, windows=True)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("\r\n/usr/bin", "has a leading line break"),
        ("/usr/bin\n", "has a trailing line break"),
        ("/usr/bin\r", "has a trailing carriage return"),
        (" /usr/bin", "has a leading space"),
    ],
)
def test_what_stands_around_an_entry_is_named(text: str, problem: str) -> None:
    assert problems(text) == {problem}
