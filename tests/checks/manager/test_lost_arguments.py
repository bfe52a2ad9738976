"""manager.lost-arguments: a script that starts go without what it was asked is reported; one that hands all on is not."""

import pytest

from goverify.checks.manager.lost_arguments import lost_arguments
from goverify.host.recorded import RecordedHost
from tests.checks.path.looking import commands, findings, level
from tests.hosts import BORING, boring, script

WRAPPER, GO = "/opt/wrap/go", "/usr/local/go/bin/go"


def wrapped(lines: str) -> RecordedHost:
    files = {WRAPPER: script(f"#!/bin/sh\n{lines}\n")}
    return boring("linux").but(env={"PATH": "/opt/wrap:/usr/local/go/bin:/usr/bin:/bin"}, files=files)


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_no_script_for_go(name: str) -> None:
    assert not findings(lost_arguments, boring(name))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"exec {GO}", "hands none of its arguments on"),
        (f"{GO};", "hands none of its arguments on"),
        (f"GOFLAGS=-x exec {GO}", "hands none of its arguments on"),
        (f'exec {GO} "$*"', 'hands all its arguments on as one, by "$*"'),
    ],
)
def test_what_becomes_of_the_arguments_is_told(line: str, words: str) -> None:
    [finding] = findings(lost_arguments, wrapped(f"export GOPROXY=direct\n{line}"))
    assert (finding.cause, level(finding)) == ("go-command-fails", "critical")
    assert finding.message == f"{WRAPPER} is a script that starts {GO} in line 3 and {words}"


def test_the_remedy_completes_the_line() -> None:
    [finding] = findings(lost_arguments, wrapped(f'exec {GO} "$*"'))
    assert commands(finding) == (rf"""sudo sed -i '2s/ *\("\$\*"\)\{{0,1\}} *;\{{0,1\}} *$/ "$@"/' {WRAPPER}""",)


@pytest.mark.parametrize(
    "lines",
    [
        f'exec {GO} "$@"',
        f"exec {GO} $@",
        f"{GO} $*",
        f'exec env -u GOROOT CGO_ENABLED=0 {GO} "${{@}}"',
        f'if [ "$1" = x ]; then exec /x; fi\nexec {GO}',
        "exec docker run golang go",
        "echo go",
    ],
)
def test_scripts_that_hand_all_on_or_do_something_else_are_left_alone(lines: str) -> None:
    assert not findings(lost_arguments, wrapped(lines))
