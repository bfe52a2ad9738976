"""The git that go would start, and what its file tells of it without being run."""

import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.path.entries import search_path
from goverify.host import Kind, Reader
from goverify.host.paths import command_names, follow, resolve

CHUNK_BYTES, LIMIT_BYTES, OVERLAP_BYTES = 1 << 20, 64 << 20, 64

RULE = b"safe.directory"
AGENT = re.compile(rb"git/(\d{1,3})\.(\d{1,3})\.(\d{1,3})")
"""How git names itself to servers (GIT_USER_AGENT)."""


class GitTraits(NamedTuple):
    """What the file of a git tells."""

    version: tuple[int, int, int] | None
    asks_for_owners: bool
    """It may refuse what belongs to another user; a git from before April 2022 does not."""


def program(ask: Facts, name: str) -> PurePath | None:
    """Return the program that go starts by a name; None where PATH offers none, or first one by a relative entry.

    Source: os/exec (LookPath, ErrDot).
    """
    host = ask.host
    for entry in ask(search_path):
        for file in command_names(host, name) if entry.folder else ():
            found = entry.folder / file if entry.folder else host.path(file)
            if follow(host, found).kind is Kind.FILE and host.access(found, "x"):
                return None if entry.relative else found
    return None


def git_prefix(ask: Facts) -> PurePath | None:
    """Return the folder that git was installed below, None where there is no git."""
    found = ask(program, "git")
    real = resolve(ask.host, found) if found else None
    return real.parent.parent if real else None


def git_traits(ask: Facts, file: PurePath) -> GitTraits:
    """Return what a git's file tells; a wrapper that tells nothing counts as one for a current git."""
    try:
        told = ask.host.judged(file, "git: its version and whether it knows safe.directory", _told)
    except OSError:
        told = ""
    version, _, rule = told.partition(" ")
    if not version:
        return GitTraits(None, asks_for_owners=True)
    major, minor, patch = map(int, version.split("."))
    return GitTraits((major, minor, patch), asks_for_owners=bool(rule))


def _told(reader: Reader) -> str:
    """Return the version in a program, with a word where it knows the setting for foreign owners."""
    version, rule = "", ""
    for offset in range(0, min(reader.size, LIMIT_BYTES), CHUNK_BYTES):
        data = reader.read(offset, CHUNK_BYTES + OVERLAP_BYTES)
        found = AGENT.search(data)
        version = version or (b".".join(found.groups()).decode() if found else "")
        rule = rule or ("safe.directory" if RULE in data else "")
    return f"{version} {rule}".strip() if version else ""
