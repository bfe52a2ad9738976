"""What is worth knowing about a host without being right or wrong: each item with what it means for a Go program.

Nothing here is a finding, counts in the score or changes the exit status. What cannot be read is told as such, what a
host does not have is left out.
"""

import errno
from collections.abc import Collection, Iterator

from goverify.facts import Facts, Unavailable
from goverify.information import kernel, memory, network, observing, processors, running, scheduler, storage, windows
from goverify.information.item import Item, Seen
from goverify.report_parts import InformationSummary

_MODULES = (kernel, memory, network, observing, processors, running, scheduler, storage, windows)
_ALL = [item for module in _MODULES for item in module.ITEMS]

ITEMS: dict[str, Item] = {item.id: item for item in sorted(_ALL, key=lambda item: item.id)}
"""Every item by id."""


def inform(ask: Facts, areas: Collection[str]) -> tuple[InformationSummary, ...]:
    """Return what is worth knowing about this host in these areas of checks, by the ids of the items."""
    return tuple(_known(ask, areas))


def _known(ask: Facts, areas: Collection[str]) -> Iterator[InformationSummary]:
    for item in ITEMS.values():
        told = ask.host.platform.system in item.systems and item.area in areas
        seen = _seen(ask, item) if told else None
        if seen:
            yield InformationSummary(
                item.id, item.area, item.title, seen.value, seen.meaning or item.meaning, item.myth or None
            )


def _seen(ask: Facts, item: Item) -> Seen | None:
    try:
        return item.read(ask)
    except OSError as error:
        name = errno.errorcode.get(error.errno or 0, "EIO")
        why = "this user may not" if isinstance(error, PermissionError) else name  # the same in a recording
        return Seen(f"cannot be read: {why}")
    except (Unavailable, LookupError, ValueError):
        return None
