"""What `go env -w` stored is in force.

Why
    A variable of the environment comes before the go env file, so `go env -w` of the same name has no effect, and go
    says so only at the moment of writing.

Looks at
    The go env file against the environment. Equal values, and names that go does not look up, are no fault.

Fix
    Unset the variable where the stored value is the one that is wanted, else remove the stored line.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Unavailable, check
from goverify.facts.held import about_setting, cut
from goverify.facts.release_lists import VARIABLES
from goverify.facts.settings.in_force import GoEnvFile, Origin, setting
from goverify.facts.settings.in_force import goenv_file as env_file


@check(causes=("goenv-overridden",))
def overridden(ask: Ask) -> Iterator[Finding | Evidence]:
    file = ask(env_file)
    if file is None or not file.values:
        raise Unavailable("no setting is stored in a go env file")
    for name in dict.fromkeys(name for name, _ in file.values):
        found = _finding(ask, file, name) if name in VARIABLES else None
        if found:
            yield found
    yield Evidence(str(file.path), f"holds {len(dict(file.values))} settings")


def _finding(ask: Ask, file: GoEnvFile, name: str) -> Finding | None:
    held, stored = ask(setting, name), file.value(name)
    if held is None or not stored or held.origin is not Origin.ENVIRONMENT or held.value == stored:
        return None
    return about_setting(
        ask,
        "goenv-overridden",
        held,
        f"{name}={cut(stored)}, stored in {file.path}, has no effect: the environment sets {name}={cut(held.value)}",
        remedy=f"Or remove {name} from {file.path}, if the environment is right.",
        evidence=(Evidence(str(file.path), f"{name}={cut(stored)}"),),
    )
