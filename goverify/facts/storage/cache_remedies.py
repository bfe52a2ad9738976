"""The finding that is about a cache, and the commands that give it back to this user, or go another place for it."""

import re
import shlex
from collections.abc import Sequence
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.ci import phrased
from goverify.facts.file_remedies import moved_away
from goverify.facts.goroot import concerned
from goverify.facts.remedies import SETTING, set_variable, unset_variable
from goverify.facts.storage.folders import CacheFolder, user_cache_folder
from goverify.facts.storage.hindrance import Hindrance, hindrance
from goverify.facts.variables.shells import Shell, powershell, user_shell
from goverify.host import System
from goverify.host.paths import home, resolve
from goverify.model import Evidence, Finding, Fix, Severity

SHOWN = 3
"""Folders and entries that a finding names, of what may be hundreds."""

TOLD = 'Go may say instead that a package "is not in std": the tree is not what is wrong then.'
"""What a person should know who has seen go's own message."""

NAMES = {"GOCACHE": "go-build", "GOMODCACHE": "go-mod"}
"""What a cache is called in the user's folder for caches."""


def about_cache(
    ask: Facts,
    cause: str,
    cache: CacheFolder,
    message: str,
    *,
    evidence: Sequence[Evidence],
    fix: Fix,
    detail: str = "",
    severity: Severity | None = None,
) -> Finding:
    """Return the finding that blames a cache; `message` goes on after its name."""
    return Finding(
        cause=cause,
        subject=cache.subject,
        message=f"{cache.named} {message}",
        evidence=tuple(evidence),
        fix=fix,
        detail=detail,
        severity=severity,
        concerns=(cache.path, *concerned(ask)),
    )


def shown(faults: Sequence[Hindrance]) -> tuple[Evidence, ...]:
    """Return the first few of what is in the way, as they stand."""
    return tuple(Evidence(str(found.place), found.why) for found in faults[:SHOWN])


def at(cache: CacheFolder, found: Hindrance) -> str:
    """Return what is in the way of a cache, as the end of a sentence about it."""
    return f"it {found.why}" if found.place == cache.path else f"{found.place} {found.why}"


def give_back(ask: Facts, cache: CacheFolder, found: Hindrance) -> Fix:
    """Return how this user comes to a cache that can be written: by owner or mode where it is theirs, else elsewhere.

    The place is named free of links, since chown and chmod do not go through them.
    """
    if found.obstructs and hindrance(ask, found.place.parent) is None:
        return _out_of_the_way(ask, found.place)
    real = resolve(ask.host, cache.path) or cache.path
    homely = found.foreign and _is_own_home(ask, found.place)
    if found.obstructs or found.mounted or not (homely or _own_affair(ask, real, found.place)):
        return elsewhere(ask, cache)
    place = found.place if found.place in real.parents else real
    if found.sealed:
        return _unsealed(ask, cache, found.place)
    if ask.host.platform.system is System.WINDOWS:
        grant = f'icacls "{place}" /grant "${{env:USERNAME}}:(OI)(CI)F" /T'
        return Fix(f"Give {place} back to this user.", (powershell(ask, grant),))
    text = shlex.quote(str(place))
    if found.foreign:
        return Fix(
            phrased(ask, f"Give {place} back to this user."),
            (f'sudo chown {"" if homely else "-R "}"$(id -un)" {text}',),
        )
    return Fix(f"Give this user the right to write in {place}.", (f"chmod -R u+rwX {text}",))


def _out_of_the_way(ask: Facts, place: PurePath) -> Fix:
    """Return how to give the name back that a file or a dead link has taken."""
    if ask.host.platform.system is System.WINDOWS:
        return Fix(f"Rename {place}, and go makes the folder itself.", (moved_away(ask, place),))
    text = shlex.quote(str(place))
    return Fix(f"Rename {place}, and go makes the folder itself.", (f"mv {text} {shlex.quote(f'{place}.old')}",))


def _unsealed(ask: Facts, cache: CacheFolder, place: PurePath) -> Fix:
    """Return how a folder is written again that bears a mark against it (chattr(1), chflags(1)), or how to do without it."""
    macos = ask.host.platform.system is System.MACOS
    mark = "chflags -R nouchg,noschg" if macos else "chattr -R -i -a"
    who = "sudo " if ask.host.identity.uid else ""
    summary = f"Take the mark away that makes {place} immutable. Or: {elsewhere(ask, cache).summary}"
    return Fix(summary, (f"{who}{mark} {shlex.quote(str(place))}",))


def elsewhere(ask: Facts, cache: CacheFolder) -> Fix:
    """Return how to keep a cache in another folder."""
    if cache.setting:
        unset = unset_variable(ask, cache.setting)
        return Fix(f"{unset.summary} Or set it to a folder that this user may write.", unset.commands)
    summary = f"Set {cache.name} to a folder that this user may write and programs may be started from."
    base = user_cache_folder(ask.host)
    other = base / NAMES[cache.name] if base else None
    if other and other.parent not in cache.path.parents and hindrance(ask, other) is None:
        return Fix(summary, (set_variable(ask, cache.name, other),))
    homely = own_home(ask)
    first = "Set HOME to this user's own home. Or: " if homely else ""
    return Fix(first + summary, (*homely, temporary(ask, cache.name)))


def own_home(ask: Facts) -> tuple[str, ...]:
    """Return the line that sets HOME to what the list of users has for this one; none where it is not in the list."""
    host = ask.host
    name = host.identity.name
    base = home(host)
    if host.platform.system is System.WINDOWS or not re.fullmatch(r"[A-Za-z_][\w.-]*", name):
        return ()
    if base is not None and base.is_absolute() and (hindrance(ask, base) is None or base.name == name):
        return ()  # it is no foreign one
    return (SETTING.get(ask(user_shell), "export {name}={value}").format(name="HOME", value=f"~{name}"),)


def temporary(ask: Facts, name: str) -> str:
    """Return the line that sets a variable to a new folder of the system's for temporary files."""
    if ask.host.platform.system is System.WINDOWS and ask(user_shell) is Shell.POWERSHELL:
        return f'$env:{name} = "$env:TEMP\\go-cache"'
    if ask(user_shell) is Shell.CMD:
        return f'set "{name}=%TEMP%\\go-cache"'
    return f'export {name}="$(mktemp -d)"'


def _is_own_home(ask: Facts, place: PurePath) -> bool:
    """Return whether a place is the home of this user's, as its name says: one that was made before its user, for one."""
    base = home(ask.host)
    if base is None or ask.host.platform.system is System.WINDOWS:
        return False
    return base.name == ask.host.identity.name and place == (resolve(ask.host, base) or base)


def _own_affair(ask: Facts, cache: PurePath, place: PurePath) -> bool:
    """Return whether a place is for this user to take: in a home of theirs, or the cache itself outside of homes."""
    base = home(ask.host)
    if base is not None and (resolve(ask.host, base) or base) in place.parents:
        return hindrance(ask, base) is None
    return place == cache or cache in place.parents
