"""Whether a toolchain of some name was ever published, as far as its form, or who has every release, tells it.

A release that is newer than goverify is not judged. Source: cmd/go/internal/toolchain (Exec), go.dev/doc/toolchain.
"""

from goverify.facts.release_history import release_history
from goverify.facts.toolchain_choice.values import Ending, ToolchainChoice
from goverify.facts.toolchain_choice.versions import Version, of_toolchain

LISTED_SINCE = 20
"""From this line on the table was taken from a list of all releases."""


def why_none(choice: ToolchainChoice) -> str:
    """Return why there is no toolchain of the name that is wanted, as the end of a sentence; empty where nothing shows that."""
    if choice.ending is Ending.UNREADABLE:
        return "which is no name of a toolchain: that is written as go1.25.0"
    if choice.ending not in {Ending.DOWNLOAD, Ending.ABSENT}:
        return ""
    meant = of_toolchain(choice.wanted)
    if meant is not None and meant.lacks_patch:
        return f"which is the name of a language and of no release: the first one of that line is go{meant.line}.0"
    if choice.reach.unpublished:
        return f"which was not published: {choice.reach.why}"
    return _beyond_its_line(meant) if meant is not None else ""


def _beyond_its_line(meant: Version) -> str:
    """Return why a line that gets no more fixes has no such release; empty where it may have, or nobody knows."""
    found = next((line for line in release_history().lines if line.minor == meant.line), None)
    if found is None or found.ended_by is None or meant.minor < LISTED_SINCE or meant.patch <= found.newest.numbers[2]:
        return ""
    return f"which was never published: the last release of Go {meant.line} is {found.newest}"


def unheard_of(name: str) -> str:
    """Return that a release is newer than all that goverify knows, as a sentence; empty where it is not."""
    history, meant = release_history(), of_toolchain(name)
    newest = history.lines[0].newest
    if meant is None or (meant.major, meant.minor) <= newest.numbers[:2]:
        return ""
    return f"The newest line of Go that goverify's table of {history.as_of} has is {newest.minor}: is {name} meant?"
