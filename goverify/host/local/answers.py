"""One question of HTTP over a connection that is there already, and its answer."""

import time
from typing import TYPE_CHECKING
from urllib.parse import SplitResult

from goverify.host.local.proxies import PORTS, Proxy
from goverify.host.web import Exchange, Login, Trouble

if TYPE_CHECKING:
    import http.client
    import socket

AGENT = "goverify"
LONGEST_LOCATION, LONGEST_KIND, LONGEST_CHALLENGE = 2000, 100, 200


def answer(
    raw: "socket.socket", parts: SplitResult, proxy: Proxy | None, limit_bytes: int, login: Login | None
) -> Exchange:
    """Return what a server answers to a plain question; `proxy` is one that passes it on."""
    found = response(raw, "GET", parts, proxy, login)
    if found.status == 407 and proxy is not None:
        return Exchange(trouble=Trouble.PROXY, words="it answers 407: it wants a login")
    body = found.read(limit_bytes + 1)
    kind = (found.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    return Exchange(
        status=found.status,
        body=body[:limit_bytes],
        cut=len(body) > limit_bytes,
        location=(found.getheader("Location") or "")[:LONGEST_LOCATION],
        content_type=kind[:LONGEST_KIND],
        challenge=(found.getheader("WWW-Authenticate") or "")[:LONGEST_CHALLENGE],
        skew_s=skew(found),
    )


def response(
    raw: "socket.socket", method: str, parts: SplitResult, proxy: Proxy | None, login: Login | None
) -> "http.client.HTTPResponse":
    """Return a server's response, whose head has been read."""
    import http.client

    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or PORTS[parts.scheme])
    connection.sock = raw
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    place = parts.netloc.rpartition("@")[2]
    headers = {"Host": place, "User-Agent": AGENT, "Connection": "close"}
    if login:
        headers["Authorization"] = basic(login)
    if proxy and proxy.login:
        headers["Proxy-Authorization"] = basic(proxy.login)
    connection.request(method, f"{parts.scheme}://{place}{path}" if proxy else path, headers=headers)
    return connection.getresponse()


def tunnel(raw: "socket.socket", target: str, login: Login | None) -> str:
    """Have a proxy lead on to a server; return why it does not, or nothing."""
    proof = f"Proxy-Authorization: {basic(login)}\r\n" if login else ""
    raw.sendall(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\nUser-Agent: {AGENT}\r\n{proof}\r\n".encode())
    head = b""
    while b"\r\n\r\n" not in head and len(head) < 1 << 16:
        part = raw.recv(1)  # what follows the head is TLS, and not for us
        if not part:
            break
        head += part
    line = head.partition(b"\r\n")[0].decode("latin-1")
    return "" if line.split(" ", 2)[1:2] == ["200"] else f"it answers {line[:100]!r}"


def skew(found: "http.client.HTTPResponse") -> int | None:
    """Return by how many seconds a server's clock is ahead of this machine's; None where it does not tell the time.

    What a cache has kept tells the time at which it was made, and its age (RFC 9111).
    """
    from email.utils import parsedate_to_datetime

    try:
        told = parsedate_to_datetime(found.getheader("Date") or "").timestamp()
        return round(told + float(found.getheader("Age") or 0) - time.time())
    except (ValueError, OverflowError, OSError):
        return None


def basic(login: Login) -> str:
    """Return a login as HTTP writes it."""
    from base64 import b64encode

    return "Basic " + b64encode(f"{login.name}:{login.password}".encode()).decode()
