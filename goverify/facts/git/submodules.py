"""The submodules of a checkout: of each that is checked out git status asks the repository, and gives up where it is none.

Source: gitmodules(5), git's submodule.c (is_submodule_modified) and, for what it minds, git 2.39.5 itself.
"""

import re
from pathlib import PurePath

from goverify.facts.git.config import parse
from goverify.facts.git.repositories import NoRepository, Repository, repository_at
from goverify.host import Host, Reader

LIMIT_BYTES, LIMIT_PATHS = 256 << 10, 100

UNASKED = frozenset({"all", "dirty"})
"""What ignore says for submodules that need not be looked into."""

_PATH = re.compile(r"submodule\..*\.path", re.DOTALL)
_IGNORED = re.compile(r"(submodule\..*\.)ignore", re.DOTALL)


def lost_submodule(host: Host, found: Repository) -> NoRepository | None:
    """Return the first submodule that is checked out and is no repository; None where there is none. Git minds no owners here."""
    try:
        found_there = (repository_at(host, found.root / path) for path in _paths(host, found.root))
        return next((fault for fault in found_there if isinstance(fault, NoRepository)), None)
    except LookupError:
        return None  # a recording keeps their names to itself


def _paths(host: Host, root: PurePath) -> list[str]:
    try:
        told = host.judged(root / ".gitmodules", "git: the paths of its submodules", _told)
    except OSError:
        return []
    return told.splitlines()


def _told(reader: Reader) -> str:
    settings = parse(reader.read(0, LIMIT_BYTES).decode("utf-8", "replace")).settings
    ignored = {found[1] for each in settings if (found := _IGNORED.fullmatch(each.key)) and each.value in UNASKED}
    paths = [(each.key.removesuffix("path"), each.value) for each in settings if _PATH.fullmatch(each.key)]
    safe = [
        path
        for name, path in paths
        if path and name not in ignored and ".." not in path.split("/") and "\n" not in path
    ]
    return "\n".join([path for path in safe if not path.startswith("/")][:LIMIT_PATHS])
