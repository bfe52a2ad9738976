"""The project's modules as the module cache keeps them, held against go.sum file by file, without go.

Source: cmd/go/internal/modcmd (verifyMod) and cmd/go/internal/modfetch (DownloadDir): go hashes an archive when it
fetches it, notes that beside it (.ziphash), and never looks at the unpacked files again; one that is marked .partial it
unpacks anew.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts, Unavailable
from goverify.facts.authenticity.cached_records import MANIFEST, manifest_text
from goverify.facts.network.modules import place_of
from goverify.facts.network.sums import Sums, recorded_sums
from goverify.facts.network.wanted import Module
from goverify.facts.project.gomod_syntax import Fault
from goverify.facts.project.module_paths import VERSION, checked_path
from goverify.facts.project.roots import Project, project
from goverify.facts.storage.folders import module_cache_folder
from goverify.host import Digests, Host, NotRecorded
from goverify.host.paths import is_file, is_folder
from goverify.sumdb.client import escaped
from goverify.sumdb.dirhash import h1
from goverify.sumdb.refused import Refused

MOST_MODULES = 1000
MOST_FILES = 300_000
"""A large project's modules have a tenth of it."""

TOOLCHAIN = "golang.org/toolchain"
"""Whole Go trees, which other checks look at."""


class Changed(NamedTuple):
    """A module in the cache that is not what go.sum records."""

    module: Module
    recorded: str
    line: int
    """Of go.sum."""
    folder: PurePath
    archive: PurePath
    found: str
    """The hash of what is there."""
    unpacked: bool
    """It is the folder that differs; else there is none yet, and the archive does."""
    archive_sound: bool
    """Go has the archive at hand that go.sum records, and can unpack it again."""
    files: tuple[str, ...]
    """What differs in the folder from the archive, where that is sound, as words such as "x.go was changed"."""
    harmless: bool
    """All of it are files that no build looks at."""


class Kept(NamedTuple):
    """How the cache stands to go.sum."""

    sums: PurePath
    looked_at: int
    """Modules that were hashed."""
    changed: tuple[Changed, ...]
    left_out: tuple[str, ...]
    """What could not be looked at, as words."""


class _Line(NamedTuple):
    """What go.sum records of an archive, and where the cache keeps it."""

    module: Module
    recorded: str
    number: int
    folder: PurePath
    archive: PurePath


def kept_modules(ask: Facts) -> Kept | None:
    """Return how the module cache stands to the project's go.sum; None where one of the two is not there."""
    listed, cache = ask(recorded_sums), ask(module_cache_folder)
    if listed is None or cache is None:
        return None
    looked_at, files, changed, left_out = 0, 0, [], []
    for line in _lines(ask, listed, cache.path):
        if looked_at == MOST_MODULES or files > MOST_FILES:
            left_out.append(f"{line.module} and what follows it in go.sum")
            break
        try:
            count, found = _held_against(ask.host, line)
        except NotRecorded as missing:
            raise Unavailable("the files of modules were not hashed when this host was recorded") from missing
        except OSError as error:
            left_out.append(f"{line.module} ({(error.strerror or str(error)).lower()})")
            continue
        looked_at, files = looked_at + bool(count), files + count
        changed += [found] if found else []
    return Kept(listed.file, looked_at, tuple(changed), tuple(left_out))


def _lines(ask: Facts, listed: Sums, cache: PurePath) -> Iterator[_Line]:
    """Yield the lines of archives that the project can be built of."""
    ousted = _ousted(ask(project))
    for (path, version), (recorded, number) in listed.lines.items():
        if not recorded.startswith("h1:") or not VERSION.fullmatch(version) or path == TOOLCHAIN:
            continue
        try:
            checked_path(path)
        except Fault:
            continue
        if not ousted(path, version):
            module = Module(path, version)
            archive = cache.joinpath("cache", "download", *f"{place_of(module)}.zip".split("/"))
            folder = cache.joinpath(*f"{escaped(path)}@{escaped(version)}".split("/"))
            yield _Line(module, recorded, number, folder, archive)


def _ousted(here: Project | None) -> Callable[[str, str], bool]:
    """Return what tells whether another version of a module is used: go.sum keeps the lines of those that were."""
    if here is None or here.mod is None or here.workspace is not None:
        return lambda path, version: False  # noqa: ARG005 - nobody knows of any
    required = {each.path for each in here.mod.requires}
    used = {(each.path, each.version) for each in here.mod.requires}
    used |= {(each.new_path, each.new_version or "") for each in here.mod.replaces}
    return lambda path, version: path in required and (path, version) not in used


def _held_against(host: Host, line: _Line) -> tuple[int, Changed | None]:
    """Return how many files there are, and what is wrong with them; OSError where they cannot be read."""
    partial = line.archive.with_name(line.archive.name.removesuffix(".zip") + ".partial")
    if is_folder(host, line.folder) and not is_file(host, partial):
        there = host.digests(line.folder)
        if there.failures:
            raise OSError(f"{len(there.failures)} of its files cannot be read")
        found = _sum(f"{line.module}/", there.files)
        whole = found == line.recorded and not there.links and not there.others
        return len(there.files), None if whole else _changed_folder(host, line, there, found)
    if is_file(host, line.archive):
        found = _sum("", _archived(host, line))
        if not found:
            raise OSError("its archive cannot be read as one")
        return 1, None if found == line.recorded else _changed(line, found, unpacked=False, archive_sound=False)
    return 0, None


def _changed_folder(host: Host, line: _Line, there: Digests, found: str) -> Changed:
    archived = _archived(host, line)
    if _sum("", archived) != line.recorded:
        return _changed(line, found, unpacked=True, archive_sound=False)
    should = {name.removeprefix(f"{line.module}/"): digest for name, digest in archived.items()}
    names = {name: "was changed" for name, digest in there.files.items() if should.get(name, digest) != digest}
    names |= {name: "is gone" for name in should if name not in there.files}
    added = [*(name for name in there.files if name not in should), *there.links, *there.others]
    harmless = not names and all(any(part.startswith(".") for part in name.split("/")) for name in added)
    words = tuple(f"{name} {what}" for name, what in (names | dict.fromkeys(added, "was added")).items())
    return _changed(line, found, unpacked=True, archive_sound=True)._replace(files=words, harmless=harmless)


def _changed(line: _Line, found: str, *, unpacked: bool, archive_sound: bool) -> Changed:
    module, recorded, number, folder, archive = line
    return Changed(module, recorded, number, folder, archive, found, unpacked, archive_sound, files=(), harmless=False)


def _archived(host: Host, line: _Line) -> dict[str, str]:
    """Return the hashes of what is in the archive; nothing where there is none, or it is none."""
    try:
        text = host.judged(line.archive, MANIFEST, manifest_text)
    except OSError:
        return {}
    pairs = (each.split("  ", 1) for each in text.splitlines())
    return {pair[1]: pair[0] for pair in pairs if len(pair) == 2}


def _sum(prefix: str, files: Mapping[str, str]) -> str:
    """Return the hash of files; empty where there are none that a module can have."""
    try:
        return h1(prefix, files) if files else ""
    except Refused:
        return ""
