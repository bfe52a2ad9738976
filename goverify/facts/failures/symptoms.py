"""What the words mean with which go, its tools or a freshly built program fail: the deeper cause that they name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts, Unavailable
from goverify.facts.failures.cache_readings import OF_THE_CACHE
from goverify.facts.failures.host_readings import OF_FOLDERS, OF_THE_SESSION, PROCESSOR_TIME
from goverify.facts.failures.network_readings import OF_THE_NETWORK
from goverify.facts.failures.project_readings import OF_THE_PROJECT
from goverify.facts.failures.reading import TREE, Reading
from goverify.facts.failures.setting_readings import OF_SETTINGS, OF_THE_TREE
from goverify.facts.machine.session_limits import little_time
from goverify.facts.settings.in_force import Setting, setting
from goverify.facts.target import misnamed, target
from goverify.facts.tree import release_at_work
from goverify.facts.words import plain, words_of
from goverify.host import Completed

READINGS = (*OF_THE_TREE, *OF_SETTINGS, *OF_THE_CACHE, *OF_FOLDERS, *OF_THE_SESSION)
"""In the order in which they are tried."""

OUTSIDE = (*OF_THE_PROJECT, *OF_THE_NETWORK)
"""Tried after them, and after errors in the standard library's own source: the project and the servers it needs."""

SHOWN = 100
"""Characters of a value that a sentence can take."""

WORK = re.compile(r"\$WORK|mapping output file")
"""How go and its linker speak of the folder that go works in without naming it."""

FEW_INODES = 100
"""A build of one package needs more."""


class Symptom(NamedTuple):
    """The deeper cause that a failure's own words name."""

    cause: str
    message: str
    """What is so, as a sentence without its period."""
    remedy: str
    quote: str
    """The line that says so."""
    held: Setting | None
    """The setting in force that is to blame."""
    subject: str
    """What is to blame instead, where it is no file or setting, such as "RLIMIT_NOFILE"; "tree" is the Go tree."""
    commands: tuple[str, ...]


def read(ask: Facts, run: Completed, root: PurePath | None, *, under_settings: bool) -> Symptom | None:
    """Return the deeper cause that a failed run names, or None; the first reading that fits wins.

    Settings are to blame only for runs that were made under them.
    """
    readings = [reading for reading in READINGS if root or reading.subject != TREE]
    return next(meanings(ask, run, root, readings, under_settings=under_settings), None)


def meanings(
    ask: Facts, run: Completed, root: PurePath | None, readings: Sequence[Reading], *, under_settings: bool
) -> Iterator[Symptom]:
    """Yield what a failed run means by each of the readings that fit it."""
    text = words_of(run)
    for reading in readings:
        symptom = _applied(ask, reading, text, root, under_settings=under_settings)
        if symptom:
            yield symptom


def _applied(ask: Facts, reading: Reading, text: str, root: PurePath | None, *, under_settings: bool) -> Symptom | None:
    match = re.search(reading.pattern, text)
    if match is None or (reading.subject == PROCESSOR_TIME and ask(little_time) is None):
        return None
    quote = _line(text, match)
    groups = {name: plain((value or "").strip()) for name, value in match.groupdict().items()}
    held = _guilty(ask, reading, groups, quote) if under_settings else None
    if held is None and reading.needs_setting:
        return None
    values = groups | {
        "held": f"{held.name}={_shortened(held.value)}" if held else "",
        "root": str(root),
        "quote": quote,
        "host": _host(ask) if "{host}" in reading.message else "",
        "release": _release(ask) if "{release}" in reading.message else "",
        "machine": ask.host.platform.name,
        "limit": _limit(ask, reading.subject) if "{limit}" in reading.message else "",
        "room": _room(ask, held.value if held else groups["where"]) if "{room}" in reading.message else "",
    }
    message, remedy = reading.message.format(**values), reading.remedy.format(**values)
    subject = reading.subject.format(**values)
    return Symptom(reading.cause, message, remedy, quote, held, subject, reading.commands)


def _guilty(ask: Facts, reading: Reading, groups: Mapping[str, str], quote: str) -> Setting | None:
    """Return the setting in force that a failure is due to."""
    if reading.settings == ("GOOS", "GOARCH"):
        return next(iter(ask(misnamed)), None)
    names = (groups["name"],) if "name" in groups else reading.settings
    held = [item for item in (ask(setting, name) for name in names) if item and reading.holds in item.value]
    if reading.in_quote:
        held = [item for item in held if WORK.search(quote) or item.value.rstrip("/\\") in quote]
    return next(iter(held), None)


def _host(ask: Facts) -> str:
    wanted = ask(target)
    return f"{wanted.host_os}/{wanted.host_arch}" if wanted else "another machine"


def _release(ask: Facts) -> str:
    try:
        release = ask(release_at_work)
    except Unavailable:
        release = None
    return str(release or "this Go release")


def _limit(ask: Facts, subject: str) -> str:
    """Return a limit of this session as a part of a sentence; empty where none is known."""
    limits = ask.host.limits()
    files, processes, size, space = (
        limits.open_files,
        limits.processes,
        limits.file_size_bytes,
        limits.address_space_bytes,
    )
    seconds = ask(little_time)
    return {
        PROCESSOR_TIME: f" of {seconds} s" if seconds is not None else "",
        "RLIMIT_NOFILE": f" of {files}" if files is not None else "",
        "RLIMIT_NPROC": f" of {processes}" if processes is not None else "",
        "RLIMIT_FSIZE": f" of {size >> 10} KiB" if size is not None else "",
        "memory": f" (the address space is limited to {space >> 20} MiB)" if space is not None else "",
    }[subject]


def _room(ask: Facts, place: str) -> str:
    """Return what a full file system lacks."""
    try:
        inodes = ask.host.filesystem(ask.host.cwd / ask.host.path(place)).free_inodes
    except OSError:
        return "no room"
    return "no inodes" if inodes is not None and inodes < FEW_INODES else "no room"


def _line(text: str, match: re.Match[str]) -> str:
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    return plain(text[start : end if end >= 0 else None].strip())


def _shortened(text: str) -> str:
    return plain(text if len(text) <= SHOWN else text[: SHOWN - 1] + "…")
