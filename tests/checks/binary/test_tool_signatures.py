"""binary.tool-signatures: an installed program that was overwritten in place is reported; whole ones and others' are not."""

from goverify.checks.binary.tool_signatures import LIMIT_PROGRAMS, tool_signatures
from goverify.host import Entry, Kind
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import Fault, FileRecord
from tests.golang import commands, findings, level, whole
from tests.hosts import go_binary, script
from tests.seals import BROKEN, LINKERS, sealed

MODD = "/Users/gopher/go/bin/modd"


def installed(path: str = "github.com/cortesi/modd/cmd/modd", place: str = MODD) -> RecordedHost:
    """Return a macOS host with an installed program."""
    return whole("macos").but(files={place: go_binary("go1.27.3", system="darwin", arch="arm64", path=path)})


def test_a_boring_host_has_none() -> None:
    assert not findings(tool_signatures, whole("macos"))


def test_one_that_was_overwritten_in_place_is_reported_with_the_way_to_mend_it() -> None:
    [finding] = findings(tool_signatures, sealed(installed(), BROKEN, on=[MODD]))
    assert (finding.cause, level(finding), finding.bystander) == ("go-signature-invalid", "medium", True)
    assert f"{MODD} has an invalid code signature" in finding.message
    assert "Killed: 9" in finding.detail
    assert commands(finding) == (f"rm {MODD} && go install github.com/cortesi/modd/cmd/modd@latest",)


def test_what_the_linker_signed_or_nobody_is_fine() -> None:
    assert not findings(tool_signatures, sealed(installed(), LINKERS, on=[MODD]))
    assert not findings(tool_signatures, installed())
    assert not findings(tool_signatures, installed().but(files={MODD: script("#!/bin/sh\n")}))


def test_gobin_is_looked_at_in_place_of_gopath() -> None:
    place = "/opt/tools/modd"
    host = sealed(installed(place=place), BROKEN, on=[place]).but(env={"GOBIN": "/opt/tools"})
    [finding] = findings(tool_signatures, host)
    assert str(finding.subject) == place


def test_a_path_that_a_shell_would_obey_is_not_advised() -> None:
    for path in ("x.io/$(rm -rf ~)", "x.io/a; b", "-x.io/flag", "command-line-arguments", "main"):
        [finding] = findings(tool_signatures, sealed(installed(path), BROKEN, on=[MODD]))
        assert commands(finding) == (f"rm {MODD}",)


def test_a_name_with_a_blank_is_quoted() -> None:
    place = "/Users/gopher/go/bin/my tool"
    [finding] = findings(tool_signatures, sealed(installed(place=place), BROKEN, on=[place]))
    assert commands(finding)[0].startswith(f"rm '{place}' && ")


def test_one_that_cannot_be_read_is_passed_over() -> None:
    locked = FileRecord(Entry(Kind.FILE, mode=0o700, size=5), Fault("EACCES"))
    assert not findings(tool_signatures, whole("macos").but(files={MODD: locked}))


def test_there_is_an_end_to_it() -> None:
    host = whole("macos")
    places = [f"/Users/gopher/go/bin/tool{number:03}" for number in range(LIMIT_PROGRAMS + 5)]
    host = host.but(files={place: go_binary("go1.27.3", system="darwin", arch="arm64") for place in places})
    assert len(findings(tool_signatures, sealed(host, BROKEN, on=places))) == LIMIT_PROGRAMS
