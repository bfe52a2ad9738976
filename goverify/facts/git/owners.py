"""The rule by which git refuses what belongs to another user, and the setting that lifts it.

Source: git's setup.c (ensure_valid_ownership, safe_directory_cb) and compat-util (is_path_owned_by_current_uid),
git-config(1) (safe.directory). Owners on Windows are another matter and left out.
"""

import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.git.program import git_traits, program
from goverify.facts.git.protected import expanded, protected_settings
from goverify.facts.git.repositories import Repository
from goverify.host.paths import resolve

KEY = "safe.directory"

BY_MEANING = (2, 46, 0)
"""From here on /* at the end is understood, and paths are compared by what they mean; before, as they are written."""


class Disowned(NamedTuple):
    """What belongs to a user whom git does not expect."""

    place: PurePath
    uid: int
    """Its owner."""


def disowned(ask: Facts, found: Repository) -> Disowned | None:
    """Return what of a repository belongs to somebody else; None where nothing does."""
    for place in filter(None, (found.link, found.root, found.folder)):
        try:
            entry = ask.host.entry(place)
        except OSError:
            continue
        if entry and entry.uid not in _expected(ask):
            return Disowned(place, entry.uid)
    return None


def _expected(ask: Facts) -> tuple[int, ...]:
    """Return the owners that git takes for this user: under sudo root is also who called it."""
    uid = ask.host.identity.uid
    caller = ask.host.env.get("SUDO_UID", "")
    return (0, int(caller)) if uid == 0 and re.fullmatch(r"\d{1,10}", caller) else (uid,)


def declared_safe(ask: Facts, found: Repository) -> bool:
    """Return whether the user's settings let git into a repository of somebody else's."""
    held = ask(protected_settings)
    if held.opaque:
        return True  # nobody but git reads these
    safe = False
    for setting in held.settings:
        if setting.key == KEY:
            safe = bool(setting.value) and (safe or covers(ask, setting.value or "", found.root))
    return safe


def covers(ask: Facts, value: str, root: PurePath) -> bool:
    """Return whether one value of safe.directory means a repository."""
    host = ask.host
    real = resolve(host, root) or root
    path = expanded(host, value)
    if value == "*" or path is None:
        return True
    written = str(path) + ("/" if value.endswith("/") and len(value) > 1 else "")
    git = ask(program, "git")
    version = ask(git_traits, git).version if git else None
    if version and version < BY_MEANING:
        return written == str(real)
    if value == ".":
        return True  # wherever git is started
    if value.endswith("/*"):
        above = resolve(host, path.parent) or path.parent
        return above in real.parents
    return (resolve(host, path) or path) == real


def mistaken(ask: Facts, root: PurePath) -> str:
    """Return the value of safe.directory that was meant for a repository and does not fit, empty where there is none."""
    real = str(resolve(ask.host, root) or root)
    values = [each.value or "" for each in ask(protected_settings).settings if each.key == KEY]
    near = (value for value in values if value.rstrip("/*") and real.startswith(value.rstrip("/*")))
    return next(near, "")
