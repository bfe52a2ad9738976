"""project.godebug: switches that the release does not take in go.mod are reported; those that it takes are not."""

import pytest

from goverify.checks.project.godebug import godebug
from goverify.facts import Facts, Unavailable
from goverify.host.recorded import RecordedHost
from tests.checks.path.looking import commands, findings, level
from tests.checks.project.placed import APP, MOD, in_app
from tests.hosts import go_binary, text

TABLE = (
    'var All = []Info{\n\t{Name: "panicnil", Package: "runtime", Changed: 21, Old: "1"},\n}\n'
    'var Removed = []RemovedInfo{\n\t{Name: "tls3des", Removed: 27, Old: one},\n}\n'
)


def with_line(line: str, *, go: str = "1.24", **files: str) -> RecordedHost:
    """Return a host on which go.mod holds a godebug line, and the release's own table is there."""
    mod = MOD.replace("1.24", go) + f"\ngodebug {line}\n"
    table = {"/usr/local/go/src/internal/godebugs/table.go": text(TABLE)}
    return in_app({"go.mod": mod} | files).but(files=table)


@pytest.mark.parametrize("line", ["panicnil=1", "tls3des=0", "default=go1.22", "default=go1.27"])
def test_what_the_release_takes_is_no_fault(line: str) -> None:
    assert not findings(godebug, with_line(line))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("gctrace=1", "gctrace is no switch"),
        ("tls3des=1", "brings back what this release has removed"),
        ("default=go1.99", "newer than the release that answers"),
        ("default=1.22", "default=go1.22"),
    ],
)
def test_what_it_refuses_is_reported_and_dropped(line: str, words: str) -> None:
    [finding] = findings(godebug, with_line(line))
    assert (finding.cause, str(finding.subject), level(finding)) == ("gomod-invalid", f"{APP}/go.mod", "high")
    assert words in finding.message
    assert commands(finding) == (f"go mod edit -dropgodebug={line.partition('=')[0]} {APP}/go.mod",)


def test_releases_before_1_27_take_a_removed_switch_with_no_value() -> None:
    host = with_line("tls3des=0").but(files={"/usr/local/go/bin/go": go_binary("go1.26.6")})
    assert len(findings(godebug, host)) == 1


def test_in_a_workspace_its_own_lines_count() -> None:
    files = {"go.work": "go 1.24\n\ngodebug gctrace=1\n\nuse .\n"}
    [finding] = findings(godebug, with_line("panicnil=1", **files))
    assert commands(finding) == (f"go work edit -dropgodebug=gctrace {APP}/go.work",)


@pytest.mark.parametrize(("release", "go"), [("go1.27.3", "1.99"), ("go1.22.5", "1.21")])
def test_what_another_release_is_to_read_is_left_to_it(release: str, go: str) -> None:
    host = with_line("gctrace=1", go=go).but(files={"/usr/local/go/bin/go": go_binary(release)})
    with pytest.raises(Unavailable):
        list(godebug(Facts(host)))


def test_without_the_release_s_table_no_switch_is_unknown() -> None:
    host = with_line("gctrace=1").but(files={"/usr/local/go/src/internal/godebugs/table.go": None})
    assert not findings(godebug, host)


def test_a_project_without_such_lines_has_no_fault_of_this_kind() -> None:
    with pytest.raises(Unavailable):
        list(godebug(Facts(in_app({}))))
