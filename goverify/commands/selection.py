"""What a command line selects: the host and how far to go on it, how to write, and that host opened."""

import contextlib
import signal
from collections.abc import Iterator
from typing import NamedTuple

from goverify import console
from goverify.host import Host
from goverify.stops import Interrupted

TIMEOUT_S = 180.0
"""For the whole of a check-up; a cold one on a busy machine takes half of it."""

DEEP_TIMEOUT_S = 600.0
"""For one with the proofs that build: a minute or two on a quiet machine."""

HEADWAY_S = 1.0
"""How much sooner programs are stopped than checks, so that a check can still say which one hung."""


class Selection(NamedTuple):
    """What is to be examined, and how far it may go."""

    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    host: str = ""
    """A recorded host's file, "-" for stdin; empty for this machine."""
    project: str = ""
    timeout_s: float = TIMEOUT_S
    run_unknown: bool = False
    cache: bool = True
    online: bool = False
    deep: bool = False
    """Prove by building what takes a minute."""
    hashes: bool = False
    """Record the hashes of the tree's files too."""
    shells: bool = False
    """Ask the shells themselves."""


class View(NamedTuple):
    """How the document is to be written."""

    json: bool = False
    form: str = "text"
    """Of the report of a check-up, which has more forms than these two."""
    output: str = ""
    verbose: int = 0
    quiet: bool = False
    also: tuple[str, ...] = ()
    """Further documents of the report, each "FORMAT=FILE"."""
    leg: str = ""
    """What tells this job from others of the same commit."""


def time_limit(wished_s: float | None, *, deep: bool) -> float:
    """Return the limit in seconds for a whole run."""
    return wished_s or (DEEP_TIMEOUT_S if deep else TIMEOUT_S)


def split(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of an option that may be given more than once and hold several, with commas."""
    return tuple(part.strip() for name in names for part in name.split(",") if part.strip())


def is_recording(host: Host) -> bool:
    """Return whether a host is the recording of a live one, which holds only a part of what was there."""
    from goverify.host.recorded import RecordedHost

    return isinstance(host, RecordedHost) and not host.recording.closed


@contextlib.contextmanager
def opened(selection: Selection) -> Iterator[Host]:
    """Lend the host that is meant: a recorded one, or this machine."""
    if selection.host:
        from goverify.host.recorded import RecordedHost

        yield RecordedHost.load(console.read(selection.host))
        return
    from goverify.host.live import LiveHost

    project = console.folder(selection.project) if selection.project else None
    with LiveHost(project, deadline_s=max(1.0, selection.timeout_s - HEADWAY_S)) as host:
        yield host


@contextlib.contextmanager
def terminable() -> Iterator[None]:
    """Turn SIGTERM into an exception, so that a supervisor too gets the report of what is done."""

    def stop(number: int, _: object) -> None:
        raise Interrupted(number)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
