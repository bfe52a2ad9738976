"""What is told of file systems that lie elsewhere; a disk of one's own is nothing to tell."""

import pytest

from goverify.host import FileSystem
from tests.hosts import BORING, boring
from tests.information.telling import told

ID = "storage.shared-disk"


def mount(place: str, type_: str) -> dict[str, FileSystem]:
    """Return a file system of that type with much room."""
    return {place: FileSystem(type_, place, read_only=False, noexec=False, free_bytes=1 << 40, free_inodes=None)}


@pytest.mark.parametrize("name", BORING)
def test_a_disk_of_ones_own_is_nothing_to_tell(name: str) -> None:
    assert ID not in told(boring(name))


@pytest.mark.parametrize("type_", ["nfs4", "cifs", "fuse.sshfs", "vboxsf"])
def test_a_home_that_lies_elsewhere_holds_both_caches(type_: str) -> None:
    item = told(boring("linux").but(filesystems=mount("/home", type_)))[ID]
    assert f"GOCACHE (/home/gopher/.cache/go-build) on {type_}" in item.value
    assert f"GOMODCACHE (/home/gopher/go/pkg/mod) on {type_}" in item.value


def test_under_wsl_the_disk_of_windows_is_advised_against() -> None:
    host = boring("linux").but(platform={"wsl": True}, cwd="/mnt/c/src", files={"/mnt/c/src/main.go": ""})
    item = told(host.but(filesystems=mount("/mnt/c", "9p")))[ID]
    assert item.value == "the current folder (/mnt/c/src) on 9p"
    assert "file system of WSL" in item.meaning


def test_a_share_of_windows_is_known_by_its_name() -> None:
    item = told(boring("windows").but(env={"GOCACHE": r"\\server\build\cache"}))[ID]
    assert r"on the share \\server\build" in item.value
