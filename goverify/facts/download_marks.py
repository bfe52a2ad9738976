"""The marks that systems put on what was downloaded: the quarantine of macOS, the zone of Windows.

Sources: for macOS the names of the bits in libsecurity_translocate of Apple's Security project (isUserApproved) and
their values in WebKit's QuarantineSPI.h: 0x0040 is set once a person has agreed that the file be opened. The text
is "FLAGS;TIME;AGENT;UUID", the first two in hexadecimal. For Windows: MS-FSCC "Zone.Identifier Stream Name" and the
numbers of URLZONE in urlmon.h.
"""

import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.words import plain
from goverify.host import System

QUARANTINE, ZONE = "com.apple.quarantine", "Zone.Identifier"

USER_APPROVED = 0x0040
"""QTN_FLAG_USER_APPROVED."""

INTERNET, RESTRICTED = 3, 4
"""URLZONE_INTERNET, URLZONE_UNTRUSTED; lower numbers are this machine, its network and trusted sites."""

LONGEST_AGENT = 60

_QUARANTINE = re.compile(r"(?P<flags>[0-9A-Fa-f]{1,8});(?P<time>[0-9A-Fa-f]{0,16})(?:;(?P<agent>[^;\r\n]*))?")
_ZONE_ID = re.compile(r"(?mi)^\s*ZoneId\s*=\s*(\d{1,9})\s*$")


class Mark(NamedTuple):
    """A mark on one file."""

    path: PurePath
    text: str
    """What matters of it, as it is written."""
    holds: bool
    """The system acts on it: nobody has approved the file, or it comes from outside."""
    agent: str = ""
    """The program that downloaded it, on macOS."""
    zone: int = 0
    """On Windows."""


def download_mark(ask: Facts, path: PurePath) -> Mark | None:
    """Return the mark on a file; None where it has none, or one that says nothing. OSError where it cannot be asked for."""
    system = ask.host.platform.system
    if system is System.LINUX:
        return None
    value = ask.host.xattr(path, QUARANTINE if system is System.MACOS else ZONE)
    if value is None:
        return None
    text = value.decode("utf-8", "replace")
    return quarantine(path, text) if system is System.MACOS else zone(path, text)


def quarantine(path: PurePath, text: str) -> Mark | None:
    """Return the mark of macOS that a text is."""
    found = _QUARANTINE.match(text)
    if found is None:
        return None
    agent = plain(found["agent"] or "")[:LONGEST_AGENT]
    return Mark(path, f"flags {found['flags']}", not int(found["flags"], 16) & USER_APPROVED, agent=agent)


def zone(path: PurePath, text: str) -> Mark | None:
    """Return the mark of Windows that a stream holds; its addresses may hold secrets and are passed over."""
    found = _ZONE_ID.search(text)
    if found is None:
        return None
    number = int(found[1])
    return Mark(path, f"ZoneId={number}", number >= INTERNET, zone=number)
