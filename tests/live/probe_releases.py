"""The embedded probe as each release builds it, with what goverify's own builds have compiled already."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.field.releases import World, warm
from tests.live.probe_program import BUILD_LIMIT_S, SOURCE

RUN_LIMIT_S = 60


@dataclass(frozen=True, slots=True)
class Release:
    """A release that builds the probe in a folder."""

    world: World
    folder: Path
    cache: Path

    @property
    def minor(self) -> str:
        """Return the first two numbers of the release."""
        return ".".join(map(str, self.world.minor))

    def go(self, *args: str) -> str:
        """Return what the release's go says in that folder, without any setting of the user's."""
        env = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "GOROOT": str(self.world.root), "CGO_ENABLED": "0"}
        env |= {"GOCACHE": str(self.cache), "GOPATH": str(self.folder / "gopath"), "GO111MODULE": "on"}
        env |= {"GOTOOLCHAIN": "local", "GOENV": "off", "GOWORK": "off", "GOPROXY": "off", "GOTMPDIR": str(self.folder)}
        command = [str(self.world.root / "bin" / "go"), *args]
        done = subprocess.run(
            command, cwd=self.folder, env=env, check=True, capture_output=True, text=True, timeout=BUILD_LIMIT_S
        )
        return done.stdout

    def built(self, line: str) -> "Program":
        """Return the probe, built as a module with that go line."""
        program = self.folder / f"probe-{line}"
        if not program.exists():
            (self.folder / "go.mod").write_text(f"module goverify.probe\n\ngo {line}\n")
            self.go("build", "-buildvcs=false", "-o", str(program), ".")
        return Program(program, self.folder / "scratch")


@dataclass(frozen=True, slots=True)
class Program:
    """The probe of one release."""

    file: Path
    scratch: Path

    def ended(self, *before: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run it with these variables and no others; `before` are the words of what starts it."""
        command = [*before, str(self.file), "-dir", str(self.scratch)]
        path = {"PATH": os.environ["PATH"]} if before else {}
        return subprocess.run(command, env=path | env, check=False, capture_output=True, text=True, timeout=RUN_LIMIT_S)

    def answers(self, *before: str, **env: str) -> Mapping[str, Any]:
        """Return what each step answers; all of them must go well."""
        done = self.ended(*before, **env)
        steps = json.loads(done.stdout)["steps"]
        assert {name: step["err"] for name, step in steps.items() if not step["ok"]} == {}
        return {name: step["data"] for name, step in steps.items()}


def compiled(folder: Path) -> Path:
    """Return a folder filled with all that goverify's builds have compiled with any release."""
    for cache in (warm() / "build").iterdir():
        shutil.copytree(cache, folder, copy_function=_linked, dirs_exist_ok=True)
    return folder


def releasing(world: World, folder: Path, cache: Path) -> Release:
    """Return a release with the probe's source in a folder."""
    shutil.copytree(SOURCE, folder, dirs_exist_ok=True)
    (folder / "scratch").mkdir()
    return Release(world, folder, cache)


def _linked(source: str, target: str) -> None:
    """Give a file a second name: entries go by their content, so that one of that name is the same already."""
    if os.path.exists(target):
        return
    try:
        os.link(source, target)
    except OSError:  # another file system, or another's file
        shutil.copy(source, target)
