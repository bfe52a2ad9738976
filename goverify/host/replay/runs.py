"""The choice among recorded runs: which of them answers a command line."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Self

from goverify.host import Completed, Host, Kind, System
from goverify.host.environment import environment
from goverify.host.paths import Dead, follow
from goverify.host.replay.records import Run
from goverify.host.replay.world import VIRTUAL_ROOTS


def difference(system: System, host: Mapping[str, str], env: Mapping[str, str]) -> dict[str, str | None]:
    """Return how `env` differs from the host's: what was set, and None for what was removed."""
    here, there = environment(system, host), environment(system, env)
    changes: dict[str, str | None] = {name: None for name in here if name not in there}
    changes |= {name: value for name, value in there.items() if here.get(name) != value}
    return dict(sorted(changes.items()))


@dataclass(frozen=True, slots=True)
class Question:
    """A program that is to be run."""

    system: System
    argv: tuple[str, ...]
    cwd: PurePath
    env: Mapping[str, str]
    """Names as the system compares them."""
    changes: Mapping[str, str | None]
    """How `env` differs from the host's."""

    @classmethod
    def of(
        cls, system: System, host: Mapping[str, str], argv: tuple[str, ...], cwd: PurePath, env: Mapping[str, str]
    ) -> Self:
        """Return the question that a host with that environment is asked."""
        return cls(system, argv, cwd, environment(system, env), difference(system, host, env))

    @property
    def program(self) -> PurePath:
        """Return the program as a path."""
        return type(self.cwd)(self.argv[0])

    def answer(self, runs: Iterable[Run], *, exact: bool) -> Run | None:
        """Return the run of the highest layer that matches most closely, the later of two alike; None where none does.

        With `exact` a run that names its environment answers for precisely that one alone, else for all that have
        these values, whatever else they have.
        """
        best: tuple[tuple[int, bool, bool, int], Run] | None = None
        for run in runs:
            if self._matches(run, exact=exact) and (best is None or self._closeness(run) >= best[0]):
                best = self._closeness(run), run
        return best[1] if best else None

    def _matches(self, run: Run, *, exact: bool) -> bool:
        named = type(self.cwd)(run.argv[0])
        if named != self.program and str(named).lower() not in _names(self.program):
            return False
        if run.argv[1:] != self.argv[1:] or run.cwd not in (None, self.cwd):
            return False
        if exact:
            return run.env is None or self._folded(run.env) == self._folded(self.changes)
        return all(self.env.get(name) == value for name, value in (run.env or {}).items())

    def _folded(self, changes: Mapping[str, str | None]) -> dict[str, str | None]:
        return {name.upper() if self.system is System.WINDOWS else name: value for name, value in changes.items()}

    def _closeness(self, run: Run) -> tuple[int, bool, bool, int]:
        same_program = type(self.cwd)(run.argv[0]) == self.program
        return run.layer, same_program, run.cwd is not None, -1 if run.env is None else len(run.env)


def covers(new: Run, old: Run) -> bool:
    """Return whether a run answers wherever another one does, as a bare name does for a program in any folder."""
    program = re.split(r"[\\/]", old.argv[0])[-1].lower()
    same = new.argv[0] == old.argv[0] or new.argv[0].lower() in {program, program.removesuffix(".exe")}
    anywhere = new.cwd in (None, old.cwd) and new.env in (None, old.env)
    return same and new.argv[1:] == old.argv[1:] and anywhere


def _names(program: PurePath) -> tuple[str, str]:
    """Return what a run may call a program, whatever folder it lies in."""
    return program.name.lower(), program.name.lower().removesuffix(".exe")


def cannot_start(host: Host, question: Question) -> Completed | None:
    """Return how a program fails to start that a closed world does not have, or not as a program; else None.

    Programs in scratch are made by runs, and a mere name may stand for anything: these are not looked at.
    """
    if follow(host, question.cwd).kind is not Kind.FOLDER:
        return Completed(error="ENOENT")
    if len(question.program.parts) == 1 or question.program.parts[0] in VIRTUAL_ROOTS:
        return None
    behind = follow(host, question.cwd / question.program)
    if behind.dead:
        return Completed(error="EACCES" if behind.dead is Dead.DENIED else "ENOENT")
    startable = behind.kind is Kind.ALIAS or (behind.kind is Kind.FILE and host.access(behind.end, "x"))
    return None if startable else Completed(error="EACCES")
