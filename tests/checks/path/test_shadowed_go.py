"""path.shadowed-go: a hidden newer go is reported; a second name, an older one, a wrapper, an unknown one are not."""

from collections.abc import Callable

import pytest

from goverify.checks.path.shadowed_go import shadowed_go
from goverify.host import Host
from tests.checks.path.looking import Files, commands, findings, level
from tests.hosts import BORING, boring, go_binary, link, script

OLD_FIRST = {"PATH": "/usr/bin:/usr/local/go/bin"}


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_one_go(name: str) -> None:
    assert not findings(shadowed_go, boring(name))


def test_an_older_go_first_is_reported_with_the_line_that_mends_it() -> None:
    host = boring("linux").but(env=OLD_FIRST, files={"/usr/bin/go": go_binary("go1.19.8")})
    [finding] = findings(shadowed_go, host)
    assert finding.subject == host.path("/usr/bin/go")
    assert commands(finding) == ('export PATH="/usr/local/go/bin:$PATH"',)


def test_the_message_names_both() -> None:
    host = boring("linux").but(env=OLD_FIRST, files={"/usr/bin/go": go_binary("go1.19.8")})
    [finding] = findings(shadowed_go, host)
    assert finding.message == (
        "/usr/bin/go (go1.19.8, Debian package) hides /usr/local/go/bin/go (go1.27.3, official archive)"
    )


def test_it_concerns_path_and_the_tree_of_the_go_that_answers() -> None:
    files: Files = {"/usr/bin/go": link("../lib/go-1.19/bin/go"), "/usr/lib/go-1.19/bin/go": go_binary("go1.19.8")}
    host = boring("linux").but(env=OLD_FIRST, files=files)
    [finding] = findings(shadowed_go, host)
    assert finding.concerns == ("PATH", host.path("/usr/lib/go-1.19"))


def test_the_newest_of_several_is_wanted() -> None:
    files = {"/usr/bin/go": go_binary("go1.19.8"), "/opt/go/bin/go": go_binary("go1.28.0")}
    host = boring("linux").but(env={"PATH": "/usr/bin:/usr/local/go/bin:/opt/go/bin"}, files=files)
    [finding] = findings(shadowed_go, host)
    assert "hides /opt/go/bin/go" in finding.message


def test_a_forgotten_pkg_hides_homebrew_s_go() -> None:
    files: Files = {
        "/opt/homebrew/bin/go": link("../Cellar/go/1.28.1/bin/go"),
        "/opt/homebrew/Cellar/go/1.28.1/bin/go": link("../libexec/bin/go"),
        "/opt/homebrew/Cellar/go/1.28.1/libexec/bin/go": go_binary("go1.28.1", system="darwin", arch="arm64"),
    }
    host = boring("macos").but(env={"PATH": "/usr/local/go/bin:/opt/homebrew/bin:/usr/bin:/bin"}, files=files)
    [finding] = findings(shadowed_go, host)
    assert finding.message == (
        "/usr/local/go/bin/go (go1.27.3, official installer) hides /opt/homebrew/bin/go (go1.28.1, Homebrew)"
    )


def test_an_intel_go_on_apple_silicon_counts_as_well() -> None:
    files = {"/usr/local/bin/go": go_binary("go1.20.1", system="darwin", arch="amd64")}
    [finding] = findings(shadowed_go, boring("macos").but(files=files))
    assert level(finding) == "medium"


def test_windows_finds_an_older_go_in_front() -> None:
    path = r"C:\Go\bin;C:\Program Files\Go\bin"
    files = {r"C:\Go\bin\go.exe": go_binary("go1.15.2", system="windows")}
    [finding] = findings(shadowed_go, boring("windows").but(env={"PATH": path}, files=files))
    assert commands(finding) == (r"$env:PATH = 'C:\Program Files\Go\bin;' + $env:PATH",)


def test_a_release_that_a_manager_put_first_is_worth_a_word() -> None:
    mine = "/home/gopher/.local/share/mise/installs/go/1.26.6/bin"
    host = boring("linux").but(env={"PATH": f"{mine}:/usr/local/go/bin"}, files={f"{mine}/go": go_binary("go1.26.6")})
    assert [level(finding) for finding in findings(shadowed_go, host)] == ["low"]


def second_name() -> Host:
    return boring("linux").but(env=OLD_FIRST, files={"/usr/bin/go": link("../local/go/bin/go")})


def older_behind() -> Host:
    path = {"PATH": "/usr/local/go/bin:/usr/bin"}
    return boring("linux").but(env=path, files={"/usr/bin/go": go_binary("go1.19.8")})


def same_release() -> Host:
    return boring("linux").but(env=OLD_FIRST, files={"/usr/bin/go": go_binary("go1.27.3 X:arenas")})


def shim_first() -> Host:
    shim = script('#!/usr/bin/env bash\n# asdf-plugin: golang 1.19.8\nexec asdf exec "go" "$@"\n')
    path = {"PATH": "/home/gopher/.asdf/shims:/usr/local/go/bin"}
    return boring("linux").but(env=path, files={"/home/gopher/.asdf/shims/go": shim})


