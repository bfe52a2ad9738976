r"""This session has the variables that Windows gives to new ones.

Why
    Windows hands its stored variables to a program at its start. A terminal, or an editor and every terminal in it,
    that was open before an install or a change keeps the old values, and go there is another one than everywhere else.

Looks at
    Go's variables, and the entries of PATH that lead to a go, in the registry (HKCU\Environment, and the machine's key)
    against this process. A value that a PowerShell profile sets, a CI job's own variables, and a PATH that has the
    stored entry at another place are no fault; nor is a variable that is stored nowhere.

Fix
    Close the terminal, and the editor that it belongs to, and open it anew.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.held import cut
from goverify.facts.variables.shells import Shell, user_shell
from goverify.facts.variables.stored_environment import (
    StalePath,
    StoredVariable,
    stale_path,
    stale_variables,
    stored_variables,
)
from goverify.host import System

REOPEN = "Close this terminal, and the editor that it belongs to, and open it anew; a value that was meant for this session alone is no fault."
WHOLE_PATH = "$env:Path = [Environment]::GetEnvironmentVariable('Path', 'Machine') + ';' + [Environment]::GetEnvironmentVariable('Path', 'User')"


@check(causes=("env-stale",), systems=(System.WINDOWS,))
def stale_terminal(ask: Ask) -> Iterator[Finding | Evidence]:
    stored, other_go = ask(stored_variables), ask(stale_path)
    if other_go:
        yield _of_path(ask, other_go)
    for variable in ask(stale_variables):
        yield _of_variable(ask, variable)
    if not stored and other_go is None:
        raise Unavailable("Windows stores no variable of Go's")
    yield from (Evidence(each.place.where, cut(each.place.text)) for each in stored[:20])


def _of_variable(ask: Ask, stored: StoredVariable) -> Finding:
    here = ask.host.env.get(stored.name, "")
    held = f"{stored.name}={cut(here)}" if here else f"no {stored.name}"
    take_over = f"$env:{stored.name} = [Environment]::GetEnvironmentVariable('{stored.name}', '{stored.place.target}')"
    return Finding(
        cause="env-stale",
        subject=stored.name,
        message=f"This session has {held}, and every new terminal gets {stored.name}={cut(stored.value)}",
        evidence=(
            Evidence("the environment", held),
            Evidence(stored.place.where, cut(stored.place.text)),
        ),
        fix=Fix(REOPEN, _in_powershell(ask, take_over)),
        detail="It was opened before the variable was changed, or has changed it for itself.",
    )


def _of_path(ask: Ask, stale: StalePath) -> Finding:
    return Finding(
        cause="env-stale",
        subject="PATH",
        message=f"This session runs {stale.answering.found}, and every new terminal finds the go in {stale.folder}",
        evidence=(
            Evidence("PATH", f"leads to {stale.answering.found}, and does not have {stale.folder}"),
            Evidence(rf"{stale.key}\Path", f"leads to {stale.file}"),
        ),
        fix=Fix(REOPEN, _in_powershell(ask, WHOLE_PATH)),
        detail="It was opened before Path was changed, or has changed it for itself.",
        severity=Severity.MEDIUM,
        concerns=(stale.answering.found,),
    )


def _in_powershell(ask: Ask, command: str) -> tuple[str, ...]:
    return (command,) if ask(user_shell) is Shell.POWERSHELL else ()
