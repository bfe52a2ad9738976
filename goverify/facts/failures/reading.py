"""One text with which go, its tools or a new program fail, and what it means."""

from typing import NamedTuple

TREE = "tree"
"""The subject of what is wrong with the Go tree."""

PROJECT = "project"
"""The subject of what is wrong with the project at hand: its go.work or go.mod."""

VENDOR = "vendor"
"""The subject of what is wrong with the project's vendor folder."""

REPOSITORY = "repository"
"""The subject of what is wrong with the repository around it."""


POLICY_REMEDY = (
    "Turn Smart App Control off (Windows Security, App & browser control); where an organization made the policy, "
    "ask it for a folder that may hold new programs, and set GOTMPDIR to that."
)
"""What helps where Windows starts no program that nobody has vouched for; it has no exceptions for single folders."""


class Reading(NamedTuple):
    """One text and its meaning.

    The braces of message and remedy are filled with the groups of the pattern, and with: {held}, the setting with its
    value; {root}, the Go tree; {host}, what go builds for by itself; {release} and {machine}, the go's and the system's
    names; {quote}, the line itself; {limit}, the number behind a limit; {room}, what a full file system lacks.
    """

    pattern: str
    cause: str
    message: str
    remedy: str
    """What to do; beside unsetting a setting."""
    settings: tuple[str, ...] = ()
    """What may be to blame, in the order in which go asks; a group "name" names another."""
    needs_setting: bool = True
    """It means this only where one of the settings is in force."""
    holds: str = ""
    """What the setting's value must contain."""
    in_quote: bool = False
    """The value must stand in the line that was said."""
    subject: str = ""
    """What is to blame where it is no setting; else the go."""
    commands: tuple[str, ...] = ()


def of_tree(pattern: str, cause: str, message: str, remedy: str = "") -> Reading:
    """Return a reading that blames the tree; without a remedy of its own, the tree is to be set up anew."""
    return Reading(pattern, cause, message, remedy, needs_setting=False, subject=TREE)


def of_host(pattern: str, cause: str, message: str, remedy: str, *commands: str, subject: str = "") -> Reading:
    """Return a reading that blames the machine or the session."""
    return Reading(pattern, cause, message, remedy, needs_setting=False, subject=subject, commands=commands)
