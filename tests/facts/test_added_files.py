"""Added files: the one that a build trips over is named, and little is removed; projects are moved out."""

from pathlib import PurePosixPath

import pytest

from goverify.facts import Facts
from goverify.facts.added_files import removal
from goverify.model import Fix
from tests.blaming import blamed
from tests.golang import ROOTS, commands
from tests.hosts import boring
from tests.seen_files import STRANGE, seen

ROOT = ROOTS["linux"]
TWO = f"{ROOT}/src/fmt/print.go:8:2: found packages fmt (doc.go) and main (hello.go) in {ROOT}/src/fmt"
OTHERWISE = Fix("Unpack it anew.", ("tar x",))


def of(*names: str, name: str = "linux") -> Fix:
    """Return how these are removed."""
    return removal(Facts(boring(name)), PurePosixPath(ROOT), names, OTHERWISE)


@pytest.mark.parametrize("said", [TWO, f"{ROOT}/src/fmt/print.go:3:6: x redeclared in this block: hello.go"])
def test_the_added_file_that_a_build_names_is_blamed(said: str) -> None:
    _, deeper = blamed(said, seen({"src/fmt/hello.go": STRANGE}))
    assert (deeper.cause, str(deeper.subject)) == ("tree-files-added", ROOT)
    assert f"{ROOT}/src/fmt/hello.go is no file of this release" in deeper.message
    assert commands(deeper) == (f"sudo rm {ROOT}/src/fmt/hello.go",)


def test_a_file_that_no_error_names_is_not_blamed() -> None:
    _, deeper = blamed(TWO, seen({"src/os/other.go": STRANGE}))
    assert deeper.cause == "tree-modified"


def test_where_files_are_changed_as_well_the_tree_is_blamed() -> None:
    _, deeper = blamed(TWO, seen({"src/fmt/hello.go": STRANGE, "src/os/file.go": STRANGE}))
    assert deeper.cause == "tree-modified"


def test_a_project_is_moved_out_and_not_removed() -> None:
    fix = of("src/github.com/me/app/main.go", "src/github.com/me/app/go.mod", "src/fmt/a b.go")
    assert fix.commands == (f'sudo mv {ROOT}/src/github.com "$HOME"/', f"sudo rm '{ROOT}/src/fmt/a b.go'")


def test_what_another_release_left_behind_is_for_unpacking_anew() -> None:
    names = [f"src/fmt/{number}.go" for number in range(30)]
    assert of(*names).commands == OTHERWISE.commands
    assert of(*names, name="windows").commands == OTHERWISE.commands


def test_no_tree_is_unpacked_over_a_project_that_stands_in_it() -> None:
    names = [f"src/fmt/{number}.go" for number in range(30)]
    assert of("src/github.com/me/a.go", *names).commands == (f'sudo mv {ROOT}/src/github.com "$HOME"/', "tar x")
    assert of("src/github.com/me/a.go", name="windows").commands == ()
