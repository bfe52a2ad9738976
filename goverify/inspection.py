"""The walk of `goverify inspect`: from the files and folders on a command line to rows, in order, one at a time."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from goverify.binfmt import Binary, identify
from goverify.host import Entry, Host, Kind, Reader
from goverify.host.paths import Dead
from goverify.host.walk import Place, walk
from goverify.inspected import Missed, Row, State

if TYPE_CHECKING:
    from goverify.deep import Deep
    from goverify.signatures import Signature, Trust

HASHERS = 4
"""Threads where there is something to wait for: hashing and child processes leave the interpreter free. Reading
headers does not, and two threads would but hinder each other."""

AHEAD = 8
"""Files a thread that are looked into before the first of them is asked for."""

MINORS = range(18, 28)
"""The releases whose `go version` is known: from the first that writes build info as all do now to the latest."""

_DEAD = {
    Dead.LOOP: "its links lead in a circle",
    Dead.DENIED: "permission denied on the way to what it links to",
    Dead.DANGLING: "it links to what is not there",
    Dead.ABSENT: "it vanished meanwhile",
}


class Wishes(NamedTuple):
    """What is to be found out beside what the headers say."""

    verify: bool | None = None
    """Judge code signatures; None for those of the files that are named themselves."""
    deep: bool = False
    jobs: int = 0
    """Threads; 0 for as many as help."""
    roots: tuple[bytes, ...] = ()
    """Further roots of Authenticode signatures that are to be believed, in DER form."""
    brief: bool = False
    """Of the files in folders leave out what a line has no room for."""


def inspect(host: Host, names: Iterable[str], wishes: Wishes) -> Iterator[Row]:
    """Yield a row for each file, in the order of `names`, that of a folder sorted; nothing stops it."""
    look = _Inspector(host, wishes).row
    places = (place for name in names for place in walk(host, name))
    jobs = wishes.jobs or (HASHERS if wishes.deep or wishes.verify else 1)
    return map(look, places) if jobs == 1 else _side_by_side(look, places, jobs)


class _Inspector:
    """The same look into each file."""

    def __init__(self, host: Host, wishes: Wishes) -> None:
        self._host = host
        self._wishes = wishes

    @cached_property
    def _trust(self) -> "Trust":
        from datetime import UTC, datetime

        from goverify.signatures import default_trust

        trust = default_trust(datetime.now(UTC))
        return trust._replace(authenticode=trust.authenticode + self._wishes.roots)

    @cached_property
    def _installed(self) -> str:
        """Return the minor number of the go that answers here, by its file alone; "" where none does or tells."""
        from goverify.facts import Facts, Unavailable
        from goverify.facts.go_commands import answering_go

        try:
            release = Facts(self._host)(answering_go).release
        except (Unavailable, OSError):
            return ""
        return release.minor if release else ""

    def row(self, place: Place) -> Row:
        """Return what there is to say of a place."""
        path, named, entry, error, chain = place
        if entry is not None and chain is None and entry.kind is Kind.FILE:
            return self._read(path, Row(str(path), named, State.UNREADABLE))
        row = Row(str(path), named, State.UNREADABLE)
        if error is not None:
            return row._replace(reason=words(error))
        if entry is None:
            return _absent(row)
        if chain is not None:
            row = row._replace(links=tuple(f"{hop.link} -> {hop.target}" for hop in chain.hops), file=str(chain.end))
            if chain.dead:
                return row._replace(reason=_DEAD[chain.dead], file=None)
        elif not named:
            return row._replace(state=State.PASSED_OVER, reason=self._no_file(path, entry))
        return self._read(path, row)

    def _no_file(self, path: PurePath, entry: Entry) -> str:
        """Return what stands there in place of a regular file."""
        if entry.kind is Kind.LINK:
            return f"a link to {entry.target}, not followed"
        if entry.kind is Kind.ALIAS:
            return "an app execution alias of Windows"
        try:
            self._host.open(path).__exit__()
        except OSError as error:
            return words(error)
        return "not a regular file a moment ago"

    def _read(self, path: PurePath, row: Row) -> Row:
        name, named, _, _, links, file, *_ = row
        try:
            with self._host.open(path) as reader:
                binary = identify(reader, brief=self._wishes.brief and not named)
                row = Row(name, named, State.READ, "", links, file, reader.size, binary)
                if named if self._wishes.verify is None else self._wishes.verify:
                    row = row._replace(signatures=self._signatures(reader, row))
        except OSError as error:
            return row._replace(state=State.UNREADABLE, reason=words(error))
        except Exception as surprise:  # noqa: BLE001 - a file that goverify itself stumbles over costs no other its row
            return row._replace(state=State.UNREADABLE, reason=f"goverify itself failed: {type(surprise).__name__}")
        if binary.go is not None and binary.go.found_by != "section":
            row = row._replace(missed_by=_missed_by(binary, self._installed))
        return row._replace(deep=self._deep(path, binary)) if self._wishes.deep and row.program else row

    def _signatures(self, reader: Reader, row: Row) -> "tuple[Signature, ...] | None":
        """Return the judged signatures, None for what has none by its kind."""
        if row.binary is None or not row.signed:
            return None if row.signed is None else ()
        from goverify.signatures import verify

        return verify(reader, row.binary, self._trust)

    def _deep(self, path: PurePath, binary: Binary) -> "Deep | None":
        from goverify.deep import LIBRARIES, look

        return look(self._host, path, binary.format) if binary.format in LIBRARIES else None


def _missed_by(binary: Binary, installed: str) -> tuple[Missed, ...]:
    from goverify.binfmt.visibility import missed_by  # nearly every program stands where all releases look

    reasons = ((minor, missed_by(binary, minor)) for minor in MINORS)
    return tuple(Missed(f"1.{minor}", why, installed == f"1.{minor}") for minor, why in reasons if why is not None)


def _absent(row: Row) -> Row:
    if row.named:
        return row._replace(state=State.MISSING, reason="no such file or folder")
    return row._replace(reason="it vanished while its folder was looked through")


def words(error: OSError) -> str:
    """Return what the system said, as a sentence fragment."""
    text = error.strerror or type(error).__name__
    return text[:1].lower() + text[1:]


def _side_by_side(look: Callable[[Place], Row], places: Iterator[Place], jobs: int) -> Iterator[Row]:
    """Yield the rows in order while others are being made; no more of them than a few a thread are ever kept."""
    from concurrent.futures import Future, ThreadPoolExecutor

    pool = ThreadPoolExecutor(jobs)
    running: deque[Future[Row]] = deque()
    try:
        for place in places:
            running.append(pool.submit(look, place))
            if len(running) >= jobs * AHEAD:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
