"""Where a Go comes from, and by what that is known: the links that lead to it, what it says, who lists it as theirs.

A path decides alone only where nothing else is laid out that way. Files that lie about are hints, of which two must
agree; a packager's record of the file, a script's own words and a program's build info settle it.
"""

from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.provenance.installers import Installer, installer, installers, pattern
from goverify.facts.provenance.records import keeper
from goverify.facts.provenance.signs import filled, holds
from goverify.facts.provenance.trail import Trail, normal, trail
from goverify.facts.provenance.wrappers import OTHER_PROGRAM, UNKNOWN_SCRIPT
from goverify.host.paths import follow
from goverify.model import Evidence

UNKNOWN = "fake-or-unknown"
UNKNOWN_TREE = "unknown-tree"


class Confidence(StrEnum):
    """How well an origin is known."""

    HIGH = "high"
    """By a path that nothing else has, an owner's record, or two signs that agree."""
    MEDIUM = "medium"
    """By one sign beside the path."""
    LOW = "low"
    """By a path that others use as well, or against its owner's records."""


class Provenance(NamedTuple):
    """Where a Go comes from."""

    id: str
    """Of data/installers.toml."""
    name: str
    kind: str
    confidence: Confidence
    evidence: tuple[Evidence, ...]
    label: str
    """The short name that people know the origin by; empty where there is none."""
    version: str
    """What decides which release it runs, in words."""
    remove: str


class _Case(NamedTuple):
    """What speaks for one way."""

    installer: Installer
    proofs: tuple[Evidence, ...]
    signs: tuple[Evidence, ...]
    path: Evidence | None
    against: Evidence | None

    @property
    def level(self) -> int:
        """Return 3 where it is settled, 2 where enough signs agree, 1 where the path allows it, else 0."""
        if self.proofs or (self.path and self.installer.certain):
            return 3
        if self.against:
            return 0
        if self.signs and len(self.signs) >= self.installer.need:
            return 2
        return 1 if self.path and not self.installer.need else 0


def provenance(ask: Facts, path: PurePath) -> Provenance:
    """Return where a Go comes from, by the name that it has on PATH or by the root of its tree."""
    go = ask(trail, path)
    cases = [_case(ask, each, go) for each in _candidates(ask, go)]
    best = max((case for case in cases if case.level), key=_weight, default=None)
    stranger = go.wrapper in {UNKNOWN_SCRIPT, OTHER_PROGRAM} and (best is None or best.level < 3)
    if best is None or stranger:
        against = next((case.against for case in cases if case.against), None)
        return _unknown(ask, go, against if best is None else None)
    return _known(ask, best, go)


def _candidates(ask: Facts, go: Trail) -> tuple[Installer, ...]:
    """Return the ways whose paths, stand-ins or programs fit."""
    return tuple(
        each for each in installers() if each.on(ask.host.platform.system) and (_own(each, go) or _place(ask, each, go))
    )


def _own(each: Installer, go: Trail) -> Evidence | None:
    """Return the evidence that a program is the installer's own, as its build info or its content says."""
    if go.program and any(pattern(text).match(go.program) for text in each.program):
        return Evidence(str(go.end), f"is built from {go.program}")
    article = "an" if go.wrapper and go.wrapper[0] in "aeiou" else "a"
    return Evidence(str(go.end), f"is {article} {go.wrapper}") if go.wrapper in each.wrapper else None


def _place(ask: Facts, each: Installer, go: Trail) -> Evidence | None:
    """Return the evidence of the path, at its end first."""
    ends = (go.end, *([go.root] if go.root else []))
    for path in ends:
        if _fits(ask, each.ends, each.words, path):
            return Evidence(str(path), "is a place that this way to install Go uses")
    for path in go.ways:
        if _fits(ask, each.ways, each.words, path):
            return Evidence(str(path), "is a name that this way to install Go gives it")
    return None


