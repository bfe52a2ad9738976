"""What in a repository keeps `git status` and `git log` from answering: settings, index, commit, submodules.

Source: git's config.c, read-cache.c, refs/files-backend.c, packfile.c and gitformat-pack(5). What only a look into
every object would show is left to git fsck.
"""

import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.git.commits import commit_fault
from goverify.facts.git.config import TRUE, GitConfig, read_config
from goverify.facts.git.repositories import Repository
from goverify.facts.git.submodules import lost_submodule
from goverify.host import Host, Reader

NEWEST_FORMAT = 1
INDEX_BYTES = 32
"""Its header and a checksum: no index is smaller."""


class Damage(NamedTuple):
    """What git gives up for."""

    place: PurePath
    why: str
    """The end of a sentence about the place."""
    remedy: str
    commands: tuple[str, ...] = ()
    """What mends it, run at the repository's root."""
    closed: bool = False
    """It is there, and this user may not read it."""


def damage(ask: Facts, found: Repository) -> Damage | None:
    """Return the first thing for which git gives up; None where nothing shows."""
    host = ask.host
    return _of_settings(host, found) or _of_index(host, found) or _of_commit(ask, found) or _of_submodules(host, found)


def _of_settings(host: Host, found: Repository) -> Damage | None:
    file = found.common / "config"
    try:
        config = read_config(host, file)
    except OSError:
        return Damage(file, "may not be read by this user", "", closed=True)
    if config.bad_line:
        why = f"cannot be read from line {config.bad_line} on"
        return Damage(file, why, f"Mend that line of {file}, or clone the repository anew.")
    version = config.last("core.repositoryformatversion") or "0"
    if re.fullmatch(r"\d{1,9}", version) and int(version) > NEWEST_FORMAT:
        return Damage(file, f"says that the repository has format {version}, which git does not know", "Update git.")
    if _bare(config) and not found.link:
        why = "says that the repository is bare (core.bare), so git takes nothing here for a checkout"
        return Damage(file, why, "Take that back.", ("git config core.bare false",))
    return None


def _bare(config: GitConfig) -> bool:
    """Return whether a repository counts as one without a checkout; git believes it only beside the format's number."""
    values = [each.value for each in config.settings if each.key == "core.bare"]
    keys = {each.key for each in config.settings}
    told = (values or ["false"])[-1]
    return (
        {"core.repositoryformatversion"} <= keys
        and "core.worktree" not in keys
        and (told is None or told.lower() in TRUE)
    )


def _of_index(host: Host, found: Repository) -> Damage | None:
    file = found.folder / "index"
    if "GIT_INDEX_FILE" in host.env:
        return None
    try:
        whole = host.judged(file, "git: whether it is an index", _is_index)
    except FileNotFoundError:
        return None  # then every file counts as new
    except OSError:
        return Damage(file, "may not be read by this user", "", closed=True)
    if whole:
        return None
    return Damage(
        file, "is damaged", "Let git write it anew.", ("rm -f .git/index", "git reset") if not found.link else ()
    )


def _is_index(reader: Reader) -> str:
    head = reader.read(0, 8)
    known = head[:4] == b"DIRC" and head[4:] in {b"\0\0\0\2", b"\0\0\0\3", b"\0\0\0\4"}
    return "yes" if known and reader.size >= INDEX_BYTES else ""


def _of_commit(ask: Facts, found: Repository) -> Damage | None:
    fault = commit_fault(ask, found)
    remedy = "Fetch the missing history, or clone the repository anew."
    return Damage(found.folder, fault.why, remedy, closed=fault.closed) if fault else None


def _of_submodules(host: Host, found: Repository) -> Damage | None:
    lost = lost_submodule(host, found)
    if lost is None:
        return None
    again = ("git submodule deinit -f --all", "git submodule update --init --recursive")
    return Damage(lost.place, lost.why, "Check the submodules out anew.", again, lost.closed)
