"""What the race detector makes of a program with a race in it, and of the same program where it comes to none.

Sources: cmd/go/internal/work/init.go (instrumentInit), src/runtime/race, internal/platform (RaceDetectorSupported).
"""

import re
from typing import NamedTuple

from goverify.facts import Facts, Unavailable
from goverify.facts.build import runnable_go
from goverify.facts.deep.programs import RACE, Built, Said, Way, built, said
from goverify.facts.deep.proofs import demand_deep, sound_loop
from goverify.facts.goroot import goroot
from goverify.facts.identity import identity
from goverify.facts.words import plain, words_of
from goverify.host import System
from goverify.host.paths import is_file

FOUND_STATUS = 66
"""With which a program ends in which a race was found (exitcode in GORACE)."""

FOUND = "WARNING: DATA RACE"

NEEDS_NO_C = "darwin"
"""Where the detector does without cgo, from 1.20 on."""

UNSUPPORTED = re.compile(r"-race (?:is not supported on|is only supported on|requires cgo)[^\n]*")

NO_COMPILER = re.compile(
    r"^.*(?:C compiler .* not found|runtime/cgo|\bcgo: |exec: \"\S+\": executable file not found).*$", re.MULTILINE
)

LAXEST = 3
"""Runs; a race can stay unseen where one of the two is long over."""


class Raced(NamedTuple):
    """How the program went that was built with -race."""

    made: Built
    clean: Said | None
    """Without a race; None where it was not built."""
    racing: Said | None
    """With one; None where the other run failed."""

    @property
    def found(self) -> bool:
        """Return whether the detector spoke of the race."""
        run = self.racing.completed if self.racing else None
        return run is not None and run.status == FOUND_STATUS and FOUND in words_of(run)


def raced(ask: Facts) -> Raced:
    """Return how it went; Unavailable where this platform, tree or session has no race detector."""
    ask(demand_deep)
    ask(sound_loop)
    _demand_detector(ask)
    cgo = "0" if ask.host.platform.system is System.MACOS else "1"
    made = ask(built, Way("raced", flags=("-race",), changes=(("CGO_ENABLED", cgo),)))
    if not made.completed.ok:
        _demand_compiler(made)
        return Raced(made, None, None)
    clean = said(ask, made)
    if clean.wrong or not clean.completed.ok:
        return Raced(made, clean, None)
    for _ in range(LAXEST):
        result = Raced(made, clean, said(ask, made, RACE))
        if result.found:
            break
    return result


def _demand_detector(ask: Facts) -> None:
    """Raise Unavailable where the tree brings no detector for what go builds for, or it cannot have its memory."""
    space = ask.host.limits().address_space_bytes
    if space is not None:
        raise Unavailable(
            f"the address space is limited to {space >> 20} MiB, and the race detector sets terabytes of it aside"
        )
    answer, root = ask(identity, ask(runnable_go)), ask(goroot).judged
    if root is None:
        return
    folder = root / "src" / "runtime" / "race"
    parts = (
        folder / "internal" / f"{answer.arch}v1" / f"race_{answer.os}.syso",
        folder / f"race_{answer.os}_{answer.arch}.syso",
    )
    if not any(is_file(ask.host, part) for part in parts):
        raise Unavailable(f"{folder} holds no race detector for {answer.os}/{answer.arch}")


def _demand_compiler(made: Built) -> None:
    """Raise Unavailable where go or the lack of a C compiler says no."""
    text = words_of(made.completed)
    refused = UNSUPPORTED.search(text) or NO_COMPILER.search(text)
    if refused:
        raise Unavailable(f"it needs a C compiler that works, or another platform: {plain(refused[0].strip())[:200]}")
