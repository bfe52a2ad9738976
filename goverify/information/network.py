"""What bounds the connections of Go programs. Sources: tcp(7), Documentation/networking/ip-sysctl.rst, src/net/sock_linux.go."""

import re

from goverify.facts import Facts
from goverify.facts.machine.kernel_values import kernel_value
from goverify.host.paths import read_text
from goverify.information.item import LINUX, Item, Seen, told

SOMAXCONN = "/proc/sys/net/core/somaxconn"
REUSE, RECYCLE = "/proc/sys/net/ipv4/tcp_tw_reuse", "/proc/sys/net/ipv4/tcp_tw_recycle"
PORTS, SOCKETS = "/proc/sys/net/ipv4/ip_local_port_range", "/proc/net/sockstat"

SHORT_QUEUE = 1024
SOCKETS_BYTES = 4 << 10
CROWDED = 0.8
"""Of the ports, waiting: beyond it new connections begin to fail."""


def queue(ask: Facts) -> Seen | None:
    """Return how long the queue of a listener gets."""
    value = kernel_value(ask, SOMAXCONN)
    if value is None or not re.fullmatch(r"\d{1,10}", value):
        return None
    meaning = f"net.Listen asks for a queue of {value} connections, as Go reads this file itself."
    if int(value) < SHORT_QUEUE:
        meaning += " That is short: in a burst further ones wait for a second try, or are refused."
    return Seen(value, meaning)


def reuse(ask: Facts) -> Seen | None:
    """Return what becomes of ports whose connection is over, and say so where the harmful switch beside it is on."""
    if kernel_value(ask, RECYCLE) == "1":
        meaning = "tcp_tw_recycle, which is on here, drops connections of clients that share an address: switch it off."
        return Seen("tcp_tw_recycle is 1", meaning)
    return _REUSE(ask)


_REUSE = told(
    REUSE,
    {
        "0": Seen("0 (off)"),
        "1": Seen("1 (on)", "A new outgoing connection may take a port whose old one is over; servers gain nothing."),
        "2": Seen("2 (on the loopback alone)"),
    },
)


def ports(ask: Facts) -> Seen | None:
    """Return the ports of outgoing connections, and how many of them wait where these are most of all."""
    found = re.fullmatch(r"(\d{1,5}) (\d{1,5})", kernel_value(ask, PORTS) or "")
    if found is None:
        return None
    first, last = int(found[1]), int(found[2])
    many = max(0, last - first + 1)
    waiting = re.search(
        r"^TCP: .*\btw (\d{1,9})", read_text(ask.host, ask.host.path(SOCKETS), SOCKETS_BYTES) or "", re.MULTILINE
    )
    crowded = waiting is not None and int(waiting[1]) > CROWDED * many
    meaning = "Most of them wait after a connection was closed: reuse connections, as one http.Client for all does."
    return Seen(f"{first} to {last}, {many} ports", meaning if crowded else "")


ITEMS = (
    Item(
        "host.somaxconn",
        "Longest queue of a listener",
        LINUX,
        SOMAXCONN,
        "net.Listen asks for a queue of as many connections as this file says, which Go reads itself.",
        queue,
        "No argument of net.Listen sets the queue; and it is not 128 by default, but 4096 since Linux 5.4.",
    ),
    Item(
        "host.tcp-tw-reuse",
        "Reuse of ports whose connection is over",
        LINUX,
        f"{REUSE}, {RECYCLE}",
        "It hardly matters to a Go program that keeps its connections open, as one http.Client for all requests does.",
        reuse,
        "tcp_tw_recycle, which is often recommended with it, is gone since Linux 4.12; before, it lost clients' connections.",
    ),
    Item(
        "host.local-ports",
        "Ports for outgoing connections",
        LINUX,
        f"{PORTS}, {SOCKETS}",
        "Each connection that a program opens to one address takes one of them, and holds it for a minute after its end.",
        ports,
        "A shorter tcp_fin_timeout does not free them sooner: the minute of TIME_WAIT is fixed in the kernel.",
    ),
)
