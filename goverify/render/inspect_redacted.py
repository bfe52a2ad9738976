"""The rows of `goverify inspect` without secrets: of build settings, those that people write pass a redactor.

What Go chooses out of words of its own is left alone, since hundreds of files have it and a look takes time.
"""

from collections.abc import Callable

from goverify.binfmt import Binary, GoBuild
from goverify.inspected import Row

OWN = frozenset(
    "-asan -buildmode -compiler -cover -covermode -msan -race -trimpath CGO_ENABLED DefaultGODEBUG GO386 GOAMD64 GOARCH GOARM GOARM64"
    " GOEXPERIMENT GOFIPS140 GOMIPS GOMIPS64 GOOS GOPPC64 GORISCV64 GOWASM vcs vcs.modified vcs.revision vcs.time".split()
)
"""Settings that hold a word of Go's, a commit or a time."""


def redacted(row: Row, text: Callable[[str], str]) -> Row:
    """Return the row as it may be shown; `text` takes secrets out of a text."""
    binary = row.binary
    if binary is None or not (binary.go or binary.slices or binary.first_line):
        return row
    shown = _binary(binary, text)
    return row if shown is binary else row._replace(binary=shown)


def _binary(binary: Binary, text: Callable[[str], str]) -> Binary:
    if binary.first_line:
        return binary._replace(first_line=text(binary.first_line))
    go = binary.go and _go(binary.go, text)
    slices = tuple(part._replace(binary=_binary(part.binary, text)) for part in binary.slices)
    return binary if go is binary.go and not slices else binary._replace(go=go, slices=slices)


def _go(go: GoBuild, text: Callable[[str], str]) -> GoBuild:
    if not any(value and key not in OWN for key, value in go.settings):
        return go
    shown = ((key, text(value) if value and key not in OWN else value) for key, value in go.settings)
    return go._replace(settings=tuple(shown))
