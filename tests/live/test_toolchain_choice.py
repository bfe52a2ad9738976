"""What go does about a release that GOTOOLCHAIN or a project asks for is what was foretold; go itself is the judge."""

import subprocess
import sys
from pathlib import Path

import pytest

from goverify.facts import Facts
from goverify.facts.toolchain_choice.choosing import toolchain_choice
from goverify.facts.toolchain_choice.values import Ending, ToolchainChoice
from goverify.sumdb.client import DATABASE
from tests.live.elsewhere import Elsewhere
from tests.live.examinations import environment
from tests.trees import go_tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="go_tree unpacks no release for Windows")

RELEASES = ("1.21.13", "1.26.6", "1.27.3")
LINES = (
    None,
    "go 1.21\n",
    "go 1.24\n",
    "go 1.26.7rc1\n",
    "go 1.27\n",
    "go 1.27rc1\n",
    "go 1.27.3 // as written\n",
    "go 1.99.0\n",
    "go 1.21.0\n\ntoolchain go1.27.3\n",
    "go 1.24\n\ntoolchain go1.99\n",
    "go 1.27.3\n\ntoolchain default\n",
    "go 1.24\n\ntoolchain 1.25.1\n",
    "go 1.21\n\ntoolchain go1.26.6-corp\n",
)
SETTINGS = ("auto", "local", "path", "go1.25", "go1.20.3+auto", "go1.27.3+path", "go1.26.6", "go1.25+x", "gccgo-go1.27")


def said(go: Path, env: dict[str, str], cwd: Path, *args: str) -> tuple[bool, str]:
    """Return whether a go command went well, and its words."""
    done = subprocess.run([go, *args], env=env, cwd=cwd, capture_output=True, text=True, check=False, timeout=60)
    return done.returncode == 0, done.stdout + done.stderr


def foretold(env: dict[str, str], cwd: Path) -> ToolchainChoice:
    with Elsewhere(env, cwd) as host:
        return Facts(host)(toolchain_choice)


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("value", SETTINGS)
def test_go_does_what_was_foretold(release: str, value: str, tmp_path: Path) -> None:
    root = go_tree(release)
    env = environment(tmp_path / "home", root / "bin", GOPROXY="off", GOTOOLCHAIN=value)
    for number, lines in enumerate(LINES):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        if lines is not None:
            (folder / "go.mod").write_text(f"module example.test\n\n{lines}")
        choice = foretold(env, folder)
        well, words = said(root / "bin" / "go", env, folder, "version")
        assert well == (choice.ending is Ending.LOCAL), (lines, words, choice)
        assert choice.wanted in words, (lines, words, choice)


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("lines", ["go 1.21\n", "go 1.27.3\n", "go 1.99\n"])
def test_go_refuses_what_was_foretold_to_be_too_new(release: str, lines: str, tmp_path: Path) -> None:
    root = go_tree(release)
    env = environment(tmp_path / "home", root / "bin", GOPROXY="off", GOTOOLCHAIN="local")
    (tmp_path / "go.mod").write_text(f"module example.test\n\n{lines}")
    well, words = said(root / "bin" / "go", env, tmp_path, "list", "-m")
    refusal = foretold(env, tmp_path).refusal
    assert well == (refusal is None)
    assert ("requires go >=" in words) == (refusal is not None)


