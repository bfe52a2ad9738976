"""`but` derives a host from another: what is named changes, everything else stays, and so does the old host."""

from goverify.host import Completed, Entry, Kind, Process
from goverify.host.recorded import RecordedHost
from tests.hosts import boring, go_binary, script


def read(host: RecordedHost, path: str) -> bytes:
    """Return the content of a file."""
    with host.open(host.path(path)) as reader:
        return reader.read(0, 1 << 20)


def test_the_old_host_stays_as_it_was() -> None:
    old = boring("linux")
    before = old.dump()
    old.but(env={"GOROOT": "/x"}, files={"/usr/local/go": None}, runs={"go env": Completed(status=0)}, cwd="/tmp")
    assert old.dump() == before


def test_a_change_of_nothing_gives_the_same_host() -> None:
    assert boring("macos").but().dump() == boring("macos").dump()


def test_variables_are_set_and_removed() -> None:
    host = boring("linux").but(env={"GOROOT": "/x", "SHELL": None})
    assert host.env["GOROOT"] == "/x"
    assert "SHELL" not in host.env
    assert host.env["HOME"] == "/home/gopher"


def test_variables_of_windows_are_found_and_replaced_under_any_case() -> None:
    host = boring("windows").but(env={"PATH": r"C:\x"})
    assert host.env["Path"] == host.env["path"] == r"C:\x"
    assert sum(name.upper() == "PATH" for name in host.env) == 1
    assert "PATH" not in boring("windows").but(env={"path": None}).env


def test_texts_and_bytes_become_files() -> None:
    host = boring("linux").but(
        files={"/opt/a": "grüße\n", "/opt/b": b"\xff\0", host_path("/opt/c"): script("#!/bin/sh\n")}
    )
    assert read(host, "/opt/a") == "grüße\n".encode()
    assert read(host, "/opt/b") == b"\xff\0"
    assert host.access(host.path("/opt/c"), "x")


def host_path(text: str) -> str:
    """Return a path of the Linux host as its text."""
    return str(boring("linux").path(text))


def test_an_entry_alone_keeps_the_content() -> None:
    host = boring("linux").but(files={"/usr/local/go/bin/go": Entry(Kind.FILE, mode=0o644)})
    entry = host.entry(host.path("/usr/local/go/bin/go"))
    assert entry is not None
    assert entry.mode == 0o644
    assert entry.size == len(read(host, "/usr/local/go/bin/go")) > 0


def test_a_folder_keeps_what_lies_in_it_when_its_entry_changes() -> None:
    host = boring("linux").but(files={"/usr/local/go/bin": Entry(Kind.FOLDER, mode=0o777)})
    assert host.names(host.path("/usr/local/go/bin")) == ("go", "gofmt")


def test_an_entry_of_an_empty_file_can_be_read() -> None:
    assert read(boring("linux").but(files={"/opt/empty": Entry(Kind.FILE)}), "/opt/empty") == b""


def test_a_go_of_another_kind_replaces_the_file() -> None:
    host = boring("linux").but(files={"/usr/local/go/bin/go": go_binary("go1.19.8", system="darwin", arch="arm64")})
    assert read(host, "/usr/local/go/bin/go")[:4] == b"\xcf\xfa\xed\xfe"


def test_fields_of_platform_identity_and_limits_change_one_by_one() -> None:
    host = boring("linux").but(platform={"arch": "arm64"}, identity={"uid": 0}, limits={"open_files": 16})
    assert (host.platform.arch, host.platform.name) == ("arm64", boring("linux").platform.name)
    assert (host.identity.uid, host.identity.name) == (0, "gopher")
    assert host.limits().open_files == 16
    assert host.limits().processes == boring("linux").limits().processes


def test_ancestors_may_be_given_by_name() -> None:
    found = boring("linux").but(ancestors=["zsh", Process(7, "code")]).ancestors()
    assert [process.name for process in found] == ["zsh", "code"]


def test_registry_keys_ignore_case() -> None:
    host = boring("windows").but(registry={r"hkcu\environment": {"GOROOT": r"C:\Go"}, r"HKLM\X": {"A": "b"}})
    assert host.registry(r"HKCU\Environment")["goroot"] == r"C:\Go"
    assert "Path" not in host.registry(r"HKCU\Environment")
    assert not host.but(registry={r"hklm\x": None}).registry(r"HKLM\X")


def test_a_listing_in_an_open_recording_follows_its_files() -> None:
    recording = '"platform": {"system": "linux", "arch": "amd64", "kernel": "6", "name": "x"}, "env": {}, "cwd": "/"'
    recording += ', "identity": {"uid": 0, "gid": 0, "name": "root"}, "closed": false'
    files = '"files": {"/opt": {"folder": ["a"]}, "/opt/a": {"folder": ["x"]}, "/opt/a/x": {"text": "x"}}'
    old = RecordedHost.load(f'{{"schema": "goverify.host/1", {recording}, {files}}}')
    new = old.but(files={"/opt/b": "x", "/opt/a": None})
    assert new.names(new.path("/opt")) == ("b",)
    assert new.entry(new.path("/opt/a/x")) is None
