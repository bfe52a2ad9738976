"""Where go gets modules from: the entries of GOPROXY, taken apart as go does it.

Source: cmd/go/internal/modfetch (proxyList, newProxyRepo) and cmd/go/internal/web: behind a comma the next entry is
tried where one has no such module (404 or 410), behind a bar after any failure; direct and off end the list.
"""

from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

from goverify.facts import Facts, Unavailable
from goverify.facts.network.logins import login_for
from goverify.facts.release_lists import default_of
from goverify.facts.settings.in_force import Setting, setting
from goverify.facts.settings.list_rules import PLAIN, proxy_entries, proxy_fault
from goverify.host import System
from goverify.host.web import Login


class Way(StrEnum):
    """How an entry is asked."""

    WEB = "web"
    FOLDER = "folder"
    DIRECT = "direct"
    OFF = "off"


class Source(NamedTuple):
    """One entry of GOPROXY."""

    text: str
    """As a person would know it again, without any login."""
    way: Way
    url: str
    """Without a slash at its end; empty where nothing of the web is meant."""
    folder: PurePath | None
    falls_back: bool
    """Go tries the next entry whatever goes wrong with this one."""
    login: Login | None = None

    @property
    def server(self) -> str:
        """Return its host, with the port where one is given."""
        return urlsplit(self.url).netloc

    @property
    def secure(self) -> bool:
        """Return whether it is asked over TLS."""
        return self.url.startswith("https:")


class Sources(NamedTuple):
    """GOPROXY as it is in force."""

    held: Setting | None
    """Who set it; None where the release's own go.env gives it."""
    entries: tuple[Source, ...]

    @property
    def name(self) -> str:
        """Return the setting as it would be written, without any login."""
        return "GOPROXY" if self.held is None else f"GOPROXY in {self.held.place}"


def sources(ask: Facts) -> Sources:
    """Return where go gets modules from; Unavailable where nothing says so that go can read."""
    held = ask(setting, "GOPROXY")
    value = held.value if held else default_of(ask, "GOPROXY")
    if not value:
        raise Unavailable("GOPROXY has no value that could be read")
    fault = proxy_fault(value)
    if fault:
        raise Unavailable("go cannot read GOPROXY")
    return Sources(held, tuple(_source(ask, text, falls_back=always) for text, always in proxy_entries(value)))


def folder_of(ask: Facts, address: str) -> PurePath:
    """Return the folder that the path of an address of the scheme file names."""
    text = unquote(address)
    return ask.host.path(text.removeprefix("/") if ask.host.platform.system is System.WINDOWS else text)


def _source(ask: Facts, text: str, *, falls_back: bool) -> Source:
    if text in PLAIN:
        return Source(text, Way(text), "", None, falls_back)
    whole = text if ":/" in text else f"https://{text}"
    parts = urlsplit(whole)
    if parts.scheme.lower() == "file":
        return Source(text, Way.FOLDER, "", folder_of(ask, parts.path), falls_back)
    bare = urlunsplit((parts.scheme.lower(), parts.netloc.rpartition("@")[2], parts.path.rstrip("/"), "", ""))
    return Source(bare, Way.WEB, bare, None, falls_back, login_for(ask, whole))
