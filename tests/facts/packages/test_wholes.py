"""Packagings that vouch for a whole tree, or for nothing: Nix, snap, Flatpak, Homebrew, Scoop, Chocolatey."""

import pytest

from goverify.facts import Facts
from goverify.facts.packages.vouching import vouched
from goverify.host import Completed, FileSystem
from goverify.host.recorded import RecordedHost
from tests.golang import run
from tests.hosts import boring, script
from tests.packaged import held, installed

STORE = "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-go-1.24.1"
NIX = f"{STORE}/share/go"
SNAP = "/snap/go/10858"
CELLAR = "/opt/homebrew/Cellar/go/1.24.1"


def nix(ended: Completed | None) -> RecordedHost:
    """Return a host with a Go in Nix's store, and nix-store's answer where it has one."""
    host = installed(NIX, {"/usr/bin/nix-store": script("#!\n")} if ended else {})
    return host.but(runs=[run("/usr/bin/nix-store", ended, "--verify-path", STORE)]) if ended else host


def test_nix_vouches_for_a_path_of_its_store() -> None:
    found = held(nix(Completed(0)), NIX)
    assert (str(found.packages[0]), found.changed, found.remark) == ("go 1.24.1", (), "")


def test_nix_tells_that_a_path_was_modified_and_not_where() -> None:
    said = f"path '{STORE}' was modified! expected hash 'x', got 'y'\n"
    assert held(nix(Completed(1, stderr=said)), NIX).changed == (STORE,)


@pytest.mark.parametrize(
    ("ended", "why"),
    [
        (None, "only nix-store could tell, as a path's own hash is of what it was made from"),
        (Completed(1, stderr="error: path is not valid\n"), "/usr/bin/nix-store --verify-path gave no answer"),
        (Completed(None, timed_out=True, duration_s=10), "/usr/bin/nix-store --verify-path gave no answer"),
    ],
)
def test_without_nixs_word_its_store_proves_nothing(ended: Completed | None, why: str) -> None:
    assert held(nix(ended), NIX).remark == why


def mounted(root: str, mount: str, kind: str, *, read_only: bool) -> RecordedHost:
    """Return a host with a tree on a file system of its own."""
    system = FileSystem(kind, mount, read_only, noexec=False, free_bytes=0, free_inodes=None)
    return installed(root, {}).but(filesystems={mount: system})


@pytest.mark.parametrize(
    ("root", "kind", "read_only", "sealed"),
    [
        (SNAP, "squashfs", True, True),
        (SNAP, "ext4", True, False),
        (SNAP, "squashfs", False, False),
        ("/usr/lib/sdk/golang", "ext4", True, True),
        ("/usr/lib/sdk/golang", "ext4", False, False),
    ],
)
def test_an_image_that_cannot_be_written_vouches(root: str, kind: str, read_only: bool, sealed: bool) -> None:
    found = held(mounted(root, root, kind, read_only=read_only), root)
    assert (found.remark == "") is sealed


@pytest.mark.parametrize(
    ("receipt", "version"),
    [
        ('{"poured_from_bottle": true, "source": {"tap": "homebrew/core"}}', "1.24.1, a bottle of homebrew/core"),
        ('{"poured_from_bottle": false}', "1.24.1, built from source"),
        ('{"source": 7}', "1.24.1, built from source"),
    ],
)
def test_homebrew_records_how_and_no_files(receipt: str, version: str) -> None:
    host = installed(f"{CELLAR}/libexec", {f"{CELLAR}/INSTALL_RECEIPT.json": receipt}, name="macos")
    found = held(host, f"{CELLAR}/libexec")
    assert (found.packages[0].version, found.remark) == (version, "Homebrew keeps no record of files")


@pytest.mark.parametrize("receipt", ["", "[]", "[" * 100_000, "no JSON"])
def test_a_receipt_that_is_none_says_nothing(receipt: str) -> None:
    host = installed(f"{CELLAR}/libexec", {f"{CELLAR}/INSTALL_RECEIPT.json": receipt}, name="macos")
    assert Facts(host)(vouched, host.path(f"{CELLAR}/libexec")) is None


def test_scoop_and_chocolatey_record_no_files() -> None:
    root = r"C:\Users\gopher\scoop\apps\go\1.24.1"
    scoop = installed(root, {f"{root}\\install.json": '{"bucket": "main"}'}, name="windows")
    assert held(scoop, root).remark == "Scoop keeps no record of files"
    nuspec = r"C:\ProgramData\chocolatey\lib\golang\golang.nuspec"
    choco = boring("windows").but(files={nuspec: "<package><metadata><version>1.24.1</version>"})
    assert str(held(choco, r"C:\Program Files\Go").packages[0]) == "golang 1.24.1"
