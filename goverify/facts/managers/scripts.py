"""Which Go a small script or launcher runs that is no version manager's: read from its lines, never by running it.

Sources: sh(1) `exec`; Scoop's shims, whose .shim file beside them names the program; snap(8).
"""

import re
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.managers.script_lines import ending, script_lines
from goverify.facts.managers.values import Choice, Source, go_of, next_go
from goverify.facts.provenance.trail import version_of
from goverify.host.paths import is_file

_CHANGES_PATH = re.compile(r"(?m)^\s*(?:export\s+)?PATH=")
_SHIM = re.compile(r'(?mi)^\s*path\s*=\s*"?([^"\r\n]+?)"?\s*$')


def forwarded(ask: Facts, script: PurePath) -> Choice | None:
    """Return what a script hands all its arguments to; None where it does no such thing, or sets PATH before."""
    last = ask(ending, script)
    if last is None or not last.whole:
        return None
    if "/" not in last.go and any(_CHANGES_PATH.match(line) for line in script_lines(ask.host, script)):
        return None
    runs = ask.host.path(last.go) if "/" in last.go else next_go(ask)
    if runs is not None and not runs.is_absolute():
        runs = ask.host.cwd / runs
    there = runs is not None and is_file(ask.host, runs)
    source = Source(f"{script}, line {last.line}", script)
    unset = f", since {last.unset} is not set" if last.unset else ""
    why = f"its last line runs {last.go}{unset}" + ("" if there else ", which is not there")
    return Choice("script", None, source, there, runs if there else None, why)


def of_scoop(ask: Facts, shim: PurePath) -> Choice | None:
    """Return the program that the text file beside one of Scoop's launchers names."""
    file = shim.parent / "go.shim"
    found = _SHIM.search("\n".join(script_lines(ask.host, file)))
    if found is None:
        return None
    runs = ask.host.path(found[1])
    there = is_file(ask.host, runs)
    version = version_of(ask.host, runs.parent.parent) or None
    why = f"{file} names {runs}" + ("" if there else ", which is not there")
    return Choice("Scoop", version, Source(str(file), file), there, runs if there else None, why)


def of_snap(ask: Facts) -> Choice:
    """Return the go of the snap's current revision."""
    root = ask.host.path("/snap/go/current")
    go = go_of(ask.host, root)
    why = f"snap runs the go of {root}" + ("" if go else ", which is not there")
    source = Source(f"the link {root}", root)
    return Choice("snap", version_of(ask.host, root) or None, source, go is not None, go, why)
