"""GOFLAGS holds flags that go can read, and starts no program.

Why
    Every go command gets the flags of GOFLAGS. One that cannot be read makes all of them fail but go env; -toolexec
    makes every build start another program in front of the compiler.

Looks at
    GOFLAGS in the environment and in the go env file, taken apart as go does it: at blanks, a quote around the whole
    of a flag only; names against the flags that the commands of this release have. A flag that only some commands
    know is no fault, for the others pass over it.

Fix
    Unset GOFLAGS, or write every flag as -name=value, with quotes around the whole where the value has blanks.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Unavailable, check
from goverify.facts.goflags import Flag, Goflags, refused_flag
from goverify.facts.goflags import goflags as given_flags
from goverify.facts.held import about_setting, as_written, cut, named

WRITTEN = "Or write each flag as -name=value, with quotes around the whole of it where it has blanks."


@check(causes=("goflags-invalid", "toolexec-set"))
def flags(ask: Ask) -> Iterator[Finding | Evidence]:
    given = ask(given_flags)
    if given is None:
        raise Unavailable("GOFLAGS is not set")
    if given.flags is None:
        yield _refused(ask, given, "a quote is not closed")
        return
    faults = (refused_flag(ask, flag) for flag in given.flags)
    fault = next((fault for fault in faults if fault), "")
    if fault:
        yield _refused(ask, given, fault)
    program = given.last("toolexec")
    if program and program.value:
        yield _wrapped(ask, given, program)
    yield Evidence(given.held.place, as_written(given.held))


def _refused(ask: Ask, given: Goflags, fault: str) -> Finding:
    return about_setting(
        ask,
        "goflags-invalid",
        given.held,
        f"{named(given.held)} cannot be used: {cut(fault)}",
        remedy=WRITTEN,
    )


def _wrapped(ask: Ask, given: Goflags, program: Flag) -> Finding:
    rest = given.without("toolexec")
    return about_setting(
        ask,
        "toolexec-set",
        given.held,
        f"{named(given.held)} makes every build start {cut(program.value or '')} in front of the compiler and the linker",
        remedy=f"Or keep the rest of it: GOFLAGS={rest}." if rest else "",
        detail="What is built is then what that program makes of it.",
    )
