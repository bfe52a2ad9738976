"""The streams: one document to stdout or a file, everything else to stderr."""

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

from goverify.stops import BadInput, ReaderGone

INPUT_LIMIT_BYTES = 16 << 20
"""More than any recording holds; what is larger was named by mistake."""

STREAM = r"/dev/(?:stdout|stderr|fd/\d+)$|/proc/"
"""Names of what is open already: it may be a file, and its name in that folder is no place to put one."""


class BadFile(BadInput):
    """A file that an option names cannot be read or written; the text says why."""


class Shape(NamedTuple):
    """What the reader of a text document can see."""

    width: int
    colour: bool
    unicode: bool


def shape(output: str) -> Shape:
    """Return what the destination can show; NO_COLOR (no-color.org) and TERM=dumb are obeyed."""
    terminal = shown_to_a_person(output)
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    encoding = "utf-8" if output else sys.stdout.encoding or "ascii"
    return Shape(columns(sys.stdout.fileno()) if terminal else 100, colour, _encodes(encoding, "✓✗•—"))


def shown_to_a_person(output: str) -> bool:
    """Return whether a document goes to a terminal."""
    return not output and sys.stdout.isatty()


def columns(stream: int) -> int:
    """Return the width of the terminal behind a stream."""
    try:
        return os.get_terminal_size(stream).columns or 80
    except OSError:
        return 80


def _encodes(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def write(document: str, output: str) -> None:
    """Write a document to the file, wholly or not at all, or to stdout if `output` is empty."""
    with writing(output) as put:
        put(document)


@contextlib.contextmanager
def writing(output: str) -> Iterator[Callable[[str], object]]:
    """Lend what writes a document part by part, to a terminal each at once; a file appears when all of it is written."""
    if not output:
        yield _putting()
        try:
            sys.stdout.buffer.flush()
        except OSError as error:
            raise _unwritten(error) from error
        return
    import re
    import tempfile  # it costs as much as the rest of this module, and few runs write a file

    target = Path(output)
    try:
        if re.match(STREAM, output) or (target.exists() and not target.is_file()):
            with target.open("a", encoding="utf-8") as device:  # it cannot be replaced
                yield device.write
            return
        if target.is_symlink():
            target = target.resolve()  # the link stays, and leads to the new file
        handle, draft = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with open(handle, "w", encoding="utf-8", newline="\n") as stream:
                yield stream.write
            Path(draft).chmod(0o666 & ~_umask())
            Path(draft).replace(target)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BadFile(f"cannot write {output}: {error.strerror or error}") from error


def _putting() -> Callable[[str], object]:
    stream, encoding = sys.stdout.buffer, sys.stdout.encoding or "utf-8"
    at_once = sys.stdout.isatty()

    def put(part: str) -> None:
        try:
            stream.write(part.encode(encoding, "backslashreplace"))
            if at_once:
                stream.flush()
        except OSError as error:
            raise _unwritten(error) from error

    return put


def _unwritten(error: OSError) -> ReaderGone | BadFile:
    """Return what it means that stdout took no more; a pipe without a reader is an invalid argument on Windows."""
    if isinstance(error, BrokenPipeError) or (sys.platform == "win32" and error.errno == errno.EINVAL):
        return ReaderGone()
    return BadFile(f"cannot write to stdout: {error.strerror or error}")


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def folder(name: str) -> str:
    """Return the name of a folder that an option names; BadFile where it is none."""
    if not Path(name).is_dir():
        raise BadFile(f"{name} is not a folder")
    return name


def read(name: str) -> str:
    """Return the text of a file that an option names; "-" is stdin."""
    try:
        if name == "-":
            data = sys.stdin.buffer.read(INPUT_LIMIT_BYTES + 1)
        else:
            with Path(name).open("rb") as stream:
                data = stream.read(INPUT_LIMIT_BYTES + 1)
    except OSError as error:
        raise BadFile(f"cannot read {name}: {error.strerror or error}") from error
    if len(data) > INPUT_LIMIT_BYTES:
        raise BadFile(f"cannot read {name}: it is larger than {INPUT_LIMIT_BYTES >> 20} MiB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadFile(f"cannot read {name}: it is not UTF-8 text (line {line}, byte {error.start})") from error


def complain(message: str) -> None:
    """Write one line to stderr, in which no name that somebody chose acts on a terminal or a runner that reads the log."""
    from goverify.render.layout import visible  # few runs complain

    line = f"goverify: {visible(message)}\n"
    sys.stderr.write(
        line.encode(sys.stderr.encoding or "ascii", "backslashreplace").decode(sys.stderr.encoding or "ascii")
    )
    sys.stderr.flush()


def abandon_stdout() -> None:
    """Let nothing more be written to a pipe whose reader has gone, also not at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def leave(status: int) -> NoReturn:
    """End the process at once: taking the interpreter apart costs 20 ms, and a thread that hangs must not hold it."""
    with contextlib.suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)
