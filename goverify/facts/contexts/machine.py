"""Where the reading of start-up files stands: the files and functions that are open, and how the last command ended."""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts.contexts.conditions import negated
from goverify.facts.contexts.frames import Frame, Reading
from goverify.facts.contexts.lexing import Token, tokens
from goverify.facts.contexts.state import Mode, State
from goverify.facts.contexts.traced import quote
from goverify.model import Evidence

LIMIT_READINGS = 24
"""Files that read files, and functions that call functions."""

LIMIT_FRAMES = 64
LIMIT_TEXTS = 400
"""Files and texts that are taken apart in one session."""


class Machine:
    """What reads the files of one session, one after the other; `stepping` moves it."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.status: bool | None = True
        """How the last command ended; None where that is not known."""
        self._readings: list[Reading] = []
        self._texts = 0
        self._taken_apart: dict[str, tuple[Token, ...]] = {}

    @property
    def reading(self) -> Reading | None:
        """Return what is being read."""
        return self._readings[-1] if self._readings else None

    def enter_text(
        self, text: str, file: PurePath, mode: Mode, arguments: tuple[str, ...], evaluated: Evidence | None = None
    ) -> None:
        """Go on with a file's text, or one that eval was given on a line."""
        self._texts += 1
        self.state.spend(len(text) * 2)
        if self._texts > LIMIT_TEXTS:
            self.give_up("it leads to too much")
            return
        inverts = bool(self.reading and self.reading.negated)
        returns = evaluated is None
        if text not in self._taken_apart:
            self._taken_apart[text] = tuple(tokens(text))
        self.enter(Reading(self._taken_apart[text], file, mode, arguments, returns, inverts=inverts, called=evaluated))

    def enter(self, reading: Reading) -> None:
        """Go on with another file, function or text, and come back behind it."""
        if len(self._readings) >= LIMIT_READINGS:
            self.give_up("what it calls calls too much")
            return
        self._readings.append(reading)
        self.state.arguments = reading.arguments

    def end(self, reading: Reading) -> None:
        """Come back from the end of a text to what was being read before."""
        if reading.frames:
            self.give_up("its nesting is not understood")
        if self._readings.pop().inverts:
            self.status = negated(self.status)
        self.state.arguments = self._readings[-1].arguments if self._readings else ()

    def stop(self) -> None:
        """Read no further."""
        self._readings.clear()

    def leave(self, mode: Mode, *, everything: bool) -> None:
        """Do as `return` or `exit` says: end what is read, or note that it may have ended."""
        ended = self._readings
        if not everything:
            last = next((index for index in reversed(range(len(ended))) if ended[index].returns), 0)
            ended = ended[last:]
        for reading in ended:
            reading.base = max(reading.base, Mode.MAYBE)
            if mode is Mode.RUN:
                reading.at = len(reading.tokens)
                reading.frames.clear()

    def open(self, reading: Reading, frame: Frame) -> None:
        """Open an `if`, loop or the like."""
        reading.link = Mode.RUN
        if len(reading.frames) < LIMIT_FRAMES:
            reading.frames.append(frame)
            return
        self.give_up("it is nested too deeply")
        reading.at = len(reading.tokens)

    def lost(self, reading: Reading) -> None:
        """Give a file up whose nesting is none that is understood."""
        reading.at -= 1
        self.give_up("its nesting is not understood")
        reading.at = len(reading.tokens)

    def give_up(self, why: str) -> None:
        """Note that what is being read cannot be followed."""
        reading = self.reading
        if reading is not None and reading.tokens:
            token = reading.tokens[min(reading.at, len(reading.tokens) - 1)]
            self.state.note(quote(reading.file, token.line, f"{token.text.strip()} ({why})"))

    def line(self, reading: Reading, start: int, end: int) -> Evidence:
        """Return the line that a command stands on, or that called what it stands in."""
        text = " ".join(token.text for token in reading.tokens[start:end])
        return reading.called or quote(reading.file, reading.tokens[start].line, text)


class Call(NamedTuple):
    """A simple command that is to be done."""

    machine: Machine
    reading: Reading
    words: list[str]
    """As written; from `_done` on without its name."""
    line: Evidence

    @property
    def state(self) -> State:
        """Return the shell that it is done to."""
        return self.machine.state
