"""The settings of one editor in the order in which they win: of each, the one that stands nearest to the project counts."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.editors.expansion import expanded
from goverify.facts.editors.jsonc import Leaf, document
from goverify.facts.editors.reading import text_of
from goverify.facts.editors.values import Level, Names, Oddity, Told

Keys = tuple[str, ...]
Known = Mapping[Keys, Names]
"""The settings that tell which Go to use, by the keys that lead to them."""


class Layer(NamedTuple):
    """The settings of one level."""

    editor: str
    level: Level
    file: PurePath
    folder: PurePath | None
    """The folder that was opened, where the level is about one."""
    leaves: Mapping[Keys, Leaf]


class Found(NamedTuple):
    """What was found at the place of a settings file."""

    layer: Layer | None
    """None where there is no such file."""
    oddity: Oddity | None
    """What is wrong with it."""


def layer(ask: Facts, editor: str, level: Level, file: PurePath, folder: PurePath | None, known: Known) -> Found:
    """Return what a settings file says about Go."""
    read = text_of(ask, file)
    if read is None:
        return Found(None, None)
    found = document(read.text)
    problem = read.problem or found.problem
    leaves = {leaf.keys: leaf for leaf in found.leaves if leaf.keys in known}
    return Found(Layer(editor, level, file, folder, leaves), Oddity(file, problem) if problem else None)


def winning(ask: Facts, layers: Iterable[Layer], known: Known) -> Iterator[Told]:
    """Yield the settings that count, those of the first layer first; what is set empty is as good as not set."""
    taken: set[Keys] = set()
    for each in layers:
        for keys, leaf in each.leaves.items():
            if keys not in taken:
                taken.add(keys)
                if leaf.text.strip():
                    yield _told(ask, each, leaf, known[keys])


def _told(ask: Facts, each: Layer, leaf: Leaf, names: Names) -> Told:
    setting, text = ".".join(leaf.keys), expanded(ask, leaf.text.strip(), each.folder)
    return Told(each.editor, each.level, each.file, leaf.line, setting, leaf.text, names, text)
