"""build.vet: a vet that does not work is reported; what a newer one finds in the probe is no fault of the machine."""

import pytest

from goverify.checks.build.vet import vet
from goverify.facts import Blocked, Unavailable
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import Run
from tests.builds import GO, OK, PROBE_BUILD, failed
from tests.golang import findings, level
from tests.hosts import boring
from tests.proofs import FOUND, found, proving, told


def host(probe: Completed, wrong: Completed = FOUND) -> RecordedHost:
    """Return a host where vet goes so over the probe and over the wrong program."""
    ways = (("<scratch>/probe", probe), ("<scratch>/wrong", wrong))
    return proving({}).but(runs=[Run((GO, "vet", "."), run, cwd=boring("linux").path(cwd)) for cwd, run in ways])


def test_it_is_left_out_unless_asked_for() -> None:
    with pytest.raises(Unavailable, match="asked for with --deep"):
        findings(vet, host(OK))


def test_vet_that_passes_the_good_and_finds_the_bad_is_sound() -> None:
    assert found(vet, host(OK)) == []
    assert "Printf format %d" in told(vet, host(OK))


def test_a_vet_that_fails_is_reported_with_its_words() -> None:
    [finding] = found(vet, host(failed("go: error obtaining buildID for go tool vet: exit status 2")))
    assert (finding.cause, str(finding.subject), level(finding)) == ("build-fails", GO, "high")
    assert "cannot vet a program: exit status 1: go: error obtaining buildID" in finding.message


def test_what_stops_vet_is_named_where_its_words_tell() -> None:
    words = '# runtime\ncompile: version "go1.24.11" does not match go tool version "go1.27.3"'
    assert [finding.cause for finding in found(vet, host(failed(words)))] == ["build-fails", "tree-tools-mismatch"]


def test_what_vet_finds_in_the_probe_is_told_and_no_fault() -> None:
    picky = failed("# goverify.probe\n./main.go:7:2: a new rule of a new release")
    assert found(vet, host(picky)) == []
    assert "a new rule of a new release" in told(vet, host(picky))


def test_a_vet_that_finds_nothing_is_reported() -> None:
    [finding] = found(vet, host(OK, wrong=OK))
    assert "does not find a text where a number is promised" in finding.message
    assert level(finding) == "medium"


def test_a_vet_that_dies_over_the_wrong_program_is_reported() -> None:
    [finding] = found(vet, host(OK, wrong=Completed(signal="SIGSEGV")))
    assert "cannot vet a program: ended by SIGSEGV" in finding.message


def test_where_a_plain_build_fails_nothing_is_vetted() -> None:
    with pytest.raises(Blocked, match="a plain program does not build and run"):
        found(vet, host(OK).but(runs={PROBE_BUILD: failed("something odd")}))
