"""The HTTP proxy that the environment names for an address, as Go's programs read it.

Source: golang.org/x/net/http/httpproxy (FromEnvironment, proxyForURL, useProxy), which net/http carries with it.
"""

import ipaddress
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from goverify.host.web import Login

PORTS = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}
MOST_EXCEPTIONS = 1000


class Proxy(NamedTuple):
    """A server that passes questions on."""

    variable: str
    """What names it."""
    scheme: str
    host: str
    port: int
    login: Login | None

    @property
    def address(self) -> str:
        """Return its host and port."""
        return f"{self.host}:{self.port}"


def proxy_for(url: SplitResult, env: Mapping[str, str]) -> Proxy | None:
    """Return the proxy for an address; None where there is none. ValueError where what is named cannot be read."""
    upper = f"{url.scheme.upper()}_PROXY"
    variable = next((name for name in (upper, upper.lower()) if env.get(name, "")), "")
    if not variable or _is_excepted(url.hostname or "", url.port or PORTS[url.scheme], env):
        return None
    given = urlsplit(env[variable])
    if not given.scheme or not given.netloc:
        given = urlsplit(f"http://{env[variable]}")
    if not given.hostname or given.scheme not in PORTS:
        raise ValueError(f"{variable} names no proxy")
    login = None if given.username is None else Login(unquote(given.username), unquote(given.password or ""))
    return Proxy(variable, given.scheme, given.hostname, given.port or PORTS[given.scheme], login)


def _is_excepted(host: str, port: int, env: Mapping[str, str]) -> bool:
    """Return whether a server is asked directly: this machine itself, and what NO_PROXY lists."""
    address = _address(host)
    if host == "localhost" or (address is not None and address.is_loopback):
        return True
    listed = env.get("NO_PROXY", "") or env.get("no_proxy", "")
    entries = (entry.strip().lower() for entry in listed.split(",")[:MOST_EXCEPTIONS])
    return any(_covers(entry, host.lower(), address, port) for entry in entries if entry)


def _covers(entry: str, host: str, address: ipaddress.IPv4Address | ipaddress.IPv6Address | None, port: int) -> bool:
    if entry == "*":
        return True
    if "/" in entry:
        try:
            return address is not None and address in ipaddress.ip_network(entry, strict=False)
        except ValueError:
            return False
    name, _, number = entry.rpartition(":")
    if not name or not number.isdigit() or (":" in name and not name.endswith("]")):
        name, number = entry, ""
    name = name.strip("[]").removeprefix("*")
    if number and int(number[:6]) != port:
        return False
    if address is not None:
        return _address(name) == address
    return host.endswith(name) if name.startswith(".") else host == name or host.endswith(f".{name}")


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
