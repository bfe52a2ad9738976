"""The go that answers is the Go project's, not gccgo's.

Why
    GCC brings a go command of its own. It follows Go's language and library years behind, has no tools such as
    compile and vet's newer checks, and fails on modules that ask for a newer Go ("package slices is not in GOROOT").

Looks at
    What the go file needs to run (libgo.so), its name (go-12), and what it answers: its version is "unknown".

Fix
    Put the Go project's go first on PATH, or install it.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, check
from goverify.facts.flavour import is_gccgo
from goverify.facts.go_commands import GoCommand, answering_go, go_commands
from goverify.facts.goroot_left import freed
from goverify.facts.provenance.installations import installations
from goverify.facts.variables.shells import prepend_to_path


@check(causes=("gccgo-first",))
def gccgo(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    if not ask(is_gccgo, go):
        yield Evidence(str(go.found), "is the Go project's")
        return
    needs = ", ".join(go.binary.needed) if go.binary else ""
    yield Finding(
        cause="gccgo-first",
        subject=go.found,
        message=f"{go.found} is gccgo's go ({go.file.name}), with GCC's older Go language and library",
        evidence=(Evidence(str(go.file), f"carries no Go build info, needs {needs or 'nothing'}"),),
        fix=_fix(ask, go),
        detail="gccgo's go compiles with GCC, knows no toolchain switching, and lacks packages of recent releases.",
        concerns=("PATH", go.file),
    )


def _fix(ask: Ask, go: GoCommand) -> Fix:
    behind = (each.found.parent for each in ask(go_commands) if each.found != go.found and not ask(is_gccgo, each))
    lying = (place.root / "bin" for place in ask(installations))
    folder = next(behind, None) or next(lying, None)
    if folder is not None:
        put = Fix(f"Put {folder} first on PATH.", (prepend_to_path(ask, folder),))
        return freed(ask, put, folder / "go")
    summary = "Install the Go project's go from https://go.dev/dl/, or from the distribution, where golang-go takes the place of gccgo-go."
    return Fix(summary, ("sudo apt-get install golang-go",))
