"""facts.standing: what a name go that cannot be started comes to, by its place on PATH."""

import pytest

from goverify.facts import Facts
from goverify.facts.path.standing import Standing, foreign_programs, obstacles, standing
from goverify.model import Severity
from tests.hosts import boring, folder, go_binary, link


def of_dead_link(path: str) -> Standing:
    ask = Facts(boring("linux").but(env={"PATH": path}, files={"/a/go": link("gone")}))
    [hit] = obstacles(ask)
    return standing(ask, hit)


@pytest.mark.parametrize(
    ("path", "severity", "concerns", "bystander"),
    [
        ("/a", None, ("PATH",), False),
        ("/a:/usr/local/go/bin", Severity.MEDIUM, ("PATH",), False),
        ("/usr/local/go/bin:/a", Severity.LOW, (), True),
    ],
)
def test_it_weighs_by_what_answers(
    path: str, severity: Severity | None, concerns: tuple[str, ...], *, bystander: bool
) -> None:
    found = of_dead_link(path)
    assert (found.severity, found.concerns, found.bystander) == (severity, concerns, bystander)


def test_obstacles_are_names_that_should_start_and_do_not() -> None:
    host = boring("linux").but(
        env={"PATH": "/a:/usr/local:/b/bin"}, files={"/a/go": link("gone"), "/b/bin/go": folder()}
    )
    assert [str(hit.found) for hit in obstacles(Facts(host))] == ["/a/go", "/b/bin/go"]


def test_windows_programs_count_beside_windows_alone() -> None:
    files = {"/mnt/c/Go/bin/go.exe": go_binary("go1.27.3", system="windows")}
    host = boring("linux").but(env={"PATH": "/usr/bin:/mnt/c/Go/bin"}, files=files)
    assert [str(path) for path in foreign_programs(Facts(host))] == ["/mnt/c/Go/bin/go.exe"]
    assert foreign_programs(Facts(boring("windows"))) == ()
