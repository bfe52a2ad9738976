"""What a file is, read from its bytes, never by running it."""

from pathlib import PurePath

from goverify.binfmt import Binary, identify
from goverify.facts import Facts

HEAD_BYTES = 512
"""Enough for the magic numbers of archives, tar's the last of them at 257, and for the first lines of a text."""


def executable(ask: Facts, path: PurePath) -> Binary:
    """Return what the file says of itself; OSError where it cannot be opened."""
    with ask.host.open(path) as reader:
        return identify(reader)


def head(ask: Facts, path: PurePath) -> bytes:
    """Return the first bytes of a file; OSError where it cannot be opened."""
    with ask.host.open(path) as reader:
        return reader.read(0, HEAD_BYTES)
