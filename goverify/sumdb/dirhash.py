"""The hash of a module's files, "h1:" in go.sum: made of names and SHA-256 values alone, no content is needed.

Source: golang.org/x/mod/sumdb/dirhash (Hash1): a line for each file, its hash, two spaces and its name, the lines in
the byte order of the names.
"""

import hashlib
from base64 import b64encode
from collections.abc import Mapping

from goverify.sumdb.refused import Refused


def h1(prefix: str, digests: Mapping[str, str]) -> str:
    """Return the hash of files by their names below `prefix` and SHA-256 in lower-case hexadecimal."""
    names = sorted(digests)  # the order of code points is that of UTF-8
    if any("\n" in name for name in names):
        raise Refused("a file name holds a line break, which no module has")
    text = "".join([f"{digests[name]}  {prefix}{name}\n" for name in names])
    try:
        return encoded(hashlib.sha256(text.encode()).digest())
    except UnicodeEncodeError:
        raise Refused("a file name is not Unicode, as those of modules are") from None


def encoded(digest: bytes) -> str:
    """Return a hash as go.sum writes it."""
    return "h1:" + b64encode(digest).decode()
