"""flavour.gccgo: gccgo's go is known by its file or its word, and the way to Go's own is told."""

import pytest

from goverify.checks.flavour.gccgo import gccgo
from goverify.checks.goroot.not_a_tree import not_a_tree
from goverify.checks.tree.tools_missing import tools_missing
from goverify.facts import Unavailable
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from tests.binfmt.elf_builder import elf
from tests.golang import Files, answer, commands, findings, level, program, run, tree, whole
from tests.hosts import BORING, link, script

LOADER = "/lib64/ld-linux-x86-64.so.2"
WORD = answer(
    "/usr", "unknown", GCCGO="/usr/bin/x86_64-linux-gnu-gccgo-12", GOTOOLDIR="/usr/lib/gcc/x86_64-linux-gnu/12"
)


def first(*, needed: tuple[str, ...] = ("libgo.so.21", "libc.so.6"), files: Files | None = None) -> RecordedHost:
    """Return a host on whose PATH gccgo's go comes first."""
    own: Files = {
        "/usr/bin/go": link("go-12"),
        "/usr/bin/go-12": link("x86_64-linux-gnu-go-12"),
        "/usr/bin/x86_64-linux-gnu-go-12": program(elf(interpreter=LOADER, needed=needed)),
        "/usr/lib64/ld-linux-x86-64.so.2": script("x"),
    }
    return whole().but(env={"PATH": "/usr/bin:/usr/local/go/bin"}, files=own | (files or {}), runs=[run("go", WORD)])


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_gos_own(name: str) -> None:
    assert not findings(gccgo, whole(name))


def test_it_is_reported_with_the_line_that_puts_gos_own_first() -> None:
    host = first()
    [finding] = findings(gccgo, host)
    assert (finding.cause, finding.subject, level(finding)) == ("gccgo-first", host.path("/usr/bin/go"), "high")
    assert "x86_64-linux-gnu-go-12" in finding.message
    assert commands(finding) == ('export PATH="/usr/local/go/bin:$PATH"',)


def test_a_tree_that_lies_elsewhere_is_found() -> None:
    host = first(files={"/usr/local/go": None, **tree("/opt/go")})
    [finding] = findings(gccgo, host)
    assert commands(finding) == ('export PATH="/opt/go/bin:$PATH"',)


def test_without_gos_own_the_distributions_is_named() -> None:
    [finding] = findings(gccgo, first(files={"/usr/local/go": None}))
    assert commands(finding) == ("sudo apt-get install golang-go",)


def test_one_linked_against_its_library_for_good_is_known_by_its_word() -> None:
    assert findings(gccgo, first(needed=("libc.so.6",)))


def test_one_without_its_library_is_known_by_its_file() -> None:
    lost = Completed(127, stderr="error while loading shared libraries: libgo.so.21: cannot open shared object file")
    assert findings(gccgo, first().but(runs=[run("go", lost)]))


def test_a_gccgo_behind_gos_own_is_fine() -> None:
    assert not findings(
        gccgo, first().but(env={"PATH": "/usr/local/go/bin:/usr/bin"}, runs=[run("go", answer("/usr/local/go"))])
    )


def test_checks_of_gos_own_tree_leave_it_alone() -> None:
    for check in (tools_missing, not_a_tree):
        with pytest.raises(Unavailable, match="gccgo"):
            findings(check, first().but(env={"GOROOT": "/usr"}))
