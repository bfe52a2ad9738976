"""GoLand and IntelliJ IDEA: a project's GOROOT, SDKs by name from the newest version's table, and what is left out."""

import pytest

from tests.editing import APP, CONFIG, HOMES, OLDER, SDK, WORKSPACE, edited, goland, gos, odd, states
from tests.hosts import boring, folder

TABLE = """<application><component name="ProjectJdkTable">
  <jdk version="2"><name value="21" /><type value="JavaSDK" /><homePath value="/gone" /></jdk>
  <jdk version="2"><name value="Go old" /><type value="Go SDK" /><homePath value="$USER_HOME$/sdk/go1.26.6" /></jdk>
</component></application>"""
MISC = '<project><component name="ProjectRootManager" project-jdk-name="Go old" project-jdk-type="Go SDK" /></project>'


@pytest.mark.parametrize("name", ["linux", "macos", "windows"])
def test_a_project_s_goroot_is_found_on_every_system(name: str) -> None:
    file = boring(name).path(HOMES[name]) / "app" / ".idea" / "workspace.xml"
    [go] = gos(edited({str(file): goland("file://$USER_HOME$/sdk/go1.26.6")}, name))
    assert (go.editor, go.file, go.line, str(go.release), go.state.value) == ("GoLand", file, 3, OLDER, "differs")


@pytest.mark.parametrize(
    ("url", "state"),
    [
        ("file:///usr/local/go", "same"),
        (f"file://{SDK}", "differs"),
        ("file://$PROJECT_DIR$/../sdk/go1.26.6", "differs"),
        ("file:///usr/local/Cellar/go/1.20/libexec", "missing"),
        ("file://$APPLICATION_HOME_DIR$/go", "unknown"),
        ("docker://golang:1.20/usr/local/go", "unknown"),
        ("file://&root;", "unknown"),
    ],
)
def test_a_url_is_followed_as_far_as_it_can_be_told(url: str, state: str) -> None:
    assert [go.state.value for go in gos(edited({WORKSPACE: goland(url)}))] == [state]


@pytest.mark.parametrize("text", [goland(""), "<project/>", "", "<project><component name='GOROOT'", "\0\0\0"])
def test_a_project_without_a_goroot_says_nothing(text: str) -> None:
    assert states(edited({WORKSPACE: text})) == []


def test_a_folder_of_another_distribution_is_this_one_s_own_inside_wsl() -> None:
    host = edited({WORKSPACE: goland(f"file:////wsl.localhost/Debian{SDK}")})
    inside = host.but(platform={"wsl": True})
    assert [go.state.value for go in gos(inside)] == ["differs"]


def test_a_windows_path_inside_wsl_is_another_system_s() -> None:
    host = edited({WORKSPACE: goland("file://C:/Go")}).but(platform={"wsl": True})
    assert [go.state.value for go in gos(host)] == ["unknown"]


def test_a_project_s_sdk_is_looked_up_in_the_newest_version_s_table() -> None:
    old = TABLE.replace("$USER_HOME$/sdk/go1.26.6", "/gone")
    host = edited(
        {
            f"{APP}/.idea/misc.xml": MISC,
            f"{CONFIG}/JetBrains/IntelliJIdea2026.2/options/jdk.table.xml": TABLE,
            f"{CONFIG}/JetBrains/IntelliJIdea2025.3/options/jdk.table.xml": old,
        }
    )
    assert states(host) == [("IntelliJ IDEA", "folder", "SDK Go old", "differs")]


def test_a_module_s_sdk_is_found_too() -> None:
    text = '<module><orderEntry type="jdk" jdkName="Go old" jdkType="Go SDK" /></module>'
    host = edited({f"{APP}/.idea/app.iml": text, f"{CONFIG}/JetBrains/GoLand2026.2/options/jdk.table.xml": TABLE})
    assert states(host) == [("GoLand", "folder", "SDK Go old", "differs")]


def test_an_sdk_that_no_table_names_is_open() -> None:
    assert states(edited({f"{APP}/.idea/misc.xml": MISC})) == [("GoLand", "folder", "SDK Go old", "unknown")]


def test_tables_alone_say_nothing_about_a_project() -> None:
    text = TABLE.replace("$USER_HOME$/sdk/go1.26.6", "/gone")
    assert states(edited({f"{CONFIG}/JetBrains/GoLand2026.2/options/jdk.table.xml": text})) == []


def test_the_nearest_project_counts() -> None:
    host = edited({WORKSPACE: goland("file:///gone")}).but(
        cwd=f"{APP}/tool", files={f"{APP}/tool/.idea/workspace.xml": goland("file:///usr/local/go")}
    )
    assert states(host) == [("GoLand", "folder", "component GOROOT", "same")]


def test_declared_entities_stay_what_they_are_and_are_told() -> None:
    text = '<!DOCTYPE p [<!ENTITY a "/gone">]>\n' + goland("file://&a;")
    host = edited({WORKSPACE: text})
    assert [go.state.value for go in gos(host)] == ["unknown"]
    assert odd(host) == ["it declares a document type, which is passed over"]


def test_a_folder_in_the_place_of_a_file_is_no_trouble() -> None:
    assert states(edited({WORKSPACE: folder(), f"{APP}/.idea/misc.xml": folder()})) == []
