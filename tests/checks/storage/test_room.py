"""storage.room: full file systems are reported, by bytes and by inodes; a small volume with room is not."""

import pytest

from goverify.checks.storage.room import room
from goverify.host import Trial
from tests.checks.storage.caching import DISK, GOPHER, folder_of, mounted
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_room(name: str) -> None:
    assert findings(room, boring(name)) == []


@pytest.mark.parametrize(
    ("change", "grade", "words"),
    [
        ({"free_bytes": 4096}, "critical", "no room left"),
        ({"free_inodes": 0}, "critical", "no inodes left"),
        ({"free_bytes": 40 << 20}, "high", "only 40 MiB left"),
        ({"free_inodes": 500}, "high", "few inodes left (500)"),
        ({"free_bytes": 500 << 20}, "low", "only 500 MiB left"),
    ],
)
def test_what_is_short_is_told_by_how_short_it_is(change: dict[str, int], grade: str, words: str) -> None:
    [finding] = findings(room, mounted(DISK._replace(**change), GOCACHE="/data/cache"))  # type: ignore[arg-type] # one field each
    assert (finding.cause, finding.subject, level(finding)) == ("disk-full", "GOCACHE", grade)
    assert words in finding.message
    assert commands(finding)[0] == "go clean -cache"


def test_two_caches_on_one_disk_are_one_finding() -> None:
    full = DISK._replace(free_bytes=0)
    assert len(findings(room, mounted(full, GOCACHE="/data/cache", GOMODCACHE="/data/mod"))) == 1


def test_a_full_module_cache_is_emptied_by_its_own_command() -> None:
    [finding] = findings(room, mounted(DISK._replace(free_bytes=0), GOMODCACHE="/data/mod"))
    assert (finding.subject, level(finding), commands(finding)[0]) == ("GOMODCACHE", "high", "go clean -modcache")


@pytest.mark.parametrize(
    "change", [{"free_bytes": 2 << 30}, {"free_inodes": None}, {"read_only": True, "free_bytes": 0}]
)
def test_small_volumes_uncounted_inodes_and_sealed_images_are_fine(change: dict[str, int]) -> None:
    assert findings(room, mounted(DISK._replace(**change), GOMODCACHE="/data/mod")) == []  # type: ignore[arg-type] # one field each


@pytest.mark.parametrize(("error", "words"), [("EDQUOT", "disk quota"), ("ENOSPC", "no space left")])
def test_a_cache_that_takes_no_more_despite_room_is_reported(error: str, words: str) -> None:
    host = mounted(files={"/data/cache": folder_of(GOPHER)}, GOCACHE="/data/cache")
    [finding] = findings(room, host.but(trials={"/data/cache": Trial("write", error)}))
    assert (finding.cause, finding.subject, level(finding)) == ("disk-full", "GOCACHE", "critical")
    assert words in finding.message
    assert commands(finding) == ("go clean -cache", "unset GOCACHE")


def test_a_full_disk_is_reported_once_whatever_a_trial_says() -> None:
    full = DISK._replace(free_bytes=0)
    host = mounted(full, files={"/data/cache": folder_of(GOPHER)}, GOCACHE="/data/cache")
    [finding] = findings(room, host)
    assert "no room left" in finding.message