@pytest.mark.parametrize("value", ["auto", "local"])
@pytest.mark.parametrize("vendored", [True, False])
@pytest.mark.parametrize("needed", ["1.21", "1.27.3"])
def test_go_refuses_a_required_module_that_was_foretold_to_be_too_new(
    value: str, vendored: bool, needed: str, tmp_path: Path
) -> None:
    root, app = go_tree("1.26.6"), tmp_path / "app"
    env = environment(tmp_path / "home", root / "bin", GOPROXY="off", GOTOOLCHAIN=value, GOFLAGS="")
    files = {
        tmp_path / "lib" / "go.mod": f"module example.test/lib\n\ngo {needed}\n",
        tmp_path / "lib" / "lib.go": "package lib\n",
        app / "main.go": 'package main\n\nimport _ "example.test/lib"\n\nfunc main() {}\n',
        app / "go.mod": "module example.test/app\n\ngo 1.24\n\nrequire example.test/lib v1.0.0\n\n"
        "replace example.test/lib => ../lib\n",
    }
    if vendored:
        files[app / "vendor" / "modules.txt"] = (
            f"# example.test/lib v1.0.0 => ../lib\n## explicit; go {needed}\nexample.test/lib\n"
            "# example.test/lib => ../lib\n"
        )
        files[app / "vendor" / "example.test" / "lib" / "lib.go"] = "package lib\n"
    for file, content in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    refusal = foretold(env, app).refusal
    well, words = said(root / "bin" / "go", env, app, "list", ".")
    assert well == (refusal is None), words
    assert ("requires go >=" in words) == (refusal is not None)


def test_go_takes_a_command_of_that_name_on_path(tmp_path: Path) -> None:
    root, newer = go_tree("1.26.6"), go_tree("1.27.3")
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    (bin_folder / "go1.27.3").symlink_to(newer / "bin" / "go")
    env = environment(tmp_path / "home", root / "bin", bin_folder, GOPROXY="off", GOTOOLCHAIN="auto")
    (tmp_path / "go.mod").write_text("module example.test\n\ngo 1.27.3\n")
    choice = foretold(env, tmp_path)
    assert (choice.ending, choice.works) == (Ending.ON_PATH, True)
    assert "go1.27.3" in said(root / "bin" / "go", env, tmp_path, "version")[1]


@pytest.mark.parametrize(("database", "works"), [("off", True), (f"{DATABASE.name} http://127.0.0.1:9", None)])
def test_a_cached_toolchain_needs_its_voucher(database: str, works: bool | None, tmp_path: Path) -> None:
    root, newer = go_tree("1.26.6"), go_tree("1.27.3")
    proxy = "file:///nowhere" if works else "off"
    cache = tmp_path / "mod"
    env = environment(tmp_path / "home", root / "bin", GOPROXY=proxy, GOTOOLCHAIN="auto", GOSUMDB=database)
    env["GOMODCACHE"] = str(cache)
    version = f"v0.0.1-go1.27.3.{platform(root, env)}"
    place = cache / "golang.org" / f"toolchain@{version}"
    lay_out(newer, place)
    notes = cache / "cache" / "download" / "golang.org" / "toolchain" / "@v"
    notes.mkdir(parents=True)
    (notes / f"{version}.ziphash").write_text("h1:" + 43 * "A" + "=")
    (tmp_path / "go.mod").write_text("module example.test\n\ngo 1.27.3\n")
    choice = foretold(env, tmp_path)
    assert (choice.ending, choice.reach.possible) == (Ending.CACHED, works)
    well, words = said(root / "bin" / "go", env, tmp_path, "version")
    assert well == bool(works), words
    assert ("go1.27.3" if works else "verifying module") in words
    (place / "src" / "_go.mod").unlink()
    assert foretold(env, tmp_path).works is False
    assert not said(root / "bin" / "go", env, tmp_path, "version")[0]


def lay_out(tree: Path, place: Path) -> None:
    """Fill a folder as go does when it unpacks a toolchain, with links in place of what is large."""
    (place / "src").mkdir(parents=True)
    for part in (*tree.iterdir(), *(tree / "src").iterdir()):
        if part.name not in {"src", "go.mod"}:
            (place / part.relative_to(tree)).symlink_to(part)
    for name in ("go.mod", "_go.mod"):
        (place / "src" / name).write_bytes((tree / "src" / "go.mod").read_bytes())


def platform(root: Path, env: dict[str, str]) -> str:
    """Return the platform of a tree's go, as toolchains have it in their names."""
    return "-".join(said(root / "bin" / "go", env | {"GOTOOLCHAIN": "local"}, root, "env", "GOOS", "GOARCH")[1].split())
