"""Whether this machine has certificates of authorities where Go looks for them."""

from typing import NamedTuple

from goverify.facts import Facts
from goverify.host import Kind, Reader, System
from goverify.host.paths import resolve
from goverify.host.roots import CERTIFICATE, MOST_FILES, root_places

FIRST_BYTES = 64 << 10
"""The first certificate of a bundle, whatever is written above it."""

SOME = "some"


class Authorities(NamedTuple):
    """What was found of them."""

    any: bool | None
    """None where the system's own store counts, which is never empty."""
    places: tuple[str, ...]
    """Where they were looked for."""
    first: str
    """Where the first one was found; else empty."""
    variable: str
    """SSL_CERT_FILE or SSL_CERT_DIR, where one of them is set."""


def authorities(ask: Facts) -> Authorities:
    """Return whether Go finds any authority to trust."""
    env = ask.host.env
    places = root_places(ask.host.platform.system, env)
    variable = next((name for name in ("SSL_CERT_FILE", "SSL_CERT_DIR") if env.get(name)), "")
    if places.system_store:
        return Authorities(None, (), "", "")
    if ask.host.platform.system is not System.LINUX:
        return Authorities(None, (), "", variable)  # older releases pass over the variables there
    first = next((file for file in places.files if _holds_one(ask, file)), "")
    first = first or next((found for folder in places.folders if (found := _in_folder(ask, folder))), "")
    return Authorities(bool(first), (*places.files, *places.folders), first, variable)


def _in_folder(ask: Facts, folder: str) -> str:
    place = ask.host.path(folder)
    try:
        names = ask.host.names(place)[:MOST_FILES]
    except OSError:
        return ""
    return next((str(place / name) for name in names if _holds_one(ask, str(place / name))), "")


def _holds_one(ask: Facts, file: str) -> bool:
    try:
        real = resolve(ask.host, ask.host.path(file))
        entry = ask.host.entry(real) if real else None
        if real is None or entry is None or entry.kind is not Kind.FILE:
            return False
        return ask.host.judged(real, "authorities", _told) == SOME
    except OSError:
        return False


def _told(reader: Reader) -> str:
    return SOME if CERTIFICATE.search(reader.read(0, FIRST_BYTES)) else "none"
