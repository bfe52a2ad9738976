"""storage.output-room: a full file system of the project's is reported; that of the caches is left to storage.room."""

import pytest

from goverify.checks.storage.output_room import output_room
from goverify.facts import Facts, Unavailable
from goverify.host.recorded import RecordedHost
from tests.checks.storage.caching import DISK, GOPHER, folder_of, mounted
from tests.golang import findings, level
from tests.hosts import BORING, boring, text


def with_module(**disk: int) -> RecordedHost:
    """Return a host on which one stands in a module on a disk of its own."""
    place = DISK._replace(**disk)  # type: ignore[arg-type] # one field each
    files = {"/data/app": folder_of(GOPHER), "/data/app/go.mod": text("module app\n\ngo 1.24\n", uid=GOPHER)}
    return mounted(place).but(cwd="/data/app", files=files)


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_one_disk(name: str) -> None:
    with pytest.raises(Unavailable):
        list(output_room(Facts(boring(name))))


@pytest.mark.parametrize(("change", "words"), [({"free_bytes": 4096}, "no room"), ({"free_inodes": 3}, "no inodes")])
def test_a_full_disk_under_the_module_is_reported(change: dict[str, int], words: str) -> None:
    [finding] = findings(output_room, with_module(**change))
    assert (finding.cause, str(finding.subject), level(finding)) == ("disk-full", "/data/app", "high")
    assert words in finding.message


@pytest.mark.parametrize("change", [{}, {"free_bytes": 8 << 20}, {"read_only": True, "free_bytes": 0}])
def test_little_room_and_sealed_images_are_fine(change: dict[str, int]) -> None:
    assert findings(output_room, with_module(**change)) == []


def test_a_full_disk_for_installed_programs_is_reported() -> None:
    host = mounted(DISK._replace(free_bytes=0), files={"/data/bin": folder_of(GOPHER)}, GOBIN="/data/bin")
    [finding] = findings(output_room, host)
    assert str(finding.subject) == "/data/bin"


def test_the_disk_of_the_caches_is_told_elsewhere() -> None:
    with pytest.raises(Unavailable):
        list(output_room(Facts(with_module(free_bytes=0).but(env={"GOCACHE": "/data/c", "GOBIN": "/data/bin"}))))
