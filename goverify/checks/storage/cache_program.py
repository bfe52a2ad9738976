"""The program that GOCACHEPROG names is there, and is a cache.

Why
    Go hands its build cache to that program and starts it with every build. Where it is gone, nothing is built.

Looks at
    GOCACHEPROG in the environment and in the go env file, taken apart as go does, and whether its first word leads to
    a file that this user may start. It is started as a build would, with nothing to read, and has to say within 5 s
    which commands it knows; a program of the project's, or a script of this user's, only with --run-unknown. Releases
    before 1.24 pass over the variable.

Fix
    Unset GOCACHEPROG, or install the program; where it is there, see what it says when it is started by hand.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.goroot import concerned
from goverify.facts.remedies import unset_variable
from goverify.facts.settings.in_force import setting
from goverify.facts.storage.cache_program import cache_program_state
from goverify.facts.tree import release_at_work

OTHERWISE = ("Or see what the program says when it is started by hand.", "Or install the program.")
"""What can be done beside taking the setting away: where the program is there, and where it is not."""

ASKED = (1, 24, 0)
"""The first release that asks for it without an experiment (go.dev/doc/go1.24)."""


@check(causes=("cacheprog-invalid",))
def cache_program(ask: Ask) -> Iterator[Finding | Evidence]:
    release, given = ask(release_at_work), ask(setting, "GOCACHEPROG")
    if given is None:
        raise Unavailable("GOCACHEPROG is not set")
    if release and release.numbers < ASKED:
        raise Unavailable(f"{release} does not ask for GOCACHEPROG")
    found = ask(cache_program_state, given.value)
    if not found.fault:
        does = "which says that it is a cache" if found.spoke else "which is there"
        yield Evidence(given.place, f"GOCACHEPROG names {found.file}, {does}")
        return
    unset = unset_variable(ask, given)
    yield Finding(
        cause="cacheprog-invalid",
        subject="GOCACHEPROG",
        message=f"GOCACHEPROG={given.value} hands go's build cache to a program, and {found.fault}, so go builds nothing",
        evidence=(Evidence(given.place, f"GOCACHEPROG={given.value}"),),
        fix=Fix(f"{unset.summary} {OTHERWISE[found.file is None]}", unset.commands),
        severity=Severity.CRITICAL,
        concerns=concerned(ask),
    )
