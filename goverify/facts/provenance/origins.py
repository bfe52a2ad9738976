"""Where a Go comes from in one word, by its path and what little stands beside it: cheap enough to be asked of every tree.

A path is a strong hint and no proof: what facts.provenance finds in records and contents settles it.
"""

from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.provenance.installers import Installer, installers
from goverify.facts.provenance.judgement import fits_path
from goverify.facts.provenance.signs import holds
from goverify.facts.provenance.trail import Trail

CERTAIN, AGREED, POSSIBLE = 3, 2, 1


def origin(ask: Facts, *paths: PurePath) -> str | None:
    """Return a label for where the Go at the end of these paths comes from, or None where they do not tell.

    Give the tree's root or the go file, and the names on the way to it, the most telling first.
    """
    found = installed_by(ask, *paths)
    return found.label_on(ask.host.platform) if found else None


def installed_by(ask: Facts, *paths: PurePath) -> Installer | None:
    """Return the way that these paths speak for most clearly, or None where they do not tell."""
    best: tuple[int, Installer | None] = (0, None)
    for path in paths:
        found = ask(_by_path, path)
        if found[0] > best[0]:
            best = found
    return best[1]


def _by_path(ask: Facts, path: PurePath) -> tuple[int, Installer | None]:
    """Return the way that a path speaks for most, and how clearly."""
    fitting = [each for each in installers() if each.on(ask.host.platform.system) and fits_path(ask, each, path)]
    certain = next((each for each in fitting if each.certain), None)
    if certain:
        return CERTAIN, certain
    go = Trail(path, path, (), _root(path), None, "", alias=False)
    agreed = [(_count(ask, each, go), each) for each in fitting if each.signs]
    enough = [(count, each) for count, each in agreed if count and count >= each.need]
    if enough:
        return AGREED, max(enough, key=lambda pair: pair[0])[1]
    possible = next((each for each in fitting if not each.need), None)
    return (POSSIBLE, possible) if possible else (0, None)


def _count(ask: Facts, each: Installer, go: Trail) -> int:
    return sum(holds(ask, sign, go) is not None for sign in each.signs)


def _root(path: PurePath) -> PurePath:
    return path.parent.parent if path.parent.name == "bin" else path
