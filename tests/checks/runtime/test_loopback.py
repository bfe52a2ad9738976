"""runtime.loopback: an interface that is down is reported; a host without IPv6 is not."""

import pytest

from goverify.checks.runtime.loopback import loopback
from tests.checks.host.probing import Steps, probe_tells
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring

DOWN = "listen tcp4 127.0.0.1:0: bind: cannot assign requested address"


def down(*, ipv6: bool) -> Steps:
    """Return what the probe tells where 127.0.0.1 cannot be had."""
    return {"netpoll": {"ipv4_loopback": False, "ipv6_loopback": ipv6, "ipv4_error": DOWN}}


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_a_loopback(name: str) -> None:
    assert findings(loopback, boring(name)) == []


def test_an_interface_that_is_down_is_reported_with_the_line_that_brings_it_up() -> None:
    [finding] = findings(loopback, probe_tells(down(ipv6=False)))
    assert (finding.cause, finding.subject, level(finding)) == ("loopback-down", "the loopback interface", "medium")
    assert DOWN in finding.message
    assert commands(finding) == ("sudo ip link set lo up",)


def test_with_ipv6_alone_most_tests_run() -> None:
    [finding] = findings(loopback, probe_tells(down(ipv6=True)))
    assert level(finding) == "low"


def test_a_host_without_ipv6_is_fine() -> None:
    assert findings(loopback, probe_tells({"netpoll": {"ipv6_loopback": False}})) == []


def test_a_limit_of_open_files_is_no_interface_that_is_down() -> None:
    crowded = {"netpoll": {"ipv4_loopback": False, "ipv4_error": "accept tcp4: accept4: too many open files"}}
    assert findings(loopback, probe_tells(crowded)) == []


def test_elsewhere_no_command_is_made_up() -> None:
    [finding] = findings(loopback, probe_tells(down(ipv6=False), on="macos"))
    assert commands(finding) == ()


def test_a_poller_that_gave_no_answer_is_judged_elsewhere() -> None:
    assert findings(loopback, probe_tells({"netpoll": {"err": "no answer within 5s"}})) == []
