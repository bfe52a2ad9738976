"""facts.project: the go.mod and the go.work that go takes, and what they say."""

import pytest

from goverify.facts import Facts
from goverify.facts.project.roots import Project, project
from goverify.facts.project.workspace import members
from goverify.host.recorded import RecordedHost
from tests.checks.env.stored import with_stored
from tests.checks.project.placed import APP, GREET, HOME, MOD, Files, in_app, standing
from tests.hosts import BORING, boring, folder, go_binary, link, text

WORK = "go 1.24\n\nuse ./app\n"


def seen(host: RecordedHost) -> Project:
    """Return the project of a host that has one."""
    found = Facts(host)(project)
    assert found
    return found


@pytest.mark.parametrize("name", BORING)
def test_a_boring_host_has_none(name: str) -> None:
    assert Facts(boring(name))(project) is None


def test_the_nearest_go_mod_counts() -> None:
    found = seen(in_app({"sub/go.mod": GREET}).but(cwd=f"{APP}/sub/deep"))
    assert found.mod is not None
    assert (str(found.module), found.mod.module) == (f"{APP}/sub/go.mod", "example.com/greet")


def test_a_folder_of_the_name_is_passed_over_and_a_link_is_followed() -> None:
    files: Files = {f"{APP}/go.mod": folder(), f"{HOME}/go.mod": link("other.mod"), f"{HOME}/other.mod": text(MOD)}
    assert str(seen(standing(APP, files)).module) == f"{HOME}/go.mod"


def test_what_cannot_be_read_is_a_project_all_the_same() -> None:
    found = seen(in_app({"go.mod": text(MOD, mode=0o600)}))
    assert (str(found.module), found.mod, bool(found.why_unreadable)) == (f"{APP}/go.mod", None, True)


def test_a_file_beyond_all_measure_is_not_read() -> None:
    found = seen(in_app({"go.mod": MOD + "// x\n" * 300_000}))
    assert (found.mod, found.why_unreadable) == (None, "it is larger than any go.mod")


@pytest.mark.parametrize("env", [{"GO111MODULE": "off"}, {"TMPDIR": APP}])
def test_go_may_see_none_where_a_file_is(env: dict[str, str]) -> None:
    assert Facts(in_app({}, **env))(project) is None


def test_a_workspace_above_is_seen_and_the_variable_chooses() -> None:
    host = in_app({}).but(files={f"{HOME}/go.work": WORK, "/srv/go.work": "go 1.24\n"})
    above, off, other = (
        seen(each).workspace
        for each in (host, host.but(env={"GOWORK": "off"}), host.but(env={"GOWORK": "/srv/go.work"}))
    )
    assert above is not None
    assert other is not None
    assert (str(above.file), above.held, off) == (f"{HOME}/go.work", None, None)
    assert (str(other.file), other.held and other.held.name) == ("/srv/go.work", "GOWORK")


def test_the_go_env_file_names_one_as_well() -> None:
    found = seen(with_stored("GOWORK=/srv/go.work\n").but(cwd=APP, files={f"{APP}/go.mod": MOD})).workspace
    assert found is not None
    assert (str(found.file), found.why_unreadable) == ("/srv/go.work", "there is no such file")


def test_a_flag_puts_another_file_in_the_place() -> None:
    found = seen(in_app({"alt.mod": GREET}, GOFLAGS="-modfile=alt.mod"))
    assert (str(found.module), str(found.modfile)) == (f"{APP}/go.mod", f"{APP}/alt.mod")
    assert found.mod is not None
    assert found.mod.module == "example.com/greet"


def test_the_modules_of_a_workspace_are_read() -> None:
    work = "go 1.24\n\nuse (\n\t./app\n\t./gone\n\t/srv/greet\n)\n"
    host = in_app({}).but(files={f"{HOME}/go.work": work, "/srv/greet/go.mod": GREET})
    found = Facts(host)(members)
    assert [(str(each.file), each.mod and each.mod.module) for each in found] == [
        (f"{APP}/go.mod", "example.com/app"),
        (f"{HOME}/gone/go.mod", None),
        ("/srv/greet/go.mod", "example.com/greet"),
    ]


def test_a_release_before_workspaces_knows_none() -> None:
    host = in_app({}).but(files={f"{HOME}/go.work": WORK})
    old = host.but(files={"/usr/local/go/VERSION": "go1.17.13", "/usr/local/go/bin/go": go_binary("go1.17.13")})
    assert (seen(host).workspace is None, seen(old).workspace) == (False, None)
