"""The flags for C are those that this machine's compiler takes.

Why
    CGO_CFLAGS, CGO_LDFLAGS and their like count for every build with C in it. What another project, processor or
    compiler needed makes builds fail here, or lets them take up the wrong headers and libraries.

Looks at
    The flags as go takes them apart, the folders that they name, the patterns of CGO_CFLAGS_ALLOW and its like; what
    compilers read from the environment (CPATH, LIBRARY_PATH, SDKROOT …); and a small program with C in it, built with
    these settings and, where that fails, without them. A folder that is gone and that the compiler passes over is
    untidy, and no more.

Fix
    Unset the variable.
"""

import re
from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Severity, Unavailable, check
from goverify.facts.cgo.compiler import compiler
from goverify.facts.cgo.findings import Verdict, touched, verdict
from goverify.facts.cgo.flags import PATTERNS, GoneFolder, gone_folders, touching_settings, words_in
from goverify.facts.cgo.switch import cgo_switch
from goverify.facts.cgo.trial import cgo_works
from goverify.facts.held import about_setting, named
from goverify.facts.settings.in_force import Setting


@check(causes=("cgo-flags-leftover",))
def flags_leftover(ask: Ask) -> Iterator[Finding | Evidence]:
    switch, held = ask(cgo_switch), ask(touching_settings)
    if not switch.on:
        raise Unavailable(f"cgo is off: {switch.why}")
    if not held:
        raise Unavailable("no flags for C are set")
    found = _tried(ask)
    guilty = found.guilty if found else ()
    for each in guilty:
        assert found is not None
        yield _guilty(ask, each, found)
    told = {each.name for each in guilty}
    for each in (one for one in held if one.name not in told):
        fault = "" if ask(cgo_works) else _fault(each)
        if fault:
            yield about_setting(ask, "cgo-flags-leftover", each, f"{named(each)} {fault}", concerns=touched(ask))
            told.add(each.name)
        else:
            yield Evidence(each.place, f"{each.name} does no harm to a build")
    for gone in ask(gone_folders):
        if gone.held.name not in told:
            told.add(gone.held.name)
            yield _gone(ask, gone)


def _tried(ask: Ask) -> Verdict | None:
    try:
        found = ask(verdict)
    except Unavailable:
        return None
    return found if found and found.cause == "cgo-flags-leftover" else None


def _guilty(ask: Ask, held: Setting, found: Verdict) -> Finding:
    gone = next((each for each in ask(gone_folders) if each.held.name == held.name), None)
    what = f"; {gone.path}, which it names, is not there" if gone else ""
    return about_setting(
        ask,
        "cgo-flags-leftover",
        held,
        f"{named(held)} makes builds with C in it fail: {found.quote}{what}",
        remedy="Or keep of it what this machine's compiler takes.",
        detail="Without these flags a program with C in it is built and runs.",
        evidence=(Evidence(ask(compiler, "CC").shown, found.quote),),
        concerns=touched(ask),
    )


def _gone(ask: Ask, gone: GoneFolder) -> Finding:
    return about_setting(
        ask,
        "cgo-flags-leftover",
        gone.held,
        f"{named(gone.held)} names {gone.path} with {gone.flag}, and no such folder is there",
        detail="The compiler passes over it; what should have been found there is not.",
        severity=None if gone.root and not ask(cgo_works) else Severity.LOW,
        concerns=touched(ask),
    )


def _fault(held: Setting) -> str:
    """Return what keeps go from taking a setting, as the end of a sentence; empty where nothing does."""
    if held.name in PATTERNS:
        try:
            re.compile(held.value[:1000])
        except (re.error, OverflowError):
            return "is no regular expression, so go refuses all flags for C"
        return ""
    return "has a quote that is not closed, at which go gives up" if words_in(held) is None else ""
