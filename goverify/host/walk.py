"""The walk through files and folders: every name below them, in order, the same live and recorded."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from goverify.host import Entry, Host, Kind
from goverify.host.paths import Chain, follow


class Place(NamedTuple):
    """A name that the walk came to."""

    path: PurePath
    named: bool
    """It is where the walk began."""
    entry: Entry | None = None
    """None where nothing stands there, or where that cannot be said."""
    error: OSError | None = None
    """Why nothing can be said of it; of a folder, why it could not be listed."""
    chain: Chain | None = None
    """Of a link where the walk began: the way to what is behind it."""


def walk(host: Host, name: str) -> Iterator[Place]:
    """Yield the file of that name, or sorted all files, links and the like below the folder; only `name` itself is followed."""
    path = host.path(name)
    start = _stand(host, path, named=True) if name else Place(path, named=True)
    if start.entry is not None and start.entry.kind is Kind.LINK:
        start = start._replace(chain=follow(host, path))
    kind = start.chain.kind if start.chain else start.entry and start.entry.kind
    if kind is Kind.FOLDER:
        yield from _below(host, start)
    else:
        yield start


def _below(host: Host, place: Place) -> Iterator[Place]:
    """Yield what is below a folder; a stack, since a tree may be deeper than Python recurses."""
    stack: list[Iterator[PurePath]] = []
    while True:
        try:
            stack.append(map(place.path.__truediv__, host.names(place.path)))
        except OSError as error:
            yield place._replace(error=error)
        while stack:
            path = next(stack[-1], None)
            if path is None:
                stack.pop()
                continue
            place = _stand(host, path, named=False)
            if place.entry is not None and place.entry.kind is Kind.FOLDER:
                break
            yield place
        else:
            return


def _stand(host: Host, path: PurePath, *, named: bool) -> Place:
    try:
        return Place(path, named, host.entry(path))
    except OSError as error:
        return Place(path, named, error=error)
