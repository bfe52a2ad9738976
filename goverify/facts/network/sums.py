"""The checksums in go.sum held against what is served and what the module cache keeps.

Source: cmd/go/internal/modfetch (checkMod, checkGoMod, readGoSum) and golang.org/x/mod/sumdb/dirhash: the hash of a
version's archive, which go notes beside it (.ziphash), and that of its go.mod alone.
"""

import hashlib
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple, Self

from goverify.facts import Facts
from goverify.facts.network.modules import Found, lacking_modules, place_of
from goverify.facts.network.sources import Source
from goverify.facts.network.wanted import Module
from goverify.facts.project.roots import project
from goverify.facts.storage.folders import module_cache_folder
from goverify.host import Reader
from goverify.host.paths import read_text
from goverify.sumdb.dirhash import h1
from goverify.sumdb.refused import Refused

LARGEST_SUMS = 8 << 20
LARGEST_ZIP = 8 << 20
"""Of larger archives the go.mod alone is compared."""

LARGEST_CONTENT = 64 << 20
"""What an archive of that size unpacks to, unless it was made to keep somebody busy."""

MOST_CACHED = 500


class Mismatch(NamedTuple):
    """A module whose content is not the one that go.sum records."""

    module: Module
    what: str
    """"its archive" or "its go.mod"."""
    recorded: str
    found: str
    line: int
    """Of go.sum."""
    source: Source | None
    """The entry of GOPROXY that serves it."""
    cached: PurePath | None
    """The file in the module cache that says so."""


class Sums(NamedTuple):
    """A go.sum."""

    file: PurePath
    lines: dict[tuple[str, str], tuple[str, int]]
    """By module and version (of a go.mod with /go.mod behind it): the hash, and the line."""


class InMemory:
    """Bytes that are at hand, as a reader."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def size(self) -> int:
        """Return how many there are."""
        return len(self._data)

    def read(self, offset: int, length: int) -> bytes:
        """Return some of them."""
        return self._data[offset : offset + length]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing: there is nothing to be closed."""


def recorded_sums(ask: Facts) -> Sums | None:
    """Return the project's go.sum; None where there is none, or it cannot be read."""
    here = ask(project)
    if here is None or here.module is None:
        return None
    file = (here.modfile or here.module).with_suffix(".sum")
    try:
        text = read_text(ask.host, file, LARGEST_SUMS)
    except OSError:
        return None
    if text is None:
        return None
    words = [(line.split(), number) for number, line in enumerate(text.split("\n"), 1)]
    lines = {(each[0], each[1]): (each[2], number) for each, number in words if len(each) == 3}
    for each, _ in words:
        if len(each) == 3 and lines.get((each[0], each[1]), each[2:])[0] != each[2]:
            del lines[each[0], each[1]]  # a merge has kept both, and go is content with either
    return Sums(file, lines)


def mismatches(ask: Facts) -> tuple[Mismatch, ...]:
    """Return the modules of the project that are not what go.sum records, in the cache and where they would come from."""
    listed = ask(recorded_sums)
    if listed is None:
        return ()
    served = (each for found in ask(lacking_modules) for each in _served(ask, listed, found))
    return (*_cached(ask, listed), *served)


def _cached(ask: Facts, listed: Sums) -> Iterator[Mismatch]:
    here, cache = ask(project), ask(module_cache_folder)
    required = here.mod.requires if here and here.mod else ()
    for each in required[:MOST_CACHED] if cache else ():
        known = listed.lines.get((each.path, each.version))
        module = Module(each.path, each.version)
        if known and cache:
            file = cache.path.joinpath("cache", "download", *f"{place_of(module)}.ziphash".split("/"))
            try:
                noted = (read_text(ask.host, file, 200) or "").strip()
            except OSError:
                continue
            if noted.startswith("h1:") and known[0].startswith("h1:") and noted != known[0]:
                yield Mismatch(module, "its archive", known[0], noted, known[1], None, file)


def _served(ask: Facts, listed: Sums, found: Found) -> Iterator[Mismatch]:
    module, source = found.module, found.source
    of_gomod = listed.lines.get((module.path, f"{module.version}/go.mod"))
    of_archive = listed.lines.get((module.path, module.version))
    if source is None or found.gomod is None:
        return
    if of_gomod:
        digest = hashlib.sha256(found.gomod).hexdigest()
        served = h1("", {"go.mod": digest})
        if of_gomod[0].startswith("h1:") and served != of_gomod[0]:
            yield Mismatch(module, "its go.mod", of_gomod[0], served, of_gomod[1], source, None)
            return
    served = _archive_sum(ask, source, module) if of_archive else ""
    if of_archive and served and of_archive[0].startswith("h1:") and served != of_archive[0]:
        yield Mismatch(module, "its archive", of_archive[0], served, of_archive[1], source, None)


def _archive_sum(ask: Facts, source: Source, module: Module) -> str:
    """Return the hash of a version's archive as it is served; empty where it cannot be told."""
    if source.folder is not None:
        file = source.folder.joinpath(*f"{place_of(module)}.zip".split("/"))
        try:
            return ask.host.judged(file, "module archive", _sum_of)
        except OSError:
            return ""
    came = ask.host.exchange(f"{source.url}/{place_of(module)}.zip", LARGEST_ZIP, source.login)
    return "" if came.status != 200 or came.cut else _sum_of(InMemory(came.body))


def _sum_of(reader: Reader) -> str:
    from goverify.facts.authenticity.archives import digests_of  # rarely wanted, and dear

    if reader.size > LARGEST_ZIP:
        return ""
    digests = digests_of(reader, LARGEST_CONTENT)
    try:
        return h1("", digests) if digests else ""
    except Refused:
        return ""