def fits_path(ask: Facts, each: Installer, path: PurePath) -> bool:
    """Return whether a path alone is one that this way uses."""
    return _fits(ask, each.ends, each.words, path) or _fits(ask, each.ways, each.words, path)


def _fits(ask: Facts, patterns: tuple[str, ...], words: tuple[str, ...], path: PurePath) -> bool:
    if not patterns:
        return False
    text = normal(ask.host, path)
    by_word = any(word in text for word in words)
    return any(
        _below_variable(ask, written, text) if written.startswith("$") else by_word and pattern(written).search(text)
        for written in patterns
    )


def _below_variable(ask: Facts, written: str, text: str) -> bool:
    """Return whether a path lies below the folder that a variable names, and fits the rest of the pattern there."""
    name, slash, rest = written[1:].partition("/")
    value = ask.host.env.get(name, "").rstrip("/\\")
    base = normal(ask.host, ask.host.path(value)) if value else ""
    return len(base) > 1 and text.startswith(base) and pattern(slash + rest).match(text[len(base) :]) is not None


def _case(ask: Facts, each: Installer, go: Trail) -> _Case:
    own = _own(each, go)
    proofs = [evidence for sign in each.proofs if (evidence := holds(ask, sign, go))]
    signs = [evidence for sign in each.signs if (evidence := holds(ask, sign, go))]
    settled = (*([own] if own else []), *proofs)
    against = _missing_record(ask, each, go) if not settled else None
    return _Case(each, settled, tuple(signs), _place(ask, each, go), against)


def _weight(case: _Case) -> tuple[int, int, int, bool, int]:
    """Return the order of cases: what settles it, then how much agrees, then the order of the table."""
    order = -installers().index(case.installer)
    return case.level, len(case.proofs) + bool(case.path), len(case.signs), not case.installer.last, order


def _known(ask: Facts, best: _Case, go: Trail) -> Provenance:
    each = best.installer
    also = tuple(evidence for sign in each.also if (evidence := holds(ask, sign, go)))
    certain = best.level == 3 or len(best.signs) + len(also) > 1
    confidence = Confidence.HIGH if certain else Confidence.MEDIUM if best.signs or also else Confidence.LOW
    links = tuple(Evidence(str(hop.link), f"leads to {hop.target}") for hop in follow(ask.host, go.found).hops)
    place = (best.path,) if best.path else ()
    others = (*best.signs, *also)
    told = (*best.proofs, *place, *others) if each.certain else (*best.proofs, *others, *place)
    label = each.label_on(ask.host.platform)
    told = tuple(dict.fromkeys((*told, *links)))
    return Provenance(each.id, each.name, each.kind, confidence, told, label, each.version, each.remove)


def _missing_record(ask: Facts, each: Installer, go: Trail) -> Evidence | None:
    """Return the evidence that the packager, whose database this host has, knows nothing of the file."""
    records = (filled(ask, sign[7:], go) for sign in each.proofs if sign.startswith("record:"))
    folder = next((found for record in records if record and (found := keeper(ask.host, record))), None)
    return Evidence(str(folder), f"holds no record of a Go package that lists {go.end}") if folder else None


def _unknown(ask: Facts, go: Trail, against: Evidence | None) -> Provenance:
    links = tuple(Evidence(str(hop.link), f"leads to {hop.target}") for hop in follow(ask.host, go.found).hops)
    evidence = (*((against,) if against else ()), Evidence(str(go.end), _stranger(go)), *links)
    each = installer(UNKNOWN_TREE if go.root and not go.wrapper else UNKNOWN)
    return Provenance(each.id, each.name, each.kind, Confidence.LOW, evidence, "", each.version, each.remove)


def _stranger(go: Trail) -> str:
    """Return what is called go, where nobody knows who put it there."""
    if go.wrapper == UNKNOWN_SCRIPT:
        return "is a script of unknown kind"
    if go.wrapper == OTHER_PROGRAM:
        return f"is another program{f', {go.program}' if go.program else ''}"
    return f"is a {go.wrapper or 'go'} of unknown origin"
