"""A small program with C in it, built under the user's settings and run; where that fails, built again without some of them.

It is built where something here needs cgo, a part of the compiler was not found, or more proof is asked for: the
standard library's C parts have to be compiled first.
"""

from collections.abc import Mapping
from pathlib import PurePath
from typing import NamedTuple

from goverify.binfmt import Binary
from goverify.facts import Blocked, Facts, Unavailable
from goverify.facts.build import build_cache, builder, probe_loop
from goverify.facts.building import module_of, program_in, unstamped, with_folders
from goverify.facts.cgo.caution import demand_runnable
from goverify.facts.cgo.compiler import Compiler, compiler, looked_up
from goverify.facts.cgo.flags import touching_settings, without_flags
from goverify.facts.cgo.need import cgo_needs
from goverify.facts.cgo.parts import lacking
from goverify.facts.cgo.switch import cgo_switch, usual
from goverify.facts.cgo.xcode import stands_before_apples
from goverify.facts.executable import executable
from goverify.facts.running import BUILD_LIMIT_S, QUESTION_LIMIT_S, run_go, run_to_end, user_env
from goverify.facts.settings.in_force import Setting
from goverify.facts.tree import release_at_work
from goverify.host import Completed
from goverify.host.environment import changed_env

ANSWER = "42\n"
SOURCE = """package main

// #include <errno.h>
// #include <stdlib.h>
// static int twice(int n) { return abs(n) * 2; }
import "C"

import "os"

func main() {
	if C.twice(-21) == 42 {
		os.Stdout.WriteString("42\\n")
	}
}
"""


class Trial(NamedTuple):
    """How it went."""

    build: Completed
    run: Completed | None
    made: Binary | None
    """The program, read from its bytes."""
    file: PurePath
    innocent: tuple[Setting, ...] = ()
    """Settings without which it fails as well."""
    guilty: tuple[Setting, ...] = ()
    """Settings without which it goes well."""

    @property
    def ok(self) -> bool:
        """Return whether it was built and does what it should."""
        return self.build.ok and self.run is not None and self.run.ok and self.run.stdout == ANSWER

    @property
    def failed(self) -> Completed:
        """Return the run that failed, else the last."""
        return self.run if self.build.ok and self.run else self.build


def cgo_trial(ask: Facts) -> Trial:
    """Return how it went; Unavailable where nothing asks for it, Blocked where it cannot be tried."""
    _demand_reason(ask)
    cc = ask(compiler, "CC")
    demand_runnable(ask, cc)
    if not ask(probe_loop).ok:
        raise Blocked("go does not even build a program without C")
    first = _tried(ask, "cgo", {})
    if first.ok or first.failed.timed_out or first.failed.flooded:
        return first
    touching, held = ask(touching_settings), cc.held
    if touching:
        if _tried(ask, "cgo-without-flags", without_flags(ask)).ok:
            return first._replace(guilty=touching)
        first = first._replace(innocent=touching)
    plain = _usual(ask, cc)
    if held and plain:
        if _tried(ask, "cgo-usual-compiler", without_flags(ask) | {"CC": plain}).ok:
            return first._replace(guilty=(held,))
        first = first._replace(innocent=(*first.innocent, held))
    return first


def cgo_works(ask: Facts) -> bool:
    """Return whether the trial was made and went well."""
    try:
        return ask(cgo_trial).ok
    except Unavailable:
        return False


def _demand_reason(ask: Facts) -> None:
    switch = ask(cgo_switch)
    if not switch.on:
        raise Unavailable(f"cgo is off: {switch.why}")
    if switch.foreign:
        raise Unavailable(f"builds are for {switch.os}/{switch.arch}, and what they make does not run here")
    if not (ask.allow.deep or ask(cgo_needs) or ask(lacking) or ask(stands_before_apples)):
        raise Unavailable("nothing here needs cgo; asked for with --deep")


def _usual(ask: Facts, cc: Compiler) -> str:
    """Return the usual compiler where it is there and another one than the one in force; else empty."""
    switch = ask(cgo_switch)
    text = usual(ask, "CC", switch.os, switch.arch)
    file = ask(looked_up, text.partition(" ")[0])
    return text if file and text != cc.text else ""


def _tried(ask: Facts, name: str, changes: Mapping[str, str | None]) -> Trial:
    """Return how the program was built and run under the user's settings with some changes to them."""
    work = ask.host.scratch(name, module_of("cgo", {"main.go": SOURCE}, ask(release_at_work)))
    program, system = program_in(ask, work), ask.host.platform.system
    env = dict(changed_env(system, user_env(ask) | {"GOWORK": "off", "GO111MODULE": "on"}, changes))
    command = ("build", *unstamped(ask), "-o", str(program), ".")
    for_build = with_folders(ask, env, ask(build_cache))
    build = run_go(ask, ask(builder), command, env=for_build, cwd=work, timeout_s=BUILD_LIMIT_S)
    if not build.ok:
        return Trial(build, None, None, program)
    run = run_to_end(ask, program, (), env=env, cwd=work, timeout_s=QUESTION_LIMIT_S)
    return Trial(build, run, _made(ask, program), program)


def _made(ask: Facts, program: PurePath) -> Binary | None:
    try:
        return ask(executable, program)
    except (OSError, LookupError):
        return None
