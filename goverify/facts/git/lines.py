"""The short files of a repository, each read as the one line that counts, which a recording keeps in place of the file."""

from pathlib import PurePath

from goverify.host import Host, Reader

LIMIT_BYTES = 4096


def first_line(host: Host, path: PurePath) -> str | None:
    """Return the first line of a file, bare of blanks at its end; None where it is not there, OSError where it cannot be read."""
    try:
        return host.judged(path, "git: its first line", _first_line)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _first_line(reader: Reader) -> str:
    return reader.read(0, LIMIT_BYTES).decode("utf-8", "replace").partition("\n")[0].rstrip("\0\r ")
