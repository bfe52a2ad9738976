"""host.paths: a way is told to break at a dead link, or to end because what it names below living links is not there."""

import pytest

from goverify.host.paths import Dead, follow
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
