"""host.paths: a way is told to break at a dead link, or to end because what it names below living links is not there."""

import pytest

from goverify.host.paths import Dead, command_names, follow
from tests.hosts import boring, folder, link

FILES = {
    "/data/home": folder(),
    "/home/way": link("/data/home"),
    "/home/twice": link("way"),
    "/home/dead": link("/gone"),
    "/home/within": link("/data/home/gone/deeper"),
    "/home/circle": link("circle"),
}


@pytest.mark.parametrize(
    ("path", "dead"),
    [
        ("/home/way", None),
        ("/home/twice", None),
        ("/nowhere/at/all", Dead.ABSENT),
        ("/home/way/.cache", Dead.ABSENT),
        ("/home/twice/.cache/go-build", Dead.ABSENT),
        ("/home/dead", Dead.DANGLING),
        ("/home/dead/below", Dead.DANGLING),
        ("/home/within", Dead.DANGLING),
        ("/home/circle/below", Dead.LOOP),
    ],
)
def test_what_is_missing_is_told_from_what_is_broken(path: str, dead: Dead | None) -> None:
    host = boring("linux").but(files=FILES)
    assert follow(host, host.path(path)).dead is dead


def test_a_link_of_windows_may_begin_at_the_root_of_its_own_drive() -> None:
    host = boring("windows").but(files={r"C:\tools\go": link(r"\Program Files\Go")})
    assert follow(host, host.path(r"C:\tools\go\bin\go.exe")).end == host.path(r"C:\Program Files\Go\bin\go.exe")


def test_an_empty_list_of_endings_counts_as_none() -> None:
    assert "go.exe" in command_names(boring("windows").but(env={"PATHEXT": ""}), "go")
