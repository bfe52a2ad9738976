"""A tree held against the records of its packages: what is as it was packaged, and each file and link that is not."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.packages.values import Held, Package, Records, is_below
from goverify.host import Kind
from goverify.host.paths import follow
from goverify.sumdb.toolchain import UNHASHED, UNRECORDED

LEAVE = tuple(folder for folder in UNHASHED if folder not in UNRECORDED)
"""Folders that grow in a tree while it is used."""

ALTERNATIVES = "/etc/alternatives/"
"""Where update-alternatives has the names lead that it takes over, those of packages too (update-alternatives(1))."""


class _Disk(NamedTuple):
    """What lies in the folders, by path."""

    files: Mapping[str, str]
    links: Mapping[str, str]
    failures: Mapping[str, str]


def held(ask: Facts, records: Records) -> Held:
    """Return how a tree differs from its packages; OSError where it cannot be listed, NotRecorded where its hashes are unknown."""
    disk = _disk(ask, records)
    files = {
        path: digest
        for package in records.packages
        for path, digest in package.files.items()
        if is_below(path, records.folders)
    }
    links = {path: end for package in records.packages for path, end in package.links.items()}
    states = {path: _state(path, digest, records, disk) for path, digest in files.items()}
    strangers = [path for path in (*disk.files, *disk.links) if path not in files and path not in links]
    led = dict(_led(ask, links, {*files, *_parents(files)}))

    def named(state: str) -> tuple[str, ...]:
        return tuple(sorted(_name(path, records) for path, each in states.items() if each == state))

    return Held(
        records.packager,
        records.packages,
        total=len(files),
        same=len(named("same")),
        changed=named("changed"),
        removed=named("removed"),
        added=tuple(sorted(_name(path, records) for path in strangers)),
        retargeted={_name(path, records): end for path, end in led.items() if not end.startswith(ALTERNATIVES)},
        replaced={_name(path, records): end for path, end in led.items() if end.startswith(ALTERNATIVES)},
        unreadable={_name(path, records): why for path, why in disk.failures.items()},
    )


def _disk(ask: Facts, records: Records) -> _Disk:
    files: dict[str, str] = {}
    links: dict[str, str] = {}
    failures: dict[str, str] = {}
    for number, folder in enumerate(records.folders):
        try:
            found = ask.host.digests(folder, LEAVE, records.algorithm)
        except (FileNotFoundError, NotADirectoryError):
            if not number:
                raise
            continue  # then all that the packages have there is gone
        before = f"{folder.as_posix()}/"
        files.update({before + name: digest for name, digest in found.files.items()})
        links.update({before + name: target for name, target in found.links.items()})
        failures.update({before + name: why for name, why in found.failures.items()})
        failures.update(dict.fromkeys((before + name for name in found.others), "neither a file nor a folder"))
    return _Disk(files, links, failures)


def _state(path: str, digest: str, records: Records, disk: _Disk) -> str:
    if path in disk.files:
        return "same" if not digest or disk.files[path] == digest else "changed"
    if path in disk.links:  # apk has the hash of a link's text in the place of a file's
        told = hashlib.new(records.algorithm, disk.links[path].encode("utf-8", "replace"), usedforsecurity=False)
        return "same" if told.hexdigest() == digest else "changed"
    return "unreadable" if any(path == name or path.startswith(f"{name}/") for name in disk.failures) else "removed"


def _led(ask: Facts, links: Mapping[str, str], listed: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the links that do not lead where their package had them lead, and where they do."""
    for path, expected in links.items():
        link = ask.host.path(path)
        entry = ask.host.entry(link)
        if entry is None:
            yield path, "nothing, as it is gone"
        elif entry.kind is not Kind.LINK or entry.target is None:
            if expected or entry.kind is not Kind.FOLDER:
                yield path, "nothing, as it is no link"
        else:
            written = normal(link.parent / ask.host.path(entry.target))
            if written != expected and (expected or not _is_at_home(ask, link, listed)):
                yield path, written


def _is_at_home(ask: Facts, link: PurePath, listed: set[str]) -> bool:
    """Return whether a link leads to what its packages list under the same name; all that can be asked where none tells more."""
    end = follow(ask.host, link).end
    return end.as_posix() in listed and end.name == link.name


def normal(path: PurePath) -> str:
    """Return a path without "..", as it reads."""
    parts: list[str] = []
    for part in path.parts[1:]:
        if part == "..":
            del parts[-1:]
        else:
            parts.append(part)
    return type(path)(path.anchor, *parts).as_posix()


def _parents(files: Mapping[str, str]) -> set[str]:
    return {path.rpartition("/")[0] for path in files}


def _name(path: str, records: Records) -> str:
    """Return the name that a path has in the tree, or the path itself where it lies elsewhere."""
    for folder in records.folders:
        before = f"{folder.as_posix()}/"
        if path.startswith(before):
            return path.removeprefix(before)
    return path


def told(packages: tuple[Package, ...]) -> str:
    """Return the packages in words."""
    return ", ".join(map(str, packages))
