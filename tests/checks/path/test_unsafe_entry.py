"""path.unsafe-entry: early entries that others decide on are reported; what only looks like it is not."""

import pytest

from goverify.checks.path.unsafe_entry import unsafe_entry
from goverify.host import Entry, Kind
from goverify.host.recorded import RecordedHost
from tests.checks.path.looking import Files, commands, findings, level
from tests.hosts import BORING, boring, folder

AFTER = "/usr/local/go/bin:/usr/local/bin:/usr/bin:/bin"
ROOT = {"uid": 0, "gid": 0, "name": "root"}


def with_first(entry: str, files: Files | None = None) -> RecordedHost:
    return boring("linux").but(env={"PATH": f"{entry}:{AFTER}"}, files=files or {})


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_trust_their_path(name: str) -> None:
    assert not findings(unsafe_entry, boring(name))


@pytest.mark.parametrize(
    ("entry", "words"),
    [(".", 'PATH entry "."'), ("", "The empty PATH entry (number 1)"), ("node_modules/.bin", "node_modules")],
)
def test_an_entry_that_means_the_current_folder_is_reported(entry: str, words: str) -> None:
    [finding] = findings(unsafe_entry, with_first(entry))
    assert (finding.cause, level(finding)) == ("path-entry-unsafe", "medium")
    assert words in finding.message


@pytest.mark.parametrize(("entry", "cwd"), [("go/bin", "/usr/local"), (".", "/usr/local/go/bin")])
def test_the_go_that_answers_is_kept_by_its_whole_path(entry: str, cwd: str) -> None:
    [finding] = findings(unsafe_entry, boring("linux").but(env={"PATH": f"{entry}:/usr/bin:/bin"}, cwd=cwd))
    assert commands(finding) == ("export PATH=/usr/local/go/bin:/usr/bin:/bin",)


def test_a_folder_that_everybody_may_write_is_reported_with_the_command_that_mends_it() -> None:
    [finding] = findings(unsafe_entry, with_first("/opt/tools", {"/opt/tools": folder(mode=0o777)}))
    assert "every user may write to /opt/tools (mode 777)" in finding.message
    assert commands(finding) == ("sudo chmod o-w /opt/tools",)


def test_a_sticky_bit_does_not_keep_others_from_adding_files() -> None:
    assert findings(unsafe_entry, with_first("/tmp/bin", {"/tmp/bin": folder(mode=0o1777)}))


def test_a_folder_above_decides_as_well() -> None:
    [finding] = findings(unsafe_entry, with_first("/opt/a/bin", {"/opt/a": folder(mode=0o777), "/opt/a/bin": folder()}))
    assert str(finding.subject) == "/opt/a"


def test_a_folder_of_another_user_is_reported() -> None:
    [finding] = findings(unsafe_entry, with_first("/home/mallory/bin", {"/home/mallory/bin": folder(uid=1001)}))
    assert "/home/mallory/bin belongs to user 1001" in finding.message


def test_the_place_of_the_go_that_answers_counts_wherever_it_comes() -> None:
    host = boring("linux").but(
        env={"PATH": "/usr/bin:/bin:/usr/local/go/bin"}, files={"/usr/local/go/bin": folder(mode=0o777)}
    )
    [finding] = findings(unsafe_entry, host)
    assert finding.message.endswith("the go that answers stands there")


def test_windows_has_relative_entries_too() -> None:
    path = r"tools;C:\Windows\system32;C:\Windows;C:\Program Files\Go\bin"
    [finding] = findings(unsafe_entry, boring("windows").but(env={"PATH": path}))
    assert level(finding) == "medium"


def test_the_golang_image_is_only_untidy() -> None:
    files: Files = {"/.dockerenv": "", "/go/bin": folder(mode=0o1777), "/go": folder(mode=0o1777)}
    host = with_first("/go/bin", files).but(identity=ROOT, env={"GOPATH": "/go", "GOLANG_VERSION": "1.27.3"})
    assert [level(finding) for finding in findings(unsafe_entry, host)] == ["low"]


def test_one_sign_of_a_container_proves_nothing() -> None:
    host = with_first("/opt/tools", {"/.dockerenv": "", "/opt/tools": folder(mode=0o777)})
    assert [level(finding) for finding in findings(unsafe_entry, host)] == ["medium"]


def test_a_runner_made_for_one_job_is_only_untidy() -> None:
    host = with_first("/opt/hostedtoolcache/go/bin", {"/opt/hostedtoolcache/go/bin": folder(mode=0o777, uid=1000)})
    assert [level(f) for f in findings(unsafe_entry, host.but(env={"RUNNER_ENVIRONMENT": "github-hosted"}))] == ["low"]


def test_behind_the_system_and_the_go_an_entry_does_no_harm() -> None:
    assert not findings(unsafe_entry, boring("linux").but(env={"PATH": f"{AFTER}:."}))


def test_a_group_s_folder_is_how_homebrew_and_debian_do_it() -> None:
    assert not findings(unsafe_entry, with_first("/opt/brew/bin", {"/opt/brew/bin": folder(mode=0o2775)}))


def test_a_private_folder_in_tmp_is_safe() -> None:
    files: Files = {"/tmp": folder(mode=0o1777), "/tmp/mine": folder(uid=1000), "/tmp/mine/bin": folder(uid=1000)}
    assert not findings(unsafe_entry, with_first("/tmp/mine/bin", files))


def test_the_caller_of_sudo_is_no_stranger() -> None:
    host = with_first("/home/gopher/go/bin", {"/home/gopher/go/bin": folder(uid=1000)}).but(identity=ROOT)
    assert findings(unsafe_entry, host)
    assert not findings(unsafe_entry, host.but(env={"SUDO_UID": "1000"}))


def test_modes_that_a_file_system_makes_up_say_nothing() -> None:
    linux = boring("linux")
    drive = (linux.filesystem(linux.path("/")))._replace(type="9p", mount="/mnt/c")
    host = with_first("/mnt/c/tools", {"/mnt/c": folder(mode=0o777), "/mnt/c/tools": folder(mode=0o777)})
    assert not findings(unsafe_entry, host.but(filesystems={"/mnt/c": drive}))


def test_the_owner_of_the_root_folder_stands_for_root_in_a_user_namespace() -> None:
    files: Files = {"/": folder(uid=65534), "/opt/tools/bin": folder(uid=65534)}
    assert not findings(unsafe_entry, with_first("/opt/tools/bin", files))


def test_a_link_is_judged_by_where_it_leads() -> None:
    files: Files = {"/opt/bin": Entry(Kind.LINK, mode=0o777, target="/usr/share/x"), "/usr/share/x": folder()}
    assert not findings(unsafe_entry, with_first("/opt/bin", files))


def test_a_misspelt_entry_is_left_to_its_own_check() -> None:
    host = boring("linux").but(env={"PATH": "usr/local/go/bin:/usr/bin"})
    assert not findings(unsafe_entry, host)


def test_a_tilde_that_leads_to_nothing_is_of_low_weight() -> None:
    assert [level(finding) for finding in findings(unsafe_entry, with_first("~/none/bin"))] == ["low"]
