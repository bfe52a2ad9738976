"""facts.ancestry: what a process runs under, by signs; two of different kinds must agree to be certain."""

import pytest

from goverify.facts import Facts
from goverify.facts.ancestry import Circumstance, ancestry
from goverify.host import FileSystem
from goverify.host.recorded import RecordedHost
from tests.hosts import boring, folder, text

LINUX = ["bash", "systemd"]


def under(host: RecordedHost) -> dict[str, str]:
    """Return the ids of what a host's process runs under, with how sure that is."""
    return {each.id: each.confidence.value for each in ancestry(Facts(host))}


def on(env: dict[str, str], *ancestors: str) -> RecordedHost:
    return boring("linux").but(env=env, ancestors=[*ancestors, *LINUX])


def test_a_plain_terminal_runs_under_nothing() -> None:
    assert [under(boring(name)) for name in ("linux", "macos", "windows")] == [{}, {}, {}]


@pytest.mark.parametrize(
    ("env", "ancestor", "id_"),
    [
        ({"TERM_PROGRAM": "vscode"}, "code", "vscode"),
        ({"VSCODE_IPC_HOOK_CLI": "/run/x.sock"}, "cursor", "vscode"),
        ({"TERMINAL_EMULATOR": "JetBrains-JediTerm"}, "goland", "jetbrains"),
        ({"TERMINAL_EMULATOR": "JetBrains-JediTerm"}, "java", "jetbrains"),
        ({"ZED_TERM": "true"}, "zed-editor", "zed"),
        ({"NVIM": "/run/nvim.sock"}, "nvim", "neovim"),
        ({"INSIDE_EMACS": "29.1,comint"}, "emacs-29.1", "emacs"),
        ({"GITHUB_ACTIONS": "true"}, "Runner.Worker", "github-actions"),
        ({"GITLAB_CI": "true"}, "gitlab-runner", "gitlab-ci"),
        ({"BUILDKITE": "true"}, "buildkite-agent", "buildkite"),
        ({"CIRCLECI": "true"}, "circleci-agent", "circleci"),
        ({"DRONE": "true"}, "drone-runner-docker", "drone"),
        ({"GITEA_ACTIONS": "true"}, "act_runner", "gitea-actions"),
        ({"TF_BUILD": "True"}, "Agent.Worker", "azure-pipelines"),
        ({"JENKINS_URL": "http://ci"}, "java", "jenkins"),
        ({"TEAMCITY_VERSION": "2026.1"}, "java", "teamcity"),
    ],
)
def test_a_variable_and_a_process_are_certain_and_the_variable_alone_is_not(
    env: dict[str, str], ancestor: str, id_: str
) -> None:
    assert (under(on(env, ancestor)), under(on(env))) == ({id_: "high"}, {id_: "medium"})


@pytest.mark.parametrize("ancestor", ["code", "nvim", "gitlab-runner"])
def test_a_process_alone_is_one_sign(ancestor: str) -> None:
    assert list(under(on({}, ancestor)).values()) == ["medium"]


@pytest.mark.parametrize("ancestor", ["java", "node", "goland", "supervisor", "barcode", "coded"])
def test_a_process_that_others_have_as_well_is_no_sign(ancestor: str) -> None:
    assert under(on({}, ancestor)) == {}


@pytest.mark.parametrize(
    "env", [{"TERM_PROGRAM": "iTerm.app"}, {"GITHUB_ACTIONS": "false"}, {"CI": ""}, {"TERM": "vscode"}]
)
def test_other_values_are_no_sign(env: dict[str, str]) -> None:
    assert under(on(env)) == {}


def test_a_checkout_that_is_there_makes_ci_certain() -> None:
    host = on({"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": "/work/app", "CI": "true"})
    assert under(host.but(files={"/work/app": folder()})) == {"github-actions": "high"}


def test_a_variable_that_scripts_set_by_themselves_is_a_low_sign() -> None:
    assert under(on({"CI": "true"})) == {"ci": "low"}


