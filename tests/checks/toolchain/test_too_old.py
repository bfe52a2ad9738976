"""toolchain.too-old: a project that asks for more than this go may give is reported; one that is content, or let switch, is not."""

import pytest

from goverify.checks.toolchain.too_old import too_old
from goverify.facts import Facts
from goverify.host import Entry, Kind
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import Fault, FileRecord
from goverify.model import Finding
from tests.checks.path.looking import commands, findings, level
from tests.choosing import APP, MOD, STORED, in_cache, in_project
from tests.hosts import BORING, boring, go_tree, text

NEWER = "go 1.27.3\n"
LOCAL = {"/usr/local/go/go.env": "GOTOOLCHAIN=local\n"}


def only(lines: str, **env: str) -> Finding:
    [finding] = findings(too_old, in_project(lines).but(env=env))
    return finding


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_ask_for_nothing(name: str) -> None:
    assert not findings(too_old, boring(name))


@pytest.mark.parametrize("name", BORING)
def test_a_project_that_asks_for_more_is_reported_everywhere(name: str) -> None:
    host = boring(name)
    host = host.but(env={"GOTOOLCHAIN": "local"}, files={host.cwd / "go.mod": "module x\n\ngo 1.99.0\n"})
    [finding] = findings(too_old, host)
    assert (finding.cause, level(finding)) == ("toolchain-too-old", "high")
    assert finding.subject == host.cwd / "go.mod"


def test_a_variable_that_forbids_it_is_taken_away() -> None:
    finding = only(NEWER, GOTOOLCHAIN="local")
    assert finding.message == (
        f"go 1.27.3 in {MOD}, line 3 asks for a newer Go than /usr/local/go/bin/go, which is go1.26.6, "
        "and GOTOOLCHAIN=local in the environment lets no other take its place"
    )
    assert commands(finding) == ("unset GOTOOLCHAIN",)
    assert finding.fix is not None
    assert "go1.27.3" in finding.fix.summary


def test_a_newer_go_that_lies_beside_it_is_recommended() -> None:
    beside = go_tree("/opt/go1.27", "go1.27.3")
    [finding] = findings(too_old, in_project(NEWER, go="go1.20.14", files=beside))
    assert commands(finding) == ('export PATH="/opt/go1.27/bin:$PATH"',)
    [finding] = findings(too_old, in_project("go 1.28.0\n", go="go1.20.14", files=beside))
    assert "/opt/go1.27" not in (finding.fix.summary if finding.fix else "")


def test_settings_of_the_release_that_cannot_be_read_prove_nothing() -> None:
    unread = FileRecord(Entry(Kind.FILE), Fault("EACCES"))
    assert not findings(too_old, in_project(NEWER, files={"/usr/local/go/go.env": unread}))


def test_a_stored_setting_is_removed_by_go() -> None:
    [finding] = findings(too_old, in_project(NEWER, files={STORED: text("GOTOOLCHAIN=local\n", uid=1000)}))
    assert STORED in finding.message
    assert commands(finding) == ("go env -u GOTOOLCHAIN",)


def test_a_distributions_default_is_overridden() -> None:
    [finding] = findings(too_old, in_project(NEWER, files=LOCAL))
    assert "/usr/local/go/go.env" in finding.message
    assert commands(finding) == ("go env -w GOTOOLCHAIN=auto",)


def test_where_both_say_local_unsetting_one_is_not_enough() -> None:
    [finding] = findings(too_old, in_project(NEWER, files=LOCAL, GOTOOLCHAIN="local"))
    assert commands(finding) == ("export GOTOOLCHAIN=auto",)


def test_in_github_actions_the_step_that_installs_go_is_named() -> None:
    finding = only(NEWER, GOTOOLCHAIN="local", GITHUB_ACTIONS="true")
    assert finding.fix is not None
    assert "go-version-file: go.mod" in finding.fix.summary


def test_go_work_is_named_where_it_asks() -> None:
    host = in_project("go 1.24\n", files={f"{APP}/go.work": "go 1.27.3\n\nuse .\n"}, GOTOOLCHAIN="local")
    [finding] = findings(too_old, host)
    assert str(finding.subject) == f"{APP}/go.work"


def test_a_toolchain_line_that_says_default_is_told() -> None:
    finding = only("go 1.27.3\n\ntoolchain default\n")
    assert "default" in finding.message


