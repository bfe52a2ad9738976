"""Stand-ins on a real file system: what `goverify which` says of each layout, with nothing of it run."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from goverify.host.synthetic import go_program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the layouts are those of Linux and macOS")

MARK = "ran"
"""A file that every program of these layouts would write, if it were run."""


def program(file: Path, text: str) -> None:
    """Write an executable script that leaves a mark when it is run."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)


def tree(root: Path, version: str) -> Path:
    """Write the least that makes a folder a Go tree."""
    (root / "bin").mkdir(parents=True)
    (root / "pkg" / "tool").mkdir(parents=True)
    (root / "VERSION").write_text(f"go{version}\n", encoding="utf-8")
    (root / "bin" / "go").write_bytes(go_program(f"go{version}", "cmd/go", "linux", "amd64"))
    (root / "bin" / "go").chmod(0o755)
    return root


def asked(home: Path, *path: Path, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Return how `goverify which` ends."""
    env = {"HOME": str(home), "PATH": ":".join(map(str, path))}
    command = (sys.executable, "-m", "goverify", "which", *options)
    return subprocess.run(command, env=env, cwd=home, capture_output=True, text=True, timeout=60, check=False)


def which(home: Path, *path: Path) -> dict[str, Any]:
    """Return what is said of the first go on PATH."""
    done = asked(home, *path, options=("--json",))
    assert done.returncode == 0, done.stderr
    first: dict[str, Any] = json.loads(done.stdout)["candidates"][0]
    assert not (home / MARK).exists()
    return first


def of_asdf(home: Path) -> Path:
    program(home / ".asdf/shims/go", '#!/usr/bin/env bash\n# asdf-plugin: golang 1.26.6\nexec asdf exec "go" "$@"\n')
    tree(home / ".asdf/installs/golang/1.26.6/go", "1.26.6")
    (home / ".tool-versions").write_text("golang 1.26.6\n", encoding="utf-8")
    return home / ".asdf/shims"


def of_goenv(home: Path) -> Path:
    text = f'#!/usr/bin/env bash\nset -e\nprogram="${{0##*/}}"\nexport GOENV_ROOT="{home}/.goenv"\n'
    program(home / ".goenv/shims/go", f'{text}exec "{home}/.goenv/libexec/goenv" exec "$program" "$@"\n')
    tree(home / ".goenv/versions/1.26.6", "1.26.6")
    (home / ".go-version").write_text("1.26\n", encoding="utf-8")
    return home / ".goenv/shims"


def of_mise(home: Path) -> Path:
    """Lay out mise with a tree that it merely links to, as `mise link` does."""
    program(home / "bin/mise", f"#!/bin/sh\ntouch {home}/{MARK}\n")
    shims, installs = home / ".local/share/mise/shims", home / ".local/share/mise/installs/go"
    shims.mkdir(parents=True)
    installs.mkdir(parents=True)
    (shims / "go").symlink_to(home / "bin/mise")
    (installs / "1.26.6").symlink_to(tree(home / "elsewhere", "1.26.6"))
    (home / "mise.toml").write_text('[tools]\ngo = "1.26"\n', encoding="utf-8")
    return shims


def of_golang_dl(home: Path) -> Path:
    tree(home / "sdk/go1.26.6", "1.26.6")
    (home / "sdk/go1.26.6/.unpacked-success").touch()
    (home / "bin").mkdir()
    (home / "bin/go").write_bytes(go_program("go1.27.3", "golang.org/dl/go1.26.6", "linux", "amd64"))
    (home / "bin/go").chmod(0o755)
    return home / "bin"


def of_alternatives(home: Path) -> Path:
    """Lay out two trees of g, of which a link chooses one."""
    tree(home / ".g/versions/1.26.6", "1.26.6")
    tree(home / ".g/versions/1.27.3", "1.27.3")
    (home / ".g/go").symlink_to(home / ".g/versions/1.26.6")
    return home / ".g/go/bin"


@pytest.mark.parametrize(
    ("layout", "id_", "manager"),
    [
        (of_asdf, "asdf-go", "asdf"),
        (of_goenv, "goenv", "goenv"),
        (of_mise, "mise-shims", "mise"),
        (of_golang_dl, "golang-dl", "golang.org/dl"),
        (of_alternatives, "g-voidint", "g"),
    ],
)
def test_each_layout_is_named_and_its_choice_read(layout: Any, id_: str, manager: str, tmp_path: Path) -> None:
    home = tmp_path.resolve()
    found = which(home, layout(home))
    chosen = found["choice"]
    assert (found["provenance"]["id"], chosen["manager"]) == (id_, manager)
    assert chosen["installed"]
    assert chosen["runs"].endswith("bin/go")
    assert "1.26" in chosen["version"]


def test_a_shim_that_runs_nothing_here_is_told_in_the_first_line_and_the_status(tmp_path: Path) -> None:
    home = tmp_path.resolve()
    shims = of_asdf(home)
    (home / ".tool-versions").write_text("golang 1.25.1\n", encoding="utf-8")
    done = asked(home, shims)
    assert done.returncode == 1
    assert done.stdout.startswith(f"asdf answers at {shims}/go, and has no go to run here\n")
    assert "which is not installed" in " ".join(done.stdout.split())
