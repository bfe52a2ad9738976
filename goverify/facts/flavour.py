"""Which compiler's go a go command is: the Go project's, or the one that comes with GCC.

gccgo's go was built by gccgo, hence has no Go build info; it needs gccgo's library, and has no tree of its own.
"""

import re

from goverify.facts import Blocked, Facts
from goverify.facts.go_commands import GoCommand
from goverify.facts.identity import identity

_NAME = re.compile(r"^(?:[a-z0-9_]+-(?:[a-z0-9_]+-)*)?go-\d{1,2}(?:\.\d+)?$")
"""Such as go-12, and x86_64-linux-gnu-go-12 behind it."""


def is_gccgo(ask: Facts, go: GoCommand) -> bool:
    """Return whether a go command is gccgo's, by its file where that shows it, else by what it answers."""
    if go.binary is not None and go.binary.go is not None:
        return False
    if go.binary is not None and any(name.startswith("libgo.so") for name in go.binary.needed):
        return True
    if go.wrapper or _NAME.match(go.file.name):
        return _says_so(ask, go) or (not go.wrapper and go.binary is not None and go.binary.interpreter is not None)
    return _says_so(ask, go)


def _says_so(ask: Facts, go: GoCommand) -> bool:
    try:
        said = ask(identity, go)
    except Blocked:
        return False
    return "gccgo" in said.version or (said.version == "unknown" and "/" in said.gccgo)
