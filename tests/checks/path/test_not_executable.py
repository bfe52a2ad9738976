"""path.not-executable: a go that may not be executed is reported; folders that merely bear the name are not."""

import pytest

from goverify.checks.path.not_executable import not_executable
from goverify.host import Entry, FileSystem, Kind
from goverify.host.recorded import RecordedHost
from tests.checks.path.looking import Files, commands, findings, level
from tests.hosts import BORING, boring, folder, go_binary, go_tree

GO = "/usr/local/go/bin/go"


def with_mode(mode: int, uid: int = 0) -> RecordedHost:
    return boring("linux").but(files={GO: Entry(Kind.FILE, mode=mode, uid=uid)})


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_may_execute_their_go(name: str) -> None:
    assert not findings(not_executable, boring(name))


def test_a_mode_without_execution_is_critical() -> None:
    [finding] = findings(not_executable, with_mode(0o644))
    assert (level(finding), finding.message) == (
        "critical",
        f"{GO} cannot be executed: nobody may execute it (mode 644, owner 0)",
    )


def test_the_tools_that_lost_their_modes_too_are_mended_along() -> None:
    [finding] = findings(not_executable, with_mode(0o644))
    assert commands(finding) == (f"sudo chmod a+rx {GO} /usr/local/go/pkg/tool/*/*",)


def test_a_mode_that_leaves_this_user_out_is_critical() -> None:
    [finding] = findings(not_executable, with_mode(0o700))
    assert "this user may not execute it (mode 700, owner 0)" in finding.message


def test_root_may_execute_only_what_somebody_may() -> None:
    root = {"uid": 0, "gid": 0, "name": "root"}
    assert not findings(not_executable, with_mode(0o700, uid=1000).but(identity=root))
    assert findings(not_executable, with_mode(0o644).but(identity=root))


def test_the_owner_needs_no_sudo() -> None:
    [finding] = findings(not_executable, with_mode(0o600, uid=1000))
    assert commands(finding)[0].startswith("chmod ")


def test_a_mount_without_execution_is_named() -> None:
    usual = boring("linux").filesystem(boring("linux").path("/usr"))
    noexec: FileSystem = usual._replace(mount="/usr/local", noexec=True)
    [finding] = findings(not_executable, boring("linux").but(filesystems={"/usr/local": noexec}))
    assert "/usr/local is mounted noexec" in finding.message
    assert commands(finding) == ("sudo mount -o remount,exec /usr/local",)


def test_before_another_go_it_is_of_medium_weight() -> None:
    host = boring("linux").but(
        env={"PATH": "/usr/bin:/usr/local/go/bin"}, files={"/usr/bin/go": go_binary("go1.19.8", mode=0o644)}
    )
    [finding] = findings(not_executable, host)
    assert (level(finding), finding.bystander) == ("medium", False)


def test_behind_another_go_it_is_a_bystander() -> None:
    host = boring("linux").but(files={"/usr/bin/go": go_binary("go1.19.8", mode=0o644)})
    [finding] = findings(not_executable, host)
    assert (level(finding), finding.bystander) == ("low", True)


def test_an_empty_folder_among_programs_is_in_the_way() -> None:
    host = boring("linux").but(env={"PATH": "/usr/local/bin:/usr/bin"}, files={"/usr/local/bin/go": folder()})
    [finding] = findings(not_executable, host)
    assert finding.message == "/usr/local/bin/go cannot be executed: it is a folder"
    assert commands(finding) == ('export PATH="/usr/local/go/bin:$PATH"',)


def test_an_empty_folder_is_taken_away_where_there_is_no_go_to_put_on_path() -> None:
    files: Files = {"/usr/local/go": None, "/usr/local/bin/go": folder()}
    [finding] = findings(not_executable, boring("linux").but(env={"PATH": "/usr/local/bin:/usr/bin"}, files=files))
    assert commands(finding) == ("sudo rmdir /usr/local/bin/go",)


def test_a_tree_that_was_moved_among_programs_goes_on_path_itself() -> None:
    files: Files = {"/usr/local/bin/go/bin/go": go_binary("go1.27.3"), "/usr/local/bin/go/VERSION": "go1.27.3\n"}
    host = boring("linux").but(env={"PATH": "/usr/local/bin:/usr/bin"}, files=files)
    [finding] = findings(not_executable, host)
    assert commands(finding) == ('export PATH="/usr/local/bin/go/bin:$PATH"',)


def test_an_app_execution_alias_is_no_go() -> None:
    alias = r"C:\Users\gopher\AppData\Local\Microsoft\WindowsApps\go.exe"
    host = boring("windows").but(files={alias: Entry(Kind.ALIAS), r"C:\Program Files\Go": None})
    [finding] = findings(not_executable, host)
    assert "app execution alias" in finding.message
    assert commands(finding) == (f"Remove-Item '{alias}'",)


def test_a_pipe_is_no_go() -> None:
    host = boring("linux").but(env={"PATH": "/usr/bin"}, files={"/usr/bin/go": Entry(Kind.OTHER)})
    [finding] = findings(not_executable, host)
    assert "it is a device, pipe or socket" in finding.message


def test_a_tree_beside_programs_is_where_trees_stand() -> None:
    assert not findings(not_executable, boring("linux").but(env={"PATH": "/usr/local:/usr/bin"}))


def test_a_gopath_in_a_home_on_path_is_fine() -> None:
    host = boring("linux").but(env={"PATH": "/home/gopher:/usr/bin"}, files={"/home/gopher/go/pkg/mod": folder()})
    assert not findings(not_executable, host)


def test_a_folder_is_fine_where_a_go_answers() -> None:
    assert not findings(not_executable, boring("linux").but(files={"/usr/local/bin/go": folder()}))


def test_macos_has_another_way_to_mount_anew() -> None:
    noexec = FileSystem("msdos", "/Volumes/USB", read_only=False, noexec=True, free_bytes=1 << 30, free_inodes=None)
    files = go_tree("/Volumes/USB/go", "go1.27.3", system="darwin", arch="arm64")
    host = boring("macos").but(env={"PATH": "/Volumes/USB/go/bin"}, files=files, filesystems={"/Volumes/USB": noexec})
    [finding] = findings(not_executable, host)
    assert commands(finding) == ("sudo mount -u -o exec /Volumes/USB",)