CGROUP = "/proc/self/cgroup"


@pytest.mark.parametrize(
    ("file", "cgroup", "id_"),
    [
        ("/.dockerenv", "", "docker"),
        ("/run/.containerenv", "", "podman"),
        ("/run/host/container-manager", "", "systemd-nspawn"),
    ],
)
def test_a_file_that_is_copied_into_images_is_a_low_sign(file: str, cgroup: str, id_: str) -> None:
    assert under(on({}).but(files={file: text(cgroup)})) == {id_: "low"}


def test_an_images_layers_confirm_a_container() -> None:
    root = FileSystem("overlay", "/", read_only=False, noexec=False, free_bytes=1 << 30, free_inodes=None)
    assert under(on({}).but(files={"/.dockerenv": text("")}, filesystems={"/": root})) == {"docker": "high"}
    assert under(on({}).but(filesystems={"/": root})) == {}


def test_the_words_of_a_control_group_are_all_that_is_told_of_it() -> None:
    host = on({"KUBERNETES_SERVICE_HOST": "10.0.0.1"}).but(files={CGROUP: text("1:cpu:/kubepods/pod1/secret\n")})
    [found] = ancestry(Facts(host))
    assert (found.id, found.confidence.value, found.evidence[-1]) == ("kubernetes", "high", (CGROUP, "says kubepods"))


def test_a_control_group_that_says_nothing_is_no_sign() -> None:
    assert under(on({}).but(files={CGROUP: text("0::/\n")})) == {}


def test_lxc_is_told_by_its_manager() -> None:
    host = on({"container": "lxc"}).but(files={"/run/systemd/container": text("lxc")})
    assert under(host) == {"lxc": "high"}


def test_wsl_is_certain_where_kernel_and_variable_agree() -> None:
    wsl = boring("linux").but(platform={"wsl": True})
    assert under(wsl) == {"wsl": "medium"}
    assert under(wsl.but(env={"WSL_DISTRO_NAME": "Debian"})) == {"wsl": "high"}


def test_a_translated_process_says_so_itself() -> None:
    assert under(boring("macos").but(platform={"translated": True})) == {"translated": "high"}


def test_a_leaked_variable_of_a_snap_is_one_sign() -> None:
    leaked = on({"SNAP": "/snap/code/1", "SNAP_NAME": "code"})
    assert under(leaked) == {"snap": "medium"}
    assert under(leaked.but(files={"/proc/self/attr/current": text("snap.code.code (enforce)\n")})) == {"snap": "high"}


def test_a_flatpak_has_its_file_and_its_variable() -> None:
    host = on({"FLATPAK_ID": "com.jetbrains.GoLand"}).but(files={"/.flatpak-info": text("[Application]\n")})
    assert under(host) == {"flatpak": "high"}


@pytest.mark.parametrize(
    ("env", "place", "id_"),
    [
        ({"CODESPACES": "true"}, "/workspaces/.codespaces", "codespaces"),
        ({"GITPOD_WORKSPACE_ID": "a-b"}, "/.supervisor", "gitpod"),
    ],
)
def test_a_hosted_workspace_has_its_variable_and_its_folder(env: dict[str, str], place: str, id_: str) -> None:
    assert under(on(env).but(files={place: folder()})) == {id_: "high"}
    assert under(on({}).but(files={place: folder()})) == {}


def test_a_dev_container_is_a_container_as_well() -> None:
    found = under(on({"REMOTE_CONTAINERS": "true"}).but(files={"/.dockerenv": text("")}))
    assert found == {"dev-container": "high", "docker": "low"}


def test_programs_of_windows_are_known_without_their_ending() -> None:
    host = boring("windows").but(env={"TERM_PROGRAM": "vscode"}, ancestors=["pwsh.exe", "Code.exe"])
    found: tuple[Circumstance, ...] = ancestry(Facts(host))
    assert [(each.id, each.confidence.value) for each in found] == [("vscode", "high")]
