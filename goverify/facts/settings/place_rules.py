"""Settings that must be absolute paths, and what fails where one is not: text in, what is wrong out.

Sources: cmd/go/internal/modload (GOWORK), cmd/go/internal/modfetch (GOMODCACHE), cmd/go/internal/work (GOBIN).
"""

import re

OUTCOMES = {
    "GOBIN": "go install refuses it",
    "GOMODCACHE": "go refuses it as soon as a module is needed",
    "GOWORK": "every build fails",
}
"""By variable, what comes of a path that is not absolute."""

WORDS = {"GOBIN": frozenset[str](), "GOMODCACHE": frozenset[str](), "GOWORK": frozenset({"off", "auto"})}
"""What else these variables take."""


def path_fault(name: str, value: str, *, absolute: bool) -> str:
    """Return why a path is none that go accepts, as the end of a sentence; empty where it is one."""
    return "" if absolute or value in WORDS[name] else f"{why_relative(value)}, and {OUTCOMES[name]}"


def why_relative(value: str) -> str:
    """Return what is wrong with a path that is not absolute, as far as its characters show it."""
    if value.startswith("~"):
        return "begins with a ~ that no shell expanded"
    if re.match(r"""["']""", value):
        return "holds quote characters, which belong to a shell's line"
    if found := re.search(r"\$\{?\w+\}?|%\w+%", value):
        return f"holds {found[0]} as it was written, which only a shell expands"
    return "is no absolute path"
