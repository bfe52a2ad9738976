"""facts.managers.starter: a program that a script starts and that is not there is named; where that is not sure, nothing is."""

import pytest

from goverify.facts import Facts
from goverify.facts.go_commands import answering_go
from goverify.facts.managers.starter import lost_program
from tests.hosts import boring, script
from tests.managing import BEHIND, with_asdf, without_asdf


def lost(text: str) -> str:
    """Return what a script in place of go starts in vain."""
    host = boring("linux").but(files={"/opt/x/go": script(text)}, env={"PATH": f"/opt/x:{BEHIND}"})
    return Facts(host)(lost_program, answering_go(Facts(host)))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('#!/bin/sh\nexec docker run --rm golang go "$@"\n', "docker"),
        ('#!/bin/sh\necho started >> /tmp/log\nexec "/opt/sdk/run-go" "$@"\n', "/opt/sdk/run-go"),
        ('#!/bin/sh\nexec /usr/local/go/bin/gofmt "$@"\n', ""),
        ('#!/bin/sh\nexec $HOME/My Tools/go/bin/go "$@"\n', "/home/gopher/My"),
        ('#!/bin/sh\nexec "/opt/My Tools/go" "$@"\n', ""),
        ('#!/bin/sh\nPATH=/opt/docker/bin:$PATH\nexec docker run golang go "$@"\n', ""),
        ('#!/bin/sh\n. /opt/env\nexec docker run golang go "$@"\n', ""),
        ('#!/bin/sh\ndocker() { true; }\nexec docker "$@"\n', ""),
        ('#!/bin/sh\nexec "$SDK/run-go" "$@"\n', ""),
        ('#!/bin/sh\ndocker run golang go "$@"\n', ""),
        ("#!/bin/sh\n", ""),
        ('#!/bin/bash\ntrue\nexec -a go docker "$@"\n', ""),
        ('#!/bin/sh\nif [ -x /bin/x ]; then\nexec /bin/x "$@"\nfi\nexec docker run golang go "$@"\n', ""),
        ('#!/bin/sh\n[ -x /bin/x ] && /bin/x "$@"\nexec docker run golang go "$@"\n', ""),
    ],
)
def test_only_what_the_last_line_surely_starts_is_judged(text: str, word: str) -> None:
    assert lost(text) == word


def test_a_shim_whose_manager_is_gone_is_told() -> None:
    host = without_asdf(with_asdf("1.27.3"))
    assert Facts(host)(lost_program, answering_go(Facts(host))) == "asdf"


def test_a_shim_with_its_manager_is_fine() -> None:
    host = with_asdf("1.27.3")
    assert Facts(host)(lost_program, answering_go(Facts(host))) == ""


def test_a_go_itself_starts_nothing() -> None:
    ask = Facts(boring("linux"))
    assert ask(lost_program, answering_go(ask)) == ""
