"""The field cases: what an environment is and what must be said of it, as fixtures/cases tells it, one file for each class."""

import glob
import platform
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parent.parent.parent / "fixtures" / "cases"
HOME = "/home/gopher"

HELLO = """set -e
go version
cd "$(mktemp -d)"
printf 'module hello\\n\\ngo 1.21\\n' >go.mod
printf 'package main\\n\\nimport "fmt"\\n\\nfunc main() { fmt.Println("it", "works") }\\n' >main.go
GOCACHE=${XDG_CACHE_HOME:-$HOME/.cache}/goverify/hello go build -o hello . && ./hello
"""
"""What shows that a Go works, or how it fails; with a cache that already holds the standard library."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the report must say."""

    health: tuple[str, ...]
    cause: tuple[str, ...] = ()
    """What may stand first; empty for a healthy world."""
    say: str = ""
    """What the first diagnosis' title and detail must say: a regular expression, as `fix` is."""
    fix: str = ""
    mentions: tuple[str, ...] = ()
    """What is to be said somewhere, at any severity."""
    never: tuple[str, ...] = ()
    """What must not be said at medium or above."""


@dataclass(frozen=True, slots=True)
class Case:
    """One environment and what is to be said of it."""

    id: str
    """Unique among all cases; begins with the name of its file."""
    title: str
    expect: Expected
    setup: str | None = None
    """Bash, run as root inside the world; see stage.sh for what it may use. None: no world can be built for it."""
    env: Mapping[str, str] = field(default_factory=dict)
    """The whole environment; HOME is added where it is not given."""
    user: str = "user"
    """Or root."""
    cwd: str = HOME
    args: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """Patterns of the host's own files that the case needs and that stay in its world."""
    covers: tuple[str, ...] = ()
    """Folders over which it mounts something, where the tests' own Python cannot lie then."""
    machine: str = ""
    """The processor that it needs, in uname's words; empty for any."""
    shown_by: str = HELLO
    """What a person would type to see it."""
    shows: str = ""
    """What that prints; a healthy world without it must merely exit with 0."""
    recorded: Mapping[str, Any] | None = None
    """The same facts as changes to a boring host; see recorded.py."""

    def lacks(self) -> str:
        """Return what this machine lacks for the case, or an empty text."""
        if self.machine and platform.machine() != self.machine:
            return f"needs the processor {self.machine}"
        for folder in self.covers:
            if any(path.is_relative_to(folder) for path in (Path(sys.prefix), CASES)):
                return f"covers {folder}, where these tests lie"
        return next((f"needs {pattern}" for pattern in self.needs if not glob.glob(pattern)), "")


def cases() -> list[Case]:
    """Return the cases of fixtures/cases, one file for each class."""
    found = []
    for file in sorted(CASES.glob("*.yaml")):
        for raw in yaml.safe_load(file.read_text(encoding="utf-8")):
            expect = Expected(**{name: _tuple(name, value) for name, value in raw.pop("expect").items()})
            changed: dict[str, Any] = {name: tuple(raw[name]) for name in ("args", "needs", "covers") if name in raw}
            found.append(Case(expect=expect, **raw | changed | {"id": f"{file.stem}-{raw['id']}"}))
    return found


def _tuple(name: str, value: Any) -> Any:  # YAML values
    return value if name in {"say", "fix"} else tuple([value] if isinstance(value, str) else value)
