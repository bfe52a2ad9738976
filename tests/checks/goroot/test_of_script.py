"""goroot.of-script: a script that sets a wrong GOROOT is reported by its line; one that fits, or decides, is not."""

import pytest

from goverify.checks.goroot.of_script import of_script
from goverify.host.recorded import RecordedHost
from tests.checks.path.looking import Files, commands, findings, level
from tests.hosts import BORING, boring, folder, go_binary, script

WRAPPER = "/opt/wrap/go"
OLD: Files = {
    "/opt/go-1.26/VERSION": "go1.26.6\n",
    "/opt/go-1.26/pkg/tool": folder(),
    "/opt/go-1.26/bin/go": go_binary("go1.26.6"),
}
STARTS = 'exec /usr/local/go/bin/go "$@"\n'


def wrapped(lines: str, files: Files | None = None) -> RecordedHost:
    records: Files = {WRAPPER: script(f"#!/bin/sh\n{lines}"), **(files or {})}
    return boring("linux").but(env={"PATH": "/opt/wrap:/usr/local/go/bin:/usr/bin:/bin"}, files=records)


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_no_script_for_go(name: str) -> None:
    assert not findings(of_script, boring(name))


def test_the_tree_of_another_release_is_a_mismatch() -> None:
    [finding] = findings(of_script, wrapped(f"export GOROOT=/opt/go-1.26\n{STARTS}", OLD))
    assert (finding.cause, level(finding)) == ("goroot-mismatch", "high")
    assert f"The script {WRAPPER}, line 2, sets GOROOT to /opt/go-1.26, the tree of go1.26.6" in finding.message
    assert commands(finding) == (f"sudo sed -i '2d' {WRAPPER}",)


def test_a_tree_that_is_gone_is_missing() -> None:
    [finding] = findings(of_script, wrapped(f"GOROOT=/opt/gone {STARTS}"))
    assert finding.cause == "goroot-missing"
    assert commands(finding) == ('export PATH="/usr/local/go/bin:$PATH"',)


def test_a_folder_that_is_no_tree_is_named() -> None:
    [finding] = findings(of_script, wrapped(f"export GOROOT=/usr/local\n{STARTS}"))
    assert (finding.cause, "which is no Go tree" in finding.message) == ("goroot-not-a-tree", True)


@pytest.mark.parametrize(
    "lines",
    [
        STARTS,
        f"export GOROOT=/usr/local/go\n{STARTS}",
        f"GO=/usr/local\nexport GOROOT=$GO/go\n{STARTS}",
        f"export GOROOT=$(readlink /opt/x)\n{STARTS}",
        f"if [ -d /opt/gone ]; then\n  export GOROOT=/opt/gone\nfi\n{STARTS}",
        'export GOROOT=/opt/gone\nexec "$GOROOT/bin/go" "$@"\n',
        f"export GOROOT=\n{STARTS}",
    ],
    ids=["none", "its own", "by a variable", "by a command", "by a condition", "of the go it starts", "taken away"],
)
def test_scripts_that_do_no_harm_are_left_alone(lines: str) -> None:
    assert not findings(of_script, wrapped(lines))
