"""What Go's scheduler tells of itself while a program waits: a sample that only --deep takes. Source: src/runtime/proc.go."""

from goverify.facts import Facts
from goverify.facts.probing.schedtrace import EVERY_MS, schedtrace
from goverify.host import System
from goverify.information.item import Item, Seen


def sample(ask: Facts) -> Seen:
    """Return how many threads a program has that does nothing, and whether anything waits in it."""
    seen = ask(schedtrace)
    if not seen:
        return Seen("no line", f"A program with GODEBUG=schedtrace={EVERY_MS} said nothing of its scheduler on stderr.")
    last, waiting = seen[-1], max(moment.waiting + sum(moment.queues) for moment in seen[1:] or seen)
    lines = "1 line" if len(seen) == 1 else f"{len(seen)} lines"
    threads = f"{last.threads} threads, {last.idle_threads} of them idle"
    return Seen(f"{lines} in {last.at_ms} ms: GOMAXPROCS {last.gomaxprocs}, {threads}, {waiting} goroutines waiting")


ITEMS = (
    Item(
        "runtime.scheduler",
        "Scheduler of a program that waits",
        tuple(System),
        f"with --deep, what a small program with GODEBUG=schedtrace={EVERY_MS} writes to stderr for a second",
        "Threads stay few while a program waits; goroutines that keep waiting in the queues mean too few processors.",
        sample,
        "The lines are no part of the program's output: they go to stderr, their form changed with 1.25, and with "
        "`go run` the go command is traced as well.",
    ),
)
