"""tree.tools-missing: what a build would not find, or may not start, is named; a lean release's folder is whole."""

import pytest

from goverify.checks.tree.tools_missing import tools_missing
from goverify.facts import Blocked
from goverify.facts.identity import NAMES
from goverify.host import Completed
from tests.golang import LOST, ROOTS, Files, answer, commands, findings, level, run, tool, tree, whole
from tests.hosts import BORING, boring, folder, go_binary, link

ROOT = "/usr/local/go"
TOOLS = f"{ROOT}/pkg/tool/linux_amd64"
FAILS = [run("go", Completed(2, stderr=LOST))]


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_all_of_them(name: str) -> None:
    assert not findings(tools_missing, whole(name))


@pytest.mark.parametrize("name", ["asm", "compile", "link"])
def test_one_that_every_build_runs_is_vital(name: str) -> None:
    host = whole().but(files={f"{TOOLS}/{name}": None})
    [finding] = findings(tools_missing, host)
    assert (finding.cause, finding.subject, level(finding)) == ("tree-tools-missing", host.path(ROOT), "critical")
    assert name in finding.message
    assert f"sudo rm -rf {ROOT} && " in commands(finding)[-1]


@pytest.mark.parametrize(("name", "severity"), [("cgo", "high"), ("vet", "medium"), ("cover", "medium")])
def test_one_that_some_builds_run_is_milder(name: str, severity: str) -> None:
    [finding] = findings(tools_missing, whole().but(files={f"{TOOLS}/{name}": None}))
    assert level(finding) == severity


@pytest.mark.parametrize("name", ["pprof", "trace", "nm", "fix", "preprofile"])
def test_what_a_release_builds_on_first_use_is_not_missing(name: str) -> None:
    assert not findings(tools_missing, whole().but(files={f"{TOOLS}/{name}": None}))


@pytest.mark.parametrize("gone", ["pkg", "pkg/tool"])
def test_a_tree_without_its_tools_is_recognised_by_its_rest(gone: str) -> None:
    host = whole().but(files={f"{ROOT}/{gone}": None}, runs=FAILS)
    [finding] = findings(tools_missing, host)
    assert finding.message.startswith(f"{ROOT}/{gone} is missing")


def test_a_link_to_tools_that_are_gone_is_told() -> None:
    host = whole().but(files={f"{ROOT}/pkg/tool": None, "/usr/local/go/pkg/tool": link("/gone/tool")}, runs=FAILS)
    [finding] = findings(tools_missing, host)
    assert "a link to /gone" in finding.message


def test_tools_for_another_platform_alone_are_named() -> None:
    files: Files = {TOOLS: None, f"{ROOT}/pkg/tool/linux_arm64/compile": tool("compile", arch="arm64")}
    [finding] = findings(tools_missing, whole().but(files=files))
    assert "linux_arm64" in finding.message
    assert "linux_amd64" in finding.message


def test_a_tree_for_another_processor_is_whole_in_itself() -> None:
    files: Files = {f"{ROOT}/pkg": None, **tree(ROOT, arch="arm64")}
    host = whole().but(files=files, runs=[run("go", Completed(error="ENOEXEC"))])
    assert not findings(tools_missing, host)


def test_tools_that_nobody_may_execute_are_reported() -> None:
    files: Files = {f"{TOOLS}/compile": go_binary("go1.27.3", path="cmd/compile", mode=0o644)}
    [finding] = findings(tools_missing, whole().but(files=files))
    assert "compile" in finding.message
    assert "may not be executed" in finding.message
    assert any("chmod a+x" in command for command in commands(finding))


def test_windows_knows_no_such_right() -> None:
    path = rf"{ROOTS['windows']}\pkg\tool\windows_amd64\compile.exe"
    record = go_binary("go1.27.3", system="windows", path="cmd/compile", mode=0o644)
    assert not findings(tools_missing, whole("windows").but(files={path: record}))


def test_a_folder_that_may_not_be_listed_is_another_checks_matter() -> None:
    with pytest.raises(Blocked):
        findings(tools_missing, whole().but(files={TOOLS: folder(mode=0o700)}))


def test_a_goroot_that_misleads_does_not_hide_the_own_tree() -> None:
    host = whole().but(env={"GOROOT": "/opt/go"}, files={"/opt/go/VERSION": "go1.26.6\n", f"{TOOLS}/link": None})
    [finding] = findings(tools_missing, host)
    assert finding.subject == host.path(ROOT)


def test_a_damaged_copy_that_goroot_names_is_goroots_matter() -> None:
    host = whole().but(env={"GOROOT": "/opt/go"}, files={**tree("/opt/go"), "/opt/go/pkg/tool/linux_amd64/asm": None})
    assert not findings(tools_missing, host)


@pytest.mark.parametrize("system", ["linux", "windows"])
def test_a_go_of_another_machine_in_a_whole_tree_is_alone_to_blame(system: str) -> None:
    files: Files = {f"{ROOT}/bin/go": go_binary("go1.27.3", system=system, arch="arm64")}
    assert not findings(tools_missing, whole().but(files=files, runs=[run("go", Completed(error="ENOEXEC"))]))


def test_the_tree_that_a_lone_copy_is_told_is_judged() -> None:
    files: Files = {
        "/usr/bin/go": go_binary("go1.27.3"),
        **tree("/usr/lib/go"),
        "/usr/lib/go/pkg/tool/linux_amd64/asm": None,
    }
    runs = [*FAILS, run("go", answer("/usr/lib/go"), env={"GOROOT": "/usr/lib/go"})]
    host = whole().but(env={"PATH": "/usr/bin", "GOROOT": "/usr/lib/go"}, files=files, runs=runs)
    [finding] = findings(tools_missing, host)
    assert finding.subject == host.path("/usr/lib/go")


def test_a_tree_of_another_system_is_not_judged_by_what_this_one_needs() -> None:
    root = "/mnt/c/Go"
    files: Files = {
        f"{root}/bin/go": go_binary("go1.27.3", system="windows"),
        f"{root}/pkg/tool/windows_amd64/compile.exe": go_binary("go1.27.3", system="windows", path="cmd/compile"),
        f"{root}/VERSION": "go1.27.3\n",
    }
    asked = f"{root}/bin/go env -json {' '.join(NAMES)}"
    runs = {asked: Completed(126, stderr="cannot execute binary file")}
    host = boring("linux").but(env={"PATH": f"{root}/bin:/usr/bin"}, files=files, runs=runs)
    with pytest.raises(Blocked, match="made for windows"):
        findings(tools_missing, host)
