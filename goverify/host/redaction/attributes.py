"""The redaction of extended attributes: of the marks that downloads get, what the system acts on; of all others nothing."""

import re

QUARANTINE, ZONE = "com.apple.quarantine", "Zone.Identifier"

_FLAGS_AND_TIME = re.compile(r"[0-9A-Fa-f]{1,8};[0-9A-Fa-f]{0,16}(?=;|\Z)")
"""What follows is the program that downloaded the file and a number by which the whole download can be looked up."""

_ZONE_LINES = re.compile(r"(?m)^(?:\[ZoneTransfer\]|ZoneId=\d{1,9})\r?$")
"""The other lines are addresses, of the file and of the page that led there, with whatever secrets these hold."""


def shown(name: str, value: bytes) -> bytes:
    """Return what may be shown of an attribute to others; it stays one, if an empty one."""
    text = value.decode("utf-8", "replace")
    if name == QUARANTINE:
        found = _FLAGS_AND_TIME.match(text)
        return f"{found[0]};;".encode() if found else b""
    if name == ZONE:
        return "".join(f"{line.rstrip()}\r\n" for line in _ZONE_LINES.findall(text)).encode()
    return b""
