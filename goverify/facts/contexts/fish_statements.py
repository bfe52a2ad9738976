"""The statements of a fish file: pipelines, and how each is joined to the one before it."""

import re
from typing import NamedTuple

from goverify.facts.contexts.lexing import tokens

_SUBSTITUTION = re.compile(r"(?<![\\$])\(")
_PIPES = frozenset({"|", "|&"})
_JOINTS = {"&&": "and", "||": "or"}


class Statement(NamedTuple):
    """One pipeline."""

    joint: str
    """"and" or "or" where it depends on how the one before it ended, else empty."""
    programs: tuple[tuple[str, ...], ...]
    """The words of each program in the pipeline, as written."""
    line: int

    @property
    def text(self) -> str:
        """Return it as a person wrote it, nearly."""
        return " | ".join(" ".join(words) for words in self.programs)


def statements(text: str) -> list[Statement]:
    """Return the statements of a file; a substitution (…) stands in them as $(…)."""
    found: list[Statement] = []
    programs: list[tuple[str, ...]] = []
    words: list[str] = []
    joint, line = "", 1
    for token in [*tokens(_SUBSTITUTION.sub("$(", text)), None]:
        if token is not None and token.is_word:
            line = line if words or programs else token.line
            words.append(token.text)
            continue
        programs += [tuple(words)] if words else []
        words = []
        if token is not None and token.text in _PIPES:
            continue
        if programs:
            word = programs[0][0]
            joint = word if word in {"and", "or"} and len(programs[0]) > 1 else joint
            programs[0] = programs[0][1:] if word == joint else programs[0]
            found.append(Statement(joint, tuple(programs), line))
        programs = []
        joint = _JOINTS.get(token.text, "") if token is not None else ""
    return found
