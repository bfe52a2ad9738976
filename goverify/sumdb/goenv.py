"""The file go.env of a tree: settings that its administrator or packager may have made, in an otherwise genuine file.

It is written once by the release and meant to be changed by those who install Go (`go help environment`), as
container images and setup scripts do. Which settings were changed is proven: with the release's own values put back,
the text has to have the hash that was recorded. Of two lines for one setting the first counts (cmd/go/internal/cfg,
readEnvFile). Settings that make go start other programs are never excused.
"""

import hashlib
import re
from collections.abc import Mapping

NAME = "go.env"
MAX_BYTES = 1 << 16

_OWN = {"GOTOOLCHAIN": "auto", "GOSUMDB": "sum.golang.org"}
"""What releases have set since 1.21."""

_ADDED = frozenset(
    """
    CGO_ENABLED GO111MODULE GO386 GOAMD64 GOARM GOARM64 GOBIN GOCACHE GOINSECURE GOMODCACHE GONOPROXY GONOSUMDB GOPATH
    GOPRIVATE GOTMPDIR GOVCS
    """.split()
)
"""What no release sets, and images and administrators add."""

_PLAIN_FLAGS = re.compile(
    r"-(mod=\w+|modcacherw|trimpath|buildvcs=\w+|p=\d+|v)( -(mod=\w+|modcacherw|trimpath|buildvcs=\w+|p=\d+|v))*"
)
"""Values of GOFLAGS that name no program."""

_MOST_OWN_LINES = 64
"""A release's file has a dozen."""

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
    lines = content.split("\n")
    changed, restored = _restored(lines, own)
    if hashlib.sha256(restored.encode()).hexdigest() == digest:
        return changed
    for count in range(1, min(len(lines), _MOST_OWN_LINES)):
        changed, restored = _restored(lines[:count], own)
        if any(lines[count:]) and hashlib.sha256(f"{restored}\n".encode()).hexdigest() == digest:
            return _with_appended(changed, lines[count:])
    return None


def _restored(lines: list[str], own: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """Return the settings in some lines that are not the release's, and the lines as the release had them."""
    changed: dict[str, str] = {}
    kept = []
    for line in lines:
        name, value = found.groups() if (found := _LINE.match(line)) else ("", "")
        if _is_added(name, value):
            changed.setdefault(name, value)
        elif name in own and value != own[name]:
            changed[name] = value
            kept.append(f"{name}={own[name]}")
        else:
            kept.append(line)
    return changed, "\n".join(kept)


def _with_appended(changed: dict[str, str], lines: list[str]) -> Mapping[str, str] | None:
    """Return the settings with those of the lines behind the release's own; None where one of these is no plain setting."""
    for line in lines:
        name, value = found.groups() if (found := _LINE.match(line)) else ("", "")
        if name in _OWN or name == "GOPROXY":
            changed.setdefault(name, f"{value} (in a second line, which go passes over)")
        elif _is_added(name, value):
            changed.setdefault(name, value)
        elif line and not line.startswith("#"):
            return None
    return changed or None


def _is_added(name: str, value: str) -> bool:
    return name in _ADDED or (name == "GOFLAGS" and _PLAIN_FLAGS.fullmatch(value) is not None)
