"""What shows that a process runs under an editor, in a container, in CI and the like: a table of signs.

Sources: the documentation of each product, systemd-detect-virt(1), microsoft/WSL. A variable is inherited by all that
is started below, a file is copied into images, so neither settles anything alone.
"""

from typing import NamedTuple


class Known(NamedTuple):
    """One thing to run under, and its signs."""

    kind: str
    id: str
    name: str
    variables: tuple[str, ...] = ()
    """NAME for any value, or NAME=value; the first that is set counts."""
    processes: tuple[str, ...] = ()
    """Names of ancestors, without .exe and in lower case; one that ends in * is a beginning."""
    files: tuple[str, ...] = ()
    """Places that it has, of which one must be there; $NAME is the place that a variable names."""
    says: tuple[str, str] = ("", "")
    """A file, and a pattern that its text holds."""
    vague: bool = False
    """Others set the variable as well."""
    by_variable: bool = False
    """Its variable alone suggests it; the other signs are common, and only confirm."""
    root: str = ""
    """The type of the root file system that goes with its file."""


_CGROUP = "/proc/self/cgroup"
_MANAGER = "/run/systemd/container"

KNOWN = (
    Known("editor", "vscode", "VS Code or a fork of it", ("TERM_PROGRAM=vscode", "VSCODE_IPC_HOOK_CLI", "VSCODE_PID"), ("code", "code-*", "codium", "cursor", "windsurf", "code helper*", "vscodium")),
    Known("editor", "jetbrains", "a JetBrains IDE", ("TERMINAL_EMULATOR=JetBrains-JediTerm",), ("goland*", "idea*", "pycharm*", "clion*", "java"), by_variable=True),
    Known("editor", "zed", "Zed", ("ZED_TERM",), ("zed", "zed-editor")),
    Known("editor", "neovim", "Neovim", ("NVIM",), ("nvim",)),
    Known("editor", "emacs", "Emacs", ("INSIDE_EMACS",), ("emacs*",)),
    Known("container", "docker", "Docker", ("container=docker",), (), ("/.dockerenv",), (_CGROUP, r"docker|/moby"), root="overlay"),
    Known("container", "podman", "Podman", ("container=podman",), ("conmon",), ("/run/.containerenv",), (_CGROUP, r"libpod"), root="overlay"),
    Known("container", "kubernetes", "Kubernetes", ("KUBERNETES_SERVICE_HOST",), (), ("/var/run/secrets/kubernetes.io/serviceaccount",), (_CGROUP, r"kubepods")),
    Known("container", "lxc", "LXC", ("container=lxc",), (), ("/dev/.lxc-boot-id", "/dev/lxd/sock"), (_MANAGER, r"^lxc")),
    Known("container", "systemd-nspawn", "systemd-nspawn", ("container=systemd-nspawn",), (), ("/run/host/container-manager",), (_MANAGER, r"^systemd-nspawn")),
    Known("ci", "github-actions", "GitHub Actions", ("GITHUB_ACTIONS=true",), ("runner.worker",), ("$GITHUB_WORKSPACE",)),
    Known("ci", "gitlab-ci", "GitLab CI", ("GITLAB_CI",), ("gitlab-runner*",), ("$CI_PROJECT_DIR",)),
    Known("ci", "buildkite", "Buildkite", ("BUILDKITE=true",), ("buildkite-agent",), ("$BUILDKITE_BUILD_CHECKOUT_PATH",)),
    Known("ci", "circleci", "CircleCI", ("CIRCLECI=true",), ("circleci*",), ("$CIRCLE_INTERNAL_CONFIG",)),
    Known("ci", "azure-pipelines", "Azure Pipelines", ("TF_BUILD",), ("agent.worker",), ("$AGENT_WORKFOLDER",)),
    Known("ci", "jenkins", "Jenkins", ("JENKINS_URL",), ("java",), ("$WORKSPACE",), by_variable=True),
    Known("ci", "teamcity", "TeamCity", ("TEAMCITY_VERSION",), ("java",), ("$TEAMCITY_BUILD_PROPERTIES_FILE",), by_variable=True),
    Known("ci", "travis", "Travis CI", ("TRAVIS=true",), (), ("$TRAVIS_BUILD_DIR",)),
    Known("ci", "bitbucket", "Bitbucket Pipelines", ("BITBUCKET_BUILD_NUMBER",), (), ("$BITBUCKET_CLONE_DIR",)),
    Known("ci", "woodpecker", "Woodpecker", ("CI=woodpecker", "CI_SYSTEM_NAME=woodpecker"), (), ("$CI_WORKSPACE",), by_variable=True),
    Known("ci", "drone", "Drone", ("DRONE=true",), ("drone-runner-*",), ("$DRONE_WORKSPACE",)),
    Known("ci", "gitea-actions", "Gitea or Forgejo Actions", ("GITEA_ACTIONS=true", "FORGEJO_ACTIONS=true"), ("act_runner", "forgejo-runner"), ("$GITHUB_WORKSPACE",), by_variable=True),
    Known("ci", "ci", "a CI service", ("CI=true",), vague=True),
    Known("system", "wsl", "the Windows Subsystem for Linux", ("WSL_DISTRO_NAME", "WSL_INTEROP"), (), ("/run/WSL",)),
    Known("package", "snap", "a snap", ("SNAP_NAME",), (), (), ("/proc/self/attr/current", r"^snap\.")),
    Known("package", "flatpak", "a Flatpak", ("FLATPAK_ID",), (), ("/.flatpak-info",)),
    Known("workspace", "codespaces", "GitHub Codespaces", ("CODESPACES=true",), (), ("/workspaces/.codespaces",), by_variable=True),
    Known("workspace", "gitpod", "Gitpod", ("GITPOD_WORKSPACE_ID",), ("supervisor",), ("/.supervisor",), by_variable=True),
    Known("workspace", "dev-container", "a dev container", ("REMOTE_CONTAINERS", "REMOTE_CONTAINERS_IPC"), (), ("/.dockerenv", "/run/.containerenv"), by_variable=True),
)  # fmt: skip
