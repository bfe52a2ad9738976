"""On a boring host nothing is wrong, and a recording of its examination gives the same report again."""

import pytest

from goverify.catalog import modules
from goverify.examine import examine
from goverify.facts import Allowances
from goverify.host import Host
from goverify.host.recorded import RecordedHost
from goverify.host.recording import RecordingHost
from goverify.model import CheckResult, Severity, Terms
from goverify.report import Health
from tests.hosts import BORING, boring, go_binary


def examined(host: Host) -> tuple[Health, list[CheckResult]]:
    """Return the verdict on a host and how each check went."""
    report = examine(host, tuple(modules()), allow=Allowances(), terms=Terms(fail_on=Severity.HIGH), deadline_s=60)
    return report.health, list(report.checks)


def outcome(result: CheckResult) -> tuple[object, ...]:
    """Return what does not depend on the moment, nor on names that are redacted."""
    return (
        result.id,
        result.outcome,
        [(finding.cause, finding.severity, len(finding.evidence)) for finding in result.findings],
    )


@pytest.mark.parametrize("name", BORING)
def test_nothing_is_wrong_on_a_boring_host(name: str) -> None:
    health, results = examined(boring(name))
    assert [
        (result.id, result.reason, result.findings) for result in results if result.outcome not in ("passed", "skipped")
    ] == []
    assert health is Health.OK


@pytest.mark.parametrize("name", BORING)
def test_a_recording_of_an_examination_gives_the_same_report(name: str) -> None:
    host = RecordingHost(boring(name))
    health, results = examined(host)
    replayed_health, replayed = examined(RecordedHost.load(host.recording()))
    assert replayed_health is health
    assert [outcome(result) for result in replayed] == [outcome(result) for result in results]


def test_a_fault_in_a_home_is_found_again_under_other_names() -> None:
    old = "/home/gopher/acme merger/bin/go"
    faulty = boring("linux").but(
        env={"PATH": f"/home/gopher/acme merger/bin:{boring('linux').env['PATH']}"}, files={old: go_binary("go1.19.8")}
    )
    host = RecordingHost(faulty)
    _, results = examined(host)
    text = host.recording()
    _, replayed = examined(RecordedHost.load(text))
    assert "acme" not in text
    assert [outcome(result) for result in replayed] == [outcome(result) for result in results]
    assert any(finding.cause == "go-shadowed" for result in replayed for finding in result.findings)
