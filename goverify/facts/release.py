"""The name of a Go release, in all the spellings that tools and packagers give it, and the order of releases."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import total_ordering


class Stage(IntEnum):
    """How far a release has come; later stages are newer."""

    DEVEL = 0
    BETA = 1
    CANDIDATE = 2
    FINAL = 3


_STAGES = {"beta": Stage.BETA, "rc": Stage.CANDIDATE}
# What may follow the number: experiments, a packager's own suffix, a commit. Never a further digit or letter.
_NAME = re.compile(
    r"(?P<devel>devel )?go(?P<numbers>\d{1,4}(?:\.\d{1,4}){0,2})(?:(?P<stage>rc|beta)(?P<nth>\d{1,3}))?(?=$|[-+ (\t\r\n])(?P<rest>.*)"
)


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Release:
    """One release; packagers' suffixes and experiments do not make another of it."""

    numbers: tuple[int, int, int]
    """Major, minor and patch number; a missing one is 0."""
    stage: Stage
    nth: int
    """Which beta or release candidate it is; else 0."""
    name: str
    """The plain name, such as "go1.27.3" or "devel go1.28"."""
    suffix: str = ""
    """What a packager or an experiment added, as written."""

    @classmethod
    def parse(cls, text: str) -> "Release | None":
        """Return the release that `text` names, or None where it names none ("unknown", a bare commit)."""
        found = _NAME.match(text.strip())
        if found is None:
            return None
        major, minor, patch, *_ = (*map(int, found["numbers"].split(".")), 0, 0)
        suffix = found["rest"].strip()
        unreleased = found["devel"] or suffix.startswith("-devel")
        stage = Stage.DEVEL if unreleased else _STAGES.get(found["stage"], Stage.FINAL)
        plain = f"go{found['numbers']}{found['stage'] or ''}{found['nth'] or ''}"
        name = f"devel {plain}" if unreleased else plain
        return cls((major, minor, patch), stage, int(found["nth"] or 0), name, suffix)

    @property
    def minor(self) -> str:
        """Return the line of releases that it belongs to, such as "1.27"."""
        return f"{self.numbers[0]}.{self.numbers[1]}"

    @property
    def _order(self) -> tuple[tuple[int, int, int], Stage, int]:
        return self.numbers, self.stage, self.nth

    def __eq__(self, other: object) -> bool:
        return self._order == other._order if isinstance(other, Release) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return self._order < other._order if isinstance(other, Release) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._order)

    def __str__(self) -> str:
        return self.name
