"""facts.wanted_modules: what a go.mod requires, in all the ways of writing it, and the module cache lacks."""

import pytest

from goverify.facts import Facts
from goverify.facts.project.wanted_modules import WantedModules, wanted_modules
from tests.hosts import boring, text


def absent(gomod: str, *there: str) -> tuple[str, ...]:
    files = {f"/mod/{name}/go.mod": text("") for name in there}
    host = boring("linux").but(cwd="/srv/app/cmd", files={"/srv/app/go.mod": text(gomod), **files})
    found = Facts(host)(wanted_modules, host.path("/mod"))
    assert found
    return found.absent


@pytest.mark.parametrize(
    "gomod",
    [
        "require example.com/a v1.0.0",
        "require (\n\texample.com/a v1.0.0 // pinned\n)",
        "require(\n\texample.com/a v1.0.0\n)\nexclude (\n\texample.com/b v1.0.0\n)",
        'require "example.com/a" v1.0.0',
        "require example.com/a v1.0.0\nretract v0.1.0 // wrong\nreplace example.com/b v1.0.0 => example.com/c v1.0.0",
    ],
)
def test_what_is_required_and_not_there_is_absent(gomod: str) -> None:
    assert absent(f"module example.com/app\n\ngo 1.24\n\n{gomod}\n") == ("example.com/a@v1.0.0",)


def test_what_is_there_is_not_absent() -> None:
    assert absent("require example.com/a v1.0.0\n", "example.com/a@v1.0.0") == ()


def test_what_a_build_need_not_have_does_not_count() -> None:
    assert absent("require example.com/a v1.0.0 // indirect\n") == ()


def test_capitals_have_a_mark_in_the_cache() -> None:
    assert absent("require github.com/BurntSushi/toml v1.0.0\n", "github.com/!burnt!sushi/toml@v1.0.0") == ()


def test_what_is_there_as_an_archive_is_not_absent() -> None:
    files = {"/srv/app/go.mod": text("module x\nrequire example.com/A v1.0.0\n")}
    files |= {"/mod/cache/download/example.com/!a/@v/v1.0.0.zip": text("")}
    host = boring("linux").but(cwd="/srv/app", files=files)
    assert Facts(host)(wanted_modules, host.path("/mod")) == WantedModules(host.path("/srv/app/go.mod"), ())


@pytest.mark.parametrize(
    ("work", "lacks"),
    [
        ("go 1.24\nuse (\n\t./app\n\t./a\n)\n", False),
        ("go 1.24\nuse ./app\nreplace example.com/a => ../elsewhere\n", False),
        ("go 1.24\nuse ./app\n", True),
    ],
)
def test_what_the_workspace_has_is_not_absent(work: str, lacks: bool) -> None:
    files = {
        "/srv/go.work": text(work),
        "/srv/app/go.mod": text("module example.com/app\n\ngo 1.24\n\nrequire example.com/a v1.0.0\n"),
        "/srv/a/go.mod": text("module example.com/a\n\ngo 1.24\n"),
    }
    host = boring("linux").but(cwd="/srv/app", files=files)
    found = Facts(host)(wanted_modules, host.path("/mod"))
    assert found
    assert bool(found.absent) is lacks


def test_without_a_project_nothing_is_wanted() -> None:
    host = boring("linux")
    assert Facts(host)(wanted_modules, host.path("/mod")) is None
