"""The hashes that this machine can make of files: the one that proves something, and two older ones of packagers' records."""

import functools
import hashlib
from collections.abc import Mapping
from typing import Protocol


class Digest(Protocol):
    """A hash on its way."""

    def update(self, data: memoryview, /) -> None:
        """Take in more."""

    def hexdigest(self) -> str:
        """Return the hash in lower-case hexadecimal."""


class Algorithm(Protocol):
    """What makes such a hash."""

    def __call__(self, data: bytes | memoryview = b"", /) -> Digest:
        """Return the hash of what there is so far."""


ALGORITHMS: Mapping[str, Algorithm] = {
    "sha256": hashlib.sha256,
    "sha1": functools.partial(hashlib.sha1, usedforsecurity=False),
    "md5": functools.partial(hashlib.md5, usedforsecurity=False),
}
