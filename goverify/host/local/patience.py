"""Patience with servers: one that let a question wait is not asked another, so that time limits do not add up."""

import time
from collections.abc import Callable, Mapping, MutableMapping
from urllib.parse import urlsplit

from goverify.host.local.proxies import proxy_for
from goverify.host.web import Exchange

PATIENCE_S = 3.0
"""For a question that comes to nothing; a refusal takes milliseconds."""

Silent = MutableMapping[str, Exchange]
"""What came of asking the servers that are not asked again, each by the host and port that the question goes to."""


def asked(silent: Silent, url: str, env: Mapping[str, str], question: Callable[[], Exchange]) -> Exchange:
    """Return what comes of a question; what came of an earlier one where that kept this machine waiting for nothing."""
    way = _way(url, env)
    if way in silent:
        return silent[way]
    begun = time.monotonic()
    came = question()
    if came.trouble and time.monotonic() - begun > PATIENCE_S:
        silent[way] = came
    return came


def _way(url: str, env: Mapping[str, str]) -> str:
    """Return the host and port that a question goes to: the HTTP proxy's where there is one."""
    try:
        parts = urlsplit(url)
        proxy = proxy_for(parts, env)
    except ValueError:
        return url
    return proxy.address if proxy else parts.netloc.rpartition("@")[2]
