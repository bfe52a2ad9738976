"""facts.installations: the Go trees of a host, wherever they usually stand, and which of them to recommend."""

from pathlib import PurePath

import pytest

from goverify.facts import Facts
from goverify.facts.provenance.installations import Installation, best_installation, installations
from goverify.host.recorded import RecordedHost
from goverify.host.replay.file_changes import FileChange
from tests.hosts import BORING, boring, folder, go_binary, link, text

HOME = "/home/gopher"


def tree(root: str, version: str = "go1.26.6", arch: str = "amd64") -> dict[str, FileChange]:
    return {
        f"{root}/VERSION": text(f"{version}\n"),
        f"{root}/bin/go": go_binary(version, arch=arch),
        f"{root}/pkg/tool/linux_{arch}/compile": go_binary(version, arch=arch, path="cmd/compile"),
        f"{root}/src/runtime/proc.go": text("package runtime\n"),
    }


def without_go() -> RecordedHost:
    return boring("linux").but(files={"/usr/local/go": None, f"{HOME}/.profile": None})


def roots(host: RecordedHost) -> list[str]:
    return [str(each.root) for each in installations(Facts(host))]


def only(host: RecordedHost) -> Installation:
    [found] = installations(Facts(host))
    return found


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_one_that_answers(name: str) -> None:
    found = only(boring(name))
    assert (found.answers, found.on_path, found.runnable, found.complete, found.denied) == (
        True,
        True,
        True,
        True,
        False,
    )
    assert str(found.release) == "go1.27.3"


@pytest.mark.parametrize(
    "root",
    [
        "/usr/local/go1.26.6",
        "/usr/lib/go-1.26",
        "/usr/lib64/go/1.26",
        "/opt/go",
        "/opt/tools/go1.26",
        "/home/linuxbrew/.linuxbrew/Cellar/go/1.26.6/libexec",
        "/snap/go/10888",
        f"{HOME}/go",
        f"{HOME}/.go/go1.26.6",
        f"{HOME}/sdk/go1.26.6",
        f"{HOME}/.local/go",
        f"{HOME}/.asdf/installs/golang/1.26.6/go",
        f"{HOME}/.local/share/mise/installs/go/1.26.6",
        f"{HOME}/.goenv/versions/1.26.6",
        f"{HOME}/.gvm/gos/go1.26.6",
        f"{HOME}/.g/versions/1.26.6",
        f"{HOME}/.gobrew/versions/1.26.6/go",
        "/opt/hostedtoolcache/go/1.26.6/x64",
        f"{HOME}/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.26.6.linux-amd64",
        f"{HOME}/.local/lib/python3.11/site-packages/go",
        "/srv/go",
        "/go1.26.6",
    ],
)
def test_every_usual_place_is_looked_at(root: str) -> None:
    assert roots(without_go().but(files=tree(root))) == [root]


def test_variables_of_managers_lead_to_their_trees() -> None:
    host = without_go().but(env={"ASDF_DATA_DIR": "/data/asdf"}, files=tree("/data/asdf/installs/golang/1.26.6/go"))
    assert roots(host) == ["/data/asdf/installs/golang/1.26.6/go"]


@pytest.mark.parametrize(
    ("env", "files"),
    [
        ({"GOROOT": "/data/x"}, {}),
        ({"PATH": "/usr/bin:/data/x/bin"}, {}),
        ({"PATH": '/usr/bin:"/data/x/bin"'}, {}),
        ({}, {f"{HOME}/.zshrc": text("export PATH=$PATH:/data/x/bin\n")}),
        ({}, {"/usr/bin/go": link("/data/x/bin/go")}),
    ],
)
def test_what_the_surroundings_name_is_looked_at(env: dict[str, str], files: dict[str, FileChange]) -> None:
    assert roots(without_go().but(env=env, files={**tree("/data/x"), **files})) == ["/data/x"]


def test_windows_installer_notes_its_folder() -> None:
    files: dict[str, FileChange] = {
        r"E:\G\bin\go.exe": go_binary("go1.26.6", system="windows"),
        r"E:\G\VERSION": text("go1.26.6\n"),
    }
    host = boring("windows").but(
        files={r"C:\Program Files\Go": None, **files},
        registry={r"HKCU\Software\GoProgrammingLanguage": {"installLocation": "E:\\G\\"}},
    )
    assert roots(host) == [r"E:\G"]


def test_two_names_of_one_tree_are_one() -> None:
    assert roots(boring("linux").but(files={"/usr/local/go1.27": link("go"), "/opt/go": link("/usr/local/go")})) == [
        "/usr/local/go"
    ]


