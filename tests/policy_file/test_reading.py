"""The policy's file: what each key may hold, and that a mistake is told with file, line and what may have been meant."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goverify.facts.release import Release
from goverify.locating import line_of
from goverify.model import Severity
from goverify.policy_file.reading import KEYS, policy_in
from goverify.policy_file.values import BadPolicy
from tests.policies import TODAY, policy, waiver

WHOLE = """\
# A policy with every key.
go = ">=1.26, <1.28"
provenance = ["official-tarball", "debian-golang"]
authenticity = "required"
profile = "ci"
only = ["path", "goroot.*"]
skip = ["path.gobin"]
fail-on = "medium"
min-score = 80
allow-incomplete = true

[severity]
gobin-not-on-path = "info"

[[waiver]]
cause = "go-shadowed"
subject = "/usr/bin/*"
reason = "the image brings it"
until = 2027-01-31
"""


def mistake(text: str, name: str = "goverify.toml") -> str:
    with pytest.raises(BadPolicy) as caught:
        policy(text, name)
    return str(caught.value)


def test_every_key_is_read() -> None:
    found = policy(WHOLE)
    assert (found.file, found.profile, found.fail_on, found.min_score) == ("goverify.toml", "ci", "medium", 80)
    assert (found.only, found.skip, found.allow_incomplete) == (("path", "goroot.*"), ("path.gobin",), True)
    assert found.severities == {"gobin-not-on-path": Severity.INFO}
    [accepted] = found.waivers
    assert (accepted.cause, accepted.subject, accepted.until) == ("go-shadowed", "/usr/bin/*", dt.date(2027, 1, 31))
    assert accepted.place == "goverify.toml:16"
    assert found.requires is not None
    assert found.requires.go is not None
    assert found.requires.go_place == "goverify.toml:2"
    assert found.requires.provenance is not None
    assert found.requires.authenticity is not None


def test_the_example_names_every_key() -> None:
    assert all(f"{key} =" in WHOLE or f"[{key}]" in WHOLE for key in KEYS)


def test_an_empty_file_asks_for_nothing() -> None:
    found = policy("")
    assert found.requires is not None
    assert not any(found.requires)
    assert found._replace(file="", requires=None) == type(found)()


def test_a_pyproject_without_a_policy_holds_none() -> None:
    assert policy_in("pyproject.toml", "[project]\nname = 'goverify-user'\n", TODAY) is None


def test_a_policy_in_pyproject_is_read_and_its_lines_are_its_own() -> None:
    text = "[project]\nname = 'x'\ngo = 3\n\n[tool.goverify]\nfail-on = 'low'\n\n[[tool.goverify.waiver]]\ncause = 'nothing'\n"
    assert policy(text[: text.index("[[")], "pyproject.toml").fail_on == "low"
    assert mistake(text + "reason = 'x'\nuntil = 2027-01-01\n", "/a/pyproject.toml").startswith("/a/pyproject.toml:9: ")
    assert mistake(text.replace("fail-on", "failon"), "pyproject.toml").startswith("pyproject.toml:6: ")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("\nfailon = 'high'", 2, "no key 'failon'; did you mean 'fail-on'"),
        ("go = 1.26", 1, "go is a text, not a number"),
        ("only = 'path'", 1, "only is a list, not a text"),
        ("min-score = true", 1, "min-score is a whole number, not true or false"),
        ("min-score = 101", 1, "a number from 0 to 100, not 101"),
        ("allow-incomplete = 1", 1, "true or false, not a whole number"),
        ("severity = 2027-01-01", 1, "a table, not a date"),
        ("go = '=>1.26'", 1, "unknown comparison '=>'; did you mean '>='"),
        ("go = '~1.26'", 1, "there are >= <= == != > <"),
        ("go = '>=1.28, <1.26'", 1, "leaves no release"),
        ("go = '1.x'", 1, "names no Go release with '1.x'"),
        ("go = '>=1.26,'", 1, "has an empty part"),
        ("provenance = [\n  'official-tarball',\n  'debian-golan',\n]", 3, "did you mean 'debian-golang'"),
        ("provenance = []", 1, "allows no way at all"),
        ("authenticity = 'require'", 1, "did you mean 'required'"),
        ("profile = 'containers'", 1, "did you mean 'container'"),
        ("fail-on = 'hihg'", 1, "did you mean 'high'"),
        ("skip = [\n 'path',\n 'path.shadow-go']", 3, "did you mean 'path.shadowed-go'"),
        ("[severity]\n\ngo-shadow = 'low'", 3, "did you mean 'go-shadowed'"),
        ("[severity]\ngo-shadowed = 'lwo'", 2, "did you mean 'low'"),
        (waiver("go-shadowed", "2027-01-01") + waiver("go-shadow", "2027-01-01"), 6, "did you mean 'go-shadowed'"),
        (waiver("go-shadowed", "2027-01-01") + "untli = 1", 5, "no key 'untli' in waiver; did you mean 'until'"),
        (waiver("go-shadowed", "'soon'"), 4, "until is a day such as 2027-01-31, not 'soon'"),
        (waiver("go-shadowed", "2027-02-30"), 4, "Invalid date"),
        (waiver("go-shadowed", "2027-01-01T10:00:00"), 4, "until is a day"),
        (waiver("go-shadowed", "2027-01-01", reason=" "), 3, "the reason of a waiver is empty"),
        (waiver("waiver-expired", "2027-01-01"), 2, "cannot be waived"),
        ("\n[[waiver]]\ncause = 'go-shadowed'\nreason = 'x'", 2, "a waiver needs until"),
        ("waiver = {}", 1, "waiver is a list, not a table"),
        ("a = [", 1, "Invalid value"),
        ("a = 1\na = 2", 2, "Cannot overwrite a value"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_was_meant(text: str, line: int, says: str) -> None:
    told = mistake(text)
    assert told.startswith(f"goverify.toml:{line}: ")
    assert says in told


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a = " + "[" * 50_000, "nested too deep"),
        ("a." * 50_000 + "b = 1", "dots"),
        ("# " + "x" * 300_000, "larger"),
        ("a = " + "1" * 5000, "goverify.toml:1: "),
        ("only = [" + "'path'," * 2000 + "]", "more than 1000"),
    ],
)
def test_a_file_that_is_made_to_hurt_is_a_mistake_like_others(text: str, says: str) -> None:
    assert says in mistake(text)


@pytest.mark.parametrize(
    ("written", "inside", "outside"),
    [
        (">=1.26, <1.28", "go1.26 go1.26.9 go1.27.3 go1.27rc1", "go1.25.9 go1.28 go1.28rc1 go1.28.1"),
        ("1.26", "go1.26 go1.26.8", "go1.25.1 go1.27"),
        ("<=1.27", "go1.27.9 go1.20", "go1.28"),
        (">1.26", "go1.27", "go1.26.8"),
        ("==1.26.8", "go1.26.8", "go1.26.9 go1.26"),
        (">= go1.26.3, !=1.26.5", "go1.26.3 go1.27", "go1.26.2 go1.26.5"),
        (">=1.27rc2", "go1.27rc2 go1.27", "go1.27rc1"),
    ],
)
def test_a_range_holds_the_releases_that_a_reader_expects(written: str, inside: str, outside: str) -> None:
    requires = policy(f'go = "{written}"').requires
    assert requires is not None
    assert requires.go is not None
    assert [name for name in inside.split() if Release.parse(name) not in requires.go] == []
    assert [name for name in outside.split() if Release.parse(name) in requires.go] == []


def test_a_waiver_holds_through_its_last_day() -> None:
    found = policy(waiver("go-shadowed", str(TODAY)) + waiver("go-shadowed", "2026-11-19"))
    assert [each.until for each in found.waivers] == [TODAY]
    assert found.requires is not None
    assert [str(each.until) for each in found.requires.expired] == ["2026-11-19"]


def test_a_key_in_a_line_of_its_table_is_found_behind_lines_that_look_alike() -> None:
    text = "cause = 'a'\n[other]\ncause = 'b'\n[[waiver]]\n'cause' = 'c'\n[[waiver]]\n# cause\ncause = 'd'\n"
    assert line_of(text, ("waiver", 1, "cause")) == 8
    assert line_of(text, ("waiver", 0, "cause")) == 5
    assert line_of(text, ("waiver", 1, "absent")) == 6
    assert line_of(text, ("absent",)) == 1


LITERALS = [
    *(
        "1",
        "-1",
        "1.5",
        "inf",
        "true",
        "''",
        "'high'",
        "'>=1.26'",
        "[]",
        "['path']",
        "[1]",
        "[[]]",
        "{}",
        "{a = 1}",
        "1979-05-27",
    ),
    *(
        "07:32:00",
        "1979-05-27T07:32:00Z",
        "[{cause = 'go-shadowed'}]",
        "{go-shadowed = 'low'}",
        "{go-shadowed = 1}",
        "'''\n\n'''",
    ),
    *("[{cause = 1, reason = 2, until = 3}]", "{'a\\nb' = 'low'}", '"\\u001b[2J"', '["\\u001b"]'),
]


@given(
    entries=st.dictionaries(st.sampled_from([*KEYS, "x", '"\\u001b"', "a.b"]), st.sampled_from(LITERALS)),
    name=st.sampled_from(["goverify.toml", "pyproject.toml"]),
)
def test_whatever_stands_in_a_policy_it_is_one_or_one_mistake_in_a_line_of_text(
    entries: dict[str, str], name: str
) -> None:
    head = "[tool.goverify]\n" if name == "pyproject.toml" else ""
    text = head + "\n".join(f"{key} = {value}" for key, value in entries.items())
    told = f"{name}:1: "
    try:
        policy(text, name)
    except BadPolicy as error:
        told = str(error)
    place, line, _ = told.split(":", 2)
    assert (place, told.isprintable()) == (name, True)
    assert 1 <= int(line) <= text.count("\n") + 1
