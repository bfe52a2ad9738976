"""Whether the content of a tool fits the build ID in it, of which the last part is the hash of all the rest.

Source: cmd/internal/buildid (FindAndHash, HashToString): every place of the ID counts as zeros, and so does the
GNU build ID, which is made of it. The files of a Mach-O release are signed afterwards, and are not asked.
"""

import base64
import hashlib

from goverify.binfmt import Format, identify
from goverify.facts import Facts
from goverify.facts.tools import Tool
from goverify.host import NotRecorded, Reader

QUESTION = "content id"
"""As a recording keeps the answer."""

FITS, DIFFERS, UNKNOWN = "fits", "differs", "unknown"
ASKED = frozenset({Format.ELF, Format.PE})
MOST_BYTES = 128 << 20
"""No tool of Go's is half as large."""

HASH_BYTES = 15
"""As many of a SHA-256 as go writes."""


def content_id(ask: Facts, tool: Tool) -> str:
    """Return whether the tool's content fits its build ID: FITS, DIFFERS or UNKNOWN."""
    try:
        return ask.host.judged(tool.path, QUESTION, _judged)
    except (OSError, NotRecorded):
        return UNKNOWN


def _judged(reader: Reader) -> str:
    made = identify(reader)
    own = (made.go_build_id or "").encode()
    if made.format not in ASKED or made.problem or own.count(b"/") != 3 or reader.size > MOST_BYTES:
        return UNKNOWN
    data = reader.read(0, reader.size)
    for part in (own, bytes.fromhex(made.gnu_build_id or "")):
        data = data.replace(part, bytes(len(part))) if part else data
    found = base64.urlsafe_b64encode(hashlib.sha256(data).digest()[:HASH_BYTES])
    return FITS if own.endswith(b"/" + found) else DIFFERS
