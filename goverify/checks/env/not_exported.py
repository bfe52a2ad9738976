"""What a start-up file sets for Go is exported.

Why
    A shell keeps a variable to itself until it is exported: `echo $GOPATH` shows the value, and go does not get it.

Looks at
    The lines of the user's and the system's start-up files of Bourne shells that assign a setting of Go and do nothing
    else, where no line exports the name and the environment lacks it. A value that stands before a command, or that a
    file for all programs sets, is no fault.

Fix
    Export the variable in the same file.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, check
from goverify.facts.held import borne_on, cut
from goverify.facts.variables.shells import as_typed
from goverify.facts.variables.unexported import Unexported, unexported
from goverify.host import System


@check(causes=("env-not-exported",), systems=(System.LINUX, System.MACOS))
def not_exported(ask: Ask) -> Iterator[Finding | Evidence]:
    found = ask(unexported)
    yield from (_finding(ask, line) for line in found[:20])
    if not found:
        yield Evidence("the start-up files", "no setting of Go stands there without being exported")


def _finding(ask: Ask, line: Unexported) -> Finding:
    place = f"{line.file.path}, line {line.number}"
    return Finding(
        cause="env-not-exported",
        subject=line.name,
        message=f"{place} sets {line.name} and nothing exports it, so go does not get it",
        evidence=(Evidence(place, cut(line.text)), Evidence("the environment", f"has no {line.name}")),
        fix=Fix(
            f"Export {line.name} in {line.file.path}, and open a new terminal.",
            (f"echo 'export {line.name}' >> {as_typed(ask, line.file.path)}",),
        ),
        concerns=borne_on(ask),
    )
