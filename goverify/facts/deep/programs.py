"""The small program that the proofs build in several ways, and what came of it."""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.build import WORDS, build_cache
from goverify.facts.building import module_of, own_env, program_in, unstamped, with_folders
from goverify.facts.deep.proofs import go_in_turn, program_in_turn, sound_loop
from goverify.facts.running import scratch
from goverify.facts.tree import release_at_work
from goverify.facts.words import plain
from goverify.host import Completed

RACE, WAIT = "race", "wait"
"""What the program is told to do."""

SOURCE = """package main

import (
	"fmt"
	"os"
	"sync"
	"time"
)

var counter int

func main() {
	switch len(os.Args) {
	case 2:
		count()
	case 3:
		wait(os.Args[2])
	}
	fmt.Println("it", "works")
}

func count() {
	var both sync.WaitGroup
	both.Add(2)
	for i := 0; i < 2; i++ {
		go func() {
			counter++
			both.Done()
		}()
	}
	both.Wait()
}

func wait(text string) {
	if length, err := time.ParseDuration(text); err == nil {
		time.Sleep(length)
	}
}
"""
"""With one argument two goroutines change a variable without asking each other; with two it stays for that long."""


class Way(NamedTuple):
    """How the program is to be built."""

    folder: str
    """In scratch; two of the same name are one folder."""
    output: str = "program"
    """The name of what comes of it."""
    cache: str = ""
    """A build cache in scratch, empty before its first use; else the one that is kept."""
    flags: tuple[str, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    """Of the environment of go by itself, without cgo."""


class Built(NamedTuple):
    """A build of the program."""

    work: PurePath
    cache: PurePath
    program: PurePath
    completed: Completed


class Said(NamedTuple):
    """How a run of the program ended."""

    completed: Completed
    wrong: str
    """What is wrong with it, as the end of "the program …"; empty where it said its words and no more."""


def built(ask: Facts, way: Way) -> Built:
    """Return how a build went; Blocked where even a plain one fails."""
    ask(sound_loop)
    work, env = ask(_work, way.folder), own_env(ask) | dict(way.changes)
    cache = ask(scratch, way.cache) if way.cache else ask(build_cache)
    program = program_in(ask, work)
    program = program.with_name(program.name.replace("program", way.output))
    args = ("build", *unstamped(ask), *way.flags, "-o", str(program), ".")
    return Built(work, cache, program, go_in_turn(ask, args, env=with_folders(ask, env, cache), cwd=work))


def said(ask: Facts, made: Built, *args: str, **changes: str) -> Said:
    """Return how a program that was built runs with these arguments and changes of the environment."""
    completed = program_in_turn(ask, made.program, args, env=own_env(ask) | changes, cwd=made.work)
    words = completed.stdout.strip()
    wrong = "" if words == WORDS else f"prints {plain(words)[:100]!r} instead of {WORDS!r}"
    return Said(completed, wrong if completed.ok else "")


def _work(ask: Facts, name: str) -> PurePath:
    return ask.host.scratch(name, module_of("goverify.proof", {"main.go": SOURCE}, ask(release_at_work)))
