"""The checksum database asked over the network, where that is allowed: through the module proxy, else directly.

Source: cmd/go/internal/modfetch (sumdb.go) and golang.org/design/25530-sumdb: a proxy that serves the database answers
<proxy>/sumdb/<database>/supported. Whoever answers, only what the database has signed and proves is believed.
"""

import re
from pathlib import PurePath

from goverify.facts import Facts, Unavailable
from goverify.facts.settings.in_force import setting
from goverify.host.paths import read_text
from goverify.sumdb.client import DATABASE, Client, Proven
from goverify.sumdb.records import parse_head
from goverify.sumdb.refused import Refused
from goverify.sumdb.shelf import split
from goverify.sumdb.tiles import Fetch
from goverify.sumdb.toolchain import MODULE, version_of

LARGEST_ANSWER = 1 << 20
STATE = f"{DATABASE.name}.head"
"""The name under which the newest signed head is remembered."""

MOST_PROXIES = 4


def online_record(ask: Facts, module: str, root: PurePath) -> Proven | None:
    """Return the database's record, proven; None where it has none, or asking is not allowed; Unavailable where it does not answer."""
    if not ask.allow.online:
        return None
    host = ask.host
    remembered = host.recall(STATE)
    _insist_on_its_signature(remembered)
    client = Client(DATABASE, _source(ask, root), remembered)
    try:
        proven = client.look_up(MODULE, version_of(*split(module)))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unavailable(f"the checksum database cannot be asked: {error.strerror or error}") from error
    if client.newest != remembered:
        host.remember(STATE, client.newest)
    return proven


def _insist_on_its_signature(remembered: bytes) -> None:
    """Refuse what is remembered where the database did not sign it: then somebody else wrote it."""
    if not remembered:
        return
    try:
        parse_head(remembered, DATABASE)
    except Refused as error:
        raise Refused(f"what goverify remembers of the database in its state folder, {STATE}: {error}") from error


def _source(ask: Facts, root: PurePath) -> Fetch:
    """Return how to ask the database: through the first proxy that serves it, else directly."""
    for proxy in _proxies(ask, root):
        base = f"{proxy}/sumdb/{DATABASE.name}"
        try:
            ask.host.fetch(f"{base}/supported", LARGEST_ANSWER)
        except OSError:
            continue
        return _below(ask, base)
    return _below(ask, _direct(ask))


def _below(ask: Facts, base: str) -> Fetch:
    return lambda path: ask.host.fetch(base + path, LARGEST_ANSWER)


def _proxies(ask: Facts, root: PurePath) -> list[str]:
    """Return the proxies that the user has set, else those that the tree's go.env names."""
    given = ask(setting, "GOPROXY")
    if given is not None:
        text = given.value
    else:
        try:
            lines = (read_text(ask.host, root / "go.env", 1 << 16) or "").splitlines()
        except OSError:
            lines = []
        text = next((line.removeprefix("GOPROXY=") for line in lines if line.startswith("GOPROXY=")), "")
    words = re.split(r"[,|]", text)
    return [word.rstrip("/") for word in words if word.startswith(("https://", "http://"))][:MOST_PROXIES]


def _direct(ask: Facts) -> str:
    """Return the database's own address: GOSUMDB may name another one beside the database's name."""
    given = ask(setting, "GOSUMDB")
    words = given.value.split() if given else []
    named = words[1] if len(words) > 1 and words[0] == DATABASE.name else ""
    return named.rstrip("/") or f"https://{DATABASE.name}"
