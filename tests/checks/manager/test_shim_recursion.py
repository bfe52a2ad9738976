"""manager.shim-recursion: a stand-in that leads back to itself is reported and not run; one that leads to another is not."""

from collections.abc import Callable

import pytest

from goverify.checks.manager.shim_recursion import shim_recursion
from goverify.facts import Facts
from goverify.facts.go_commands import answering_go
from goverify.host import Host
from tests.checks.path.looking import commands, findings, level
from tests.hosts import BORING, boring, link, script
from tests.managing import APP, ASDF, BEHIND, GOENV, asdf_shim, with_asdf, with_goenv


def calling(text: str, **env: str) -> Host:
    return boring("linux").but(files={"/opt/x/go": script(text)}, env={"PATH": f"/opt/x:{BEHIND}", **env})


def by_name() -> Host:
    return calling('#!/bin/sh\nexec go "$@"\n')


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_no_stand_in(name: str) -> None:
    assert not findings(shim_recursion, boring(name))


def test_a_script_that_calls_itself_is_reported_with_a_go_to_put_before_it() -> None:
    [finding] = findings(shim_recursion, by_name())
    assert finding.message == "/opt/x/go never comes to a go: it leads from /opt/x/go to /opt/x/go"
    assert (level(finding), commands(finding)) == ("critical", ('export PATH="/usr/local/go/bin:$PATH"',))


def test_it_is_not_run() -> None:
    go = answering_go(Facts(by_name()))
    assert go.why_not_run == "it ends up calling itself: /opt/x/go, /opt/x/go"


def test_two_managers_that_hand_on_to_each_other_are_reported() -> None:
    files = {f"{APP}/.tool-versions": "golang system\n", f"{ASDF}/shims/go": asdf_shim(["1.27.3"])}
    host = with_goenv(files=files).but(env={"PATH": f"{GOENV}/shims:{ASDF}/shims:{BEHIND}"})
    [finding] = findings(shim_recursion, host)
    assert [evidence.place for evidence in finding.evidence] == [f"{GOENV}/shims/go", f"{ASDF}/shims/go"]


def test_a_link_to_the_script_does_not_hide_the_circle() -> None:
    host = boring("linux").but(
        files={"/opt/x/go": script('#!/bin/sh\nexec /opt/y/go "$@"\n'), "/opt/y/go": link("/opt/x/go")},
        env={"PATH": f"/opt/x:{BEHIND}"},
    )
    assert findings(shim_recursion, host)


def naming_a_go() -> Host:
    return calling('#!/bin/sh\nexec /usr/local/go/bin/go "$@"\n')


def changing_path() -> Host:
    return calling('#!/bin/sh\nPATH=/usr/local/go/bin:$PATH\nexec go "$@"\n')


def handing_on() -> Host:
    return with_asdf("1.27.3", files={f"{APP}/.tool-versions": "golang system\n"})


@pytest.mark.parametrize("host", [naming_a_go, changing_path, handing_on])
def test_what_leads_to_a_go_is_no_circle(host: Callable[[], Host]) -> None:
    assert not findings(shim_recursion, host())


def test_a_shim_whose_manager_is_gone_leads_nowhere_and_in_no_circle() -> None:
    host = with_goenv().but(files={f"{GOENV}/libexec/goenv": None})
    assert not findings(shim_recursion, host)


def test_a_script_that_has_another_way_than_to_itself_is_fine() -> None:
    assert not findings(
        shim_recursion, calling('#!/bin/sh\n[ -x /opt/go/bin/go ] && exec /opt/go/bin/go "$@"\nexec go "$@"\n')
    )
