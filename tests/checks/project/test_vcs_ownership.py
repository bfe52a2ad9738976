"""project.vcs-ownership: what git refuses for its owner is reported; what its settings or sudo allow is not."""

from typing import Any

import pytest

from goverify.checks.project.vcs_ownership import vcs_ownership
from goverify.facts import Facts, Unavailable
from goverify.host.recorded import RecordedHost
from tests.checkouts import APP, GIT, ROOT, checkout, git
from tests.golang import Files, commands, findings, level
from tests.hosts import boring, folder, go_binary, text


def as_root(host: RecordedHost, **env: str) -> RecordedHost:
    return host.but(identity=ROOT, env={"HOME": "/root", "USER": "root", "LOGNAME": "root", **env})


def allowed(value: str, *, file: str = "/root/.gitconfig") -> RecordedHost:
    return as_root(checkout()).but(files={file: f"[user]\n\tname = Gopher\n[safe]\n\tdirectory = {value}\n"})


@pytest.mark.parametrize("name", ["linux", "macos"])
def test_a_boring_host_has_no_checkout(name: str) -> None:
    with pytest.raises(Unavailable):
        list(vcs_ownership(Facts(boring(name))))


def test_a_checkout_of_ones_own_is_fine() -> None:
    assert not findings(vcs_ownership, checkout())


def test_git_refuses_root_what_belongs_to_a_user() -> None:
    [finding] = findings(vcs_ownership, as_root(checkout()))
    assert (finding.cause, str(finding.subject), level(finding)) == ("vcs-ownership", APP, "high")
    assert finding.message.endswith(f"{APP} belongs to user 1000, not to root")
    assert commands(finding) == (f"git config --global --add safe.directory {APP}",)


def test_what_sudo_left_in_a_home_is_given_back() -> None:
    [finding] = findings(vcs_ownership, checkout({".git": folder()}))
    assert f"{APP}/.git belongs to root, not to this user (uid 1000)" in finding.message
    assert commands(finding) == (f'sudo chown -R "$(id -un)" {APP}',)


def test_what_lies_deeper_may_be_anybodys() -> None:
    assert not findings(vcs_ownership, checkout({".git/objects": folder(), "main.go": text("package main\n")}))


def test_under_sudo_the_caller_counts_as_root_does() -> None:
    assert not findings(vcs_ownership, as_root(checkout(), SUDO_UID="1000"))


def test_under_sudo_others_do_not() -> None:
    assert findings(vcs_ownership, as_root(checkout(), SUDO_UID="1001"))


@pytest.mark.parametrize("value", ["*", APP, f'"{APP}" ; a comment'])
def test_safe_directory_lets_git_in(value: str) -> None:
    assert not findings(vcs_ownership, allowed(value))


@pytest.mark.parametrize("value", [f"{APP}/", "/home/gopher/*", "/elsewhere", ""])
def test_safe_directory_counts_as_this_git_reads_it(value: str) -> None:
    assert findings(vcs_ownership, allowed(value))


@pytest.mark.parametrize("value", [f"{APP}/", "/home/gopher/*"])
def test_a_newer_git_reads_more_into_it(value: str) -> None:
    assert not findings(vcs_ownership, allowed(value).but(files=git("git/2.47.1 safe.directory")))


def test_a_value_that_nearly_fits_is_shown() -> None:
    [finding] = findings(vcs_ownership, allowed(f"{APP}/"))
    assert [each.place for each in finding.evidence] == [APP, "safe.directory"]


def test_an_empty_value_takes_back_what_stood_before() -> None:
    host = allowed("*\n\tdirectory =")
    assert findings(vcs_ownership, host)


@pytest.mark.parametrize("file", ["/etc/gitconfig", "/root/.config/git/config"])
def test_every_place_of_the_settings_counts(file: str) -> None:
    assert not findings(vcs_ownership, allowed("*", file=file))


def test_the_repositorys_own_settings_do_not_count() -> None:
    assert findings(vcs_ownership, allowed("*", file=f"{APP}/.git/config"))


def test_included_settings_count() -> None:
    host = allowed("*", file="/root/shared").but(files={"/root/.gitconfig": "[include]\n\tpath = ~/shared\n"})
    assert not findings(vcs_ownership, host)


def test_settings_that_include_each_other_come_to_an_end() -> None:
    circle = "[include]\n\tpath = .gitconfig\n"
    assert findings(vcs_ownership, as_root(checkout()).but(files={"/root/.gitconfig": circle}))


def test_settings_in_the_environment_count() -> None:
    env = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}
    assert not findings(vcs_ownership, as_root(checkout(), **env))


def test_a_git_from_before_the_rule_takes_everything() -> None:
    assert not findings(vcs_ownership, as_root(checkout()).but(files=git("git/1.8.3")))


def test_a_git_that_says_nothing_is_taken_for_a_current_one() -> None:
    assert findings(vcs_ownership, as_root(checkout()).but(files=git("#!/bin/sh")))


def test_a_library_is_not_stamped() -> None:
    [finding] = findings(vcs_ownership, as_root(checkout(package="app")))
    assert level(finding) == "low"


def test_a_program_further_down_is() -> None:
    host = as_root(checkout({"cmd/app/main.go": "package main\n"}, package="app"))
    assert [level(finding) for finding in findings(vcs_ownership, host)] == ["high"]


def test_the_programs_of_a_workspace_are_stamped() -> None:
    work: Files = {
        "go.mod": None,
        "go.work": "go 1.25\n\nuse ./tool\n",
        "tool/go.mod": "module example.com/tool\n\ngo 1.25\n",
        "tool/main.go": "package main\n",
    }
    [finding] = findings(vcs_ownership, as_root(checkout(work)))
    assert (str(finding.subject), level(finding)) == (APP, "high")


NO_STAMP: dict[str, dict[str, Any]] = {
    "the stamp is turned off": {"env": {"GOFLAGS": "-buildvcs=false"}},
    "modules are off": {"env": {"GO111MODULE": "off"}},
    "git is not there": {"files": {GIT: None}},
    "git is told the repository": {"env": {"GIT_DIR": f"{APP}/.git"}},
    "there is no module": {"files": {f"{APP}/go.mod": None}},
    "the release is too old": {"files": {"/usr/local/go/bin/go": go_binary("go1.17.13")}},
}


@pytest.mark.parametrize("changes", NO_STAMP.values(), ids=NO_STAMP)
def test_nothing_is_asked_where(changes: dict[str, Any]) -> None:
    with pytest.raises(Unavailable):
        list(vcs_ownership(Facts(as_root(checkout()).but(**changes))))


def test_in_a_ci_job_the_fix_says_where_it_belongs() -> None:
    env = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": APP}
    [finding] = findings(vcs_ownership, as_root(checkout(), **env))
    assert finding.fix is not None
    assert "make it a step of the job" in finding.fix.summary


def test_in_a_container_the_fix_names_the_images_line() -> None:
    [finding] = findings(vcs_ownership, as_root(checkout()).but(files={"/.dockerenv": ""}))
    assert finding.fix is not None
    assert "RUN git config --system" in finding.fix.summary


def test_without_a_home_the_stamp_is_left_out() -> None:
    [finding] = findings(vcs_ownership, as_root(checkout(), HOME="", GOFLAGS="-trimpath"))
    assert commands(finding) == ("export GOFLAGS='-trimpath -buildvcs=false'",)
