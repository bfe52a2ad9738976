"""How `go test` builds a test and runs it under the user's own settings, in the folder that these give for temporary files."""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Blocked, Facts
from goverify.facts.build import build_cache, env_under_settings, user_loop
from goverify.facts.building import module_of, with_folders
from goverify.facts.deep.proofs import go_in_turn, sound_loop
from goverify.facts.storage.temp_folder import temp_folder
from goverify.facts.tree import release_at_work
from goverify.host import Completed

TEST = """package works

import "testing"

func TestWorks(t *testing.T) {
	if words := []string{"it", "works"}; len(words) != 2 {
		t.Fatal(words)
	}
}
"""


class Tested(NamedTuple):
    """How a test went."""

    work: PurePath
    cache: PurePath
    completed: Completed


def tested(ask: Facts) -> Tested:
    """Return how a test goes; Blocked where less than a test fails already, or the temporary folder is known to be unfit."""
    ask(sound_loop)
    if not ask(user_loop).ok:
        raise Blocked("a plain program does not build and run under these settings")
    temp = ask(temp_folder)
    if temp.filesystem is None or not temp.writable or temp.filesystem.noexec:
        raise Blocked(f"{temp.path} is unfit for temporary files, as build.work-folder tells")
    work = ask.host.scratch("tested", module_of("goverify.works", {"works_test.go": TEST}, ask(release_at_work)))
    cache = ask(build_cache)
    env = with_folders(ask, env_under_settings(ask), cache)
    return Tested(work, cache, go_in_turn(ask, ("test", "-count=1", "."), env=env, cwd=work))
