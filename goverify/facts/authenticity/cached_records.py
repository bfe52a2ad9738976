"""What this machine's module cache knows of a toolchain: go keeps there what it fetched, with the hashes that it checked.

Source: cmd/go/internal/modfetch (cache.go, sumdb.go, fetch.go). The database's answers are signed and proven anew here;
the .ziphash file and the archive are only as good as the folder that they lie in, and the reader is told so.
"""

import contextlib
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.gopath import gopath
from goverify.host import Host, NotRecorded, Reader
from goverify.host.paths import read_text
from goverify.sumdb.client import DATABASE, Client, Proven, escaped
from goverify.sumdb.dirhash import h1
from goverify.sumdb.manifest import Manifest
from goverify.sumdb.refused import Refused
from goverify.sumdb.shelf import split
from goverify.sumdb.toolchain import MODULE, prefix_of, version_of

LARGEST_ANSWER = 1 << 20
MANIFEST = "toolchain-manifest"
"""The name under which a recording keeps what is in an archive."""


class Kept(NamedTuple):
    """What the module cache says of a toolchain."""

    proven: Proven | None
    """The database's record, signature and proof checked; None where it is not there, or not all that proves it."""
    sum: str
    """The hash that go noted for the archive; empty where it noted none."""
    archive: PurePath
    """Where the archive lies, if it is kept."""
    remarks: tuple[str, ...]
    """Why what was there is not believed."""


def kept(ask: Facts, module: str) -> Kept | None:
    """Return what the first module cache that knows a toolchain says of it; None where none does."""
    paths = ask(gopath)
    state = [folder / "pkg" / "sumdb" / DATABASE.name for folder in paths.folders[:1]]
    for folder in paths.module_caches:
        found = _kept(ask.host, folder / "cache" / "download", state, module)
        if found.proven or found.sum:
            return found
    return None


def archived_manifest(host: Host, archive: PurePath, module: str, wanted: str) -> Manifest | None:
    """Return the files of an archive that comes to the wanted hash; None where it does not, or cannot be read."""
    try:
        listed = host.judged(archive, MANIFEST, manifest_text)
    except (OSError, NotRecorded):
        return None
    prefix = prefix_of(*split(module))
    pairs = (line.split("  ", 1) for line in listed.splitlines())
    found = {name.removeprefix(prefix): digest for digest, name in pairs if name.startswith(prefix)}
    try:
        return found if found and h1(prefix, found) == wanted else None
    except Refused:
        return None


def manifest_text(reader: Reader) -> str:
    """Return a line for each file of an archive, its SHA-256 and its name; nothing where it is no archive that Go's could be."""
    from goverify.facts.authenticity.archives import digests_of  # few need it

    return "".join(f"{digest}  {name}\n" for name, digest in digests_of(reader).items())


def _kept(host: Host, downloads: PurePath, state: Sequence[PurePath], module: str) -> Kept:
    versions = downloads / "golang.org" / "toolchain" / "@v"
    version = escaped(version_of(*split(module)))
    noted = ""
    with contextlib.suppress(OSError):
        noted = (read_text(host, versions / f"{version}.ziphash", 200) or "").strip()
    database = downloads / "sumdb" / DATABASE.name
    heads = [_content(host, folder / "latest") for folder in state]
    proven, remarks = _proven(host, database, heads, module)
    return Kept(proven, noted if noted.startswith("h1:") else "", versions / f"{version}.zip", remarks)


def _proven(
    host: Host, database: PurePath, heads: Sequence[bytes], module: str
) -> tuple[Proven | None, tuple[str, ...]]:
    """Return the record with a proof out of cached tiles: those that go fetched fit the head it kept, or the answer's own."""
    remarks = []
    for head in dict.fromkeys((*heads, b"")):
        try:
            client = Client(DATABASE, _from(host, database), head)
            return client.look_up(MODULE, version_of(*split(module))), ()
        except FileNotFoundError:
            continue
        except (Refused, OSError) as error:
            remarks.append(str(error))
    return None, tuple(dict.fromkeys(remarks))


def _from(host: Host, database: PurePath) -> Callable[[str], bytes]:
    def fetch(path: str) -> bytes:
        with host.open(database.joinpath(*path.split("/")[1:])) as reader:
            return reader.read(0, LARGEST_ANSWER)

    return fetch


def _content(host: Host, path: PurePath) -> bytes:
    try:
        with host.open(path) as reader:
            return reader.read(0, LARGEST_ANSWER)
    except OSError:
        return b""