def gccgo_first() -> Host:
    return boring("linux").but(env=OLD_FIRST, files={"/usr/bin/go": script("\x7fELF, and nothing that tells of Go")})


def development_behind() -> Host:
    path = {"PATH": "/usr/local/go/bin:/home/gopher/sdk/gotip/bin"}
    files = {"/home/gopher/sdk/gotip/bin/go": go_binary("go1.29-devel_3f5c8a5 Fri Nov 6 2026")}
    return boring("linux").but(env=path, files=files)


def another_processor_behind() -> Host:
    path = {"PATH": "/usr/local/go/bin:/opt/arm/bin"}
    return boring("linux").but(env=path, files={"/opt/arm/bin/go": go_binary("go1.29.0", arch="arm64")})


def names_in_other_case() -> Host:
    return boring("windows").but(env={"PATH": r"C:\Program Files\Go\bin;c:\program files\GO\bin"})


@pytest.mark.parametrize(
    "host",
    [
        second_name,
        older_behind,
        same_release,
        shim_first,
        gccgo_first,
        development_behind,
        another_processor_behind,
        names_in_other_case,
    ],
)
def test_what_hides_nothing_is_not_reported(host: Callable[[], Host]) -> None:
    assert not findings(shadowed_go, host())


def test_what_put_each_on_path_is_named() -> None:
    host = boring("linux").but(env=OLD_FIRST, files={"/usr/bin/go": go_binary("go1.19.8")})
    [finding] = findings(shadowed_go, host)
    first, second = (evidence.observed for evidence in finding.evidence)
    assert "from /etc/profile, line 4" in first
    assert "from /home/gopher/.profile, line 7" in second


def test_an_entry_of_the_machine_is_overtaken_in_the_machines_path_alone() -> None:
    old = go_binary("go1.19.8", system="windows")
    new = go_binary("go1.28.1", system="windows")
    host = boring("windows").but(
        env={"PATH": r"C:\Program Files\Go\bin;D:\new\bin"},
        files={r"C:\Program Files\Go\bin\go.exe": old, r"D:\new\bin\go.exe": new},
    )
    [finding] = findings(shadowed_go, host)
    assert finding.fix
    assert "the machine's Path comes before the user's" in finding.fix.summary
    assert commands(finding)[1] == (
        r"[Environment]::SetEnvironmentVariable('Path', 'D:\new\bin;' + "
        "[Environment]::GetEnvironmentVariable('Path', 'Machine'), 'Machine')"
    )


def test_path_helper_is_named_where_it_undoes_a_line_of_zsh() -> None:
    host = boring("macos").but(
        env={"PATH": "/usr/local/bin:/usr/bin:/opt/go/bin"},
        files={
            "/opt/go/bin/go": go_binary("go1.28.1", system="darwin", arch="arm64"),
            "/usr/local/bin/go": go_binary("go1.20.1", system="darwin", arch="arm64"),
            "/Users/gopher/.zshenv": 'export PATH="/opt/go/bin:$PATH"\n',
        },
    )
    [finding] = findings(shadowed_go, host)
    assert "path_helper" in finding.detail


OLD: Files = {"/opt/go1.26/bin/go": go_binary("go1.26.6"), "/opt/go1.26/VERSION": "go1.26.6\n"}


def behind(text: str, files: Files) -> Host:
    return boring("linux").but(env={"PATH": "/opt/x:/usr/local/go/bin"}, files={"/opt/x/go": script(text), **files})


def test_a_script_that_leads_to_an_older_go_is_worth_a_word() -> None:
    [finding] = findings(shadowed_go, behind('#!/bin/sh\nexec /opt/go1.26/bin/go "$@"\n', OLD))
    assert level(finding) == "low"
    assert finding.message.startswith("/opt/x/go (go1.26.6) hides /usr/local/go/bin/go (go1.27.3")


def test_a_script_that_leads_to_the_newest_go_hides_nothing() -> None:
    assert not findings(shadowed_go, behind('#!/bin/sh\nexec /usr/local/go/bin/go "$@"\n', {}))


def test_a_script_of_unknown_kind_before_a_go_is_worth_a_word() -> None:
    [finding] = findings(shadowed_go, behind('#!/bin/sh\nmagic "$@"\n', {}))
    assert (level(finding), commands(finding)) == ("low", ('export PATH="/usr/local/go/bin:$PATH"',))
    assert "was not run" in finding.message


def test_a_goroot_of_the_older_tree_goes_with_it() -> None:
    files: Files = {"/opt/old/bin/go": go_binary("go1.26.6"), "/opt/old/VERSION": "go1.26.6\n"}
    host = boring("linux").but(env={"PATH": "/opt/old/bin:/usr/local/go/bin:/usr/bin"}, files=files)
    [finding] = findings(shadowed_go, host.but(env={"GOROOT": "/opt/old"}))
    assert commands(finding) == ('export PATH="/usr/local/go/bin:$PATH"', "unset GOROOT")
    [finding] = findings(shadowed_go, host.but(env={"GOROOT": "/usr/local/go"}))
    assert commands(finding) == ('export PATH="/usr/local/go/bin:$PATH"',)
