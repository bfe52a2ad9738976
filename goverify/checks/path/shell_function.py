"""No exported shell function stands before the go on PATH.

Why
    A function that was exported (`export -f go`) is handed on in the environment, and every bash that is started runs
    it before it looks at PATH. `which go`, make and editors find the file, a script of bash gets the function.

Looks at
    The variable by which bash hands the function on (bash(1), "Functions"). One that comes to `command go` or to a go
    by its path is a person's own wrapper, and only worth a word.

Fix
    Unset the function, where it is exported as well as in this session.
"""

import re
from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.go_commands import answering_go
from goverify.facts.words import plain

NAMES = ("BASH_FUNC_go%%", "BASH_FUNC_go()")
"""As bash has named it since 2014, and as some distributions did."""

SHOWN = 160

_HANDS_ON = re.compile(r"""\bcommand\s+(?:-p\s+)?(?:--\s+)?go\b|/go["']?\s+["']?\$|\benv\s+(?:\S+=\S*\s+)*go\s""")


@check(causes=("go-shadowed",))
def shell_function(ask: Ask) -> Iterator[Finding | Evidence]:
    name = next((name for name in NAMES if ask.host.env.get(name, "").lstrip().startswith("()")), "")
    if not name:
        raise Unavailable("no function named go is handed on in the environment")
    go, body = ask(answering_go), " ".join(plain(ask.host.env[name]).split())
    own = bool(_HANDS_ON.search(body))
    does = "which comes to a go in its turn" if own else "which starts none of the go files on PATH by name or way"
    yield Finding(
        cause="go-shadowed",
        subject=name,
        message=f"In bash, an exported function named go hides {go.found} ({name}), {does}",
        evidence=(Evidence(name, body[:SHOWN]), Evidence(str(go.found), "what PATH leads to")),
        fix=Fix(
            "Unset the function, and take `export -f go` out of the start-up file that exports it.", ("unset -f go",)
        ),
        detail=f"It is {body[:SHOWN]}",
        severity=Severity.LOW if own else None,
    )
