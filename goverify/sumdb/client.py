"""The client of a checksum database: a look-up of which nothing is believed that is not proven.

Source: golang.org/x/mod/sumdb (client.go). A record counts when a tree holds it whose head the database has signed,
and when the tree that was seen last time is still a part of that one: a log forgets nothing and tells all the same.
"""

from collections.abc import Mapping
from typing import NamedTuple

from goverify.sumdb import tlog
from goverify.sumdb.note import Key
from goverify.sumdb.records import parse_answer, parse_head, sum_of
from goverify.sumdb.refused import Refused
from goverify.sumdb.tiles import Fetch, Tiles
from goverify.sumdb.tlog import Head, Proof

DATABASE = Key.parse("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8")
"""The Go project's own database; cmd/go has its key built in (cmd/go/internal/modfetch)."""


class Proven(NamedTuple):
    """A record, and all that it takes to believe it without asking anybody again."""

    sum: str
    """The hash of the module's files, as go.sum has it."""
    record: bytes
    note: bytes
    """The signed head of the tree that holds it."""
    proof: Proof


class Client:
    """Look-ups in one database, held against the newest head that it is known to have signed."""

    def __init__(self, key: Key, fetch: Fetch, remembered: bytes = b"") -> None:
        """`fetch` returns what the database serves at a path, or raises OSError; `remembered` is the signed head seen last."""
        self._key = key
        self._fetch = fetch
        self._note = remembered
        self._seen: dict[Head, Tiles] = {}

    @property
    def newest(self) -> bytes:
        """Return the newest signed head that was proven, to be remembered; empty where there is none."""
        return self._note

    def advance(self) -> None:
        """Ask for the database's latest head and hold it against the one that is remembered."""
        self._accept(self._fetch("/latest"))

    def look_up(self, module: str, version: str) -> Proven:
        """Return the record of a module's version, proven; Refused where it is not, OSError where it cannot be fetched."""
        answer = parse_answer(self._fetch(f"/lookup/{escaped(module)}@{escaped(version)}"))
        found = sum_of(answer.record, module, version)
        self._accept(answer.note)
        head = parse_head(self._note, self._key)
        if answer.number >= head.size:
            raise Refused(f"record {answer.number} is said to be in a tree of {head.size}")
        proof = tlog.prove(answer.number, head, self._tiles(head).read)
        tlog.check(proof, tlog.leaf_hash(answer.record), head)
        return Proven(found, answer.record, self._note, proof)

    def _accept(self, note: bytes) -> None:
        """Make a head the newest, if it is newer; Refused where the older of the two trees is no part of the newer."""
        head = parse_head(note, self._key)
        known = parse_head(self._note, self._key) if self._note else None
        if known is not None and known.size:
            older, newer = sorted((known, head))
            if older.size and not self._holds(newer, older):
                raise Refused(
                    f"the database has signed two trees that contradict each other, of {older.size} and {newer.size}"
                )
        if known is None or head.size > known.size:
            self._note = note

    def _holds(self, newer: Head, older: Head) -> bool:
        """Return whether the records of an older tree are the first ones of a newer."""
        if newer.size == older.size:
            return newer.root == older.root
        return tlog.root_hash(older.size, self._tiles(newer).read) == older.root

    def _tiles(self, head: Head) -> Tiles:
        if head not in self._seen:
            self._seen[head] = Tiles(head, self._fetch)
        return self._seen[head]


def check_proven(proven: Proven, key: Key, module: str, version: str) -> None:
    """Refuse a record that was kept if its signature or proof does not hold or if it is another module's."""
    head = parse_head(proven.note, key)
    tlog.check(proven.proof, tlog.leaf_hash(proven.record), head)
    if sum_of(proven.record, module, version) != proven.sum:
        raise Refused("the record gives another hash than the one that was kept with it")


def escaped(text: str) -> str:
    """Return a module's path or version as it is written in addresses: capitals small, behind a "!" (golang.org/x/mod/module)."""
    return "".join(f"!{char.lower()}" if "A" <= char <= "Z" else char for char in text)


def from_files(files: Mapping[str, bytes]) -> Fetch:
    """Return a source of answers that were kept by their paths; FileNotFoundError for any other path."""

    def fetch(path: str) -> bytes:
        if path not in files:
            raise FileNotFoundError(f"{path} is not at hand")
        return files[path]

    return fetch
