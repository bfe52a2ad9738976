"""project.invalid: lines that go refuses are reported with their numbers; what it takes is not."""

import pytest

from goverify.checks.project.invalid import invalid
from tests.checks.path.looking import commands, findings, level
from tests.checks.project.placed import APP, GREET, HOME, MOD, in_app, on_windows
from tests.hosts import BORING, boring, go_binary

CONFLICT = MOD + "\n<<<<<<< HEAD\nrequire example.com/a v1.0.0\n=======\nrequire example.com/a v1.1.0\n>>>>>>> b\n"
SUM = "example.com/a v1.0.0 h1:abc=\nexample.com/a v1.0.0/go.mod h1:abc=\n"


@pytest.mark.parametrize("name", BORING)
def test_a_boring_host_has_none(name: str) -> None:
    assert not findings(invalid, boring(name))


def test_a_merge_conflict_is_named_with_its_line() -> None:
    [finding] = findings(invalid, in_app({"go.mod": CONFLICT}))
    assert (finding.cause, str(finding.subject), level(finding)) == ("gomod-invalid", f"{APP}/go.mod", "high")
    assert "line 5 holds a mark of a merge conflict" in finding.message
    assert finding.evidence[0].place == f"{APP}/go.mod:5"


@pytest.mark.parametrize(
    ("mod", "said", "command"),
    [
        ("", "no module line", f"go mod edit -module=app {APP}/go.mod"),
        (
            "\ufeff" + MOD,
            "byte-order mark",
            f"tail -c +4 {APP}/go.mod > {APP}/go.mod.new && mv {APP}/go.mod.new {APP}/go.mod",
        ),
        (
            "m\0o\0d\0",
            "zero bytes",
            f"iconv -f UTF-16 -t UTF-8 {APP}/go.mod > {APP}/go.mod.new && mv {APP}/go.mod.new {APP}/go.mod",
        ),
        (MOD + "require example.com/a\n", "in line 4", None),
    ],
)
def test_each_fault_has_its_remedy(mod: str, said: str, command: str | None) -> None:
    [finding] = findings(invalid, in_app({"go.mod": mod}))
    assert said in finding.message
    assert commands(finding) == ((command,) if command else ())


def test_windows_writes_it_anew() -> None:
    [finding] = findings(invalid, on_windows({"go.mod": "\ufeff" + MOD}))
    assert "WriteAllText" in commands(finding)[0]


@pytest.mark.parametrize("line", ["go 1.24.x", "toolchain 1.24.1"])
def test_a_release_that_does_not_exist_in_that_form_is_told_as_such(line: str) -> None:
    [finding] = findings(invalid, in_app({"go.mod": f"module example.com/app\n\n{line}\n"}))
    assert finding.cause == "toolchain-unavailable"


def test_a_line_of_go_sum_that_is_none_is_written_anew() -> None:
    [finding] = findings(
        invalid, in_app({"go.mod": MOD + "require example.com/a v1.0.0\n", "go.sum": SUM + "=======\n"})
    )
    kept = f"awk 'NF == 3 && /^[^<=>|]/' {APP}/go.sum > {APP}/go.sum.new && mv {APP}/go.sum.new {APP}/go.sum"
    assert (str(finding.subject), commands(finding)) == (f"{APP}/go.sum", (kept, "go mod tidy"))
    assert "line 3" in finding.message


def test_a_broken_go_sum_that_nothing_needs_weighs_little() -> None:
    [finding] = findings(invalid, in_app({"go.sum": "=======\n"}))
    assert level(finding) == "low"


def test_two_versions_of_a_module_are_tidied() -> None:
    twice = MOD + "require example.com/a v1.0.0\nrequire example.com/a v1.1.0\n"
    [finding] = findings(invalid, in_app({"go.mod": twice}))
    assert ("as v1.0.0 and as v1.1.0" in finding.message, commands(finding)) == (True, ("go mod tidy",))
    assert not findings(invalid, in_app({"go.mod": twice}, GOFLAGS="-mod=mod"))


@pytest.mark.parametrize(
    "files",
    [
        {"go.mod": MOD.replace("\n", "\r\n")},
        {"go.mod": "// app\n" + MOD, "go.sum": SUM + "\n"},
        {"go.mod": MOD, "go.sum": SUM.replace("\n", "\r\n")},
        {"go.mod": MOD + "tool example.com/x\ngodebug panicnil=1\n"},
    ],
)
def test_what_go_takes_is_no_fault(files: dict[str, str]) -> None:
    assert not findings(invalid, in_app(files))


def test_another_file_can_stand_in_for_go_mod() -> None:
    [finding] = findings(invalid, in_app({"alt.mod": "x\n"}, GOFLAGS="-modfile=alt.mod"))
    assert str(finding.subject) == f"{APP}/alt.mod"


@pytest.mark.parametrize(
    ("work", "said"),
    [
        ("go 1.24\nuse ./app ./greet\n", "in line 2"),
        ("go 1.24\nuse ./app\nuse ./x/../app\n", "a second time"),
        ("go 1.22\nuse ./app\n", "asks for go 1.24"),
        ("use ./app\n", "without a go line"),
    ],
)
def test_a_workspace_is_read_as_well(work: str, said: str) -> None:
    host = in_app({}).but(files={f"{HOME}/go.work": work, f"{HOME}/greet/go.mod": GREET})
    [finding] = findings(invalid, host)
    assert (str(finding.subject), said in finding.message) == (f"{HOME}/go.work", True)


def test_a_release_that_does_not_compare_go_lines_takes_a_workspace_that_asks_for_less() -> None:
    old = in_app({}).but(files={"/usr/local/go/bin/go": go_binary("go1.20.14")})
    work = {"/usr/local/go/VERSION": "go1.20.14\n", f"{HOME}/go.work": "go 1.20\nuse ./app\n"}
    assert not findings(invalid, old.but(files=work))


def test_a_module_of_the_workspace_that_is_broken_is_named() -> None:
    work = "go 1.24\n\nuse (\n\t./app\n\t./greet\n)\n"
    [finding] = findings(invalid, in_app({}).but(files={f"{HOME}/go.work": work, f"{HOME}/greet/go.mod": CONFLICT}))
    assert str(finding.subject) == f"{HOME}/greet/go.mod"
