"""The names and passwords that go sends, each to its own server alone: those in an address, and those in the netrc file.

Source: cmd/go/internal/auth (netrc.go, auth.go) and cmd/go/internal/web: over TLS alone, and only where GOAUTH, unset,
does not say otherwise. What a command that GOAUTH names would answer is not known here.
"""

from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from goverify.facts import Facts
from goverify.facts.settings.in_force import setting
from goverify.host import System
from goverify.host.paths import home, is_file, read_text
from goverify.host.web import Login

LIMIT_BYTES, LIMIT_LINES = 1 << 16, 2000


class Netrc(NamedTuple):
    """The netrc file."""

    path: PurePath
    machines: tuple[tuple[str, Login], ...]

    def __repr__(self) -> str:
        """Return what can be shown in an error."""
        return f"Netrc({self.path})"


def login_for(ask: Facts, url: str) -> Login | None:
    """Return what go would send to the server of an address; None where it has nothing."""
    parts = urlsplit(url)
    if parts.username is not None:
        return Login(unquote(parts.username), unquote(parts.password or ""))
    if parts.scheme != "https":
        return None
    given = ask(setting, "GOAUTH")
    if given is not None and "netrc" not in given.value.replace(";", " ").split():
        return None
    file = ask(netrc)
    host = parts.netloc.rpartition("@")[2]
    found = dict(reversed(file.machines)) if file else {}
    return found.get(host) or found.get(parts.hostname or "")


def netrc(ask: Facts) -> Netrc | None:
    """Return the netrc file; None where there is none, or it cannot be read."""
    path = netrc_path(ask)
    try:
        text = read_text(ask.host, path, LIMIT_BYTES) if path else None
    except OSError:
        return None
    return None if path is None or text is None else Netrc(path, _machines(text))


def netrc_path(ask: Facts) -> PurePath | None:
    """Return where the netrc file stands, or would stand."""
    host = ask.host
    if host.env.get("NETRC"):
        return host.path(host.env["NETRC"])
    base = home(host)
    if base is None:
        return None
    legacy = base / "_netrc"
    return legacy if host.platform.system is System.WINDOWS and is_file(host, legacy) else base / ".netrc"


def _machines(text: str) -> tuple[tuple[str, Login], ...]:
    found: list[tuple[str, Login]] = []
    known: dict[str, str] = {}
    in_macro = False
    for line in text.split("\n")[:LIMIT_LINES]:
        in_macro = in_macro and bool(line)
        words = [] if in_macro else line.split()
        for key, value in zip(words[::2], words[1::2], strict=False):
            if key == "machine":
                known = {}
            in_macro = in_macro or key == "macdef"
            known[key] = value
            if all(known.get(name) for name in ("machine", "login", "password")):
                found.append((known["machine"], Login(known["login"], known["password"])))
                known = {}
    return tuple(found)
