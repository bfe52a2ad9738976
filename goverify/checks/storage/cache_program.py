"""The program that GOCACHEPROG names is there.

Why
    Go hands its build cache to that program and starts it with every build. Where it is gone, nothing is built.

Looks at
    GOCACHEPROG in the environment and in the go env file, taken apart as go does, and whether its first word leads to
    a file that this user may start. The program is not started. Releases before 1.24 pass over the variable.

Fix
    Unset GOCACHEPROG, or install the program.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.goroot import concerned
from goverify.facts.remedies import unset_variable
from goverify.facts.settings import setting
from goverify.facts.startable import startable
from goverify.facts.taming import split_flags
from goverify.facts.tree import release_at_work

ASKED = (1, 24, 0)
"""The first release that asks for it without an experiment (go.dev/doc/go1.24)."""


@check(causes=("cacheprog-invalid",))
def cache_program(ask: Ask) -> Iterator[Finding | Evidence]:
    release, given = ask(release_at_work), ask(setting, "GOCACHEPROG")
    if given is None:
        raise Unavailable("GOCACHEPROG is not set")
    if release and release.numbers < ASKED:
        raise Unavailable(f"{release} does not ask for GOCACHEPROG")
    words = split_flags(given.value)
    if words and startable(ask, words[0]):
        yield Evidence(given.place, f"GOCACHEPROG names {words[0]}, which is there")
        return
    what = f"{words[0]} is no program that this user can start" if words else "its quotes do not close"
    unset = unset_variable(ask, given)
    yield Finding(
        cause="cacheprog-invalid",
        subject="GOCACHEPROG",
        message=f"GOCACHEPROG={given.value} hands go's build cache to a program, and {what}, so go builds nothing",
        evidence=(Evidence(given.place, f"GOCACHEPROG={given.value}"),),
        fix=Fix(f"{unset.summary} Or install the program.", unset.commands),
        concerns=concerned(ask),
    )
