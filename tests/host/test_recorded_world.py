"""A closed recorded host is a whole world: folders, links, rights and mounts follow from the few files that are listed."""

import errno

import pytest

from goverify.host import Entry, FileSystem, Kind
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import Fault, FileRecord
from tests.hosts import boring, folder, go_binary, link, text


def failure(host: RecordedHost, path: str) -> str | None:
    """Return the name of the failure to open a file, None where it opens."""
    try:
        with host.open(host.path(path)):
            return None
    except OSError as error:
        return errno.errorcode[error.errno or 0]


def test_folders_exist_where_files_lie_below_them() -> None:
    host = boring("linux").but(files={"/opt/a/b/file": "x"})
    entry = host.entry(host.path("/opt/a/b"))
    assert entry is not None
    assert entry.kind is Kind.FOLDER
    assert host.names(host.path("/opt/a")) == ("b",)


def test_what_is_not_listed_is_absent() -> None:
    host = boring("linux")
    assert host.entry(host.path("/opt/nothing")) is None
    assert host.entry(host.path("/etc/profile/below-a-file")) is None
    with pytest.raises(FileNotFoundError):
        host.names(host.path("/opt/nothing"))
    with pytest.raises(NotADirectoryError):
        host.names(host.path("/etc/profile"))


def test_what_is_absent_takes_all_below_with_it() -> None:
    host = boring("linux").but(files={"/usr/local/go": None})
    assert host.entry(host.path("/usr/local/go/bin/go")) is None
    assert "go" not in host.names(host.path("/usr/local"))


def test_folders_come_back_with_a_new_file() -> None:
    host = boring("linux").but(files={"/usr/local/go": None, "/usr/local/go/bin/go": "x"})
    assert host.names(host.path("/usr/local/go")) == ("bin",)


def test_a_folder_may_be_listed_by_names_alone() -> None:
    host = boring("linux").but(files={"/opt/sdk": FileRecord(Entry(Kind.FOLDER), names=("a.txt", "b.txt"))})
    assert host.names(host.path("/opt/sdk")) == ("a.txt", "b.txt")
    entry = host.entry(host.path("/opt/sdk/a.txt"))
    assert entry is not None
    assert entry.kind is Kind.FILE


def test_links_on_the_way_are_followed() -> None:
    host = boring("linux").but(files={"/opt/go": link("../usr/local/go"), "/usr/bin/go": link("/opt/go/bin/go")})
    entry = host.entry(host.path("/opt/go/bin/go"))
    assert entry is not None
    assert entry.kind is Kind.FILE
    with host.open(host.path("/bin/go")) as reader:
        assert reader.read(0, 4) == b"\x7fELF"


def test_a_link_itself_is_not_followed_by_entry() -> None:
    host = boring("linux").but(files={"/opt/link": link("/nowhere")})
    entry = host.entry(host.path("/opt/link"))
    assert entry is not None
    assert (entry.kind, entry.target) == (Kind.LINK, "/nowhere")


def test_links_in_a_circle_fail_as_on_a_real_system() -> None:
    host = boring("linux").but(files={"/opt/a": link("b"), "/opt/b": link("a")})
    assert failure(host, "/opt/a") == "ELOOP"
    with pytest.raises(OSError, match="ELOOP"):
        host.entry(host.path("/opt/a/below"))


def test_parent_of_a_link_is_that_of_the_folder_it_leads_to() -> None:
    host = boring("linux").but(files={"/opt/tree": link("/usr/local/go")})
    assert host.entry(host.path("/opt/tree/../bin")) == host.entry(host.path("/usr/local/bin"))


@pytest.mark.parametrize(("path", "name"), [("/opt", "EISDIR"), ("/nowhere", "ENOENT"), ("/etc/profile/x", "ENOTDIR")])
def test_only_files_open(path: str, name: str) -> None:
    assert failure(boring("linux"), path) == name


def test_rights_follow_from_modes_and_identity() -> None:
    host = boring("linux").but(files={"/opt/secret": text("x", mode=0o640), "/opt/closed/file": "x"})
    host = host.but(files={"/opt/closed": folder(mode=0o700)})
    assert failure(host, "/opt/secret") == "EACCES"
    with pytest.raises(PermissionError):
        host.entry(host.path("/opt/closed/file"))
    assert host.access(host.path("/usr/local/go/bin/go"), "x")
    assert not host.access(host.path("/usr/local/go/bin/go"), "w")
    assert host.access(host.cwd, "w")


def test_a_group_of_the_user_counts() -> None:
    record = FileRecord(Entry(Kind.FILE, mode=0o640, gid=27, size=1), "x")
    assert failure(boring("linux").but(files={"/opt/shared": record}), "/opt/shared") is None


def test_root_may_everything_but_run_what_nobody_may_run() -> None:
    host = boring("linux").but(identity={"uid": 0, "gid": 0, "groups": ()}, files={"/opt/x": text("x", mode=0)})
    assert failure(host, "/opt/x") is None
    assert host.access(host.path("/opt/x"), "w")
    assert not host.access(host.path("/opt/x"), "x")


def test_nobody_writes_on_a_read_only_mount() -> None:
    mount = FileSystem("ext4", "/opt", read_only=True, noexec=False, free_bytes=0, free_inodes=0)
    root = {"uid": 0, "gid": 0}
    host = boring("linux").but(identity=root, filesystems={"/opt": mount}, files={"/opt/x": "x"})
    assert not host.access(host.path("/opt/x"), "w")
    assert host.access(host.path("/opt/x"), "r")


def test_recorded_rights_win_over_modes() -> None:
    host = boring("linux").but(access={"/usr/local/go/bin/go": {"x": False}})
    assert not host.access(host.path("/usr/local/go/bin/go"), "x")
    assert host.access(host.path("/usr/local/go/bin/go"), "r")


def test_recorded_failures_are_raised() -> None:
    broken = {"/opt/bad": FileRecord(Fault("EIO")), "/opt/odd": FileRecord(Entry(Kind.FILE), Fault("EBUSY"))}
    host = boring("linux").but(files=broken)
    with pytest.raises(OSError, match="EIO"):
        host.entry(host.path("/opt/bad"))
    assert failure(host, "/opt/odd") == "EBUSY"


def test_the_longest_mount_holds_a_path() -> None:
    host = boring("linux").but(files={"/opt/tmp": link("/tmp")})
    assert host.filesystem(host.path("/opt/tmp")).mount == "/tmp"
    assert host.filesystem(host.path("/usr/local")).mount == "/"
    with pytest.raises(FileNotFoundError):
        host.filesystem(host.path("/nowhere"))


def test_windows_paths_ignore_case_and_know_the_current_drive() -> None:
    host = boring("windows")
    go = host.entry(host.path(r"c:\PROGRAM FILES\go\BIN\Go.exe"))
    assert go is not None
    assert host.entry(host.path(r"\Program Files\Go\bin\go.exe")) == go
    assert host.entry(host.path("D:\\")) is None
    assert host.names(host.path(r"C:\Program Files\Go\bin")) == ("go.exe", "gofmt.exe")


def test_mac_names_ignore_case() -> None:
    host = boring("macos").but(files={"/Applications/Go/VERSION": "x"})
    assert host.entry(host.path("/applications/go/version")) is not None
    assert host.names(host.path("/APPLICATIONS")) == ("Go",)


def test_relative_paths_begin_in_the_current_folder() -> None:
    host = boring("linux").but(cwd="/opt/app", files={"/opt/app/go": go_binary("go1.27.3")})
    assert host.entry(host.path("go")) == host.entry(host.path("/opt/app/go"))
