"""facts.managers.choosing: other stand-ins, and the way through several of them to a go, or round in a circle."""

import pytest

from goverify.facts import Facts
from goverify.facts.managers.choosing import Pursuit, pursuit
from goverify.host.recorded import RecordedHost
from tests.hosts import boring, go_binary, link, script
from tests.managing import (
    APP,
    ASDF,
    BEHIND,
    GOENV,
    GVM,
    HOME,
    MISE,
    Files,
    asdf_shim,
    chosen,
    installed,
    summary,
    with_asdf,
    with_goenv,
    with_mise,
)


def way(host: RecordedHost, path: str) -> Pursuit:
    return pursuit(Facts(host), host.path(path))


def launcher(*, downloaded: bool) -> RecordedHost:
    name = f"{HOME}/go/bin/go1.26.6"
    done = {f"{HOME}/sdk/go1.26.6/.unpacked-success": ""} if downloaded else {}
    files = {name: go_binary("go1.27.3", path="golang.org/dl/go1.26.6")} | installed(f"{HOME}/sdk", "go1.26.6") | done
    return boring("linux").but(files=files)


def test_a_command_of_golang_org_dl_runs_the_sdk_that_it_names() -> None:
    found = chosen(launcher(downloaded=True), f"{HOME}/go/bin/go1.26.6")
    assert (found.version, str(found.runs)) == ("go1.26.6", f"{HOME}/sdk/go1.26.6/bin/go")


def test_an_sdk_that_was_not_downloaded_as_a_whole_does_not_run() -> None:
    found = chosen(launcher(downloaded=False), f"{HOME}/go/bin/go1.26.6")
    assert (found.installed, found.runs) == (False, None)


def test_a_launcher_of_the_wheel_runs_the_tree_beside_it() -> None:
    text = f"#!{HOME}/venv/bin/python\nimport sys\nfrom go import main\nsys.exit(main())\n"
    files = {f"{HOME}/venv/bin/go": script(text)} | installed(f"{HOME}/venv/lib/python3.11/site-packages", "go")
    files[f"{HOME}/venv/lib/python3.11/site-packages/go/VERSION"] = "go1.26.6\n"
    found = chosen(boring("linux").but(files=files), f"{HOME}/venv/bin/go")
    assert (found.version, found.installed) == ("1.26.6", True)


def test_scoop_s_launcher_runs_what_the_text_beside_it_names() -> None:
    shims, go = r"C:\Users\gopher\scoop\shims", r"C:\Users\gopher\scoop\apps\go\current\bin\go.exe"
    files: Files = {
        rf"{shims}\go.exe": script("MZ"),
        rf"{shims}\go.shim": f'path = "{go}"\r\n',
        go: go_binary("go1.27.3", system="windows"),
    }
    assert str(chosen(boring("windows").but(files=files), rf"{shims}\go.exe").runs) == go


def test_a_link_of_g_decides() -> None:
    files: Files = installed(f"{HOME}/.g/versions", "1.26.6") | {f"{HOME}/.g/go": link("versions/1.26.6")}
    found = chosen(boring("linux").but(files=files), f"{HOME}/.g/go/bin/go")
    assert summary(found) == ("1.26.6", f"the link {HOME}/.g/go", f"{HOME}/.g/versions/1.26.6/bin/go")


LINKED: dict[str, tuple[str, str, str, Files]] = {
    "gobrew": (
        f"{HOME}/.gobrew/current/bin/go",
        f"{HOME}/.gobrew/current/bin",
        f"{HOME}/.gobrew/versions/1.26.6/go/bin/go",
        installed(f"{HOME}/.gobrew/versions", "1.26.6", below="/go")
        | {f"{HOME}/.gobrew/current/bin": link(f"{HOME}/.gobrew/versions/1.26.6/go/bin")},
    ),
    "goup": (
        f"{HOME}/.go/current/bin/go",
        f"{HOME}/.go/current",
        f"{HOME}/.go/go1.26.6/bin/go",
        installed(f"{HOME}/.go", "go1.26.6") | {f"{HOME}/.go/current": link("go1.26.6")},
    ),
    "g": (
        f"{HOME}/go/bin/go",
        f"{HOME}/.go/bin",
        f"{HOME}/.go/.versions/1.26.6/bin/go",
        installed(f"{HOME}/.go/.versions", "1.26.6")
        | {f"{HOME}/go/bin/go": link(f"{HOME}/.go/bin/go"), f"{HOME}/.go/bin": link(".versions/1.26.6/bin")},
    ),
    "snap": (
        "/snap/go/current/bin/go",
        "/snap/go/current",
        "/snap/go/10858/bin/go",
        {
            "/snap/go/10858/bin/go": go_binary("go1.26.6"),
            "/snap/go/10858/VERSION": "go1.26.6\n",
            "/snap/go/current": link("10858"),
        },
    ),
    "Hermit": (
        f"{HOME}/app/bin/go",
        f"{HOME}/app/bin/.go-1.26.6.pkg",
        f"{HOME}/.cache/hermit/pkg/go-1.26.6/bin/go",
        {f"{HOME}/app/bin/go": link(".go-1.26.6.pkg"), f"{HOME}/app/bin/.go-1.26.6.pkg": link("/opt/hermit")}
        | {"/opt/hermit": script("#!/bin/sh\n")}
        | installed(f"{HOME}/.cache/hermit/pkg", "go-1.26.6"),
    ),
}
"""By manager: the name on PATH, the link that decides, what it comes to, and the files."""


