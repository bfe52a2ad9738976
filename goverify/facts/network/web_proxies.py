"""The variables that lead Go's programs through a web proxy, and why an address in one of them cannot be read.

Sources: golang.org/x/net/http/httpproxy (parseProxy, FromEnvironment), net/url (Parse, parseAuthority): where an address
cannot be read, http:// is put before it and it is read again, so that its own scheme becomes the name of the proxy;
where that fails too, it is passed over.
"""

import re
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import quote

from goverify.facts import Facts, Unavailable
from goverify.facts.network.sources import Way, sources

MOST_EXCEPTIONS = 1000

_LOGIN = re.compile(r"[^A-Za-z0-9._:~!$&'()*+,;=%@-]")
_PLACE = re.compile(r"[\s\\^`{|}]")


class Unread(NamedTuple):
    """A variable that names a web proxy in a way that go cannot read."""

    variable: str
    why: str
    """The end of a sentence about the address; it holds nothing of a password but one character."""
    taken_for: str
    """What go takes for the name of the proxy; empty where it passes over the variable."""


def unread_proxies(ask: Facts) -> tuple[Unread, ...]:
    """Return the variables for the servers of GOPROXY whose addresses go cannot read."""
    schemes = dict.fromkeys(url.partition(":")[0] for url in _servers(ask) if not _is_excepted(ask, url))
    found = []
    for scheme in schemes:
        name = next((name for name in _names(scheme) if ask.host.env.get(name)), "")
        unread = _unread(name, ask.host.env.get(name, ""))
        if unread:
            found.append(unread)
    return tuple(found)


def address_fault(text: str) -> str:
    """Return why go cannot read a whole address, as the end of a sentence; empty where it can."""
    rest = text.partition("://")[2]
    login, at, _ = rest.rpartition("@")
    if at and (hidden := re.search("[/?#]", login)):
        return f"its login has {hidden[0]} in it, which is written as {quote(hidden[0], safe='')} there"
    login, _, place = re.split("[/?#]", rest, maxsplit=1)[0].rpartition("@")
    if strange := _LOGIN.search(login):
        return f"its login has {strange[0]!r} in it, which is written as {quote(strange[0], safe='')} there"
    if re.search(r"%(?![0-9A-Fa-f]{2})", f"{login}@{place}"):
        return "it has a % that begins no code of two digits; a % itself is written as %25"
    if strange := _PLACE.search(place):
        return f"its host has {strange[0]!r} in it"
    port = re.match(r"(?:\[[^\]]*\]|[^:]*):(.*)", place)
    return "it has no number for a port" if port and not re.fullmatch("[0-9]*", port[1]) else ""


def _unread(name: str, value: str) -> Unread | None:
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*)://", value)
    if re.match(r"[\"'\u201c\u2018]", value):
        taken = f"{value[0]}{value[1:].partition(':')[0]}" if "://" in value else ""
        return Unread(name, "it holds quote characters, which belong to a shell's line", taken)
    why = address_fault(value) if scheme else ""
    return Unread(name, why, scheme[1]) if scheme and why else None


def _names(scheme: str) -> tuple[str, str]:
    return f"{scheme.upper()}_PROXY", f"{scheme}_proxy"


def _servers(ask: Facts) -> list[str]:
    try:
        entries = ask(sources).entries
    except Unavailable:
        return []
    return [entry.url for entry in entries if entry.way is Way.WEB] + [
        "https://" for entry in entries if entry.way is Way.DIRECT
    ]


def _is_excepted(ask: Facts, url: str) -> bool:
    """Return whether go asks a server without any proxy, as far as names tell."""
    server = url.partition("://")[2].partition("/")[0].rpartition("@")[2]
    host = re.sub(r":\d*$", "", server).strip("[]").lower()
    if host == "localhost" or _is_loopback(host):
        return True
    listed = ask.host.env.get("NO_PROXY") or ask.host.env.get("no_proxy") or ""
    entries = [entry.strip().lower() for entry in listed.split(",")[:MOST_EXCEPTIONS]]
    names = [entry.removeprefix("*") for entry in entries if entry]
    return "*" in entries or any(host == name or host.endswith(f".{name.removeprefix('.')}") for name in names)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
