"""The way from one recording to the next: the same host with a few things changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any, TypedDict

from goverify.host import Completed, Digests, FileSystem, Limits, Process, Trial
from goverify.host.environment import changed_env
from goverify.host.replay.file_changes import FileChange, changed_files
from goverify.host.replay.records import Recording, Run, flavour
from goverify.host.replay.runs import covers
from goverify.host.web import Exchange

NO_LIMITS = Limits(open_files=None, processes=None, file_size_bytes=None, address_space_bytes=None)


Place = Any
"""A path of the host or its text; a mapping's keys are invariant, and a test is to be free to use either."""

Words = Any
"""The words of a command line: a tuple, or one text with blanks between them."""

RunChanges = Mapping[Words, Completed | None] | Iterable[Run]
"""Words to the outcome (None removes it), or whole records where folder or variables matter."""


class Changes(TypedDict, total=False):
    """What may differ; what is left out stays."""

    env: Mapping[str, str | None]
    """Variables to set, or with None to remove."""
    cwd: str | PurePath
    files: Mapping[Place, FileChange]
    access: Mapping[Place, Mapping[str, bool]]
    """Path to rights ("r", "w", "x") and whether they are granted, whatever the modes say."""
    filesystems: Mapping[Place, FileSystem | None]
    """Mount to file system; None removes it."""
    trials: Mapping[Place, Trial]
    """Folder to how far a small file comes in it, whatever rights and room say."""
    digests: Mapping[Place, Digests | None]
    """Folder to the hashes of what is below it; None removes them."""
    runs: RunChanges
    platform: Mapping[str, Any]
    """Fields to change."""
    identity: Mapping[str, Any]
    """Fields to change."""
    exchanges: Mapping[str, Exchange]
    """Address to what comes of asking it."""
    registry: Mapping[str, Mapping[str, str] | None]
    """Keys to set, or with None to remove."""
    ancestors: Sequence[Process | str]
    """The processes, nearest first, or their names."""
    limits: Mapping[str, int | None]
    """Fields to change."""
    cache: bool


def vary(old: Recording, changes: Changes) -> Recording:
    """Return the recording with these changes."""
    platform = old.platform._replace(**changes.get("platform", {}))
    path = flavour(platform.system)
    access = {path(place): rights for place, rights in changes.get("access", {}).items()}
    mounts = {path(mount): filesystem for mount, filesystem in changes.get("filesystems", {}).items()}
    trials = {path(place): each for place, each in changes.get("trials", {}).items()}
    digests = {path(place): each for place, each in changes.get("digests", {}).items()}
    files = {path(place): change for place, change in changes.get("files", {}).items()}
    return replace(
        old,
        platform=platform,
        identity=old.identity._replace(**changes.get("identity", {})),
        env=changed_env(platform.system, old.env, changes.get("env", {})),
        cwd=path(changes["cwd"]) if "cwd" in changes else old.cwd,
        files=changed_files(old.files, files, closed=old.closed),
        access={**old.access, **access},
        filesystems={mount: value for mount, value in {**old.filesystems, **mounts}.items() if value is not None},
        trials={**old.trials, **trials},
        digests={folder: each for folder, each in {**old.digests, **digests}.items() if each is not None},
        runs=_changed_runs(old.runs, changes.get("runs", ())),
        exchanges={**old.exchanges, **changes.get("exchanges", {})},
        registry=_changed_registry(old.registry, changes.get("registry", {})),
        ancestors=_processes(changes["ancestors"]) if "ancestors" in changes else old.ancestors,
        limits=(old.limits or NO_LIMITS)._replace(**changes["limits"]) if "limits" in changes else old.limits,
        cache=changes.get("cache", old.cache),
    )


def _changed_runs(old: tuple[Run, ...], changes: RunChanges) -> tuple[Run, ...]:
    """Return the runs with the new ones in a layer of their own above the old, of which those stay that are not covered."""
    if isinstance(changes, Mapping):
        words = {tuple(argv.split()) if isinstance(argv, str) else argv: done for argv, done in changes.items()}
        new = [Run(argv, done) for argv, done in words.items() if done is not None]
        gone = [Run(argv, Completed()) for argv in words]
    else:
        new = gone = list(changes)
    layer = 1 + max((run.layer for run in old), default=0)
    kept = tuple(run for run in old if not any(covers(each, run) for each in gone))
    return (*kept, *(replace(run, layer=layer) for run in new))


def _changed_registry(
    old: Mapping[str, Mapping[str, str]], changes: Mapping[str, Mapping[str, str] | None]
) -> dict[str, Mapping[str, str]]:
    gone = {key.upper() for key in changes}
    kept = {key: values for key, values in old.items() if key.upper() not in gone}
    return kept | {key: values for key, values in changes.items() if values is not None}


def _processes(given: Sequence[Process | str]) -> tuple[Process, ...]:
    """Return the processes; those that have a name alone get falling numbers."""
    return tuple(Process(1000 - i, each) if isinstance(each, str) else each for i, each in enumerate(given))
