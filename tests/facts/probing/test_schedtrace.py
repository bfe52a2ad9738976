"""facts.schedtrace: what a running program's scheduler tells, in the forms before and since 1.25."""

import pytest

from goverify.facts import Blocked, Facts, Unavailable
from goverify.facts.probing.schedtrace import MOST, Moment, moments, schedtrace
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from tests.builds import OK, failed
from tests.proofs import built, deep, made, proving

OLD = "SCHED 0ms: gomaxprocs=2 idleprocs=0 threads=3 spinningthreads=1 idlethreads=0 runqueue=4 [1 0]\n"
NEW = (
    "SCHED 500ms: gomaxprocs=2 idleprocs=2 threads=4 spinningthreads=0 needspinning=0 idlethreads=2 runqueue=0 "
    "[ 0 3 ] schedticks=[ 3 1 ]\n"
)
BUILD, RUN = built("waiting"), "<scratch>/waiting/program wait 1100ms"


def host(run: Completed, build: Completed = OK) -> RecordedHost:
    """Return a host where the program that waits is built so and ends so."""
    return proving({BUILD: build, RUN: run}, made("waiting"))


def test_both_forms_are_read() -> None:
    assert moments(OLD + NEW) == (
        Moment(0, 2, 0, 3, 1, 0, 4, (1, 0), ()),
        Moment(500, 2, 2, 4, 0, 2, 0, (0, 3), (3, 1)),
    )


@pytest.mark.parametrize("text", ["", "it works\n", OLD[:60], "SCHED xms: gomaxprocs=2\n", f" {OLD}"])
def test_other_lines_are_passed_over(text: str) -> None:
    assert moments(text) == ()


def test_lines_of_windows_are_read() -> None:
    assert len(moments(NEW.replace("\n", "\r\n"))) == 1


def test_endless_lines_are_cut() -> None:
    assert len(moments(OLD * 1000)) == MOST


def test_a_program_is_asked_while_it_waits() -> None:
    seen = deep(host(Completed(0, stdout="it works\n", stderr=OLD + NEW)))(schedtrace)
    assert [moment.at_ms for moment in seen] == [0, 500]


def test_it_is_left_out_unless_asked_for() -> None:
    with pytest.raises(Unavailable, match="asked for with --deep"):
        Facts(host(Completed(0)))(schedtrace)


@pytest.mark.parametrize(
    ("ended", "words"),
    [(host(OK, failed("odd")), "was not built"), (host(Completed(signal="SIGSEGV")), "did not run")],
    ids=["not built", "not run"],
)
def test_without_the_program_there_is_nothing_to_trace(ended: RecordedHost, words: str) -> None:
    with pytest.raises(Blocked, match=words):
        deep(ended)(schedtrace)
