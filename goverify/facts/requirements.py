"""What a policy requires of the Go that works here, for the checks that judge it."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # a run without a policy needs neither
    import datetime as dt

    from goverify.facts.go_range import GoRange


class Waiver(NamedTuple):
    """A finding that somebody accepts for a while."""

    cause: str
    subject: str
    """A glob over subjects; empty for any."""
    reason: str
    until: "dt.date"
    """Its last day."""
    place: str
    """The file and line where it is written."""


class Requirement(NamedTuple):
    """Names of which one must fit, and where that is written."""

    names: tuple[str, ...]
    place: str


class Requirements(NamedTuple):
    """What a policy requires; None where it says nothing of it."""

    go: "GoRange | None" = None
    go_place: str = ""
    provenance: Requirement | None = None
    """Ids of data/installers.toml."""
    authenticity: Requirement | None = None
    """States of a tree."""
    waivers: int = 0
    """How many it holds."""
    expired: tuple[Waiver, ...] = ()
