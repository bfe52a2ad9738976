"""What this machine asks of the network, only ever on request: one address at a time, each within its own limits."""

import errno
import re
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from goverify.host.local import answers, patience
from goverify.host.local.proxies import PORTS, Proxy, proxy_for
from goverify.host.roots import root_places
from goverify.host.web import Certificate, Exchange, Login, Trouble

if TYPE_CHECKING:
    import socket

CONNECT_S = 5.0
TOTAL_S = 10.0
"""For a small answer that a proxy gives in half a second; one that takes longer keeps go waiting as well."""

FETCH_S = 30.0
"""For what is larger, or comes from further away."""

PLACE_IN_PYTHON = re.compile(r"\[SSL: [A-Z0-9_]+\] |_ssl\.c:\d+: | ?\(_ssl\.c:\d+\)")
"""What Python adds to OpenSSL's words."""

REDIRECTS = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 5


def exchange(
    url: str, limit_bytes: int, login: Login | None, env: Mapping[str, str], total_s: float = TOTAL_S
) -> Exchange:
    """Return what came of asking an address; never an exception, and never later than the limit.

    The environment tells of proxies and of authorities.
    """
    came: list[Exchange] = []
    thread = threading.Thread(target=lambda: came.append(_asked(url, limit_bytes, login, env)), daemon=True)
    try:
        thread.start()
    except RuntimeError as error:
        return Exchange(trouble=Trouble.UNASKED, words=str(error))
    thread.join(total_s)
    return came[0] if came else Exchange(trouble=Trouble.TIMEOUT, words=f"no answer within {total_s:.0f} s")


def fetch(url: str, limit_bytes: int, env: Mapping[str, str], silent: patience.Silent) -> bytes:
    """Return what is served at an address; FileNotFoundError where nothing is, OSError where that cannot be told."""
    if not url.startswith(("https://", "http://")):
        raise OSError(errno.EPROTONOSUPPORT, "no address of the web", url)
    place = url
    for _ in range(MOST_REDIRECTS):
        question = partial(exchange, place, limit_bytes, None, env, FETCH_S)
        answer = patience.asked(silent, place, env, question)
        place = urljoin(place, answer.location)
        if answer.status not in REDIRECTS or not place.startswith(("https://", "http://")):
            break
    if answer.trouble:
        raise OSError(errno.EIO, answer.words or answer.trouble.value, url)
    if answer.status in (404, 410):
        raise FileNotFoundError(errno.ENOENT, "nothing is served there", url)
    if answer.status != 200:
        raise OSError(errno.EIO, f"the server answered {answer.status}", url)
    if answer.cut:
        raise OSError(errno.EFBIG, f"the answer has more than {limit_bytes} bytes", url)
    return answer.body


def _asked(url: str, limit_bytes: int, login: Login | None, env: Mapping[str, str]) -> Exchange:
    import http.client

    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return Exchange(trouble=Trouble.UNASKED, words="no address of the web")
        proxy = proxy_for(parts, env)
    except ValueError as error:
        return Exchange(trouble=Trouble.UNASKED, words=str(error))
    try:
        found = _over(parts, proxy, limit_bytes, login, env)
    except _NotAnswered as failure:
        found = Exchange(trouble=failure.trouble, words=str(failure))
    except (OSError, ValueError, http.client.HTTPException) as error:
        found = Exchange(trouble=_trouble(error), words=_words(error))
    return found if proxy is None else found._replace(variable=proxy.variable, proxy=proxy.address)


class _NotAnswered(Exception):
    """No connection came about; the text says why."""

    def __init__(self, trouble: Trouble, words: str) -> None:
        super().__init__(words)
        self.trouble = trouble


def _over(
    parts: SplitResult, proxy: Proxy | None, limit_bytes: int, login: Login | None, env: Mapping[str, str]
) -> Exchange:
    raw = _connected(parts, proxy)
    try:
        if parts.scheme == "http":
            return answers.answer(raw, parts, proxy, limit_bytes, login)
        import ssl

        from goverify.host.local import tls

        context, any_roots = tls.believing(root_places(tls.system(), env))
        try:
            raw = tls.wrapped(context, raw, parts.hostname or "")
        except ssl.SSLError as error:
            now = time.strftime(tls.TIME, time.gmtime())
            certificate, skew_s = _seen(parts, proxy) if isinstance(error, ssl.CertificateError) else (None, None)
            trouble = tls.why(error, certificate, now, any_roots=any_roots)
            return Exchange(trouble=trouble, words=_words(error), certificate=certificate, skew_s=skew_s)
        return answers.answer(raw, parts, None, limit_bytes, login)
    finally:
        raw.close()


def _connected(parts: SplitResult, proxy: Proxy | None) -> "socket.socket":
    """Return a connection to a server, or through a proxy to it."""
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    if proxy is None:
        return _plain(host, port)
    try:
        raw = _plain(proxy.host, proxy.port)
    except OSError as error:
        raise _NotAnswered(Trouble.PROXY, _words(error)) from None
    if proxy.scheme != "http":
        raw.close()
        raise _NotAnswered(Trouble.UNASKED, f"{proxy.variable} names a proxy of the kind {proxy.scheme}")
    if parts.scheme == "https":
        try:
            refused = answers.tunnel(raw, f"{host}:{port}", proxy.login)
        except OSError as error:
            refused = _words(error)
        if refused:
            raw.close()
            raise _NotAnswered(Trouble.PROXY, refused)
    return raw


def _plain(host: str, port: int) -> "socket.socket":
    import socket

    connection = socket.create_connection((host, port), timeout=CONNECT_S)
    connection.settimeout(TOTAL_S)  # a proxy that has to fetch the module first takes its time
    return connection


def _seen(parts: SplitResult, proxy: Proxy | None) -> tuple[Certificate | None, int | None]:
    """Return what a server that is not believed shows, and its time; nothing of ours is told to it."""
    from goverify.host.local import tls

    try:
        with _connected(parts, proxy) as raw, tls.wrapped(tls.unbelieving(), raw, parts.hostname or "") as connection:
            certificate, skew_s = tls.shown_by(connection), None
            with suppress(Exception):  # its time is worth having, and no more than that
                bare = parts._replace(path="/", query="")
                skew_s = answers.skew(answers.response(connection, "HEAD", bare, None, None))
            return certificate, skew_s
    except (OSError, ValueError, _NotAnswered):
        return None, None


def _trouble(error: Exception) -> Trouble:
    import socket

    if isinstance(error, socket.gaierror | UnicodeError):
        return Trouble.NAME
    if isinstance(error, TimeoutError):
        return Trouble.TIMEOUT
    if isinstance(error, ConnectionRefusedError):
        return Trouble.REFUSED
    ways = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.EADDRNOTAVAIL)
    return Trouble.UNREACHABLE if isinstance(error, OSError) and error.errno in ways else Trouble.OTHER


def _words(error: Exception) -> str:
    text = getattr(error, "verify_message", "") or getattr(error, "strerror", None) or str(error)
    return PLACE_IN_PYTHON.sub("", str(text))[:200] or type(error).__name__
