"""What `goverify inspect` does: each row is written as soon as it is known, whatever becomes of the next."""

import functools
import signal
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

from goverify import console
from goverify.commands.guard import FINDINGS, FINE, USAGE
from goverify.commands.progress import Progress
from goverify.host.live import LiveHost
from goverify.inspected import Row, State, Summary, Tally
from goverify.inspection import Wishes, inspect
from goverify.render.layout import visible
from goverify.render.style import Style
from goverify.stops import BadInput, Interrupted

if TYPE_CHECKING:
    from goverify.host.redact import Redactor


class Showing(NamedTuple):
    """How the rows are to be written."""

    form: str = "text"
    """"text", "json" or "ndjson"."""
    output: str = ""
    verbose: int = 0
    everything: bool = False
    """List the texts, images and the like of a folder too."""


class Sheet(Protocol):
    """A document that is written part by part."""

    def begin(self) -> str:
        """Return what stands before the rows."""

    def row(self, row: Row, /) -> str:
        """Return what is written for one row."""

    def end(self, summary: Summary, exit_code: int, /) -> str:
        """Return what stands behind the rows."""


def run(names: tuple[str, ...], wishes: Wishes, showing: Showing, *, roots: str, strict: bool) -> int:
    """Write what is found under the names; the exit status is 2 where one of them leads to nothing.

    It is 1 for other faults if `strict`, and that of a signal where one ended the walk; the document is whole then too.
    """
    wishes = wishes._replace(roots=_roots(roots)) if roots else wishes
    wishes = wishes._replace(brief=showing.form == "text" and not showing.verbose and not wishes.deep)
    tally = Tally()
    with LiveHost() as host, _Stops() as stops, Progress() as progress, console.writing(showing.output) as put:
        if not console.shown_to_a_person(showing.output):  # there the rows themselves show how far it is
            progress.watch(lambda: (f"{tally.files} files so far",))
        sheet = _sheet(showing, _redaction(host), alone=len(names) == 1)
        put(sheet.begin())
        rows = inspect(host, names, wishes)
        for row in stops.between(rows):
            if row.state is State.MISSING:
                console.complain(f"{visible(row.path)}: {row.reason}")
            listed = showing.everything or not row.other
            tally.add(row, listed=listed)
            if listed:
                put(sheet.row(row))
        summary = tally.summary(complete=not stops.number)
        status = _status(summary, stops.number, strict=strict)
        put(sheet.end(summary, status))
    return status


def _status(summary: Summary, stopped_by: int, *, strict: bool) -> int:
    if stopped_by:
        return 128 + stopped_by
    if summary.missing:
        return USAGE
    return FINDINGS if strict and summary.faults else FINE


def _sheet(showing: Showing, redact: Callable[[str], str], *, alone: bool) -> Sheet:
    if showing.form == "text":
        from goverify.render.inspect_text import Text

        shape = console.shape(showing.output)
        style = Style.fitting(shape.width, colour=shape.colour, unicode=shape.unicode)
        return Text(style, redact, verbose=showing.verbose, alone=alone)
    from goverify.render.inspect_json import Document, Lines

    return Document(redact) if showing.form == "json" else Lines(redact)


def _redaction(host: LiveHost) -> Callable[[str], str]:
    """Return what takes secrets out of a text; it is made when the first text needs it, and many files say the same."""

    @functools.cache
    def redactor() -> "Redactor":
        from goverify.host.redact import Level, Redactor

        return Redactor.of(host, Level.LOCAL)

    return functools.lru_cache(maxsize=256)(lambda text: redactor().text(text))


def _roots(file: str) -> tuple[bytes, ...]:
    """Return the certificates in a PEM file in DER form; BadInput where there is none."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        certificates = x509.load_pem_x509_certificates(console.read(file).encode())
    except ValueError as error:
        if isinstance(error, BadInput):
            raise
        raise BadInput(f"{file} holds no PEM certificates") from error
    return tuple(certificate.public_bytes(Encoding.DER) for certificate in certificates)


class _Stops:
    """SIGINT and SIGTERM end the walk between two rows, never while one is being written."""

    def __init__(self) -> None:
        self.number = 0
        """Of the signal that came; 0 for none."""
        self._looking = False

    def __enter__(self) -> Self:
        self._before = [(number, signal.signal(number, self._stop)) for number in (signal.SIGINT, signal.SIGTERM)]
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before:
            signal.signal(number, handler)

    def _stop(self, number: int, _: object) -> None:
        self.number = number
        if self._looking:
            raise Interrupted(number)

    def between(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Yield the rows that are done before a signal comes."""
        try:
            while not self.number:
                self._looking = True
                row = next(rows, None)
                self._looking = False
                if row is None:
                    return
                yield row
        except Interrupted:
            return
        finally:
            self._looking = False
