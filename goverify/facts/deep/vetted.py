"""What `go vet` says of the probe, and of a program in which there is something to find."""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.build import build_cache
from goverify.facts.building import module_of, own_env, with_folders
from goverify.facts.deep.proofs import go_in_turn, sound_loop
from goverify.facts.tree import release_at_work
from goverify.host import Completed

WRONG = 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Printf("%d\\n", "it works") }\n'
"""A number is promised and a text given: what vet has found since it exists."""


class Vetted(NamedTuple):
    """How vet went over a program."""

    work: PurePath
    cache: PurePath
    completed: Completed


def vetted_probe(ask: Facts) -> Vetted:
    """Return how vet goes over the probe, which it can find nothing wrong with."""
    return _vetted(ask, ask(sound_loop).work)


def vetted_wrong(ask: Facts) -> Vetted:
    """Return how vet goes over a wrong format, which it is bound to find."""
    ask(sound_loop)
    files = module_of("goverify.wrong", {"main.go": WRONG}, ask(release_at_work))
    return _vetted(ask, ask.host.scratch("wrong", files))


def _vetted(ask: Facts, work: PurePath) -> Vetted:
    cache = ask(build_cache)
    env = with_folders(ask, own_env(ask), cache)
    return Vetted(work, cache, go_in_turn(ask, ("vet", "."), env=env, cwd=work))
