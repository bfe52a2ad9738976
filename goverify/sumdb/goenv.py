"""The file go.env of a tree: settings that its administrator or packager may have made, in an otherwise genuine file.

It is written once by the release and meant to be changed by those who install Go (`go help environment`), as
container images and setup scripts do. Which settings were changed is proven: with the release's own values put back,
the text has to have the hash that was recorded.
"""

import hashlib
import re
from collections.abc import Mapping

NAME = "go.env"
MAX_BYTES = 1 << 16

_OWN = {"GOTOOLCHAIN": "auto", "GOSUMDB": "sum.golang.org"}
"""What releases have set since 1.21."""

_ADDED = frozenset({"GOARM"})
"""What no release sets and images for one processor add."""

_MIRROR = re.compile(r"^# See (https://\S+) for details\.$\n(?=GOPROXY=)", re.MULTILINE)
"""The release's own text names its proxy in the line before."""

_LINE = re.compile(r"^([A-Z0-9]+)=(.*)$")


def changed_settings(text: bytes, digest: str) -> Mapping[str, str] | None:
    """Return the settings that are other than the release's, whose file has that SHA-256; None where more differs than they."""
    if len(text) > MAX_BYTES:
        return None
    content = text.decode("utf-8", "replace")
    mirror = _MIRROR.search(content)
    own = _OWN | ({"GOPROXY": f"{mirror[1]},direct"} if mirror else {})
    changed: dict[str, str] = {}
    lines = []
    for line in content.split("\n"):
        name, value = found.groups() if (found := _LINE.match(line)) else ("", "")
        if name in _ADDED:
            changed[name] = value
        elif name in own and value != own[name]:
            changed[name] = value
            lines.append(f"{name}={own[name]}")
        else:
            lines.append(line)
    restored = "\n".join(lines).encode()
    return changed if hashlib.sha256(restored).hexdigest() == digest else None
