"""project.captured: a go.mod that takes in a foreign folder is reported; packages of its own module are not."""

import pytest

from goverify.checks.project.captured import captured
from goverify.facts import Facts
from goverify.model import Evidence
from tests.checks.path.looking import commands, findings, level
from tests.checks.project.placed import APP, HOME, MAIN, MOD, Files, standing
from tests.hosts import BORING, boring, folder, text

FORGOTTEN = "module scratch\n\ngo 1.24\n"
OF_APP = 'package main\n\nimport (\n\t"example.com/app/greet" // ours\n)\n\nfunc main() { greet.Word() }\n'
USES_REQUIRED = 'package main\n\nimport "example.com/yaml"\n\nfunc main() { yaml.Do() }\n'
GREET = "package greet\n\nfunc Word() {}\n"


@pytest.mark.parametrize("name", BORING)
def test_a_boring_host_has_none(name: str) -> None:
    assert not findings(captured, boring(name))


def test_one_forgotten_in_the_home_folder_is_moved_away() -> None:
    host = standing(APP, {f"{HOME}/go.mod": FORGOTTEN, f"{APP}/main.go": MAIN})
    [finding] = findings(captured, host)
    assert (finding.cause, str(finding.subject), level(finding)) == ("stray-gomod", f"{HOME}/go.mod", "medium")
    assert commands(finding) == (f"mv {HOME}/go.mod {HOME}/go.mod.old", "go mod init app")


def test_one_above_a_checkout_is_reported() -> None:
    files: Files = {"/srv/go.mod": FORGOTTEN, "/srv/code/app/.git": folder(), "/srv/code/app/cmd/main.go": MAIN}
    [finding] = findings(captured, standing("/srv/code/app/cmd", files))
    assert "/srv/code/app is a repository of its own" in finding.message
    assert commands(finding)[1:] == ("cd /srv/code/app", "go mod init app")


def test_a_checkout_with_its_programs_two_folders_down_is_taken_in_as_well() -> None:
    host = standing(APP, {f"{HOME}/go.mod": FORGOTTEN, f"{APP}/cmd/app/main.go": MAIN})
    assert findings(captured, host)


def test_a_forgotten_go_mod_without_a_name_is_told_as_such() -> None:
    [finding] = findings(captured, standing(APP, {f"{HOME}/go.mod": "", f"{APP}/main.go": MAIN}))
    assert "a module without a name" in finding.message


def test_imports_of_packages_that_are_here_tell_the_module_that_was_meant() -> None:
    files = {"/srv/go.mod": FORGOTTEN, "/srv/app/main.go": OF_APP, "/srv/app/greet/greet.go": GREET}
    [finding] = findings(captured, standing("/srv/app", files))
    assert "example.com/app" in finding.message
    assert commands(finding)[-1] == "go mod init example.com/app"


@pytest.mark.parametrize(
    "files",
    [
        {"/srv/mono/go.mod": MOD, "/srv/mono/tool/main.go": MAIN},
        {"/srv/mono/go.mod": MOD, "/srv/mono/.git": folder(), "/srv/mono/tool/main.go": OF_APP},
        {"/srv/mono/go.mod": MOD, "/srv/mono/tool/main.go": OF_APP, "/srv/mono/tool/greet/greet.go": GREET},
        {"/srv/mono/go.mod": "module other\n", "/srv/mono/main.go": MAIN, "/srv/mono/tool/main.go": OF_APP},
        {
            "/srv/mono/go.mod": "module other\n",
            "/srv/mono/tool/main.go": MAIN,
            "/srv/mono/tool/.git": "gitdir: ../.git/modules/tool\n",
        },
        {"/srv/mono/go.mod": FORGOTTEN, "/srv/mono/tool/.git": folder(), "/srv/mono/tool/README.md": "no Go here"},
    ],
    ids=["no repository", "one repository", "imports its own", "packages in the root", "submodule", "no Go"],
)
def test_a_folder_of_a_module_is_no_fault(files: Files) -> None:
    assert not findings(captured, standing("/srv/mono/tool", files))


@pytest.mark.parametrize(
    "more",
    [
        {f"{HOME}/main.go": MAIN},
        {f"{HOME}/internal/x/x.go": GREET},
        {f"{APP}/main.go": USES_REQUIRED},
        {f"{APP}/go.mod": MOD},
    ],
)
def test_a_home_folder_that_is_a_project_is_no_fault(more: dict[str, str]) -> None:
    mod = FORGOTTEN + "require example.com/yaml v1.0.0\n"
    host = standing(APP, {f"{HOME}/go.mod": mod, f"{APP}/main.go": MAIN} | more)
    assert not findings(captured, host)


def test_a_workspace_and_modules_turned_off_leave_it_alone() -> None:
    files = {f"{HOME}/go.mod": FORGOTTEN, f"{APP}/main.go": MAIN}
    assert not findings(captured, standing(APP, files | {f"{HOME}/go.work": "go 1.24\n\nuse .\n"}))
    assert not findings(captured, standing(APP, files, GO111MODULE="off"))


def test_the_root_of_gopath_is_another_checks_affair() -> None:
    files = {f"{HOME}/go/go.mod": FORGOTTEN, f"{HOME}/go/app/main.go": OF_APP}
    assert not findings(captured, standing(f"{HOME}/go/app", files))


def test_go_files_without_a_module_are_told_and_no_fault() -> None:
    host = standing(APP, {f"{APP}/main.go": OF_APP})
    said = list(captured(Facts(host)))
    assert all(isinstance(each, Evidence) for each in said)
    assert "example.com/app/greet" in str(said[-1])


def test_windows_renames_it() -> None:
    files = {r"C:\Users\gopher\go.mod": FORGOTTEN, r"C:\Users\gopher\app\main.go": MAIN}
    host = boring("windows").but(
        cwd=r"C:\Users\gopher\app", files={path: text(content) for path, content in files.items()}
    )
    [finding] = findings(captured, host)
    assert commands(finding) == (r"Rename-Item 'C:\Users\gopher\go.mod' 'go.mod.old'", "go mod init app")
