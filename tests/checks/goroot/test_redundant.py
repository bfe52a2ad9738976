"""goroot.redundant: a GOROOT that go would find anyway is noted; one that it needs is not."""

import pytest

from goverify.checks.goroot.redundant import redundant
from goverify.facts import Unavailable
from goverify.host import Completed
from tests.golang import LOST, Files, answer, commands, findings, level, run, tree, whole
from tests.hosts import BORING, go_binary, link


@pytest.mark.parametrize("name", BORING)
def test_it_does_not_apply_where_nobody_sets_it(name: str) -> None:
    with pytest.raises(Unavailable):
        findings(redundant, whole(name))


@pytest.mark.parametrize("value", ["/usr/local/go", "/usr/local/go/", "/opt/go"])
def test_the_own_tree_is_noted_under_any_name(value: str) -> None:
    host = whole().but(env={"GOROOT": value}, files={"/opt/go": link("/usr/local/go")})
    [finding] = findings(redundant, host)
    assert (finding.cause, level(finding)) == ("goroot-redundant", "info")
    assert commands(finding) == ("unset GOROOT",)


def test_windows_paths_that_differ_in_case_are_one() -> None:
    assert findings(redundant, whole("windows").but(env={"GOROOT": r"c:\program files\go"}))


def test_another_tree_is_not_redundant() -> None:
    assert not findings(redundant, whole().but(env={"GOROOT": "/opt/go"}, files=tree("/opt/go", "go1.26.6")))


def test_a_lone_copy_needs_it() -> None:
    files: Files = {"/usr/bin/go": go_binary("go1.27.3"), "/usr/local/go": None, **tree("/usr/lib/go")}
    runs = [run("go", Completed(2, stderr=LOST)), run("go", answer("/usr/lib/go"), env={"GOROOT": "/usr/lib/go"})]
    host = whole().but(env={"GOROOT": "/usr/lib/go", "PATH": "/usr/bin"}, files=files, runs=runs)
    assert not findings(redundant, host)
