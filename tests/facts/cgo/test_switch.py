"""Whether cgo is on: by a demand, by the kind of machine, by what PATH offers, as the release decides it."""

import pytest

from goverify.facts import Blocked, Facts
from goverify.facts.cgo.switch import Switch, cgo_switch, usual
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from tests.builds import host
from tests.cgoing import with_gcc
from tests.golang import LOST, run
from tests.hosts import boring, script, text


def switch(of: RecordedHost) -> Switch:
    """Return whether cgo is on, on a host."""
    return Facts(of)(cgo_switch)


@pytest.mark.parametrize(
    ("env", "on"),
    [
        ({}, True),
        ({"CGO_ENABLED": "1"}, True),
        ({"CGO_ENABLED": "0"}, False),
        ({"CGO_ENABLED": "yes"}, True),
        ({"GOARCH": "arm64"}, False),
        ({"GOOS": "linux", "GOARCH": "amd64"}, True),
        ({"GOARCH": "arm64", "CGO_ENABLED": "1"}, True),
    ],
)
def test_with_a_compiler(env: dict[str, str], on: bool) -> None:
    assert switch(with_gcc(**env)).on is on


@pytest.mark.parametrize(
    ("env", "on"), [({}, False), ({"CGO_ENABLED": "1"}, True), ({"CC": "/gone"}, True), ({"CGO_ENABLED": "yes"}, False)]
)
def test_without_a_compiler(env: dict[str, str], on: bool) -> None:
    assert switch(host(**env)).on is on


def test_the_go_env_file_may_decide() -> None:
    stored = {"/home/gopher/.config/go/env": text("CGO_ENABLED=0\n")}
    found = switch(with_gcc().but(files=stored))
    assert (found.on, "/home/gopher/.config/go/env" in found.why) == (False, True)


def test_the_trees_own_settings_may_decide() -> None:
    assert not switch(with_gcc().but(files={"/usr/local/go/go.env": text("CGO_ENABLED=0\n")})).on


@pytest.mark.parametrize(("name", "compiler"), [("linux", "gcc"), ("macos", "clang"), ("windows", "gcc")])
def test_each_system_has_its_usual_compiler(name: str, compiler: str) -> None:
    assert switch(boring(name)).lacking == compiler


def test_a_release_built_for_another_compiler_says_so() -> None:
    source = (
        'func DefaultCC(goos, goarch string) string {\n\tswitch goos+`/`+goarch {\n\tcase "linux/arm64":\n'
        '\t\treturn "aarch64-linux-gnu-gcc"\n\t}\n\treturn "clang"\n}\n'
    )
    tree = host().but(files={"/usr/local/go/src/cmd/go/internal/cfg/zdefaultcc.go": text(source)})
    assert usual(Facts(tree), "CC", "linux", "amd64") == "clang"
    assert usual(Facts(tree), "CC", "linux", "arm64") == "aarch64-linux-gnu-gcc"
    assert switch(tree.but(files={"/usr/bin/clang": script("x")})).on


def test_a_go_without_its_tree_does_not_tell_what_it_builds_for() -> None:
    with pytest.raises(Blocked, match="finds no tree"):
        switch(with_gcc().but(runs=[run("go", Completed(2, stderr=LOST))]))
