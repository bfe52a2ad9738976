"""facts.source_errors: errors inside the standard library are told from those of anybody's program."""

from pathlib import PurePosixPath

from goverify.facts import Facts
from goverify.facts.failures.source_errors import SourceError, absent_packages, source_errors
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from tests.hosts import boring, link

ROOT = PurePosixPath("/usr/local/go")
WORK = PurePosixPath("/srv/app")
SOURCES = {f"/usr/local/go/src/runtime/{name}": "package runtime\n" for name in ("exithook.go", "proc.go")}

OVERLAID = """# runtime
/usr/local/go/src/runtime/proc.go:369:6: runExitHooks redeclared in this block
\t/usr/local/go/src/runtime/exithook.go:41:6: other declaration of runExitHooks
"""
UNDEFINED = "# internal/cpu\n../../usr/local/go/src/runtime/proc.go:18:44: undefined: cpu.Loong64\n"


def errors(text: str, host: RecordedHost | None = None) -> tuple[SourceError, ...]:
    """Return the errors of a build in WORK that lie in the tree."""
    ask = Facts(host or boring("linux").but(files={**SOURCES, "/srv/app/main.go": "package main\n"}))
    return source_errors(ask, Completed(1, stderr=text), ROOT, WORK)


def test_file_line_and_words_are_read() -> None:
    [error] = errors(OVERLAID)
    assert (str(error.file), error.line) == ("/usr/local/go/src/runtime/proc.go", 369)
    assert error.words == "runExitHooks redeclared in this block"
    assert error.of_two_releases


def test_a_path_relative_to_the_folder_of_the_build_is_resolved() -> None:
    [error] = errors(UNDEFINED)
    assert str(error.file) == "/usr/local/go/src/runtime/proc.go"
    assert not error.of_two_releases


def test_a_path_relative_to_src_is_one_of_the_tree() -> None:
    [error] = errors("runtime/proc.go:1:2: syntax error\n")
    assert str(error.file) == "/usr/local/go/src/runtime/proc.go"


def test_linknames_that_the_compiler_refuses_are_of_two_releases() -> None:
    text = "../../usr/local/go/src/runtime/proc.go:11:3: //go:linknamestd is not allowed in the standard library\n"
    assert errors(text)[0].of_two_releases


def test_an_error_in_the_program_itself_is_none_of_the_tree() -> None:
    assert errors("./main.go:4:2: undefined: foo\nmain.go:4:2: undefined: bar\n") == ()


def test_a_package_that_is_not_found_is_no_error_of_the_file_that_imports_it() -> None:
    text = "../../usr/local/go/src/runtime/proc.go:11:2: package fmt is not in std (/usr/local/go/src/fmt)\n"
    assert errors(text) == ()
    assert absent_packages(Completed(1, stderr=text)) == (("fmt", "/usr/local/go/src/fmt"),)


def test_a_tree_behind_a_link_is_the_same_tree() -> None:
    host = boring("linux").but(files={**SOURCES, "/opt/go": link("../usr/local/go")})
    ask = Facts(host)
    text = "/opt/go/src/runtime/proc.go:1:1: syntax error\n"
    assert source_errors(ask, Completed(1, stderr=text), PurePosixPath("/opt/go"), WORK)


def test_absent_packages_are_named_once_each_in_the_words_of_every_release() -> None:
    text = (
        "main.go:3:8: package fmt is not in std (/usr/local/go/src/fmt)\n"
        "x.go:3:8: package fmt is not in std (/usr/local/go/src/fmt)\n"
        "main.go:4:8: package os is not in GOROOT (/usr/lib/go-1.19/src/os)\n"
    )
    pairs = (("fmt", "/usr/local/go/src/fmt"), ("os", "/usr/lib/go-1.19/src/os"))
    assert absent_packages(Completed(1, stderr=text)) == pairs


def test_words_lose_what_a_terminal_would_act_on() -> None:
    assert errors("runtime/proc.go:1:2: \x1b[2Jsyntax error\n")[0].words == "syntax error"
