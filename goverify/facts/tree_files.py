"""The files of a tree with their hashes, links to folders followed: what its release's record is held against."""

import errno
import hashlib
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.host import Host, Kind, NotRecorded, Reader
from goverify.host.paths import follow
from goverify.sumdb.toolchain import UNHASHED

MOST_LINKS = 400
"""Packages link a folder or each entry of src; a farm of 12,000 links is more than a look is worth."""


MOST_FILES = 50_000
"""A tree of Go has 15,000; with that many, no further links are followed."""

LARGEST_FILE = 1 << 28
CHUNK_BYTES = 1 << 20


class TreeFiles(NamedTuple):
    """What lies in a tree, by names relative to it and with slashes."""

    digests: dict[str, str]
    unreadable: dict[str, str]
    """Files and folders that cannot be read, and links that cannot be followed, each with the reason."""
    links: dict[str, str]
    """Links, each with where it leads."""
    strange: set[str]
    """Pipes, devices and links that lead nowhere: no release has them, and they hide nothing."""

    @property
    def names(self) -> set[str]:
        """Return all names, of what cannot be read too."""
        return {*self.digests, *self.unreadable}


def tree_files(ask: Facts, root: PurePath) -> TreeFiles:
    """Return the files of a tree; NotRecorded where a recording does not have their hashes, OSError where there is no folder."""
    end = follow(ask.host, root).end
    found = ask.host.digests(end, UNHASHED)
    files = TreeFiles(dict(found.files), dict(found.failures), {}, set(found.others))
    unreal = dict.fromkeys(found.others, "neither a file nor a folder")
    files.unreadable.update(unreal)
    for count, name in enumerate(sorted(found.links)):
        if count >= MOST_LINKS or len(files.digests) > MOST_FILES:
            files.unreadable[name] = "a link, and what there is already is too much for a tree of Go"
        else:
            _follow(ask.host, end, name, files)
    return files


def _follow(host: Host, root: PurePath, name: str, files: TreeFiles) -> None:
    """Add what a link leads to, but not through further links among it."""
    if any(name == folder or name.startswith(f"{folder}/") for folder in UNHASHED):
        return
    chain = follow(host, root / name)
    files.links[name] = str(chain.end)
    try:
        if chain.kind is Kind.FOLDER:
            below = f"{name}/"
            leave = [folder.removeprefix(below) for folder in UNHASHED if folder.startswith(below)]
            found = host.digests(chain.end, leave)
            files.digests.update({below + each: digest for each, digest in found.files.items()})
            files.unreadable.update({below + each: why for each, why in found.failures.items()})
            files.unreadable.update({below + each: "a link behind a link" for each in found.links})
        elif chain.kind is Kind.FILE:
            files.digests[name] = host.judged(chain.end, "sha256", sha256_of)
        else:
            files.unreadable[name] = "a link that leads nowhere"
            files.strange.add(name)
    except (OSError, NotRecorded) as error:
        if isinstance(error, OSError) and error.errno == errno.EFBIG:
            raise  # one such link after another would never be done
        files.unreadable[name] = f"a link to what cannot be read: {error}"


def sha256_of(reader: Reader) -> str:
    """Return the SHA-256 of a file; OSError for one larger than any of Go's."""
    if reader.size > LARGEST_FILE:
        raise OSError("it is larger than any file of Go")
    digest = hashlib.sha256()
    for offset in range(0, reader.size, CHUNK_BYTES):
        digest.update(reader.read(offset, CHUNK_BYTES))
    return digest.hexdigest()
