"""The lines of the project that ask for a Go, as go reads them before it looks at anything else.

Source: cmd/go/internal/toolchain (modGoToolchain) and cmd/go/internal/gover (GoModLookup): go.work where there is one,
else go.mod; the first line that begins with the word counts, wherever it stands.
"""

from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.project.roots import project
from goverify.facts.toolchain_choice.values import Wish
from goverify.host.paths import kind_of, read_text

KEYS = ("go", "toolchain")
LONGEST = 200


def wishes(ask: Facts) -> tuple[Wish, ...]:
    """Return the lines of the file that decides; none where there is no project, or its file cannot be read."""
    found = ask(project)
    if found is None:
        return ()
    workspace = found.workspace.file if found.workspace else None
    return wishes_of(ask, workspace if workspace and kind_of(ask.host, workspace) else found.module)


def wishes_of(ask: Facts, file: PurePath | None) -> tuple[Wish, ...]:
    """Return the go line and the toolchain line of a file."""
    try:
        text = read_text(ask.host, file) if file else None
    except OSError:
        text = None
    found: dict[str, Wish] = {}
    for number, line in enumerate((text or "").split("\n"), 1):
        for key in KEYS:
            rest = line.strip().removeprefix(key)
            if file and key not in found and rest[:1] in {" ", "\t"} and line.strip().startswith(key):
                found[key] = Wish(file, number, key, rest.partition("//")[0].strip()[:LONGEST])
    return tuple(found.values())
