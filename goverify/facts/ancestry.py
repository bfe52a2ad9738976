"""What this process runs under: an editor's terminal, a container, CI, WSL, emulation, a package's confinement.

Two signs of different kinds must agree for "high": a variable and a process, a variable and a file. A variable alone,
which every child inherits, or an ancestor alone is "medium", a file alone or a vague variable "low". None of them
changes what a check judges.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.ancestry_signs import KNOWN, Known
from goverify.facts.provenance.judgement import Confidence
from goverify.host import Host, Reader, System
from goverify.host.paths import is_file, kind_of
from goverify.model import Evidence

LIMIT_BYTES = 16 << 10


class Circumstance(NamedTuple):
    """One thing that this process runs under."""

    kind: str
    """"editor", "container", "ci", "system", "package" or "workspace"."""
    id: str
    name: str
    confidence: Confidence
    evidence: tuple[Evidence, ...]


def ancestry(ask: Facts) -> tuple[Circumstance, ...]:
    """Return what this process runs under, as far as signs show it."""
    host = ask.host
    found = [_circumstance(host, known) for known in KNOWN]
    certain = [*filter(None, found), *_of_platform(host)]
    vendors = {each.kind for each in certain if each.id != "ci"}
    return tuple(each for each in certain if each.id != "ci" or "ci" not in vendors)


def _of_platform(host: Host) -> Iterator[Circumstance]:
    """Yield what the system itself says."""
    if host.platform.translated:
        name = "Rosetta 2" if host.platform.system is System.MACOS else "emulation"
        seen = (Evidence("processor", f"{host.platform.arch}, and this process is made for another one"),)
        yield Circumstance("system", "translated", name, Confidence.HIGH, seen)


def _circumstance(host: Host, known: Known) -> Circumstance | None:
    variable = _variable(host, known)
    if variable is None and known.by_variable:
        return None
    process, file = _process(host, known), _file(host, known)
    kernel = Evidence("kernel", host.platform.kernel) if known.id == "wsl" and host.platform.wsl else None
    seen = tuple(filter(None, (kernel, variable, process, file, _root(host, known) if file else None)))
    if not seen:
        return None
    alone = Confidence.LOW if known.vague or seen == (file,) else Confidence.MEDIUM
    return Circumstance(known.kind, known.id, known.name, Confidence.HIGH if len(seen) > 1 else alone, seen)


def _variable(host: Host, known: Known) -> Evidence | None:
    for sign in known.variables:
        name, _, wanted = sign.partition("=")
        value = host.env.get(name, "")
        if value and (not wanted or value.lower() == wanted.lower()):
            return Evidence(name, value if wanted else "is set")
    return None


def _process(host: Host, known: Known) -> Evidence | None:
    for process in host.ancestors() if known.processes else ():
        name = process.name.lower().removesuffix(".exe")
        if any(name == each or (each.endswith("*") and name.startswith(each[:-1])) for each in known.processes):
            return Evidence("ancestor", process.name)
    return None


def _file(host: Host, known: Known) -> Evidence | None:
    if host.platform.system is System.WINDOWS and not any(place.startswith("$") for place in known.files):
        return None
    for place in known.files:
        path = host.path(host.env.get(place[1:], "") if place.startswith("$") else place)
        if path.is_absolute() and _there(host, path):
            return Evidence(str(path), "is there")
    place, pattern = known.says
    said = _said(host, host.path(place), pattern) if place and host.platform.system is System.LINUX else ""
    return Evidence(place, f"says {said}") if said else None


def _root(host: Host, known: Known) -> Evidence | None:
    """Return the root file system where it is the one that goes with a file: an image's, of layers."""
    try:
        found = host.filesystem(host.path("/")).type if known.root else ""
    except (OSError, LookupError):
        return None
    return Evidence("/", f"is {found}") if known.root and found == known.root else None


def _there(host: Host, path: PurePath) -> bool:
    try:
        return kind_of(host, path) is not None
    except OSError:
        return False


def _said(host: Host, path: PurePath, pattern: str) -> str:
    """Return the words in a file that fit, and nothing else of it."""

    def judge(reader: Reader) -> str:
        found = re.search(pattern, reader.read(0, LIMIT_BYTES).decode("utf-8", "replace"))
        return found[0] if found else ""

    try:
        return host.judged(path, f"says {pattern}", judge) if is_file(host, path) else ""
    except OSError:
        return ""