@pytest.mark.parametrize(
    "files",
    [
        {f"{HOME}/go/bin/gopls": go_binary("go1.27.3", path="x/gopls"), f"{HOME}/go/pkg/mod": folder()},
        {"/opt/go/VERSION": text("go1.26.6\n")},
        {"/usr/bin/go": go_binary("go1.26.6")},
        {"/opt/go": folder()},
    ],
)
def test_what_is_no_tree_is_left_out(files: dict[str, FileChange]) -> None:
    assert roots(without_go().but(files=files)) == []


def test_a_closed_folder_of_that_name_is_kept_as_such() -> None:
    found = only(without_go().but(files={"/opt/go": folder(mode=0o700)}))
    assert (found.denied, found.runnable, found.release) == (True, False, None)


def test_a_tree_for_another_processor_does_not_run_here() -> None:
    assert not only(without_go().but(files=tree("/opt/go", arch="arm64"))).runnable


def test_an_intel_tree_runs_on_apple_silicon() -> None:
    files: dict[str, FileChange] = {"/usr/local/go/bin/go": go_binary("go1.27.3", system="darwin", arch="amd64")}
    assert only(boring("macos").but(files=files)).runnable


def best(*trees: tuple[str, str]) -> str | None:
    files: dict[str, FileChange] = {}
    for root, version in trees:
        files.update(tree(root, version))
    found = best_installation(Facts(without_go().but(files=files)))
    return str(found.root) if found else None


CACHED = f"{HOME}/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.29.0.linux-amd64"


def test_the_newest_is_recommended() -> None:
    assert best(("/opt/go", "go1.9.7"), ("/usr/local/go", "go1.26.6")) == "/usr/local/go"


def test_a_mere_download_is_the_last_resort() -> None:
    assert best((CACHED, "go1.29.0"), ("/opt/go", "go1.26.6")) == "/opt/go"
    assert best((CACHED, "go1.29.0")) == CACHED


def test_of_equals_the_more_usual_place_is_recommended() -> None:
    assert best((f"{HOME}/sdk/go1.26.6", "go1.26.6"), ("/usr/local/go", "go1.26.6")) == "/usr/local/go"


def test_another_user_s_tree_is_not_recommended_before_a_safe_one() -> None:
    files = {**tree("/home/mallory/go", "go1.29.0"), **tree("/opt/go"), "/home/mallory": folder(uid=1001)}
    found = best_installation(Facts(without_go().but(files=files)))
    assert found
    assert str(found.root) == "/opt/go"


class Watched(RecordedHost):
    """A host that notes which folders are listed."""

    def names(self, folder: PurePath) -> tuple[str, ...]:
        """Return the recorded names, and remember the question."""
        self.__dict__.setdefault("listed", []).append(folder.name)
        return super().names(folder)


def test_macos_is_not_made_to_ask_about_private_folders() -> None:
    host = Watched.load(boring("macos").but(files={"/Users/gopher/Documents/x": text("")}).dump())
    installations(Facts(host))
    assert "gopher" in host.__dict__["listed"]
    assert "Documents" not in host.__dict__["listed"]


def test_without_any_nothing_is_recommended() -> None:
    assert best() is None


def test_a_flood_of_trees_is_cut_off() -> None:
    files: dict[str, FileChange] = {}
    for number in range(300):
        files[f"{HOME}/sdk/go1.26.{number}/bin/go"] = go_binary("go1.26.6")
        files[f"{HOME}/sdk/go1.26.{number}/VERSION"] = text("go1.26.6\n")
    assert len(roots(without_go().but(files=files))) == 200


@pytest.mark.parametrize(
    "root", ["miniforge3/envs/go/go", "miniconda3/go", ".conda/envs/x/go", "micromamba/envs/go/go"]
)
def test_an_environment_of_conda_that_is_not_active_is_found(root: str) -> None:
    assert f"{HOME}/{root}" in roots(without_go().but(files=tree(f"{HOME}/{root}")))


def test_what_stands_beside_a_link_s_vanished_version_is_found() -> None:
    files = {"/srv/tools/current": link("1.26.1"), **tree("/srv/tools/1.26.6")}
    host = without_go().but(env={"PATH": "/srv/tools/current/bin:/usr/bin"}, files=files)
    assert "/srv/tools/1.26.6" not in roots(host)  # the names do not tell that the entry is meant for Go
    host = without_go().but(env={"PATH": "/usr/bin"}, files={**files, "/usr/bin/go": link("/srv/tools/current/bin/go")})
    assert roots(host) == ["/srv/tools/1.26.6"]
