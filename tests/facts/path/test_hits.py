"""facts.path_hits: every name go on PATH, with what a command line makes of it."""

import pytest

from goverify.facts import Facts
from goverify.facts.path.hits import Hit, HitState, culprit, go_in, names_go, path_hits
from goverify.host import Entry, Kind
from goverify.host.paths import follow
from goverify.host.replay.file_changes import FileChange
from tests.hosts import boring, folder, go_binary, link, script, text

GO = go_binary("go1.27.3")


def hits(path: str, files: dict[str, FileChange], system: str = "linux") -> list[tuple[str, HitState]]:
    found = path_hits(Facts(boring(system).but(env={"PATH": path}, files=files)))
    return [(str(hit.found), hit.state) for hit in found]


def only(path: str, files: dict[str, FileChange]) -> Hit:
    [hit] = path_hits(Facts(boring("linux").but(env={"PATH": path}, files=files)))
    return hit


@pytest.mark.parametrize(
    ("change", "state"),
    [
        (GO, HitState.RUNNABLE),
        (link("../local/go/bin/go"), HitState.RUNNABLE),
        (script(""), HitState.RUNNABLE),
        (script("no #! line\n"), HitState.RUNNABLE),
        (link("gone"), HitState.DANGLING),
        (link("go"), HitState.LOOP),
        (folder(), HitState.FOLDER),
        (link("../local"), HitState.FOLDER),
        (text("#!/bin/sh\n"), HitState.NOT_EXECUTABLE),
        (Entry(Kind.OTHER), HitState.NOT_EXECUTABLE),
    ],
)
def test_every_kind_of_name_has_its_state(change: FileChange, state: HitState) -> None:
    assert hits("/usr/bin", {"/usr/bin/go": change}) == [("/usr/bin/go", state)]


def test_hits_come_in_the_order_of_path_dead_ones_included() -> None:
    files: dict[str, FileChange] = {"/a/go": link("gone"), "/b/go": GO, "/c/go": GO}
    assert [found for found, _ in hits("/b:/a:/c", files)] == ["/b/go", "/a/go", "/c/go"]


def test_an_absent_go_is_no_hit() -> None:
    assert hits("/usr/bin:/opt/none", {}) == []


def test_a_closed_folder_counts_where_its_name_says_go() -> None:
    files: dict[str, FileChange] = {"/opt/go": folder(mode=0o700), "/opt/vault": folder(mode=0o700)}
    assert hits("/opt/vault/bin:/opt/go/bin", files) == [("/opt/go/bin/go", HitState.DENIED)]


def test_the_highest_closed_folder_is_the_barrier() -> None:
    files: dict[str, FileChange] = {"/opt/go": folder(mode=0o700), "/opt/go/bin": folder(mode=0o700)}
    assert str(only("/opt/go/bin", files).barrier) == "/opt/go"


def test_a_dead_folder_link_counts_where_its_name_or_target_says_go() -> None:
    files: dict[str, FileChange] = {"/opt/tools": link("go1.26"), "/opt/java": link("java-8")}
    assert hits("/opt/java/bin:/opt/tools/bin", files) == [("/opt/tools/bin/go", HitState.DANGLING)]


def test_what_is_absent_below_a_working_link_is_not_dead() -> None:
    assert hits("/srv/go/bin", {"/srv": link("/opt")}) == []


def test_windows_tries_the_extensions_in_order() -> None:
    files: dict[str, FileChange] = {
        r"C:\x\go.bat": script("@echo off\n"),
        r"C:\x\go.exe": script("MZ"),
        r"C:\x\go": script(""),
    }
    assert hits(r"C:\x", files, "windows") == [(r"C:\x\go.exe", HitState.RUNNABLE), (r"C:\x\go.bat", HitState.RUNNABLE)]


def test_an_app_execution_alias_has_its_own_state() -> None:
    assert hits(r"C:\x", {r"C:\x\go.exe": Entry(Kind.ALIAS)}, "windows") == [(r"C:\x\go.exe", HitState.ALIAS)]


def test_the_last_dead_link_of_a_chain_is_to_blame() -> None:
    host = boring("linux").but(
        files={"/usr/bin/go": link("/etc/alternatives/go"), "/etc/alternatives/go": link("/gone")}
    )
    hop = culprit(host, follow(host, host.path("/usr/bin/go")))
    assert hop
    assert str(hop.link) == "/etc/alternatives/go"


def test_go_in_a_folder_is_what_path_would_find_there() -> None:
    host = boring("linux")
    found = go_in(host, host.path("/usr/local/go/bin"))
    assert found
    assert str(found.start) == "/usr/local/go/bin/go"
    assert go_in(host, host.path("/usr/local/go")) is None


@pytest.mark.parametrize(
    "path", ["/usr/local/go/bin", "/opt/go1.27.3", "/usr/lib/go-1.19/bin", "/x/golang/bin", "/home/u/.gvm/gos"]
)
def test_folders_of_go_are_known_by_name(path: str) -> None:
    assert names_go(boring("linux").path(path))


@pytest.mark.parametrize(
    "path", ["/opt/google/chrome", "/opt/mongo/bin", "/usr/games", "/home/gopher/bin", "/opt/gogs"]
)
def test_other_folders_are_not(path: str) -> None:
    assert not names_go(boring("linux").path(path))
