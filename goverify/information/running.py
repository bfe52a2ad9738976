"""What a running Go program meets on this host, as the probe told it. Sources: path/filepath, src/runtime (netpoll), src/net, cmd/go/internal/work."""

from collections.abc import Callable

from goverify.facts import Facts
from goverify.facts.probing.probe import Step, probe
from goverify.host import System
from goverify.information.item import Item, Seen

POLLERS = {
    System.LINUX: "epoll",
    System.MACOS: "kqueue",
    System.WINDOWS: "I/O completion ports",
}


def case(ask: Facts) -> Seen | None:
    """Return whether names that differ in case alone are one name."""
    one = _step(ask, "filepath").data.get("case_insensitive")
    if one is True:
        return Seen(
            "one name",
            "Of two files whose names differ in case alone, a checkout keeps one; go refuses modules with such files.",
        )
    return Seen("different names") if one is False else None


def paths(ask: Facts) -> Seen | None:
    """Return how a path is written, and what FromSlash makes of one."""
    step = _step(ask, "filepath")
    changed, separator, between = (step.text(name) for name in ("from_slash", "sep", "list_sep"))
    return Seen(f"{separator} in a path, {between} in a list; a/b/../c becomes {changed}") if changed else None


def links(ask: Facts) -> Seen | None:
    """Return whether a program may make symbolic links."""
    made = _step(ask, "filepath").data.get("symlink")
    if made is True:
        return Seen("can be made")
    meaning = "os.Symlink fails, and so do tests and archives that need links"
    if ask.host.platform.system is System.WINDOWS:
        meaning += "; Windows' developer mode allows them"
    return Seen("cannot be made", f"{meaning}.") if made is False else None


def signals(ask: Facts) -> Seen | None:
    """Return which signals reached a program."""
    step = _step(ask, "signal")
    if step.data.get("ctrl_break") is True:
        return Seen("Ctrl+Break", "It comes as os.Interrupt; closing the console or logging off comes as SIGTERM.")
    arrived = [name for name in ("interrupt", "terminated") if step.data.get(name) is True]
    if not arrived and ask.host.platform.system is System.WINDOWS:
        return Seen("none without a console", "A program without a console is ended without being told.")
    return Seen(" and ".join(arrived)) if arrived else None


def poller(ask: Facts) -> Seen | None:
    """Return by what goroutines that wait for connections are woken."""
    step = _step(ask, "netpoll")
    name = POLLERS[ask.host.platform.system]
    return Seen(f"{name}, {step.text('echoes')} messages came back") if step.data.get("echoes") else None


def localhost(ask: Facts) -> Seen | None:
    """Return the addresses of localhost, and whether IPv6 works within this host."""
    addresses = _step(ask, "dns").items
    six = _step(ask, "netpoll").data.get("ipv6_loopback")
    if not addresses:
        return None
    tried = {True: "; IPv6 works within this host", False: "; IPv6 does not work within this host"}.get(six is True, "")
    meaning = "" if six is True else "Tests that listen on [::1] fail; net.Listen on localhost takes 127.0.0.1."
    return Seen(f"{', '.join(addresses[:4])}{tried if isinstance(six, bool) else ''}", meaning)


def metrics(ask: Facts) -> Seen | None:
    """Return how many metrics the running Go has."""
    count = _step(ask, "metrics").text("count")
    return Seen(count) if count else None


def trace(ask: Facts) -> Seen | None:
    """Return the format of execution traces."""
    header = _step(ask, "trace").text("header")
    return Seen(header) if header else None


def _step(ask: Facts, name: str) -> Step:
    return ask(probe).step(name) or Step(name, "", {})


def _item(
    id_: str, title: str, looks_at: str, meaning: str, read: Callable[[Facts], Seen | None], myth: str = ""
) -> Item:
    return Item(f"runtime.{id_}", title, tuple(System), f"{looks_at}, in the probe", meaning, read, myth)


ITEMS = (
    _item(
        "case",
        "Names that differ in case alone",
        "whether one spelling of a file's name finds another",
        "Code that opens a file under another spelling than its own works on some systems and fails on others.",
        case,
    ),
    _item(
        "paths",
        "How paths are written",
        "the separators, filepath.FromSlash, filepath.WalkDir",
        "filepath.Join and WalkDir give names with this separator; only the root is passed on as it was given.",
        paths,
        "filepath.FromSlash does not clean a path: it changes separators and nothing else; filepath.Clean takes .. away.",
    ),
    _item(
        "symbolic-links",
        "Symbolic links",
        "whether os.Symlink makes one that leads to its file",
        "go itself needs none; tests and archives may.",
        links,
    ),
    _item(
        "signals",
        "Signals that reach a program",
        "an interrupt and the request to end that the probe sends itself; on Windows Ctrl+Break",
        "signal.Notify and signal.NotifyContext hand them over, so that a program can end in good order.",
        signals,
        "go run does not pass SIGTERM on to the program, which goes on alone; and syscall.Kill does not exist on Windows.",
    ),
    _item(
        "poller",
        "What wakes goroutines that wait for connections",
        "messages over several connections of the loopback interface at once, else pipes",
        "A waiting connection takes no thread.",
        poller,
        "Threads come from the runtime itself: neither Windows' thread pools nor macOS's Grand Central Dispatch run goroutines.",
    ),
    _item(
        "localhost",
        "Addresses of localhost",
        "what the resolver of Go programs gives for localhost without asking a server; a server on ::1",
        "A server on localhost takes the IPv4 address where there is one, and a client tries one address after the other.",
        localhost,
    ),
    _item(
        "metrics",
        "Metrics of the runtime",
        "runtime/metrics: All and Read",
        "So many the running release has, each release some more.",
        metrics,
        "No address /debug/metrics comes with Go; it is a server's own work to show them.",
    ),
    _item(
        "trace-format",
        "Format of execution traces",
        "the first bytes of a trace that was written",
        "go tool trace of this release and of later ones reads it.",
        trace,
        "It is not the release of go that wrote it: the format keeps its name as long as it does not change.",
    ),
)
