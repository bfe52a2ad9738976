"""What is said of a part that a C compiler does not find: its headers, its start-up objects, its linker."""

import re
from collections.abc import Iterator

from goverify.facts import Facts
from goverify.facts.cgo.compiler import compiler
from goverify.facts.cgo.findings import of_compiler, verdict
from goverify.facts.cgo.packages import install_part
from goverify.facts.cgo.parts import Part, parts
from goverify.facts.cgo.trial import cgo_trial
from goverify.facts.held import as_written
from goverify.facts.remedies import unset_variable
from goverify.model import Evidence, Finding, Fix

NAMES = {"library": ("stdlib.h", "crt1.o", "libgcc.a"), "linker": ("as", "ld")}
"""The parts that a package brings, of those that are looked for."""

WHOLE = {
    "library": "the C library's development files",
    "linker": "the assembler and the linker",
    "support": "the objects and libraries of gcc itself",
}

OF_GCC = re.compile(r"crt(?:begin|end|fastmath)\w*\.o|-lgcc(?:_s|_eh)?")
"""What comes with gcc's own development files and not with the C library (gcc internals, "libgcc" and "Initialization")."""


def lacking_part(ask: Facts, cause: str, part: str, what: str) -> Iterator[Finding | Evidence]:
    """Yield the finding where the compiler's failure is due to that part; else where the part was found.

    `what` says with {what} in it what the compiler does not find. Raises as the trial does.
    """
    found = ask(verdict)
    seen = tuple(_told(each) for each in ask(parts) if each.name in NAMES[part])
    if found is None or found.cause != cause:
        yield Evidence(str(ask(compiler, "CC").file), _went(ask))
        yield from seen
        return
    cc = ask(compiler, "CC")
    lacking = what.format(what=found.what) if found.what else f"what belongs to {WHOLE[part]}"
    part = "support" if OF_GCC.fullmatch(found.what) else part
    commands = install_part(ask, part, cc.real.name if cc.real else "")
    summary = f"Install {WHOLE[part]}."
    if found.guilty:
        held = found.guilty[0]
        unset = unset_variable(ask, held)
        summary, commands = f"{unset.summary} Without {as_written(held)} all is found.", unset.commands
    yield of_compiler(
        ask,
        cause,
        f"{cc.shown} does not find {lacking}, so nothing with C in it is built",
        (Evidence(str(cc.file), found.quote), *(each for each in seen if "not found" in each.observed)),
        Fix(summary, commands),
        detail="With cgo on, programs that import package net or os/user are among that.",
    )


def _went(ask: Facts) -> str:
    trial = ask(cgo_trial)
    return "built a program with C in it, which ran" if trial.ok else "failed for another reason"


def _told(part: Part) -> Evidence:
    return Evidence(str(part.found or part.name), f"{part.what}" if part.found else f"{part.what}: not found")
