"""path.gobin: installed programs that cannot be called by name are reported; empty and reachable folders are not."""

import pytest

from goverify.checks.path.gobin import gobin
from goverify.host.recorded import RecordedHost
from tests.checks.path.looking import Files, commands, findings, level
from tests.hosts import BORING, boring, folder, go_binary, link, script, text

TOOL = go_binary("go1.27.3", path="golang.org/x/tools/gopls")
BIN = "/home/gopher/go/bin"


def installed(place: str = BIN) -> RecordedHost:
    return boring("linux").but(files={f"{place}/gopls": TOOL})


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_reach_what_they_install(name: str) -> None:
    assert not findings(gobin, boring(name))


def test_programs_in_the_default_folder_off_path_are_reported() -> None:
    [finding] = findings(gobin, installed())
    assert (finding.cause, level(finding), finding.subject) == ("gobin-not-on-path", "medium", "GOPATH")
    assert finding.message == (
        "go install puts programs into /home/gopher/go/bin, which is not on PATH: gopls cannot be started by name"
    )


def test_the_folder_is_put_on_path() -> None:
    assert commands(findings(gobin, installed())[0]) == (
        'export PATH="/home/gopher/go/bin:$PATH"',
        """echo 'export PATH="/home/gopher/go/bin:$PATH"' >> ~/.bashrc""",
    )


def test_gobin_takes_the_place_of_gopath() -> None:
    host = installed("/opt/tools").but(env={"GOBIN": "/opt/tools"}, files={f"{BIN}/other": TOOL})
    [finding] = findings(gobin, host)
    assert finding.subject == "GOBIN"
    assert "/opt/tools, which is not on PATH" in finding.message


def test_a_line_of_the_go_env_file_counts() -> None:
    host = installed("/opt/tools").but(files={"/home/gopher/.config/go/env": text("GOBIN=/opt/tools\n")})
    assert findings(gobin, host)[0].subject == "GOBIN"


def test_every_entry_of_gopath_counts() -> None:
    host = boring("linux").but(env={"GOPATH": "/a:/b:"}, files={"/a/bin/one": TOOL, "/b/bin/two": TOOL})
    assert [str(finding.concerns[0]) for finding in findings(gobin, host)] == ["/a/bin", "/b/bin"]


def test_windows_installs_below_the_profile() -> None:
    path = r"C:\Windows;C:\Program Files\Go\bin"
    tool = go_binary("go1.27.3", system="windows", path="golang.org/x/tools/gopls")
    host = boring("windows").but(env={"PATH": path}, files={r"C:\Users\gopher\go\bin\gopls.exe": tool})
    [finding] = findings(gobin, host)
    assert r"C:\Users\gopher\go\bin" in finding.message
    assert finding.fix
    assert finding.fix.summary.startswith("Open a new terminal")
    stored_nowhere = host.but(registry={r"HKCU\Environment": {}})
    assert "SetEnvironmentVariable" in commands(findings(gobin, stored_nowhere)[0])[1]


def test_a_folder_on_path_is_fine() -> None:
    assert not findings(gobin, installed().but(env={"PATH": f"/usr/local/go/bin:/usr/bin:{BIN}"}))


def test_a_folder_on_path_under_another_name_is_fine() -> None:
    files: Files = {"/opt/mine": link(BIN)}
    assert not findings(gobin, installed().but(env={"PATH": "/usr/local/go/bin:/opt/mine"}, files=files))


def test_an_empty_folder_is_fine() -> None:
    assert not findings(gobin, boring("linux").but(files={BIN: folder()}, env={"GOBIN": BIN}))


def test_programs_that_path_finds_elsewhere_are_fine() -> None:
    assert not findings(gobin, installed().but(files={"/usr/bin/gopls": link(f"{BIN}/gopls")}))


def test_what_go_did_not_build_is_not_its_business() -> None:
    assert not findings(gobin, boring("linux").but(files={f"{BIN}/notes": script("#!/bin/sh\n")}))


def test_a_shim_chooses_the_folder_itself() -> None:
    shim = script('#!/usr/bin/env bash\nexec asdf exec "go" "$@"\n')
    host = installed().but(
        env={"PATH": "/home/gopher/.asdf/shims:/usr/bin"}, files={"/home/gopher/.asdf/shims/go": shim}
    )
    assert not findings(gobin, host)


def test_without_a_go_nothing_is_installed() -> None:
    assert not findings(gobin, installed().but(env={"PATH": "/usr/bin"}))
