"""A program with C in it is built and runs.

Why
    That a C compiler is there proves little: it needs headers, objects, an assembler and a linker, and all of them for
    the same kind of machine.

Looks at
    A small program of goverify's own with a few lines of C, built under this user's settings in a private folder and
    run, where something here needs cgo, a part of the compiler was not found, or --deep asks for it. What the program
    was linked against is read from its bytes. Where CGO_ENABLED=0 or the lack of pkg-config keeps the project's own C
    from being built, that is told as well.

Fix
    That of the deeper cause, which stands above this one; else the compiler's own words.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.cgo.compiler import compiler, looked_up
from goverify.facts.cgo.findings import compiler_subject, touched, touched_with_go
from goverify.facts.cgo.need import Need, cgo_needs
from goverify.facts.cgo.packages import package_of
from goverify.facts.cgo.switch import Switch, cgo_switch
from goverify.facts.cgo.trial import Trial, cgo_trial
from goverify.facts.held import about_setting, named
from goverify.facts.settings.in_force import setting
from goverify.facts.words import plain, summary

SHOWN = 3


@check(causes=("cgo-build-fails",))
def builds(ask: Ask) -> Iterator[Finding | Evidence]:
    switch, needs = ask(cgo_switch), ask(cgo_needs)
    if not switch.on and switch.held:
        yield from _turned_off(ask, switch, needs)
        return
    if switch.on:
        yield from _without_pkg_config(ask, needs)
    trial = ask(cgo_trial)
    cc = ask(compiler, "CC")
    if trial.ok:
        yield Evidence(str(cc.file), f"built a program with C in it in {trial.build.duration_s:.2f} s, and it ran")
        yield Evidence("the program", _linkage(trial))
        return
    doing = (
        "the program with C in it that it built does not run"
        if trial.build.ok
        else "a program with C in it is not built"
    )
    yield Finding(
        cause="cgo-build-fails",
        subject=compiler_subject(cc),
        message=f"{doing} with {cc.shown}: {_told(trial)}",
        evidence=(Evidence(cc.shown, _told(trial)), *(Evidence(need.place, need.why) for need in needs[:SHOWN])),
        fix=Fix(f"Compile a file with {cc.shown} by hand, and mend what it says."),
        concerns=(*touched(ask), *(held.name for held in (*trial.guilty, *trial.innocent))),
    )


def _told(trial: Trial) -> str:
    if trial.build.ok and trial.run and trial.run.ok:
        return f"it prints {plain(trial.run.stdout.strip())[:100]!r}"
    return summary(trial.failed)


def _linkage(trial: Trial) -> str:
    made = trial.made
    if made is None:
        return "could not be read"
    loader = made.interpreter or ""
    library = "musl" if "musl" in loader else "glibc" if "ld-linux" in loader or "ld64" in loader else ""
    what = f"asks for {loader}{f', {library}' if library else ''}" if loader else "asks for no loader"
    return f"{what}; {made.format} for {' and '.join(made.architectures) or 'an unknown processor'}"


def _turned_off(ask: Ask, switch: Switch, needs: tuple[Need, ...]) -> Iterator[Finding]:
    """Yield what CGO_ENABLED=0 keeps from being built in the folder under examination."""
    wanted = [need for need in needs if need.fatal] or [need for need in needs if need.code]
    if not wanted or switch.held is None:
        raise Unavailable(f"cgo is off: {switch.why}")
    need = wanted[0]
    yield about_setting(
        ask,
        "cgo-build-fails",
        switch.held,
        f"{named(switch.held)} turns cgo off, and {need.place} {need.why}",
        remedy="Or set it to 1.",
        detail="Go then leaves out every file that holds C." if need.code else "",
        severity=Severity.HIGH if need.fatal else Severity.MEDIUM,
        evidence=tuple(Evidence(each.place, each.why) for each in wanted[:SHOWN]),
        concerns=touched_with_go(ask) if not need.code else touched(ask),
    )


def _without_pkg_config(ask: Ask, needs: tuple[Need, ...]) -> Iterator[Finding]:
    """Yield that pkg-config is not there where the project's own files ask it for flags."""
    asking = [need for need in needs if need.pkg_config]
    held = ask(setting, "PKG_CONFIG")
    name = held.value if held else "pkg-config"
    words = name.split()
    if not asking or (words and ask(looked_up, words[0])):
        return
    message = f"{asking[0].place} asks {name} for flags, and it is no program that this user can start"
    evidence = tuple(Evidence(each.place, "holds a #cgo pkg-config line") for each in asking[:SHOWN])
    commands = tuple(filter(None, (package_of(ask, "pkg-config"),)))
    if held:
        yield about_setting(
            ask, "cgo-build-fails", held, f"{named(held)}: {message}", evidence=evidence, concerns=touched(ask)
        )
    else:
        yield Finding(
            "cgo-build-fails",
            "pkg-config",
            message,
            evidence,
            Fix("Install pkg-config.", commands),
            concerns=touched(ask),
        )
