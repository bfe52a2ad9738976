"""GOROOT, GOPATH and GOBIN name no version that a version manager has replaced or removed.

Why
    Managers keep each version in a folder of its own and export its path. A line that someone copied into a start-up
    file, or a session that is older than the upgrade, keeps the old path: go then uses another version's tree, fails
    for want of it, or installs programs where nobody looks for them.

Looks at
    The three settings, where their value lies in the folder of one version: whether that folder is there, and
    whether the go that answers is of the same version. mise and goenv set GOROOT anew at every command, so that a
    stale one does no harm behind their shims.

Fix
    Unset the variable and let the manager set it.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Severity, Unavailable, check
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.managers.choosing import pursuit
from goverify.facts.managers.version_folders import VersionFolder, version_folder
from goverify.facts.remedies import unset_variable
from goverify.facts.settings.in_force import Setting, setting
from goverify.host import System
from goverify.host.paths import Dead, follow, resolve

NAMES = ("GOROOT", "GOPATH", "GOBIN")
SET_ANEW = frozenset({"mise shim", "goenv shim"})
"""Stand-ins that replace the caller's GOROOT."""


@check(causes=("manager-env-stale",))
def env_stale(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    named = [(given, path, folder) for given in _given(ask) for path, folder in _folders(ask, given)]
    if not named:
        raise Unavailable("none of GOROOT, GOPATH and GOBIN names a version manager's folder")
    for given, path, folder in named:
        fault = _fault(ask, go, given, folder)
        if fault:
            yield _finding(ask, given, path, folder, fault)._replace(concerns=_concerned(ask, go))
        else:
            yield Evidence(f"{given.name} in {given.place}", given.value)


def _given(ask: Ask) -> Iterator[Setting]:
    yield from (given for name in NAMES if (given := ask(setting, name)))


def _folders(ask: Ask, given: Setting) -> Iterator[tuple[PurePath, VersionFolder]]:
    """Yield the paths of a setting that lie in a version's folder."""
    host = ask.host
    windows = host.platform.system is System.WINDOWS
    texts = given.value.split(";" if windows else ":") if given.name == "GOPATH" else [given.value]
    paths = (host.path(text) for text in texts[:20] if text)
    yield from ((path, folder) for path in paths if (folder := version_folder(host, path)))


def _fault(ask: Ask, go: GoCommand, given: Setting, folder: VersionFolder) -> str:
    """Return what is wrong with a path in a version's folder, as the end of a sentence; empty where nothing is."""
    chain = follow(ask.host, folder.folder)
    if chain.dead and chain.dead is not Dead.DENIED:
        return "which is gone"
    if given.name == "GOROOT" and go.wrapper in SET_ANEW:
        return ""
    file = ask(pursuit, go.found).go
    end = resolve(ask.host, file) if file else None
    mine = version_folder(ask.host, end) if end else None
    if mine is None or mine.manager != folder.manager or resolve(ask.host, mine.folder) == chain.end:
        return ""
    if mine.version == folder.version:  # gvm has a tree and a GOPATH for each version, in folders of their own
        return ""
    return f"while {go.found} runs {mine.version}"


def _finding(ask: Ask, given: Setting, path: PurePath, folder: VersionFolder, fault: str) -> Finding:
    gone = fault == "which is gone"
    mild = Severity.MEDIUM if gone else Severity.LOW
    return Finding(
        cause="manager-env-stale",
        subject=given.name,
        message=f"{given.name} names {path}, of {folder.manager}'s version {folder.version}, {fault}",
        evidence=(
            Evidence(f"{given.name} in {given.place}", given.value),
            Evidence(str(folder.folder), "does not exist" if gone else fault),
        ),
        fix=unset_variable(ask, given),
        detail=f"{folder.manager} keeps each version in a folder of its own; the value is left over from another one.",
        severity=None if given.name == "GOROOT" else mild,
    )


def _concerned(ask: Ask, go: GoCommand) -> tuple[PurePath, ...]:
    """Return the go that the setting misleads, and its tree as far as reading alone finds it."""
    file = ask(pursuit, go.found).go
    end = resolve(ask.host, file) if file else None
    return (go.found, end.parent.parent) if end else (go.found,)
