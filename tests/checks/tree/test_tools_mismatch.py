"""tree.tools-mismatch: tools of another release, damaged ones and impostors are told apart; suffixes do not matter."""

import pytest

from goverify.checks.tree.tools_mismatch import tools_mismatch
from goverify.facts import Blocked
from goverify.host import Completed
from goverify.host.synthetic import go_program
from tests.golang import TOOLS as NAMES
from tests.golang import VERSION, commands, findings, level, program, run, tool, whole
from tests.hosts import BORING, go_binary

ROOT = "/usr/local/go"
TOOLS = f"{ROOT}/pkg/tool/linux_amd64"
COMPILE = f"{TOOLS}/compile"


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_one_release(name: str) -> None:
    assert not findings(tools_mismatch, whole(name))


def test_all_of_another_release_are_reported_with_both_named() -> None:
    runs = [run(name, Completed(0, stdout=f"{name} version go1.26.6\n"), "-V=full") for name in NAMES]
    host = whole().but(files={f"{TOOLS}/{name}": tool(name, "go1.26.6") for name in NAMES}, runs=runs)
    [finding] = findings(tools_mismatch, host)
    assert (finding.cause, finding.subject, level(finding)) == ("tree-tools-mismatch", host.path(ROOT), "critical")
    assert "compile (go1.26.6)" in finding.message
    assert "go (go1.27.3)" in finding.message
    assert f"sudo rm -rf {ROOT} && " in commands(finding)[-1]


@pytest.mark.parametrize(
    ("name", "severity"), [("link", "critical"), ("asm", "critical"), ("cgo", "high"), ("vet", "high")]
)
def test_one_of_another_release_is_enough(name: str, severity: str) -> None:
    said = [run(name, Completed(0, stdout=f"{name} version go1.26.6\n"), "-V=full")]
    [finding] = findings(tools_mismatch, whole().but(files={f"{TOOLS}/{name}": tool(name, "go1.26.6")}, runs=said))
    assert (finding.cause, level(finding)) == ("tree-tools-mismatch", severity)


def test_a_go_of_another_release_than_its_tree_is_another_checks_matter() -> None:
    assert not findings(tools_mismatch, whole().but(files={f"{ROOT}/bin/go": go_binary("go1.26.6")}))


WHOLE = go_program(VERSION, "cmd/compile", "linux", "amd64")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (WHOLE[: len(WHOLE) // 2], "cut short"),
        (b"#!/bin/sh\nexit 0\n", "is no program (script)"),
        (go_program(VERSION, "cmd/compile", "linux", "arm64"), "made for linux/arm64"),
        (go_program(VERSION, "cmd/link", "linux", "amd64"), "is the program cmd/link"),
    ],
)
def test_what_is_no_such_tool_is_altered(data: bytes, words: str) -> None:
    [finding] = findings(tools_mismatch, whole().but(files={COMPILE: program(data)}))
    assert (finding.cause, level(finding)) == ("tool-altered", "critical")
    assert words in finding.message


def test_a_tool_that_contradicts_its_build_info_is_altered() -> None:
    said = [run("compile", Completed(0, stdout="compile version go1.26.6\n"), "-V=full")]
    [finding] = findings(tools_mismatch, whole().but(runs=said))
    assert "was built as go1.27.3 and says go1.26.6" in finding.message


def test_a_tool_that_crashes_is_altered() -> None:
    said = [run("asm", Completed(signal="SIGSEGV"), "-V=full")]
    [finding] = findings(tools_mismatch, whole().but(runs=said))
    assert "SIGSEGV" in finding.message


def test_a_tool_that_gets_no_memory_is_not_blamed() -> None:
    out = Completed(
        2, stderr="runtime: out of memory: cannot allocate 4194304-byte block\nfatal error: out of memory\n"
    )
    with pytest.raises(Blocked, match="out of memory"):
        findings(tools_mismatch, whole().but(runs=[run("compile", out, "-V=full")]))


@pytest.mark.parametrize("said", ["go1.27.3-X:arenas", "go1.27.3 (Red Hat 1.27.3-1.el10)", "go1.27.3 X:nodwarf5"])
def test_experiments_and_vendors_make_no_other_release(said: str) -> None:
    runs = [run(name, Completed(0, stdout=f"{name} version {said}\n"), "-V=full") for name in NAMES]
    assert not findings(tools_mismatch, whole().but(runs=runs))


def test_a_damaged_tool_is_never_started() -> None:
    host = whole().but(files={COMPILE: program(WHOLE[: len(WHOLE) // 2])}, runs={("compile", "-V=full"): None})
    assert findings(tools_mismatch, host)
