"""A home as a person's Go leaves it behind, made for one test: caches, settings, counts, a checkout, a folder for temporary files."""

import hashlib
import os
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.field.worlds import warmed
from tests.trees import NoTree, linked_copy

LONG_AGO = 1_600_000_000
LIMIT_S = 700
"""No run takes longer, one with --deep on a busy machine included."""

SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin"

QUIET = {"PYTHONDONTWRITEBYTECODE": "1"}
"""What Python compiles it would keep beside goverify's sources, where they are its user's own."""

CONTENT = {
    "home/.cache/go-build/README": "This directory holds cached build artifacts from the Go build system.\n",
    "home/.cache/go-build/trim.txt": f"{LONG_AGO}",
    "home/.cache/go-build/00/00aa-d": "an artifact that go would throw away when it tidies up\n",
    "home/.cache/go-build/ff/ffee-a": "v1 an entry that is none\n",
    "home/go/pkg/mod/cache/lock": "",
    "home/go/pkg/mod/cache/download/example.org/dep/@v/list": "v1.0.0\n",
    "home/go/pkg/mod/cache/download/example.org/dep/@v/v1.0.0.mod": "module example.org/dep\n",
    "home/go/pkg/mod/cache/download/example.org/dep/@v/v1.0.0.info": '{"Version":"v1.0.0"}\n',
    "home/go/pkg/mod/example.org/dep@v1.0.0/go.mod": "module example.org/dep\n",
    "home/go/pkg/mod/example.org/dep@v1.0.0/dep.go": "package dep\n",
    "home/go/bin/tool": "#!/bin/sh\n",
    "home/.config/go/env": "GOTMPDIR={tmp}\nGOFLAGS=-mod=mod\n",
    "home/.config/go/telemetry/mode": "on 2024-08-13",
    "home/.config/go/telemetry/local/weekends": "2\n",
    "home/.config/go/telemetry/local/go@go1.27.3-linux-amd64-2026-01-01.v1.count": "# telemetry/counter file v1\n",
    "home/.bashrc": "export PAGER=less\n",
    "project/go.mod": "module example.org/project\n\ngo 1.21\n\nrequire example.org/dep v1.0.0\n",
    "project/main.go": 'package main\n\nimport _ "example.org/dep"\n\nfunc main() {}\n',
    "tmp/kept": "somebody else's\n",
}
"""Files by their places; go would trim and count here as soon as it used these folders."""


@dataclass(frozen=True, slots=True)
class Furnished:
    """The places of a home that was made so, and the environment of whoever lives there."""

    root: Path
    env: dict[str, str]

    @property
    def home(self) -> Path:
        """Return the home folder."""
        return self.root / "home"

    @property
    def project(self) -> Path:
        """Return the checkout."""
        return self.root / "project"

    @property
    def temp(self) -> Path:
        """Return the folder for temporary files."""
        return self.root / "tmp"

    @property
    def own(self) -> tuple[Path, ...]:
        """Return goverify's own folders."""
        return self.home / ".cache/goverify", self.home / ".local/state/goverify"

    def says(self, *words: str, within: tuple[str, ...] = ()) -> str:
        """Return what a goverify command writes when it is given in the checkout; `within` is a program that starts it."""
        command = (*within, sys.executable, "-m", "goverify", *words)
        done = subprocess.run(
            command, env=self.env, cwd=self.project, capture_output=True, timeout=LIMIT_S, check=False
        )
        assert done.stdout, done.stderr.decode(errors="replace")
        return done.stdout.decode()

    def taken(self) -> dict[str, tuple[object, ...]]:
        """Return everything but goverify's own folders as it stands there."""
        return {
            str(path.relative_to(self.root)): _seen(path)
            for path in sorted(self.root.rglob("*"))
            if not any(own in (path, *path.parents) for own in self.own)
        }


def furnished(root: Path, go: Path, **env: str) -> Furnished:
    """Furnish a folder for a go, whose standard library goverify has compiled already; skip where no Go can be had."""
    for name, text in CONTENT.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.format(tmp=root / "tmp") if ".config/go/env" in name else text)
        os.utime(file, (LONG_AGO, LONG_AGO))
    (root / "home/.local/state").mkdir(parents=True)
    _warmed(root / "home/.cache/goverify")
    checked_out(root / "project")
    places = {"HOME": root / "home", "TMPDIR": root / "tmp", "GOCACHE": root / "home/.cache/go-build"}
    places |= {"XDG_CACHE_HOME": root / "home/.cache", "XDG_CONFIG_HOME": root / "home/.config"}
    places |= {"XDG_STATE_HOME": root / "home/.local/state", "GOMODCACHE": root / "home/go/pkg/mod"}
    path = f"{go.parent}:{SYSTEM_PATH}"
    return Furnished(
        root, {name: str(place) for name, place in places.items()} | {"PATH": path, "SHELL": "/bin/sh", **QUIET} | env
    )


def _warmed(folder: Path) -> None:
    try:
        linked_copy(warmed(), folder)
    except NoTree as why:
        pytest.skip(f"needs two real Go releases: {why}")
    folder.chmod(0o700)


def checked_out(project: Path) -> None:
    """Make a repository of a folder, with an index that git would freshen as soon as it was asked for a status."""
    if not shutil.which("git"):
        (project / ".git").mkdir()
        return
    identity = ("-c", "user.name=gopher", "-c", "user.email=gopher@example.org", "-c", "init.defaultBranch=main")
    env = {"PATH": SYSTEM_PATH, "HOME": str(project), "GIT_CONFIG_NOSYSTEM": "1"}
    for words in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message", "begin")):
        subprocess.run(("git", *identity, *words), cwd=project, env=env, check=True, capture_output=True, timeout=60)
    os.utime(project / "main.go")


def _seen(path: Path) -> tuple[object, ...]:
    status = path.lstat()
    told = (stat.filemode(status.st_mode), status.st_uid, status.st_gid)
    if stat.S_ISLNK(status.st_mode):
        return *told, str(path.readlink())
    if stat.S_ISREG(status.st_mode):
        return *told, status.st_size, status.st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest()
    return told  # a trial file leaves its mark in the time of a folder
