"""No variable is named almost like a setting of Go.

Why
    Go looks up the names that it knows and passes over all others in silence: GOPORXY or GO_PROXY set nothing.

Looks at
    The names in the environment and in the go env file that begin with GO or CGO and are one letter, one change of
    places or an underscore away from a name in the release's own list. Names that other programs use are no fault, nor
    is one whose right spelling is set beside it.

Fix
    Set the variable under its right name, and unset the wrong one.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, check
from goverify.facts.held import about_setting, cut
from goverify.facts.release_lists import VARIABLES, known_variables
from goverify.facts.settings.in_force import Origin, Setting, goenv_file, setting
from goverify.facts.settings.near_names import meant_by
from goverify.host import System

LIMIT_NAMES = 2000

OF_GO_ALONE = frozenset(name for name in VARIABLES if name.startswith(("GO", "CGO_")))
"""What means go's setting in small letters too; CC and AR are everybody's."""


@check(causes=("env-misspelt",))
def misspelt(ask: Ask) -> Iterator[Finding | Evidence]:
    looked_at = 0
    for held in _candidates(ask):
        looked_at += 1
        upper = held.name.upper()
        meant = meant_by(held.name, VARIABLES) if held.name == upper else upper
        # The release's own list is read only where a name is in doubt.
        if meant and held.name not in ask(known_variables) and not ask(setting, meant):
            yield about_setting(
                ask,
                "env-misspelt",
                held,
                f"{held.name} in {held.place} is no setting of Go's, and go passes over it: {meant} was probably meant",
                remedy=f"Set {meant}={cut(held.value)} instead.",
            )
    yield Evidence("the environment", f"{looked_at} names begin like settings of Go")


def _candidates(ask: Ask) -> Iterator[Setting]:
    """Yield what is set under names that begin like those of Go, whoever reads them."""
    small = ask.host.platform.system is not System.WINDOWS  # which makes no difference between letters
    for name in list(ask.host.env)[:LIMIT_NAMES]:
        if name.isupper() and not name.startswith(("GO", "CGO", "G0", "OGO")):
            continue
        if (name.isupper() or (small and name.upper() in OF_GO_ALONE)) and ask.host.env[name]:
            yield Setting(name, ask.host.env[name], Origin.ENVIRONMENT, "the environment")
    file = ask(goenv_file)
    for name, value in file.values[:LIMIT_NAMES] if file else ():
        if name.startswith(("GO", "CGO", "G0")) and value:
            yield Setting(name, value, Origin.FILE, str(file.path) if file else "", file.path if file else None)
