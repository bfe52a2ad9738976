"""What `goverify authenticate` does: judge one tree, file by file, and write the verdict."""

import contextlib
from collections.abc import Iterator
from typing import NamedTuple

from goverify import console
from goverify.authenticated import redacted
from goverify.authentication import authenticate
from goverify.commands.guard import FINDINGS, FINE
from goverify.facts import Allowances, Facts
from goverify.host import Host
from goverify.host.redact import Level, Redactor
from goverify.render.authenticate import render, render_json
from goverify.render.style import Style

UNDECIDED = 3
STATUS = {"genuine": FINE, "repackaged": FINE, "modified": FINDINGS, "unknown": UNDECIDED}


class Writing(NamedTuple):
    """How the verdict is to be written."""

    json: bool = False
    output: str = ""
    everything: bool = False
    """Name all files, however many."""


def run(root: str, host: str, writing: Writing, *, online: bool) -> int:
    """Write what a tree is worth; the exit status is 1 for a modified one, and 3 where that cannot be told."""
    with _host(host) as where:
        verdict = redacted(
            authenticate(Facts(where, Allowances(online=online)), root), Redactor.of(where, Level.LOCAL).text
        )
    if writing.json:
        console.write(render_json(verdict), writing.output)
    else:
        shape = console.shape(writing.output)
        style = Style.fitting(shape.width, colour=shape.colour, unicode=shape.unicode)
        console.write(render(verdict, style, everything=writing.everything), writing.output)
    return STATUS[verdict.status]


@contextlib.contextmanager
def _host(file: str) -> Iterator[Host]:
    if file:
        from goverify.host.recorded import RecordedHost

        yield RecordedHost.load(console.read(file))
        return
    from goverify.host.live import LiveHost

    with LiveHost() as host:
        yield host
