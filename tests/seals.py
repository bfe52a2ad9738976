"""Recorded hosts whose programs carry signatures and marks of downloads, which are told and not made."""

import json
from collections.abc import Iterable
from dataclasses import replace

from goverify.facts.signature import GOOGLE, QUESTION, Seal
from goverify.host.recorded import RecordedHost

OFFICIAL = Seal(
    kind="mach-o",
    status="trusted",
    identifier="org.golang.go",
    team=GOOGLE,
    flags=("runtime",),
    signer=f"Developer ID Application: Google LLC ({GOOGLE})",
    time="2026-10-19",
)
ANOTHERS = OFFICIAL._replace(team="ABCDE12345", signer="Developer ID Application: Somebody Else (ABCDE12345)")
LINKERS = Seal(kind="mach-o", status="ad-hoc", identifier="a.out", flags=("adhoc", "linker-signed"))
BROKEN = OFFICIAL._replace(status="broken", reason="its code was changed after it was signed")

QUARANTINE, ZONE = "com.apple.quarantine", "Zone.Identifier"
FRESH = b"0083;5f000000;Safari;11111111-2222-3333-4444-555555555555"
APPROVED = b"01c3;5f000000;Safari;11111111-2222-3333-4444-555555555555"
FROM_THE_INTERNET = (
    b"[ZoneTransfer]\r\nZoneId=3\r\nReferrerUrl=https://a.example/\r\nHostUrl=https://a.example/x?key=y\r\n"
)


def sealed(host: RecordedHost, *seals: Seal, on: Iterable[str]) -> RecordedHost:
    """Return the host with programs that carry these signatures; none where none is given."""
    said = json.dumps([seal.told for seal in seals])
    files = host.recording.files
    return host.but(files={path: replace(files[host.path(path)], judged={QUESTION: said}) for path in on})


def marked(host: RecordedHost, name: str, value: bytes | None, *, on: Iterable[str]) -> RecordedHost:
    """Return the host with files that have an attribute."""
    files = host.recording.files
    return host.but(files={path: replace(files[host.path(path)], attributes={name: value}) for path in on})
