"""What in GODEBUG ends every Go program, or is passed over.

Sources: internal/godebugs (Removed), runtime (parsegodebug, schedinit), tried on 1.21.13, 1.26.6 and 1.27.3.
"""

import re
from collections.abc import Mapping

from goverify.facts import Facts
from goverify.facts.release import Release
from goverify.facts.release_lists import source_of
from goverify.facts.settings.value_rules import Fault

ENDS_PROGRAMS = (1, 27, 0)
"""The first release whose programs end at their start where a removed switch is set back."""

NO_DEEP_CGOCHECK = (1, 21, 0)
"""The first release whose programs end at their start with cgocheck=2 (go.dev/doc/go1.21)."""

LIMIT_FIELDS = 200

_ROW = re.compile(r'^\t\{Name: "(\w+)", +Removed: \d+, +Old: (.*)$', re.MULTILINE)
_WORDS = {"zero": "0", "one": "1"}

REMOVED = {
    "asynctimerchan": frozenset("12"),
    "gotypesalias": frozenset("0"),
    "tls10server": frozenset("1"),
    "tls3des": frozenset("1"),
    "tlskyber": frozenset("0"),
    "tlsrsakex": frozenset("1"),
    "tlsunsafeekm": frozenset("1"),
    "x509keypairleaf": frozenset("0"),
    "x509sha1": frozenset("1"),
}
"""What 1.27 has removed, with the values that would set it back."""


def removed_switches(ask: Facts) -> Mapping[str, frozenset[str]]:
    """Return the switches that the release at work has removed, with the values that no program starts with."""
    table = source_of(ask, "internal/godebugs/table.go") or ""
    rows = ((name, rest.partition(",")[0].partition("}")[0].strip(), rest) for name, rest in _ROW.findall(table))
    found = {
        name: frozenset(_WORDS[word]) if word in _WORDS else frozenset(re.findall(r's == "(\w+)"', rest))
        for name, word, rest in rows
    }
    return (REMOVED if not found or "asynctimerchan" in found else {}) | found


def godebug_fault(text: str, release: tuple[int, int, int], removed: Mapping[str, frozenset[str]]) -> Fault | None:
    """Return what in GODEBUG is wrong under a release: what ends programs first, then what is passed over."""
    fields = text.split(",")[:LIMIT_FIELDS]
    pairs = [field.partition("=") for field in fields]
    for name, _, value in pairs if release >= ENDS_PROGRAMS else ():
        if value in removed.get(name, ()):
            return Fault(
                f"holds {name}={value}, which brings back what this release has removed, and every Go program ends "
                "at its start, go itself included"
            )
    for name, _, value in pairs if release >= NO_DEEP_CGOCHECK else ():
        if name == "cgocheck" and re.fullmatch(r"\+?0*(?:[2-9]|[1-9]\d{1,8})", value):
            return Fault(
                f"holds cgocheck={value}, which this release has in GOEXPERIMENT=cgocheck2 alone, and every Go "
                "program ends at its start, go itself included"
            )
    loose = next((field for field, (_, mark, _) in zip(fields, pairs, strict=True) if field and not mark), None)
    return Fault(f"holds {loose}, which is no name=value, and Go passes over it", ignored=True) if loose else None


def known_switches(ask: Facts) -> frozenset[str]:
    """Return the switches that the release at work takes in go.mod; nothing where its source does not tell."""
    table = source_of(ask, "internal/godebugs/table.go") or ""
    return frozenset(re.findall(r'^\t\{Name: "(\w+)", +Package:', table, re.MULTILINE))


def directive_fault(ask: Facts, name: str, value: str, release: tuple[int, int, int]) -> str:
    """Return why go refuses a godebug line of a go.mod, as the end of a sentence; empty where nothing shows that it does.

    Source: cmd/go/internal/modload (CheckGodebug).
    """
    if name == "default":
        wanted = Release.parse(value) if value.startswith("go") else None
        if wanted is None:
            return f"default={value} is no release: it is written as default=go1.22"
        return f"default={value} is newer than the release that answers" if wanted.numbers > release else ""
    known = ask(known_switches)
    if not known or name in known:
        return ""
    removed = ask(removed_switches)
    if name not in removed or release < ENDS_PROGRAMS:
        return f"{name} is no switch that this release has for it"
    return f"{name}={value} brings back what this release has removed" if value in removed[name] else ""