@pytest.mark.parametrize("manager", LINKED)
def test_the_link_that_decides_is_named_with_the_version_and_what_it_runs(manager: str) -> None:
    name, decides, runs, files = LINKED[manager]
    found = chosen(boring("linux").but(files=files), name)
    assert (found.manager, str(found.runs), found.installed) == (manager, runs, True)
    assert found.decided_by is not None
    assert found.decided_by.text == f"the link {decides}"
    assert found.version == "1.26.6"


def test_the_junction_of_scoop_decides() -> None:
    apps = r"C:\Users\gopher\scoop\apps\go"
    files: Files = {rf"{apps}\1.26.6\bin\go.exe": go_binary("go1.26.6", system="windows")}
    host = boring("windows").but(files={**files, rf"{apps}\current": link(rf"{apps}\1.26.6")})
    found = chosen(host, rf"{apps}\current\bin\go.exe")
    assert (found.manager, found.version, found.installed) == ("Scoop", "1.26.6", True)


def test_a_link_to_a_version_that_is_gone_runs_nothing() -> None:
    host = boring("linux").but(files={f"{HOME}/.go/current": link("go1.20.1")})
    found = chosen(host, f"{HOME}/.go/current/bin/go")
    assert (found.manager, found.version, found.installed) == ("goup", "1.20.1", False)


def test_update_alternatives_tells_how_it_chose_and_what_else_there_is() -> None:
    files: Files = {
        "/usr/bin/go": link("/etc/alternatives/go"),
        "/etc/alternatives/go": link("/usr/local/go/bin/go"),
        "/var/lib/dpkg/alternatives/go": "manual\n/usr/bin/go\n\n/usr/local/go/bin/go\n50\n/opt/go/bin/go\n20\n",
    }
    found = chosen(boring("linux").but(files=files), "/usr/bin/go")
    assert "manual mode" in found.why
    assert found.available == ("/usr/local/go/bin/go", "/opt/go/bin/go")


def test_gvm_goes_by_the_session_before_its_default() -> None:
    files = installed(f"{GVM}/gos", "go1.26.6", "go1.27.3") | {
        f"{GVM}/environments/default": 'export gvm_go_name="go1.27.3"\n'
    }
    host = boring("linux").but(files=files, cwd=HOME)
    assert chosen(host, f"{GVM}/gos/go1.27.3/bin/go").version == "go1.27.3"
    assert chosen(host.but(env={"gvm_go_name": "go1.26.6"}), f"{GVM}/gos/go1.26.6/bin/go").version == "go1.26.6"


def test_a_script_runs_the_go_of_its_last_line() -> None:
    host = boring("linux").but(
        files={"/opt/x/go": script('#!/bin/sh\nexport X=$(date)\nexec /usr/local/go/bin/go "$@"\n')}
    )
    assert str(chosen(host, "/opt/x/go").runs) == "/usr/local/go/bin/go"


def test_the_way_goes_through_several_managers() -> None:
    host = with_asdf("1.27.3", files={f"{APP}/.tool-versions": "golang system\n", f"{APP}/.go-version": "1.26.6\n"})
    goenv = with_goenv("1.26.6").recording.files
    kept = {path: record for path, record in goenv.items() if path.is_relative_to(GOENV)}
    both = host.but(files=kept, env={"PATH": f"{ASDF}/shims:{GOENV}/shims:/usr/bin"})
    found = way(both, f"{ASDF}/shims/go")
    assert [step.manager for _, step in found.steps] == ["asdf", "goenv"]
    assert str(found.go) == f"{GOENV}/versions/1.26.6/bin/go"


def test_two_managers_that_hand_on_to_each_other_go_in_a_circle() -> None:
    files = {f"{APP}/.tool-versions": "golang system\n", f"{ASDF}/shims/go": asdf_shim(["1.27.3"])}
    host = with_goenv(files=files).but(env={"PATH": f"{GOENV}/shims:{ASDF}/shims:{BEHIND}"})
    found = way(host, f"{GOENV}/shims/go")
    assert [str(place) for place in found.circle] == [f"{GOENV}/shims/go", f"{ASDF}/shims/go"]


def test_a_script_that_calls_go_by_name_finds_itself() -> None:
    host = boring("linux").but(
        files={"/opt/x/go": script('#!/bin/sh\nexec go "$@"\n')}, env={"PATH": f"/opt/x:{BEHIND}"}
    )
    assert [str(place) for place in way(host, "/opt/x/go").circle] == ["/opt/x/go"]


def test_a_script_that_changes_path_first_is_not_judged() -> None:
    text = '#!/bin/sh\nPATH=/usr/local/go/bin:$PATH\nexec go "$@"\n'
    host = boring("linux").but(files={"/opt/x/go": script(text)}, env={"PATH": f"/opt/x:{BEHIND}"})
    assert way(host, "/opt/x/go").circle == ()


def test_mise_passes_over_its_own_shims() -> None:
    host = with_mise("1.27.3")
    assert way(host, f"{MISE}/shims/go").circle == ()


def test_a_go_itself_is_the_end_of_the_way() -> None:
    assert way(boring("linux"), "/usr/local/go/bin/go") == Pursuit((), boring("linux").path("/usr/local/go/bin/go"), ())


def test_hermit_s_own_script_behind_the_link_is_no_circle() -> None:
    files = {f"{APP}/bin/go": link(".go-1.26.6.pkg"), f"{APP}/bin/.go-1.26.6.pkg": link("hermit")}
    host = boring("linux").but(files={**files, f"{APP}/bin/hermit": script("#!/bin/bash\nexec hermit\n")})
    found = way(host, f"{APP}/bin/go")
    assert (found.circle, found.go) == ((), None)
    assert "names the package go-1.26.6, which Hermit fetches when it is asked for" in found.steps[0][1].why
