"""tree.mixed: leftovers of another release are reported; a packager's additions and a backported file are not."""

import pytest

from goverify.checks.tree.mixed import mixed
from tests.golang import Files, answer, commands, findings, level, run, tool, tree, whole
from tests.hosts import BORING, go_binary

ROOT = "/usr/local/go"
SRC = f"{ROOT}/src"


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_one_release(name: str) -> None:
    assert not findings(mixed, whole(name))


def test_a_go_of_another_release_than_version_is_reported() -> None:
    host = whole().but(files={f"{ROOT}/bin/go": go_binary("go1.26.6")}, runs=[run("go", answer(ROOT, "go1.26.6"))])
    [finding] = findings(mixed, host)
    assert (finding.cause, finding.subject, level(finding)) == ("tree-mixed", host.path(ROOT), "critical")
    assert "VERSION says go1.27.3 and the go file is of go1.26.6" in finding.message
    assert f"sudo rm -rf {ROOT} && " in commands(finding)[-1]


def test_a_package_that_the_release_no_longer_has_is_reported() -> None:
    [finding] = findings(mixed, whole().but(files={f"{SRC}/internal/intern/intern.go": "package intern\n"}))
    assert "internal/intern" in finding.message
    assert any("Go 1.19 to 1.22" in item.observed for item in finding.evidence)


def test_a_single_file_that_the_release_no_longer_has_is_enough() -> None:
    [finding] = findings(mixed, whole().but(files={f"{SRC}/runtime/lfstack_32bit.go": "package runtime\n"}))
    assert "runtime/lfstack_32bit.go" in finding.message


def test_files_of_newer_releases_are_reported() -> None:
    files: Files = {f"{ROOT}/VERSION": "go1.21.13\n", f"{ROOT}/bin/go": go_binary("go1.21.13")}
    [finding] = findings(mixed, whole().but(files=files, runs=[run("go", answer(ROOT, "go1.21.13"))]))
    assert "packages or files that only other releases have" in finding.message


def test_one_newer_file_may_be_a_backport() -> None:
    root = "/opt/go"
    old: Files = {
        f"{root}/VERSION": "go1.26.8\n",
        f"{root}/bin/go": go_binary("go1.26.8"),
        f"{root}/pkg/tool/linux_amd64/compile": tool("compile", "go1.26.8"),
        f"{root}/src/crypto/mldsa/mldsa.go": "package mldsa\n",
    }
    host = whole().but(env={"PATH": f"{root}/bin"}, files=old, runs=[run("go", answer(root, "go1.26.8"))])
    assert not findings(mixed, host)


def test_a_tool_that_another_release_left_behind_is_reported() -> None:
    [finding] = findings(mixed, whole().but(files={f"{ROOT}/pkg/tool/linux_amd64/pprof": tool("pprof", "go1.24.3")}))
    assert "pprof of go1.24.3" in finding.message
    assert level(finding) == "medium"


@pytest.mark.parametrize(
    "files",
    [
        {f"{ROOT}/pkg/tool/linux_amd64/dist": tool("dist")},
        {f"{ROOT}/pkg/tool/linux_amd64/helper": go_binary("go1.25.1", path="example.com/helper")},
        {f"{SRC}/crypto/fedora.go": "package crypto\n"},
        {f"{SRC}/mine/mine.go": "package mine\n"},
        {f"{ROOT}/VERSION": None},
        {f"{ROOT}/VERSION": "go1.27.3 (Red Hat 1.27.3-1.el10)\n"},
        {f"{SRC}/internal/runtime/syscall/linux/x.go": "package linux\n"},
    ],
)
def test_additions_of_packagers_are_fine(files: Files) -> None:
    assert not findings(mixed, whole().but(files=files))


def test_a_release_newer_than_the_tables_is_not_judged_by_what_it_adds() -> None:
    files: Files = {f"{ROOT}/VERSION": "go1.31.0\n", f"{ROOT}/bin/go": go_binary("go1.31.0")}
    files |= {f"{SRC}/brand/new.go": "package brand\n"}
    assert not findings(mixed, whole().but(files=files, runs=[run("go", answer(ROOT, "go1.31.0"))]))


def test_another_gos_tree_in_goroot_is_not_this_gos_mixture() -> None:
    assert not findings(mixed, whole().but(env={"GOROOT": "/opt/go"}, files=tree("/opt/go", "go1.26.6")))
