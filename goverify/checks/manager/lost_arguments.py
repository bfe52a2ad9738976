"""A script in place of go hands its arguments on.

Why
    A wrapper whose last line starts go without "$@" runs go with nothing: every command prints go's usage and fails.
    With "$*" all arguments arrive as one, which go takes for the name of a command.

Looks at
    The last line of the script that answers for go, read and never run. A script that decides by conditions, or
    whose last line starts something else, is left alone.

Fix
    End the line in "$@", with the quotes; or put the go that it starts before it on PATH.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.file_remedies import edited
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.managers.script_lines import Ending, ending
from goverify.facts.managers.starter import branches
from goverify.facts.managers.values import next_go
from goverify.facts.provenance.wrappers import HAND_WRITTEN
from goverify.facts.variables.shells import prepend_to_path
from goverify.host import System


@check(causes=("go-command-fails",), systems=(System.LINUX, System.MACOS))
def lost_arguments(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    if go.wrapper not in HAND_WRITTEN:
        raise Unavailable(f"{go.found} is no script of somebody's own")
    last = ask(ending, go.file)
    if last is None or branches(ask, go.file):
        raise Unavailable(f"what {go.found} starts cannot be read from its last line alone")
    yield Evidence(f"{go.file}, line {last.line}", f"starts {last.go}")
    if not last.whole:
        yield _finding(ask, go, last)


def _finding(ask: Ask, go: GoCommand, last: Ending) -> Finding:
    how = 'hands all its arguments on as one, by "$*"' if last.joined else "hands none of its arguments on"
    return Finding(
        cause="go-command-fails",
        subject=go.found,
        message=f"{go.found} is a script that starts {last.go} in line {last.line} and {how}",
        evidence=(Evidence(f"{go.file}, line {last.line}", f"starts {last.go}"),),
        fix=_fix(ask, go, last),
        detail="So go does not come to know what it is asked for.",
        concerns=("PATH", go.file),
    )


def _fix(ask: Ask, go: GoCommand, last: Ending) -> Fix:
    behind = next_go(ask, go.found.parent)
    past = f", or put {behind.parent} before it on PATH: {prepend_to_path(ask, behind.parent)}" if behind else ""
    command = edited(ask, go.file, rf"""{last.line}s/ *\("\$\*"\)\{{0,1\}} *;\{{0,1\}} *$/ "$@"/""")
    return Fix(f'End line {last.line} of {go.file} in "$@"{past}', (command,))
