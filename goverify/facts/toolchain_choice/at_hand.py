"""The Gos that go would take instead of itself without a download: commands on PATH, toolchains in the module cache.

Source: cmd/go/internal/toolchain (Exec) and cmd/go/internal/modfetch (DownloadDir) of 1.21 to 1.27. A folder of the cache
counts only with the hash that go noted, and without the mark of an unpacking that was broken off.
"""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.executable import executable
from goverify.facts.go_commands import answering_go
from goverify.facts.managers.golang_dl import launcher
from goverify.facts.path.entries import search_path
from goverify.facts.path.hits import why_not_executable
from goverify.facts.release import Release
from goverify.facts.storage.folders import module_cache_folder
from goverify.facts.toolchain_choice.values import GIVEN, Reach, barred
from goverify.host import Host, Kind, System
from goverify.host.paths import command_names, follow, is_file, is_folder
from goverify.sumdb.client import escaped
from goverify.sumdb.toolchain import MODULE, version_of


class OnPath(NamedTuple):
    """A command on PATH that is called as a toolchain."""

    file: PurePath
    reach: Reach
    """Whether it is the release of its name."""


class Cached(NamedTuple):
    """What the module cache has of a toolchain."""

    folder: PurePath
    """Where it is, or would be."""
    go: PurePath
    unpacked: bool
    """It is there as a whole, as far as go looks."""
    archived: bool
    """Its archive is there, which go unpacks without asking a proxy."""
    reach: Reach


def on_path(ask: Facts, name: str) -> OnPath | None:
    """Return the command that go takes for a toolchain; it looks in no relative folder."""
    host = ask.host
    folders = [entry.folder for entry in ask(search_path) if entry.folder and not entry.relative]
    for file in (folder / each for folder in folders for each in command_names(host, name)):
        chain = follow(host, file)
        if chain.dead is None and chain.kind is Kind.FILE and not why_not_executable(host, chain):
            return OnPath(file, _right_one(ask, file, chain.end, name))
    return None


def _right_one(ask: Facts, file: PurePath, end: PurePath, name: str) -> Reach:
    stub = ask(launcher, end)
    if stub is not None:
        return GIVEN if stub.downloaded else barred(f"{file} was never downloaded to {stub.root}")
    try:
        binary = ask(executable, end)
    except OSError:
        return GIVEN
    made = Release.parse(binary.go.version) if binary.go and binary.go.path == "cmd/go" else None
    if made is None or made == Release.parse(name):
        return GIVEN
    return barred(f"{file} is {made}, and go does not accept it for {name}")


def cached(ask: Facts, name: str) -> Cached | None:
    """Return what the module cache has of a toolchain; None where the cache has no place."""
    place, host = ask(module_cache_folder), ask.host
    if place is None:
        return None
    version = escaped(version_of(name, platform(ask)))
    folder = place.path / "golang.org" / f"toolchain@{version}"
    notes = place.path / "cache" / "download" / "golang.org" / "toolchain" / "@v"
    noted = is_file(host, notes / f"{version}.ziphash")
    unpacked = noted and is_folder(host, folder) and not is_file(host, notes / f"{version}.partial")
    go = folder / "bin" / ("go.exe" if host.platform.system is System.WINDOWS else "go")
    lost = _lost(host, folder, go) if unpacked else ""
    reach = barred(f"{folder} has no {lost}") if lost else GIVEN
    return Cached(folder, go, unpacked, noted and is_file(host, notes / f"{version}.zip"), reach)


def _lost(host: Host, folder: PurePath, go: PurePath) -> str:
    """Return the file whose absence makes go refuse a toolchain that it finds unpacked; empty where none is lost."""
    if not is_file(host, go):
        return f"bin/{go.name}"
    # Go puts each go.mod beside the _go.mod that the module has in its place, and compares the two of src.
    bare = is_file(host, folder / "src" / "go.mod") and not is_file(host, folder / "src" / "_go.mod")
    return "src/_go.mod, which every toolchain that go has downloaded has" if bare else ""


def platform(ask: Facts) -> str:
    """Return the platform whose toolchains the answering go takes, such as "linux-amd64": its own."""
    binary, host = ask(answering_go).binary, ask.host
    if binary is not None and binary.go is not None and binary.system and binary.architectures:
        return f"{binary.system}-{binary.architectures[0]}"
    return _of_host(host)


def _of_host(host: Host) -> str:
    return f"{host.platform.system.goos}-{host.platform.arch}"


def module_of(ask: Facts, name: str) -> str:
    """Return a toolchain's name with its platform, as records have it."""
    return f"{name}.{platform(ask)}"


def address_of(ask: Facts, name: str, suffix: str) -> str:
    """Return where below a proxy a file of a toolchain's module stands."""
    return f"{MODULE}/@v/{escaped(version_of(name, platform(ask)))}{suffix}"
