"""The sample of the scheduler: told with --deep alone, in numbers."""

from goverify.host import Completed
from goverify.information import inform
from goverify.information.scheduler import sample
from goverify.summary import INFORMED
from tests.builds import OK
from tests.facts.probing.test_schedtrace import BUILD, NEW, OLD, RUN
from tests.information.telling import told
from tests.proofs import deep, made, proving

HOST = proving({BUILD: OK, RUN: Completed(0, stderr=OLD + NEW)}, made("waiting"))


def test_threads_and_queues_are_told() -> None:
    [item] = [item for item in inform(deep(HOST), INFORMED) if item.id == "runtime.scheduler"]
    assert item.value == "2 lines in 500 ms: GOMAXPROCS 2, 4 threads, 2 of them idle, 3 goroutines waiting"


def test_a_program_that_says_nothing_of_it_is_told_as_such() -> None:
    silent = HOST.but(runs={RUN: Completed(0, stdout="it works\n")})
    assert sample(deep(silent)).value == "no line"


def test_it_is_left_out_unless_asked_for() -> None:
    assert "runtime.scheduler" not in told(HOST)
