"""The text inside the build info: modules, replacements, quoted settings, and lines that are none."""

import pytest

from goverify.binfmt import GoBuild, Module, Replacement
from goverify.binfmt.modinfo import parse, parse_briefly
from tests.binfmt.builders import framed


def parsed(text: str) -> GoBuild:
    """Return the build info with this module text."""
    return parse(b"go1.22", framed(text), 100, "section")


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("-trimpath=true", "-trimpath", "true"),
        ("-ldflags=", "-ldflags", ""),
        ("-tags=a=b", "-tags", "a=b"),
        (r'''-ldflags="-X 'main.x=a b\tc\"d'"''', "-ldflags", "-X 'main.x=a b\tc\"d'"),
        ("-ldflags=`-s -w`", "-ldflags", "-s -w"),
        (r'-gcflags="\x41\102\u00e9\U0001F600\\"', "-gcflags", "AB\u00e9\U0001f600\\"),
        (r'-x="\xff"', "-x", "\ufffd"),
        ('"a key"=value', "a key", "value"),
        (r'"k\"=q"="a b"', 'k"=q', "a b"),
        ('-x="open', "-x", '"open'),
    ],
)
def test_setting_is_unquoted_but_not_split(line: str, key: str, value: str) -> None:
    assert parsed(f"build\t{line}\n").settings == ((key, value),)


@pytest.mark.parametrize(
    "line", ["build\t", "build\tno-equals", "build\t=value", "mod\tonly-a-path", "dep\ta\tb\tc\td"]
)
def test_broken_line_is_passed_over(line: str) -> None:
    go = parsed(f"{line}\npath\tcmd/go\n")
    assert go == GoBuild("go1.22", "cmd/go", None, (), (), "section")


def test_replacement_belongs_to_the_module_before_it() -> None:
    go = parsed("mod\ta\tv1\n=>\tb\tv2\th1:b\ndep\tc\tv3\n=>\t../c\t\t\n")
    assert go.module == Module("a", "v1", "", Replacement("b", "v2", "h1:b"))
    assert go.dependencies == (Module("c", "v3", "", Replacement("../c", "", "")),)


def test_replacement_of_nothing_is_passed_over() -> None:
    assert parsed("=>\tb\tv2\th1:b\n").module is None


@pytest.mark.parametrize("raw", [b"", b"path\tcmd/go\n", framed("x")[:-1], framed("no newline at the end")])
def test_text_without_its_frame_is_none(raw: bytes) -> None:
    assert parse(b"go1.22", raw, 100, "section").path == ""


def test_setting_is_asked_for_by_its_key() -> None:
    go = parsed("build\tGOOS=linux\nbuild\tCGO_ENABLED=0\n")
    assert (go.setting("CGO_ENABLED"), go.setting("GOARCH")) == ("0", None)


def test_number_of_lines_is_bounded() -> None:
    assert len(parsed("dep\ta\tb\n" * 200).dependencies) == 100


def test_endless_quoted_value_stays_as_it_is() -> None:
    text = '"' + r"\n" * 40_000 + '"'
    assert parsed(f"build\tx={text}\n").settings == (("x", text),)


def test_bytes_that_are_no_text_are_replaced() -> None:
    assert parse(b"go1.\xff", b"", 0, "section").version == "go1.\ufffd"


MANY = 'mod\ta\tv1\ndep\tb\tv2\nbuild\t-compiler=gc\nbuild\t-ldflags="-X a.b=GOOS=plan9"\nbuild\tGOOS=android\nbuild\tx=y\n'


def test_briefly_only_what_tells_the_kind_of_program_is_read() -> None:
    told = parse_briefly(b"go1.22", framed(f"path\tcmd/go\n{MANY}"), "section")
    assert told == GoBuild("go1.22", "cmd/go", None, (), (("-compiler", "gc"), ("GOOS", "android")), "section")


@pytest.mark.parametrize("text", [f"path\tcmd/go\n{MANY}", MANY, "path\tcmd/go\n", "", "path\t\nbuild\tGOOS=\n"])
def test_briefly_nothing_is_read_otherwise(text: str) -> None:
    whole, told = parsed(text), parse_briefly(b"go1.22", framed(text), "section")
    assert (told.path, told.version, told.found_by) == (whole.path, whole.version, whole.found_by)
    assert [told.setting(key) for key in ("GOOS", "-compiler")] == [whole.setting(key) for key in ("GOOS", "-compiler")]


@pytest.mark.parametrize("raw", [b"", b"path\tcmd/go\nbuild\tGOOS=linux\n", framed("path\tx\n")[:-1]])
def test_briefly_too_a_text_without_its_frame_is_none(raw: bytes) -> None:
    assert parse_briefly(b"go1.22", raw, "section") == GoBuild("go1.22", "", None, (), (), "section")
