"""facts.managers.script_lines: what a script in place of go sets and starts, as far as its lines alone tell."""

import pytest

from goverify.facts import Facts
from goverify.facts.managers.script_lines import Ending, assigned, ending
from tests.hosts import boring, script

WRAPPER = "/opt/wrap/go"


def asked(lines: str) -> Facts:
    return Facts(boring("linux").but(env={"SDK": "/opt/sdk"}, files={WRAPPER: script(f"#!/bin/sh\n{lines}\n")}))


def last(lines: str) -> Ending | None:
    ask = asked(lines)
    return ask(ending, ask.host.path(WRAPPER))


@pytest.mark.parametrize(
    ("lines", "go"),
    [
        ('exec /opt/go/bin/go "$@"', "/opt/go/bin/go"),
        ('exec "$SDK/bin/go" "$@"', "/opt/sdk/bin/go"),
        ('exec "${HOME}/sdk/go/bin/go" "$@"', "/home/gopher/sdk/go/bin/go"),
        ('exec ~/go/bin/go "$@"', "/home/gopher/go/bin/go"),
        ('A=/opt\nB="$A/x"\nexec $B/go "$@"', "/opt/x/go"),
        ('X=1 exec env -- go "$@"', None),
        ('X=1 exec env Y=2 go "$@"', "go"),
        ("exec '/opt/my go/go' \"$@\"", "/opt/my go/go"),
        ('exec /opt/my go/go "$@"', None),
        ('exec "$NOBODY/bin/go" "$@"', "/bin/go"),
        ('. /etc/env\nexec "$NOBODY/bin/go" "$@"', None),
        ('exec /opt/go/bin/gofmt "$@"', None),
        ("exec $(which go)", None),
    ],
)
def test_the_last_line_tells_which_go_is_started(lines: str, go: str | None) -> None:
    found = last(lines)
    assert (found.go if found else None) == go


def test_the_variables_are_told_with_their_lines() -> None:
    ask = asked('export GOROOT=/opt/a # mine\nGOFLAGS="-x" exec env GOROOT=/opt/b /opt/go "$@"')
    found = [(each.name, each.value, each.line, each.alone) for each in ask(assigned, ask.host.path(WRAPPER))]
    assert found == [
        ("GOROOT", "/opt/a", 2, True),
        ("GOFLAGS", "-x", 3, False),
        ("GOROOT", "/opt/b", 3, False),
    ]


def test_a_variable_that_nothing_sets_is_named() -> None:
    found = last('exec "$NOBODY/bin/go" "$@"')
    assert found
    assert found.unset == "NOBODY"
