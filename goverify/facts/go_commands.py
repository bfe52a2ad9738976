"""The go commands that a command line would start here, in order, each looked at and none of them run."""

from pathlib import PurePath
from typing import NamedTuple

from goverify.binfmt import Binary
from goverify.facts import Blocked, Facts
from goverify.facts.executable import executable
from goverify.facts.path.entries import PathEntry, shown
from goverify.facts.path.hits import Hit, HitState, path_hits
from goverify.facts.provenance.wrappers import OTHER_PROGRAM, UNKNOWN_SCRIPT, wrapper_of
from goverify.facts.release import Release
from goverify.facts.writers import alone, other_writer
from goverify.host.paths import Chain

__all__ = ["GoCommand", "Hit", "HitState", "answering_go", "go_commands", "path_hits"]


class GoCommand(NamedTuple):
    """A go that can be started."""

    found: PurePath
    """As on PATH."""
    file: PurePath
    """The file behind all links."""
    chain: Chain
    entry: PathEntry
    binary: Binary | None
    """What the file says of itself; None where it cannot be read."""
    release: Release | None
    """By its build info; None for a wrapper, whose choice is not known before it runs."""
    wrapper: str | None
    """What stands in for go ("asdf shim", "script", …); None for a go itself."""
    why_not_run: str
    """Why it is not to be run unasked; empty where it may be."""


def go_commands(ask: Facts) -> tuple[GoCommand, ...]:
    """Return the go commands on PATH; the first one answers."""
    return tuple(_command(ask, hit) for hit in ask(path_hits) if hit.state is HitState.RUNNABLE)


def answering_go(ask: Facts) -> GoCommand:
    """Return the go that a command line starts; Blocked where there is none."""
    commands = ask(go_commands)
    if not commands:
        raise Blocked("PATH offers no go that can be started")
    return commands[0]


def _command(ask: Facts, hit: Hit) -> GoCommand:
    file = hit.chain.end
    try:
        binary: Binary | None = ask(executable, file)
    except OSError:
        binary = None
    wrapper = ask(wrapper_of, hit.chain, binary)
    release = Release.parse(binary.go.version) if binary and binary.go and not wrapper else None
    why = "" if ask.allow.run_unknown else _why_not_run(ask, hit, binary, wrapper)
    return GoCommand(hit.found, file, hit.chain, hit.entry, binary, release, wrapper, why)


def _why_not_run(ask: Facts, hit: Hit, binary: Binary | None, wrapper: str | None) -> str:
    if not hit.entry.trusted:
        return f"its PATH entry {shown(hit.entry.text)} is not trusted: {hit.entry.why_untrusted}"
    writer = ask(other_writer, hit.chain.end)
    if writer and not ask(alone):
        return f"others decide what it does: {writer.reason}"
    if wrapper and (circle := _circle(ask, hit)):
        return f"it ends up calling itself: {circle}"
    if wrapper == UNKNOWN_SCRIPT:
        return f"it is a script of unknown kind ({binary.first_line if binary and binary.first_line else 'no #! line'})"
    if wrapper == OTHER_PROGRAM:
        what = f"the program {binary.go.path}" if binary and binary.go else f"a link to {hit.chain.end}"
        return f"it is {what}, no go command"
    return ""


def _circle(ask: Facts, hit: Hit) -> str:
    """Return the stand-ins that lead from a name back to it; empty where none do."""
    from goverify.facts.managers.choosing import pursuit

    found = ask(pursuit, hit.found).circle
    return ", ".join(str(place) for place in (*found, *found[:1]))