@pytest.mark.parametrize(
    ("go", "lines", "grade"),
    [
        ("go1.19.8", "go 1.22\n", "medium"),
        ("go1.19.8", "go 1.22.0\n", "high"),
        ("go1.19.8", "go 1.22\n\ntool example.com/x\n", "high"),
        ("go1.20.14", "go 1.20\n\ntoolchain go1.22.1\n", "high"),
    ],
)
def test_a_go_that_cannot_switch_at_all_needs_another_one_installed(go: str, lines: str, grade: str) -> None:
    [finding] = findings(too_old, in_project(lines, go=go))
    assert level(finding) == grade
    assert finding.fix is not None
    assert "go1.22" in finding.fix.summary
    assert "GOTOOLCHAIN" not in finding.fix.summary


@pytest.mark.parametrize(
    ("lines", "advice"),
    [
        ("go 1.22.1\n", f"write go 1.19 in {MOD}, line 3"),
        ("go 1.19\n\ntoolchain go1.22.1\n", f"remove the toolchain line from {MOD}"),
    ],
)
def test_a_go_that_reads_only_two_numbers_is_given_a_line_that_it_can_read(lines: str, advice: str) -> None:
    [finding] = findings(too_old, in_project(lines, go="go1.19.8"))
    assert finding.fix is not None
    assert f"Or {advice}, where the code is content with go1.19.8" in finding.fix.summary


@pytest.mark.parametrize("lines", ["go 1.26\n", "go 1.26.6\n", "go 1.21.0\n\ntoolchain go1.27.3\n", "module\n", None])
def test_a_local_go_that_is_enough_is_fine(lines: str | None) -> None:
    assert not findings(too_old, in_project(lines, GOTOOLCHAIN="local"))


def test_a_go_that_may_switch_is_not_too_old() -> None:
    assert not findings(too_old, in_project(NEWER))
    assert not findings(too_old, in_project(NEWER, files=in_cache("go1.27.3")))


def test_a_pinned_release_is_another_checks_business() -> None:
    assert not findings(too_old, in_project(NEWER, files=in_cache("go1.25.4"), GOTOOLCHAIN="go1.25.4"))


def test_the_evidence_says_what_would_happen() -> None:
    [evidence] = too_old(Facts(in_project("go 1.24\n")))
    assert not isinstance(evidence, Finding)
    assert evidence.observed == f"go1.26.6 runs itself, which is enough for go 1.24 in {MOD}, line 3"


REQUIRING = "go 1.24\n\nrequire example.com/Lib v1.0.0\n"
IN_CACHE = "/home/gopher/go/pkg/mod/cache/download/example.com/!lib/@v/v1.0.0.mod"
VENDORED = "# example.com/Lib v1.0.0\n## explicit; go {}\nexample.com/Lib\n"


def requiring(go_line: str, place: str, replacing: str = "") -> RecordedHost:
    """Return a host whose project requires a module with that go line."""
    vendored = place.endswith("modules.txt")
    said = VENDORED.format(go_line) if vendored else f"module example.com/Lib\n\ngo {go_line}\n"
    return in_project(REQUIRING + replacing, files={place: said})


@pytest.mark.parametrize(
    ("place", "replacing"),
    [
        (IN_CACHE, ""),
        (f"{APP}/vendor/modules.txt", ""),
        ("/home/gopher/lib/go.mod", "replace example.com/Lib => ../lib\n"),
        (IN_CACHE.replace("!lib", "fork"), "replace example.com/Lib v1.0.0 => example.com/fork v1.0.0\n"),
    ],
)
def test_a_required_module_that_asks_for_more_is_reported(place: str, replacing: str) -> None:
    [finding] = findings(too_old, requiring("1.27.3", place, replacing))
    assert str(finding.subject) == place
    assert "go does not switch for example.com/Lib" in finding.message
    assert commands(finding) == ("go get go@1.27.3",)
    assert not findings(too_old, requiring("1.26", place, replacing))


def test_where_switching_is_off_it_has_to_be_allowed_first() -> None:
    [finding] = findings(too_old, requiring("1.27.3", IN_CACHE).but(env={"GOTOOLCHAIN": "local"}))
    assert commands(finding) == ("unset GOTOOLCHAIN", "go get go@1.27.3")


def test_a_module_that_is_needed_indirectly_is_not_looked_at() -> None:
    host = in_project(REQUIRING.replace("v1.0.0", "v1.0.0 // indirect"), files={IN_CACHE: "module x\n\ngo 1.27.3\n"})
    assert not findings(too_old, host)
