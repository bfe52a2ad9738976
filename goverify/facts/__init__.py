"""The facts: observations of one host, each computed once, by whoever asks first."""

import threading
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Concatenate, NamedTuple, ParamSpec, TypeVar, cast

from goverify.host import Host

if TYPE_CHECKING:
    from goverify.facts.requirements import Requirements

P = ParamSpec("P")
T = TypeVar("T")


class Unavailable(Exception):
    """A fact does not apply on this host; its text says why. Dependent checks are skipped."""


class Blocked(Unavailable):
    """An earlier fault, which another check reports, hides the fact. Dependent checks are blocked."""


class Allowances(NamedTuple):
    """What the person at the keyboard allowed beyond looking."""

    run_unknown: bool = False
    """Run a go command that is a script of unknown kind, or that others could have put there."""
    keep_cache: bool = True
    """Keep what a build compiled in goverify's own cache folder."""
    online: bool = False
    """Ask the network."""
    ask_shells: bool = False
    """Start the user's shell, which runs the start-up files."""
    deep: bool = False
    """Prove by building what takes a minute."""
    requires: "Requirements | None" = None
    """What the policy in force requires; None where there is none."""


LOOK_ONLY = Allowances()


class _Answer:
    """A fact on its way: concurrent.futures.Future in small, which would import logging at every start."""

    def __init__(self) -> None:
        self._there = threading.Event()
        self._value: object = None
        self._error: BaseException | None = None

    def settle(self, value: object, error: BaseException | None = None) -> None:
        """Give the value, or the error that stands in its place."""
        self._value, self._error = value, error
        self._there.set()

    def get(self) -> object:
        """Wait for the value and return it, or raise the error."""
        self._there.wait()
        if self._error is not None:
            raise self._error
        return self._value


class Facts:
    """Ask a fact for its value; a fact is a function of this object that observes the host."""

    def __init__(self, host: Host, allow: Allowances = LOOK_ONLY) -> None:
        self.host = host
        self.allow = allow
        self._answers: dict[Hashable, _Answer] = {}
        self._lock = threading.Lock()
        self._asking = threading.local()

    def __call__(self, fact: Callable[Concatenate["Facts", P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return the fact; raise again whatever computing it raised."""
        key = (fact, args, tuple(sorted(kwargs.items())))
        asking: list[Hashable] = self._asking.__dict__.setdefault("stack", [])
        if key in asking:
            raise RuntimeError(f"facts need each other: {[*asking, key]}")
        with self._lock:
            first = key not in self._answers
            answer = self._answers.setdefault(key, _Answer())
        if first:
            asking.append(key)
            try:
                answer.settle(fact(self, *args, **kwargs))
            except BaseException as error:  # noqa: BLE001 - kept for every asker, this one included
                answer.settle(None, error)
            finally:
                asking.pop()
        return cast("T", answer.get())
