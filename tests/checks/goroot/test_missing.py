"""goroot.missing: a GOROOT that is gone is reported with the way to take it back; one that is there is not."""

import pytest

from goverify.checks.goroot.missing import missing
from goverify.facts import Blocked
from goverify.host import Completed
from tests.golang import LOST, answer, commands, findings, level, run, tree, whole
from tests.hosts import BORING, go_binary, link, script

ASDF = '#!/usr/bin/env bash\n# asdf-plugin: golang 1.27.3\nexec asdf exec "go" "$@"\n'


@pytest.mark.parametrize("name", BORING)
def test_nothing_is_wrong_where_nobody_sets_it(name: str) -> None:
    assert not findings(missing, whole(name))


def test_a_folder_that_is_gone_is_reported() -> None:
    host = whole().but(env={"GOROOT": "/opt/homebrew/Cellar/go/1.4.1/libexec"})
    [finding] = findings(missing, host)
    assert (finding.cause, finding.subject, level(finding)) == ("goroot-missing", "GOROOT", "critical")
    assert "/opt/homebrew/Cellar/go/1.4.1/libexec" in finding.message
    assert "removes it with the version" in finding.detail
    assert commands(finding) == ("unset GOROOT",)


def test_it_concerns_the_go_that_answers_and_its_tree() -> None:
    host = whole().but(env={"GOROOT": "/gone"})
    [finding] = findings(missing, host)
    assert finding.concerns == (host.path("/usr/local/go/bin/go"), host.path("/usr/local/go"))


def test_a_dangling_link_is_told_with_its_target() -> None:
    files = {"/usr/local/go1.11": link("/opt/hostedtoolcache/go/1.11.13/x64")}
    [finding] = findings(missing, whole().but(env={"GOROOT": "/usr/local/go1.11"}, files=files))
    assert "/usr/local/go1.11, a link to /opt/hostedtoolcache" in finding.message


def test_a_line_of_the_go_env_file_is_edited_since_no_go_command_works() -> None:
    files = {"/home/gopher/.config/go/env": "GOFLAGS=\nGOROOT=/gone\n"}
    [finding] = findings(missing, whole().but(files=files))
    assert "/home/gopher/.config/go/env" in finding.message
    assert commands(finding) == ("sed -i '/^GOROOT=/d' /home/gopher/.config/go/env",)


def test_powershell_gets_its_own_words_and_the_stored_value_is_taken_back() -> None:
    host = whole("windows").but(env={"GOROOT": r"C:\Go1.4"}, registry={r"HKCU\Environment": {"GOROOT": r"C:\Go1.4"}})
    [finding] = findings(missing, host)
    assert commands(finding) == (
        "Remove-Item Env:GOROOT",
        "[Environment]::SetEnvironmentVariable('GOROOT', $null, 'User')",
    )


def test_the_start_up_line_that_exports_it_is_named() -> None:
    files = {"/home/gopher/.bashrc": "export GOROOT=/gone\n"}
    [finding] = findings(missing, whole().but(env={"GOROOT": "/gone"}, files=files))
    assert finding.fix
    assert "line 1 of ~/.bashrc (export" in finding.fix.summary


def test_a_go_that_needs_it_is_pointed_to_its_own_tree() -> None:
    host = whole().but(
        env={"GOROOT": "/gone", "PATH": "/usr/bin"},
        files={"/usr/bin/go": go_binary("go1.27.3"), "/usr/local/go": None, **tree("/usr/lib/go")},
        runs=[run("go", Completed(2, stderr=LOST))],
    )
    [finding] = findings(missing, host)
    assert commands(finding) == ("export GOROOT=/usr/lib/go",)


def test_a_tree_that_is_built_in_and_gone_is_reported() -> None:
    lost = Completed(2, stderr="go: cannot find GOROOT directory: /build/lib/go\n")
    files = {"/usr/bin/go": go_binary("go1.27.3"), "/usr/local/go": None, **tree("/usr/lib/go")}
    host = whole().but(env={"PATH": "/usr/bin"}, files=files, runs=[run("go", lost)])
    [finding] = findings(missing, host)
    assert "/usr/bin/go looks for its tree at /build/lib/go" in finding.message
    assert commands(finding) == ("export GOROOT=/usr/lib/go",)


def test_a_tree_that_a_shim_names_is_the_shims_matter() -> None:
    lost = Completed(2, stderr="go: cannot find GOROOT directory: /go\n")
    files = {"/home/gopher/.asdf/shims/go": script(ASDF), "/usr/bin/env": script("x")}
    host = whole().but(env={"PATH": "/home/gopher/.asdf/shims"}, files=files, runs=[run("go", lost)])
    [finding] = findings(missing, host)
    assert "(asdf shim) sets GOROOT to" in finding.message
    assert "/go, which does not exist" in finding.message
    assert commands(finding) == ("asdf plugin update golang",)


def test_a_value_that_a_shim_replaces_does_no_harm() -> None:
    root = "/home/gopher/.asdf/installs/golang/1.27.3/go"
    files = {"/home/gopher/.asdf/shims/go": script(ASDF), "/usr/bin/env": script("x"), **tree(root)}
    host = whole().but(
        env={"PATH": "/home/gopher/.asdf/shims", "GOROOT": "/gone"}, files=files, runs=[run("go", answer(root))]
    )
    assert not findings(missing, host)


def test_quoted_text_is_another_checks_matter() -> None:
    with pytest.raises(Blocked):
        findings(missing, whole().but(env={"GOROOT": "'/usr/local/go'"}))


def test_an_empty_value_is_none() -> None:
    assert not findings(missing, whole().but(env={"GOROOT": ""}))
