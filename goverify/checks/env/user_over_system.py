r"""No variable of the user hides another value that the machine has for Go.

Why
    Windows keeps variables twice, for the user and for the machine, and the user's comes first. A GOROOT that an old
    installer or a tutorial left with the user makes what an administrator sets for the machine go unheard.

Looks at
    Go's variables in HKCU\Environment and in the machine's key of the registry. Equal values are no fault, and Path is
    none either: there the machine's comes first, and the user's is put behind it.

Fix
    Remove the one that is wrong; the user's needs no administrator.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.held import cut
from goverify.facts.variables.places import Place
from goverify.facts.variables.shells import powershell
from goverify.facts.variables.stored_environment import stored_variables
from goverify.host import System


@check(causes=("env-user-over-system",), systems=(System.WINDOWS,))
def user_over_system(ask: Ask) -> Iterator[Finding | Evidence]:
    stored = ask(stored_variables)
    if not stored:
        raise Unavailable("Windows stores no variable of Go's")
    for variable in stored:
        if variable.hidden:
            yield _finding(ask, variable.name, variable.place, variable.hidden)
        else:
            yield Evidence(variable.place.where, cut(variable.place.text))


def _finding(ask: Ask, name: str, users: Place, machines: Place) -> Finding:
    return Finding(
        cause="env-user-over-system",
        subject=name,
        message=f"{name}={cut(users.text)} of the user's variables hides {name}={cut(machines.text)} of the machine's",
        evidence=tuple(Evidence(place.where, cut(place.text)) for place in (users, machines)),
        fix=Fix(
            f"Remove {name} from the user's variables and open a new terminal, if the machine's value is the right one; "
            "else have an administrator remove the machine's.",
            (powershell(ask, f"[Environment]::SetEnvironmentVariable('{name}', $null, 'User')"),),
        ),
    )
