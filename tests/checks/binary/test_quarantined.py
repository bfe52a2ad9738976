"""binary.quarantined: a held download is reported by how much it is held; an approved or local one is not."""

from dataclasses import replace

import pytest

from goverify.checks.binary.quarantined import quarantined
from goverify.facts import Facts, Unavailable
from goverify.facts.toolchain_programs import toolchain_programs
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import Fault
from tests.golang import commands, findings, level, run, whole
from tests.hosts import script
from tests.seals import APPROVED, FRESH, FROM_THE_INTERNET, LINKERS, QUARANTINE, ZONE, marked, sealed

GO = "/usr/local/go/bin/go"
GO_EXE = r"C:\Program Files\Go\bin\go.exe"
KILLED = run("go", Completed(signal="SIGKILL"))


def downloaded(value: bytes = FRESH) -> RecordedHost:
    """Return a macOS host whose programs are all marked, are signed by nobody and are killed."""
    host = whole("macos").but(runs=[KILLED])
    programs = [str(path) for path in Facts(host)(toolchain_programs)]
    return marked(sealed(host, LINKERS, on=programs), QUARANTINE, value, on=programs)


@pytest.mark.parametrize("name", ["macos", "windows"])
def test_boring_hosts_are_free(name: str) -> None:
    assert not findings(quarantined, whole(name))


def test_a_marked_go_of_nobodys_is_reported_with_the_line_that_frees_its_tree() -> None:
    [finding] = findings(quarantined, downloaded())
    assert (finding.cause, level(finding), str(finding.subject)) == ("go-quarantined", "high", GO)
    assert "by Safari" in finding.message
    assert "as are 9 more" in finding.message
    assert "nobody has approved" in finding.message
    assert commands(finding) == ("sudo xattr -dr com.apple.quarantine /usr/local/go",)


def test_what_a_person_approved_is_fine() -> None:
    assert not findings(quarantined, downloaded(APPROVED))


def test_a_publishers_go_is_asked_about_once() -> None:
    [finding] = findings(quarantined, marked(whole("macos"), QUARANTINE, FRESH, on=[GO]).but(runs=[KILLED]))
    assert level(finding) == "low"
    assert "asks once" in finding.evidence[-1].observed


def test_one_that_runs_all_the_same_is_low() -> None:
    [finding] = findings(quarantined, downloaded().but(runs=whole("macos").recording.runs))
    assert level(finding) == "low"


@pytest.mark.parametrize(("said", "severity"), [("assessments disabled\n", "low"), ("assessments enabled\n", "high")])
def test_gatekeepers_state_counts(said: str, severity: str) -> None:
    told = run("spctl", Completed(1, stdout=said), "--status")
    host = downloaded().but(files={"/usr/sbin/spctl": script("#!/bin/sh\n")}, runs=[told])
    [finding] = findings(quarantined, host)
    assert level(finding) == severity


def test_marked_tools_alone_are_reported() -> None:
    compiler = "/usr/local/go/pkg/tool/darwin_arm64/compile"
    [finding] = findings(quarantined, marked(whole("macos"), QUARANTINE, FRESH, on=[compiler]))
    assert str(finding.subject) == compiler


def test_windows_is_told_and_unblocked() -> None:
    [finding] = findings(quarantined, marked(whole("windows"), ZONE, FROM_THE_INTERNET, on=[GO_EXE]))
    assert (finding.cause, level(finding)) == ("go-quarantined", "info")
    assert commands(finding) == (r"Get-ChildItem -LiteralPath 'C:\Program Files\Go' -Recurse -File | Unblock-File",)


def test_a_restricted_zone_is_low() -> None:
    [finding] = findings(quarantined, marked(whole("windows"), ZONE, b"[ZoneTransfer]\nZoneId=4\n", on=[GO_EXE]))
    assert level(finding) == "low"


def test_what_comes_from_the_own_network_is_fine() -> None:
    assert not findings(quarantined, marked(whole("windows"), ZONE, b"[ZoneTransfer]\nZoneId=1\n", on=[GO_EXE]))


def test_attributes_that_cannot_be_read_are_no_verdict() -> None:
    host = whole("macos")
    record = replace(host.recording.files[host.path(GO)], attributes={QUARANTINE: Fault("EPERM")})
    with pytest.raises(Unavailable, match="cannot be read"):
        findings(quarantined, host.but(files={GO: record}))
