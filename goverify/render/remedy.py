"""A remedy as lines of plain text, for the formats that have no other place for commands."""

from goverify.model import Fix
from goverify.render.layout import visible

UNPASTABLE = "(Not for pasting as it stands: what acts or hides in it is written out here.)"


def can_be_pasted(fix: Fix) -> bool:
    """Return whether the commands are shown as they are."""
    return all(visible(command) == command for command in fix.commands)


def remedy_lines(fix: Fix | None) -> list[str]:
    """Return what mends a fault, and each command on a line of its own."""
    if fix is None:
        return []
    lines = [f"Fix: {fix.summary}", *(f"    {command}" for command in fix.commands)]
    return lines if can_be_pasted(fix) else [*lines, UNPASTABLE]
