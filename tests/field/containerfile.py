"""A container image's recipe as a script of shell commands, for machines without an engine that builds images."""

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

KNOWN = {"ARG", "FROM", "WORKDIR", "COPY", "RUN", "LABEL", "ENV", "USER", "ENTRYPOINT", "CMD"}


class Instruction(NamedTuple):
    """A line of a recipe, with those that it goes on in."""

    word: str
    value: str


@dataclass(slots=True)
class Stage:
    """What one FROM begins."""

    name: str
    base: str
    args: dict[str, str]
    folder: str = "/"
    user: str = "0:0"
    env: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    entrypoint: tuple[str, ...] = ()
    script: list[str] = field(default_factory=list)


def instructions(text: str) -> Iterator[Instruction]:
    """Yield the instructions of a recipe; ValueError for one that is not known here."""
    whole = re.sub(r"\\\n", " ", re.sub(r"(?m)^\s*#.*\n", "", text))
    for line in whole.splitlines():
        word, _, value = line.strip().partition(" ")
        if word and word not in KNOWN:
            raise ValueError(f"{word} is not known")
        if word:
            yield Instruction(word, value.strip())


def stages(recipe: Path, context: Path, given: Mapping[str, str]) -> list[Stage]:
    """Return the stages, each with the commands that fill a root called like it; `given` are build arguments."""
    found: list[Stage] = []
    outside: dict[str, str] = {}
    for word, value in instructions(recipe.read_text("utf-8")):
        if word == "ARG":
            name, _, default = value.partition("=")
            (found[-1].args if found else outside)[name] = given.get(name, default)
        elif word == "FROM":
            base, _, name = _filled(value, outside).partition(" AS ")
            found.append(Stage(name or "final", base, {}))
        else:
            _take(found[-1], word, value, context)
    return found


def _take(stage: Stage, word: str, value: str, context: Path) -> None:
    if word == "WORKDIR":
        stage.folder = value
        stage.script.append(f"mkdir -p {_inside(stage.name, value)}")
    elif word == "RUN":
        stage.script.append(shlex.join(["run", stage.name, stage.folder, value]))
    elif word == "COPY":
        stage.script.append(_copying(stage, shlex.split(value), context))
    elif word in ("ENV", "LABEL"):
        pairs = dict(each.split("=", 1) for each in shlex.split(value))
        target = stage.env if word == "ENV" else stage.labels
        target.update({name: _filled(text, stage.args) for name, text in pairs.items()})
    elif word == "USER":
        stage.user = value
    elif word == "ENTRYPOINT":
        stage.entrypoint = tuple(json.loads(value))


def _copying(stage: Stage, words: list[str], context: Path) -> str:
    """Return the command of a COPY: of a folder what is in it is copied, and a name with / at its end is a folder."""
    root = str(context)
    if words[0].startswith("--from="):
        root = f"$STAGE/{words.pop(0).removeprefix('--from=')}/root"
    *sources, target = words
    inside = _inside(stage.name, target if target.startswith("/") else f"{stage.folder}/{target}")
    return f"copy {inside} " + " ".join(f'"{root}/{source.lstrip("/")}"' for source in sources)


def _inside(name: str, path: str) -> str:
    return f'"$STAGE/{name}/root{path}"'


def _filled(text: str, args: Mapping[str, str]) -> str:
    return re.sub(r"\$\{(\w+)\}", lambda match: args[match[1]], text)
