"""The records and manifests of Go's own releases that come with goverify, each proven before it is used."""

from functools import cache
from importlib import resources

from goverify.sumdb.client import DATABASE, Proven, check_proven
from goverify.sumdb.manifest import Manifest, Shelf
from goverify.sumdb.shelf import CATALOGUE, Catalogue, decode, line_of, split
from goverify.sumdb.toolchain import MODULE, version_of


def shipped_record(module: str) -> Proven | None:
    """Return the database's record of a module such as "go1.27.3.linux-amd64", None where it does not come with goverify."""
    if module not in _catalogue().records:
        return None
    proven = _catalogue().proven(module)
    check_proven(proven, DATABASE, MODULE, version_of(*split(module)))
    return proven


@cache
def shipped_manifest(module: str) -> Manifest | None:
    """Return the files of a module, which come to the hash of its record; None where they do not come with goverify."""
    return _catalogue().manifest(module, _read) if module in _catalogue().records else None


def shipped_alike(module: str) -> str | None:
    """Return a shipped module of the same release for another platform, None where there is none."""
    release = module.rpartition(".")[0]
    return next((each for each in sorted(_catalogue().records) if each.rpartition(".")[0] == release), None)


def shipped_shelf(line: str) -> Shelf | None:
    """Return the manifests of a line of releases such as "1.27"."""
    return _catalogue().shelf(line, _read) if line in _catalogue().groups else None


def shipped_lines() -> tuple[str, ...]:
    """Return the lines of releases of which records come with goverify, the newest first."""
    return tuple(sorted({line_of(module) for module in _catalogue().records}, reverse=True))


@cache
def _catalogue() -> Catalogue:
    return decode(_read(CATALOGUE))


def _read(name: str) -> bytes:
    return resources.files("goverify.data").joinpath("sumdb").joinpath(name).read_bytes()
