"""What a server made of a question, put into a word: reached, without such a module, refusing, out of reach."""

import threading
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeVar
from urllib.parse import urljoin

from goverify.facts import Facts
from goverify.facts.words import plain
from goverify.host.web import Exchange, Login, Trouble

K = TypeVar("K")
V = TypeVar("V")

REDIRECTS = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 5
SMALL_BYTES = 1 << 16
OUT_OF_REACH = (502, 503, 504)
"""What a gateway says when the server behind it does not answer."""


class State(StrEnum):
    """How a question ended."""

    REACHED = "reached"
    ABSENT = "absent"
    """The server has no such thing (404, 410)."""
    REFUSED = "refused"
    """It answers, but not with what was asked for."""
    UNREACHABLE = "unreachable"
    DISTRUSTED = "distrusted"
    """Its certificate is not believed."""
    UNKNOWN = "unknown"
    """It could not be asked from here."""


class Answer(NamedTuple):
    """What came of a question, redirects followed."""

    url: str
    state: State
    exchange: Exchange
    why: str
    """What is so, as the end of a sentence that begins with the server; empty where it was reached."""


def asked(ask: Facts, url: str, limit_bytes: int = SMALL_BYTES, login: Login | None = None) -> Answer:
    """Return what comes of an address; a login goes to its own server alone."""
    place, came = url, Exchange()
    for _ in range(MOST_REDIRECTS):
        came = ask.host.exchange(place, limit_bytes, login)
        if came.status not in REDIRECTS or not came.location:
            break
        ahead = plain(urljoin(place, came.location).partition("#")[0])
        if not ahead.startswith(("http://", "https://")) or (place.startswith("https:") and ahead.startswith("http:")):
            break
        login = login if _server(ahead) == _server(place) else None
        place = ahead
    state, why = _judged(came)
    why = plain(why)
    if place != url and why:
        why = f"leads on to {_server(place)}, which {why}"
    return Answer(place, state, came, why)


def is_page(came: Exchange) -> bool:
    """Return whether an answer is a page for people."""
    return came.content_type in {"text/html", "application/xhtml+xml"} or came.body[:200].lstrip()[:1] == b"<"


def side_by_side(task: Callable[[K], V], items: Sequence[K]) -> tuple[V, ...]:
    """Return what a task gives for each of a few items, in their order, so that a server that hangs delays no other."""
    done: dict[int, V] = {}
    failed: dict[int, Exception] = {}

    def work(number: int) -> None:
        try:
            done[number] = task(items[number])
        except Exception as error:  # noqa: BLE001 - a thread has nobody else to tell
            failed[number] = error

    # Daemons, so that a server that hangs keeps no report waiting at its end.
    threads = [threading.Thread(target=work, args=(number,), daemon=True) for number in range(1, len(items))]
    for number, thread in enumerate(threads, 1):
        try:
            thread.start()
        except RuntimeError:  # this session may have no more of them
            work(number)
    if items:
        work(0)
    for thread in threads:
        if thread.ident is not None:
            thread.join()
    for error in failed.values():
        raise error
    return tuple(done[number] for number in range(len(items)))


def _server(url: str) -> str:
    return url.split("/", 3)[2]


def _judged(came: Exchange) -> tuple[State, str]:
    if came.trouble is not None:
        return _of_trouble(came)
    status = came.status or 0
    if status == 200:
        page = "sends a web page, such as one to log in on"
        return (State.REFUSED, page) if is_page(came) else (State.REACHED, "")
    state, why = _OF_STATUS.get(status, (State.REFUSED, ""))
    return state, f"answers {status}{why}"


_OF_STATUS = {
    **dict.fromkeys((404, 410), (State.ABSENT, "")),
    **dict.fromkeys(OUT_OF_REACH, (State.UNREACHABLE, ": the gateway cannot reach what is behind it")),
    **dict.fromkeys(REDIRECTS, (State.REFUSED, " and leads to nothing that go follows")),
    **dict.fromkeys((401, 407), (State.REFUSED, ": it wants a login")),
    403: (State.REFUSED, ": it does not let this user in"),
    429: (State.REFUSED, ": it was asked too often"),
    500: (State.REFUSED, ": something in it fails"),
}


_WORDS = {
    Trouble.NAME: "cannot be found: its name is not known here ({words})",
    Trouble.REFUSED: "refuses the connection",
    Trouble.TIMEOUT: "does not answer in time ({words})",
    Trouble.UNREACHABLE: "cannot be reached ({words})",
    Trouble.NOT_TLS: "does not speak TLS ({words})",
    Trouble.OTHER: "breaks the conversation off ({words})",
    Trouble.UNTRUSTED: "shows a certificate from {issuer}, whom this machine does not trust",
    Trouble.NO_ROOTS: "shows a certificate, and this machine has no authority to trust",
    Trouble.EXPIRED: "shows a certificate that expired on {ends}",
    Trouble.NOT_YET_VALID: "shows a certificate that is valid from {begins} on",
    Trouble.OTHER_NAME: "shows a certificate for another server",
    Trouble.UNASKED: "could not be asked from here ({words})",
}


def _of_trouble(came: Exchange) -> tuple[State, str]:
    trouble, shown = came.trouble or Trouble.OTHER, came.certificate
    state = State.DISTRUSTED if trouble.of_the_certificate else State.UNREACHABLE
    state = State.UNKNOWN if trouble is Trouble.UNASKED else state
    if trouble is Trouble.PROXY:
        return state, f"cannot be reached through {came.variable}, whose proxy {came.proxy} does not help: {came.words}"
    return state, _WORDS[trouble].format(
        words=came.words,
        issuer=(shown.issuer if shown else "") or "somebody",
        begins=shown.begins[:10] if shown and shown.begins else "later",
        ends=shown.ends[:10] if shown and shown.ends else "an earlier day",
    )
