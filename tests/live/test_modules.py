"""Modules with real releases: the self-test and the modes as they are, and a module cache that is changed and mended again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from goverify.checks.modules.altered import altered
from goverify.facts import Allowances, Facts
from goverify.facts.modules import tiny_module
from goverify.facts.modules.self_test import file_url
from goverify.facts.modules.tiny_module import NAMED
from goverify.host import System
from goverify.host.live import LiveHost
from goverify.model import Finding
from tests.golang import commands
from tests.live.examinations import environment, examined
from tests.trees import NEWER, OLDER, go_tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="go_tree unpacks no release for Windows")

DEEP = Allowances(deep=True)


class Project:
    """A project with one dependency, and a module cache that a real go has filled for it."""

    def __init__(self, folder: Path, go: Path) -> None:
        self.go, self.cwd, self.kept = go, folder / "app", folder / "kept"
        for place, files in ((self.cwd, tiny_module.user(tiny_module.SUM)), (folder / "served", tiny_module.proxy())):
            for name, content in files.items():
                (place / name).parent.mkdir(parents=True, exist_ok=True)
                (place / name).write_bytes(content.encode("utf-8", "surrogateescape"))
        served = file_url(System.LINUX, folder / "served")
        own = {"GOPROXY": served, "GOSUMDB": "off", "GOTOOLCHAIN": "local", "GOENV": "off"}
        self.env = environment(folder / "home", go.parent, GOMODCACHE=str(self.kept), **own)
        assert self.said("mod", "download")[0]

    def said(self, *args: str) -> tuple[bool, str]:
        """Return whether a go command went well there, and its words."""
        done = subprocess.run(
            [self.go, *args], cwd=self.cwd, env=self.env, capture_output=True, text=True, check=False, timeout=60
        )
        return done.returncode == 0, done.stdout + done.stderr

    def change(self) -> None:
        """Change a file that go has unpacked."""
        file = self.kept / NAMED / "dep.go"
        os.chmod(file, 0o644)
        file.write_text("package dep\n\nconst Seven = 8\n", encoding="utf-8")

    def findings(self) -> list[Finding]:
        """Return what is found there."""
        with Here(self) as host:
            return [item for item in altered(Facts(host, DEEP)) if isinstance(item, Finding)]


class Here(LiveHost):
    """This machine, seen from within a project."""

    def __init__(self, project: Project) -> None:
        super().__init__(cwd=str(project.cwd))
        self._project = project

    @property
    def env(self) -> dict[str, str]:
        """Return the project's environment."""
        return self._project.env


@pytest.mark.parametrize("release", [NEWER, OLDER])
def test_a_release_passes_its_self_test_and_keeps_the_rules_of_the_modes(release: str, tmp_path: Path) -> None:
    env = environment(tmp_path / "home", go_tree(release) / "bin")
    seen = examined(env, "--only", "modules.self-test,modules.modes", "--deep", cwd=tmp_path)
    assert seen.outcomes() == {"modules.modes": "passed", "modules.self-test": "passed"}


@pytest.mark.parametrize("release", [NEWER, OLDER])
def test_go_and_goverify_are_of_one_mind_about_a_module_cache(release: str, tmp_path: Path) -> None:
    project = Project(tmp_path, go_tree(release) / "bin" / "go")
    assert project.said("mod", "verify")[0]
    assert project.findings() == []
    project.change()
    assert "dir has been modified" in project.said("mod", "verify")[1]
    [finding] = project.findings()
    assert "dep.go was changed" in finding.message


def test_the_commands_of_the_fix_mend_it(tmp_path: Path) -> None:
    project = Project(tmp_path, go_tree(NEWER) / "bin" / "go")
    project.change()
    [finding] = project.findings()
    for line in commands(finding):
        subprocess.run(["/bin/sh", "-c", line], cwd=project.cwd, env=project.env, check=True, timeout=60)
    assert project.findings() == []
    assert project.said("mod", "verify")[0]
