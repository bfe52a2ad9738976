"""facts.main_packages: whether a module holds a program, by a look that always comes to an end."""

from goverify.facts import Facts
from goverify.facts.project.main_packages import LIMIT_FOLDERS, makes_programs
from tests.checkouts import APP, checkout
from tests.golang import Files


def programs(files: Files) -> bool:
    return makes_programs(Facts(checkout(files, package="app")))


def test_a_library_makes_none() -> None:
    assert not programs({"inner/code.go": "package inner\n"})


def test_a_program_may_lie_anywhere() -> None:
    assert programs({"inner/cmd/x/code.go": "// +build linux\n\npackage main\n"})


def test_what_go_passes_over_is_none() -> None:
    names = ("code_test.go", "_code.go", "_x/code.go", "testdata/code.go", "vendor/x/code.go", ".x/code.go")
    assert not programs(dict.fromkeys(names, "package main\n"))


def test_another_module_within_is_none_of_it() -> None:
    assert not programs({"tools/go.mod": "module tools\n", "tools/main.go": "package main\n"})


def test_a_module_too_large_to_look_through_is_taken_for_one_that_does() -> None:
    assert programs({f"inner{number}/code.go": "package inner\n" for number in range(LIMIT_FOLDERS + 1)})


def test_where_there_is_no_module_there_is_no_program() -> None:
    assert not makes_programs(Facts(checkout().but(files={f"{APP}/go.mod": None})))
