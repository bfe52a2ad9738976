"""The commit that HEAD names: whether its object is there, loose, in a pack or in a store that is shared.

Source: gitrepository-layout(5), gitformat-pack(5), git's refs/files-backend.c and odb (link_alt_odb_entries).
"""

import re
import struct
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.git.lines import first_line
from goverify.facts.git.repositories import Repository
from goverify.host import Host, Kind, Reader

HOPS, STORES, PACKS, BRANCHES = 5, 20, 200, 200
"""Git follows references and shared stores five deep."""

LIMIT_BYTES = 8 << 20
"""Of the file of packed references."""

_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REFERENCE = re.compile(r"refs/(?!.*\.\.)[^\0-\x20~^:?*\[\\]{1,400}")
_OWN = ("refs/bisect/", "refs/worktree/", "refs/rewritten/")
_FANOUT = 8

STEPS = 40
"""More halvings than any index takes."""


class CommitFault(NamedTuple):
    """What is wrong with the commit of HEAD."""

    why: str
    """The end of a sentence about the repository's folder."""
    closed: bool = False
    """It is there, and this user may not read it."""


def commit_fault(ask: Facts, found: Repository) -> CommitFault | None:
    """Return what is wrong with the commit of HEAD; None where it is there, or where there is none yet."""
    host = ask.host
    if {"GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"} & set(host.env):
        return None
    try:
        name = _commit(host, found)
        return _fault(host, found, name) if name else None
    except (OSError, LookupError):
        return None  # git knows more of it; and a recording may have kept the names of branches to itself


def _commit(host: Host, found: Repository) -> str:
    """Return the commit of HEAD, empty where the branch has none yet or its file is damaged: go minds neither."""
    text = first_line(host, found.folder / "HEAD") or ""
    for _ in range(HOPS):
        if _ID.fullmatch(text):
            return text
        name = text.partition(":")[2].strip()
        if not text.startswith("ref:") or not _REFERENCE.fullmatch(name):
            return ""
        base = found.folder if name.startswith(_OWN) else found.common
        text = first_line(host, base / name) or ""
        if not text:
            return _packed(host, found.common / "packed-refs", name)
    return ""


def _packed(host: Host, file: PurePath, name: str) -> str:
    try:
        text = host.judged(file, "git: its branches", _branches)
    except FileNotFoundError:
        return ""
    pairs = (line.partition(" ") for line in text.splitlines())
    return next((commit for commit, _, branch in pairs if branch == name and _ID.fullmatch(commit)), "")


def _branches(reader: Reader) -> str:
    lines = reader.read(0, LIMIT_BYTES).decode("utf-8", "replace").splitlines()
    return "\n".join([line for line in lines if " refs/heads/" in line][:BRANCHES])


def _fault(host: Host, found: Repository, name: str) -> CommitFault | None:
    named = f"commit {name[:12]}, which HEAD names"
    stores, missing = [found.common / "objects"], list[PurePath]()
    for store in stores:
        loose = store / name[:2] / name[2:]
        try:
            entry = host.entry(loose)
        except PermissionError:
            return CommitFault(f"holds {named}, in a folder that this user may not enter", closed=True)
        if entry and entry.kind is Kind.FILE and not host.access(loose, "r"):
            return CommitFault(f"holds {named}, in a file that this user may not read", closed=True)
        if entry and entry.kind is Kind.FILE:
            return None if entry.size else CommitFault(f"holds {named}, as an empty file")
        if _in_packs(host, store, name):
            return None
        for shared in (path for path in _shared(host, store) if path not in stores):
            (stores if host.entry(shared) else missing).append(shared)
            if len(stores) > STORES:
                return None
    where = f": it shares the objects of {missing[0]}, which is not there" if missing else ""
    return CommitFault(f"lacks {named}{where}")


def _shared(host: Host, store: PurePath) -> list[PurePath]:
    try:
        text = host.judged(store / "info" / "alternates", "git: the stores that it names", _named)
    except FileNotFoundError:
        return []
    return [store / line for line in text.splitlines()]


def _named(reader: Reader) -> str:
    lines = reader.read(0, 64 << 10).decode("utf-8", "replace").splitlines()
    return "\n".join([line for line in lines if line and not line.startswith("#")][:STORES])


def _in_packs(host: Host, store: PurePath, name: str) -> bool:
    """Return whether a pack holds an object; true where that cannot be told."""
    try:
        names = host.names(store / "pack")
    except FileNotFoundError:
        return False
    packs = [each for each in names if each.endswith(".idx") and each[:-3] + "pack" in names]
    return len(packs) > PACKS or any(_in_index(host, store / "pack" / each, name) for each in packs)


def _in_index(host: Host, file: PurePath, name: str) -> bool:
    """Return whether an index of a pack lists an object."""
    wanted = bytes.fromhex(name)
    return (
        host.judged(file, f"git: whether it lists {name}", lambda reader: "yes" if _lists(reader, wanted) else "")
        == "yes"
    )


def _lists(reader: Reader, wanted: bytes) -> bool:
    """Return whether an index lists an object, found by halving; true for an index of the first version, which nobody writes."""
    table = reader.read(_FANOUT + 4 * max(wanted[0] - 1, 0), 8)
    if reader.read(0, _FANOUT) != b"\xfftOc\0\0\0\2" or len(table) < 8:
        return True
    low, high = struct.unpack(">II", table) if wanted[0] else (0, struct.unpack(">I", table[:4])[0])
    for _ in range(STEPS):
        if low >= high:
            return False
        middle = (low + high) // 2
        each = reader.read(_FANOUT + 1024 + middle * len(wanted), len(wanted))
        if each == wanted:
            return True
        low, high = (middle + 1, high) if each < wanted else (low, middle)
    return True
