"""GOFLAGS holds flags that go can read, and starts no program.

Why
    Every go command gets the flags of GOFLAGS. One that cannot be read makes all of them fail but go env; -toolexec
    makes every build start another program in front of the compiler.

Looks at
    GOFLAGS in the environment and in the go env file, taken apart as go does it: at blanks, a quote around the whole
    of a flag only; names against the flags that the commands of this release have. A flag that only some commands
    know is no fault, for the others pass over it. The files that -overlay and -pgo hand to every build, the values of
    go test's own flags, a -buildmode that makes something else than programs, and a -compiler that is not there.

Fix
    Unset GOFLAGS, or write every flag as -name=value, with quotes around the whole where the value has blanks.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Severity, Unavailable, check
from goverify.facts.held import about_setting, as_written, cut, named
from goverify.facts.named_programs import named_file
from goverify.facts.settings.goflags import Flag, Goflags, refused_by_tests, refused_flag
from goverify.facts.settings.goflags import goflags as given_flags
from goverify.facts.settings.in_force import setting
from goverify.host.paths import Dead, follow

NO_PROFILE = frozenset({"auto", "off"})
"""Values of -pgo that name no file."""

LIBRARIES = {
    "archive": "archives of packages",
    "c-archive": "archives for C",
    "c-shared": "shared libraries for C",
    "plugin": "plugins",
    "shared": "shared libraries",
}
"""Values of -buildmode by which no program comes out."""

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
    elif gone := _gone(ask, given):
        yield _without_file(ask, given, *gone)
    elif unfit := _unfit(ask, given):
        yield _kept_apart(ask, given, *unfit)
    program = given.last("toolexec")
    if program and program.value:
        yield _wrapped(ask, given, program)
    yield Evidence(given.held.place, as_written(given.held))


def _gone(ask: Ask, given: Goflags) -> tuple[Flag, PurePath] | None:
    """Return a flag that hands every build a file, and the file where it is not there."""
    for name in ("overlay", "pgo"):
        flag = given.last(name)
        if flag and flag.value and not (name == "pgo" and flag.value in NO_PROFILE):
            file = ask.host.cwd / ask.host.path(flag.value)
            if follow(ask.host, file).dead in {Dead.ABSENT, Dead.DANGLING}:
                return flag, file
    return None


def _unfit(ask: Ask, given: Goflags) -> tuple[Flag, str] | None:
    """Return a flag that go can read and some commands cannot work with, and what comes of it."""
    mode, compiler = given.last("buildmode"), given.last("compiler")
    if mode and mode.value in LIBRARIES:
        return mode, f"makes go build {LIBRARIES[mode.value]} where programs were meant, so go run and go test fail"
    if compiler and compiler.value == "gccgo" and named_file(ask, _gccgo(ask)) is None:
        return compiler, f"has every build use {_gccgo(ask)}, which is not on PATH, so go builds nothing"
    faults = ((flag, refused_by_tests(flag)) for flag in given.flags or ())
    return next(((flag, f"ends every go test: {cut(fault)}") for flag, fault in faults if fault), None)


def _gccgo(ask: Ask) -> str:
    held = ask(setting, "GCCGO")
    return held.value if held and held.value else "gccgo"


def _kept_apart(ask: Ask, given: Goflags, flag: Flag, why: str) -> Finding:
    rest = given.without(flag.name)
    return about_setting(
        ask,
        "goflags-invalid",
        given.held,
        f"{named(given.held)} {why}",
        remedy=f"Or keep the rest of it: GOFLAGS={rest}." if rest else "",
        severity=Severity.HIGH,
    )


def _without_file(ask: Ask, given: Goflags, flag: Flag, file: PurePath) -> Finding:
    rest = given.without(flag.name)
    return about_setting(
        ask,
        "goflags-invalid",
        given.held,
        f"{named(given.held)} hands every build {file}, which is not there, so go builds nothing",
        remedy=f"Or keep the rest of it: GOFLAGS={rest}." if rest else "",
    )


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
