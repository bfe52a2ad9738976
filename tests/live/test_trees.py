"""Damaged copies of this machine's Go tree, made of links: what facts and checks see of them. Linux and macOS."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from goverify.catalog import load, select
from goverify.checks.binary.detached import detached
from goverify.checks.goroot.missing import missing
from goverify.checks.tree.linked_sources import linked_sources
from goverify.checks.tree.mixed import mixed
from goverify.checks.tree.src_missing import src_missing
from goverify.checks.tree.tools_mismatch import tools_mismatch
from goverify.checks.tree.tools_missing import tools_missing
from goverify.facts import Blocked, Facts, Unavailable
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import goroot
from goverify.facts.identity import identity
from goverify.facts.tools import tool_answers, tools
from goverify.facts.tree import answering_tree
from goverify.model import Finding
from tests.golang import CheckFunction, commands
from tests.live.elsewhere import Elsewhere
from tests.trees import some_go

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the copies are made of symbolic links")


@cache
def real_root() -> Path | None:
    """Return the root of this machine's Go, or of a wheel's; None where it is not the Go project's."""
    go = some_go()
    env = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "GOTOOLCHAIN": "local", "GOENV": "off"}
    done = subprocess.run([go, "env", "GOROOT"], check=False, capture_output=True, text=True, env=env, timeout=60)
    root = Path(done.stdout.strip())
    return root if done.returncode == 0 and (root / "pkg" / "tool").is_dir() and (root / "src").is_dir() else None


class Copy:
    """A copy of the real tree in which little is copied, and the questions that tests put to it."""

    def __init__(self, real: Path, folder: Path) -> None:
        self.root, self.home = folder / "go", folder / "home"
        self.home.mkdir()
        self._copied(real / "bin" / "go", self.root / "bin" / "go")
        [self.tools] = [
            self.root / tools.relative_to(real)
            for tools in (real / "pkg" / "tool").iterdir()
            if (tools / "compile").exists()
        ]
        for tool in (real / self.tools.relative_to(self.root)).iterdir():
            self._copied(tool, self.tools / tool.name)
        (self.root / "pkg" / "include").symlink_to(real / "pkg" / "include")
        (self.root / "src").symlink_to(real / "src")
        for name in ("VERSION", "go.env"):
            if (real / name).exists():
                shutil.copy(real / name, self.root / name)

    def _copied(self, file: Path, copy: Path) -> None:
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            copy.hardlink_to(file)
        except OSError:
            shutil.copy(file, copy)

    def host(self, **env: str) -> Elsewhere:
        """Return this machine with the copy's go first on PATH."""
        path = f"{self.root / 'bin'}:/usr/bin:/bin"
        return Elsewhere({"PATH": path, "HOME": str(self.home), "SHELL": "/bin/sh"} | env, self.home)

    def findings(self, check: CheckFunction, **env: str) -> list[Finding]:
        """Return what a check finds."""
        with self.host(**env) as host:
            return [item for item in check(Facts(host)) if isinstance(item, Finding)]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """Return a fresh copy; skip where this machine has no Go."""
    real = real_root()
    if real is None:
        pytest.skip("this machine has no Go")
    return Copy(real.resolve(), tmp_path)


def test_a_whole_copy_is_its_own_tree(copy: Copy) -> None:
    with copy.host() as host:
        ask = Facts(host)
        said, found = ask(identity, ask(answering_go)), ask(goroot)
        assert said.release == ask(answering_go).release == ask(answering_tree).release
        assert said.finds_root
        assert found.by_location == found.root == copy.root


def test_the_tools_say_what_their_build_info_says(copy: Copy) -> None:
    with copy.host() as host:
        ask = Facts(host)
        tree = ask(answering_tree)
        answers = ask(tool_answers, tree)
        assert [answer.tool.name for answer in answers] == ["asm", "compile", "link"]
        assert (
            {answer.release for answer in answers}
            == {tool.release for tool in ask(tools, tree).tools}
            == {tree.release}
        )


def test_no_check_of_trees_finds_fault_with_a_whole_copy(copy: Copy) -> None:
    with copy.host() as host:
        ask = Facts(host)
        for check in map(load, select(("tree", "binary", "goroot", "flavour"))):
            try:
                found = [item.message for item in check.function(ask) if isinstance(item, Finding)]
            except Unavailable:
                continue
            assert not found


def test_without_its_tools_a_tree_is_known_by_the_rest(copy: Copy) -> None:
    shutil.rmtree(copy.root / "pkg" / "tool")
    [finding] = copy.findings(tools_missing)
    assert finding.subject == copy.root
    with pytest.raises(Blocked):
        copy.findings(detached)


def test_a_go_taken_out_of_its_tree_finds_none(copy: Copy) -> None:
    alone = copy.home / "go"
    shutil.copy(copy.root / "bin" / "go", alone)
    [finding] = copy.findings(detached, PATH=str(copy.home))
    assert finding.subject == alone


def test_a_go_taken_out_of_its_tree_works_with_goroot(copy: Copy) -> None:
    shutil.copy(copy.root / "bin" / "go", copy.home / "go")
    assert not copy.findings(detached, PATH=str(copy.home), GOROOT=str(copy.root))


def test_a_compiler_that_was_cut_is_seen_before_it_is_run(copy: Copy) -> None:
    compiler = copy.tools / "compile"
    data = compiler.read_bytes()
    compiler.unlink()
    compiler.write_bytes(data[: len(data) // 2])
    compiler.chmod(0o755)
    [finding] = copy.findings(tools_mismatch)
    assert finding.cause == "tool-altered"


def test_a_version_file_of_another_release_makes_a_mixture(copy: Copy) -> None:
    (copy.root / "VERSION").write_text("go1.4.2\n")
    [finding] = copy.findings(mixed)
    assert "VERSION says go1.4.2" in finding.message


def test_folders_of_the_library_that_are_links_are_seen(copy: Copy) -> None:
    real = (copy.root / "src").resolve()
    (copy.root / "src").unlink()
    (copy.root / "src").mkdir()
    for entry in real.iterdir():
        if entry.name != "net":
            (copy.root / "src" / entry.name).symlink_to(entry)
    [linked] = copy.findings(linked_sources)
    [absent] = copy.findings(src_missing)
    assert "are links to folders" in linked.message
    assert "net/http" in absent.message


def test_the_command_that_mends_the_go_env_file_does(copy: Copy) -> None:
    with copy.host() as host:
        go, env = host.path(str(copy.root / "bin" / "go")), dict(host.env)
    folder = copy.home / ("Library/Application Support" if sys.platform == "darwin" else ".config") / "go"
    folder.mkdir(parents=True)
    (folder / "env").write_text("GOFLAGS=\nGOROOT=/nowhere\n")
    asked = [str(go), "env", "GOROOT"]
    assert subprocess.run(asked, check=False, env=env, capture_output=True, timeout=60).returncode != 0
    [finding] = copy.findings(missing)
    [command] = commands(finding)
    subprocess.run(["/bin/sh", "-c", command], check=True, timeout=60)
    done = subprocess.run(asked, check=True, env=env, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == str(copy.root)
