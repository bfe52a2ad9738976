"""What a failed trial comes to: one cause, its subject, and the finding about it."""

from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.cgo.compiler import Compiler, compiler
from goverify.facts.cgo.complaints import complaint
from goverify.facts.cgo.flags import words_in
from goverify.facts.cgo.switch import cgo_switch
from goverify.facts.cgo.trial import Trial, cgo_trial
from goverify.facts.cgo.xcode import stands_before_apples
from goverify.facts.held import as_written, borne_on
from goverify.facts.settings.in_force import Setting
from goverify.facts.words import summary, words_of
from goverify.host.paths import is_file
from goverify.model import Evidence, Finding, Fix, Subject

OF_THE_SYSTEM = frozenset({"libc-headers-missing", "crt-missing", "cc-invalid"})
"""What a compiler that is not Apple's says on macOS where it does not find Apple's SDK."""

AIMING = ("-m32", "-m64", "-march", "-mcpu", "-target", "--target", "-arch", "--sysroot", "-isysroot")
"""Flags behind a compiler's name by which it works for another machine."""


class Verdict(NamedTuple):
    """What a failed trial comes from."""

    cause: str
    what: str
    """What is lacking, such as "stdlib.h"; empty where that is not known."""
    quote: str
    guilty: tuple[Setting, ...]
    """Settings without which all goes well."""


def verdict(ask: Facts) -> Verdict | None:
    """Return what a failed trial comes from; None where it went well or nothing tells. Raises as the trial does."""
    trial = ask(cgo_trial)
    if trial.ok:
        return None
    if loader := _loader_lacking(ask, trial):
        return Verdict("cc-foreign", loader, summary(trial.failed), trial.guilty)
    cc, said = ask(compiler, "CC"), complaint(trial)
    quote = said.quote if said else summary(trial.failed)
    flags = tuple(held for held in trial.guilty if held.name != "CC")
    if flags:
        return Verdict("cgo-flags-leftover", "", quote, _named_in(trial, flags))
    if said is None:
        return Verdict("cc-invalid", "", quote, trial.guilty) if trial.guilty else None
    if said.cause in OF_THE_SYSTEM and ask(stands_before_apples):
        return Verdict("cc-foreign", said.what, quote, trial.guilty)
    aimed = trial.guilty and any(word.startswith(AIMING) for word in (cc.words or ())[1:])
    return Verdict("cc-foreign" if aimed else said.cause, said.what, quote, trial.guilty)


def of_compiler(
    ask: Facts, cause: str, message: str, evidence: tuple[Evidence, ...], fix: Fix | None, *, detail: str = ""
) -> Finding:
    """Return a finding about the C compiler, under the name of CC where that chose it."""
    cc = ask(compiler, "CC")
    held = (Evidence(cc.held.place, as_written(cc.held)),) if cc.held else ()
    return Finding(
        cause=cause,
        subject=compiler_subject(cc),
        message=message,
        evidence=(*held, *evidence),
        fix=fix,
        detail=detail,
        concerns=touched(ask),
    )


def compiler_subject(cc: Compiler) -> Subject:
    """Return what a finding about a compiler is about: the variable that names it, else its file, else its name."""
    return cc.held.name if cc.held else cc.file or cc.shown


def touched(ask: Facts) -> tuple[Subject, ...]:
    """Return what findings about cgo have in common, so that one can be put under another."""
    switch, cc = ask(cgo_switch), ask(compiler, "CC")
    named = [switch.held.name] if switch.held else []
    named += ["GOOS", "GOARCH"] if switch.foreign else []
    files = [file for file in (cc.file, cc.real) if file]
    return ("cgo", *named, *files)


def touched_with_go(ask: Facts) -> tuple[Subject, ...]:
    """Return the same with the go that answers, for what keeps every build from going well."""
    return (*touched(ask), *borne_on(ask))


def _loader_lacking(ask: Facts, trial: Trial) -> str:
    """Return the loader that the program asks for and this host has not; empty where it has it."""
    loader = trial.made.interpreter if trial.made else None
    if not loader or trial.run is None or trial.run.error != "ENOENT":
        return ""
    return "" if is_file(ask.host, ask.host.path(loader)) else loader


def _named_in(trial: Trial, flags: tuple[Setting, ...]) -> tuple[Setting, ...]:
    """Return those settings of which the failure repeats a flag; all where it repeats none."""
    text = words_of(trial.build)
    named = tuple(held for held in flags if any(_value(word) in text for word in words_in(held) or () if _value(word)))
    names = tuple(held for held in flags if held.name in text)
    return names or named or flags


def _value(flag: str) -> str:
    """Return what a compiler repeats of a flag: its value, where it has one that says something."""
    value = flag.partition("=")[2] or flag.lstrip("-")[1:] or flag
    return value if len(value) > 1 else ""
