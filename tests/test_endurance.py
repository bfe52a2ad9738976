"""endurance: a file that takes too long, too much memory, or raises fails the test that has it tried."""

import sys
from collections.abc import Callable, Iterable, Mapping

import pytest

from tests.endurance import MOST_MEMORY, WARMING, Trial, endured


def _nothing() -> None:
    """Endure."""


def _spin() -> None:
    while True:
        pass


def _hoard() -> None:
    bytearray(2 * MOST_MEMORY)


def _raise() -> None:
    raise ValueError("no reader")


def _after_warming(last: Trial) -> Callable[[], Iterable[Trial]]:
    return lambda: [*[_nothing] * WARMING, last]


FAMILIES: Mapping[str, Callable[[], Iterable[Trial]]] = {
    "harmless": _after_warming(_nothing),
    "spinning": _after_warming(_spin),
    "hoarding": _after_warming(_hoard),
    "raising": _after_warming(_raise),
}


def test_harmless_files_are_endured() -> None:
    assert endured(__name__, "harmless") == WARMING + 1


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        pytest.param("spinning", "-27", marks=pytest.mark.skipif(sys.platform != "linux", reason="Linux's signal")),
        pytest.param("hoarding", "MemoryError", marks=pytest.mark.skipif(sys.platform != "linux", reason="see there")),
        ("raising", "ValueError: no reader"),
    ],
)
def test_one_that_is_not_is_named(name: str, ending: str) -> None:
    with pytest.raises(AssertionError, match=rf"(?s)trial \['{WARMING}'\] of {name} ended with .*{ending}"):
        endured(__name__, name)
