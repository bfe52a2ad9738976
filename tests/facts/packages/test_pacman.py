"""pacman's records: an mtree in gzip, with where links lead; records that would unpack without end are not read."""

import gzip

import pytest

from goverify.facts.packages import pacman
from goverify.facts.packages.values import BadRecord
from goverify.host.recorded import RecordedHost
from tests.golang import Files
from tests.hosts import link
from tests.packaged import AS_NAMED, AS_PACKAGED, CONTENTS, OTHERWISE, counted, digest, held, installed

ROOT, MTREE = "/usr/lib/go", "/var/lib/pacman/local/go-2:1.24.1-1/mtree"
LISTED = """#mtree
/set type=file uid=0 gid=0 mode=644
./.PKGINFO time=1 size=1 sha256digest=0
./usr/bin time=1 mode=755 type=dir
./usr/bin/go time=1 mode=777 type=link link=../lib/go/bin/go
./usr/lib/go time=1 mode=755 type=dir
./usr/lib/go/a\\040b time=1 mode=777 type=link link=src
"""
LISTED += "".join(
    f"./usr/lib/go/{name} time=1 size=1 md5digest=0 sha256digest={digest(content)}\n"
    for name, content in CONTENTS.items()
)


def arch(
    changes: dict[str, str | None] | None = None, record: bytes | None = None, target: str = "src", go: str = ROOT
) -> RecordedHost:
    """Return a host with Arch's package."""
    data = record if record is not None else gzip.compress(LISTED.encode())
    files: Files = {MTREE: data, "/usr/bin/go": link(f"{go}/bin/go"), f"{ROOT}/a b": link(target)}
    return installed(ROOT, files, "sha256", changes, {"a b": target})


def test_files_are_as_packaged_or_named() -> None:
    assert counted(held(arch(), ROOT)) == AS_PACKAGED
    assert counted(held(arch(OTHERWISE), ROOT)) == AS_NAMED
    assert [str(each) for each in held(arch(), ROOT).packages] == ["go 2:1.24.1-1"]


def test_links_that_lead_elsewhere_are_found() -> None:
    assert held(arch(target="/tmp", go="/tmp"), ROOT).retargeted == {"a b": "/tmp", "/usr/bin/go": "/tmp/bin/go"}
    assert not held(arch(), ROOT).retargeted


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (b"no gzip", "not compressed"),
        (gzip.compress(b"./usr/lib/go/../../x sha256digest=\n"), "line 1: "),
        (gzip.compress(b"./usr/lib/go/x sha256digest=xyz\n"), "line 1: "),
        (gzip.compress(b"\xff\n"), "line 1: "),
    ],
    ids=["no gzip", "outside", "no hash", "no text"],
)
def test_what_pacman_does_not_write_is_not_believed(record: bytes, why: str) -> None:
    with pytest.raises(BadRecord, match=why):
        held(arch(record=record), ROOT)


def test_what_unpacks_without_end_is_given_up() -> None:
    bomb = gzip.compress(bytes(pacman.LONGEST_UNPACKED + 1))
    with pytest.raises(BadRecord, match="unpacks to more"):
        held(arch(record=bomb), ROOT)


def test_msys2_keeps_its_records_below_its_own_root() -> None:
    root = r"C:\msys64\mingw64\lib\go"
    listed = LISTED.replace("./usr/lib/go", "./mingw64/lib/go").replace("./mingw64/lib/go/a\\040b", "./x")
    record = r"C:\msys64\var\lib\pacman\local\mingw-w64-x86_64-go-1.24.1-1\mtree"
    host = installed(root, {record: gzip.compress(listed.encode())}, name="windows")
    assert counted(held(host, root))[:2] == (3, 3)
