"""A project full of traps: whatever it and the settings name to be run, a look at it runs none of it."""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.live.furnished import Furnished, furnished
from tests.live.programs import posix

pytestmark = posix

COMMANDS = (("check", "--json"), ("which", "--json"))

HOOKS = (
    "applypatch-msg commit-msg fsmonitor-watchman post-checkout post-index-change post-merge pre-auto-gc pre-commit "
    "pre-push pre-rebase prepare-commit-msg reference-transaction"
).split()

MANAGERS = "asdf direnv g goenv gvm mise proto rtx".split()

GIT_CONFIG = """
[core]
	fsmonitor = {trap:core.fsmonitor}
	sshCommand = {trap:core.sshCommand}
	hooksPath = {traps}/hooks
	pager = {trap:core.pager}
	editor = {trap:core.editor}
	askPass = {trap:core.askPass}
	gitProxy = {trap:core.gitProxy}
	alternateRefsCommand = {trap:alternateRefs}
[diff]
	external = {trap:diff.external}
[filter "own"]
	clean = {trap:filter.clean}
	smudge = {trap:filter.smudge}
	process = {trap:filter.process}
	required = true
[credential]
	helper = !{trap:credential.helper}
[gpg]
	program = {trap:gpg.program}
[log]
	showSignature = true
[alias]
	rev-parse = !{trap:alias}
	status = !{trap:alias}
"""

ENV_FILE = """GOFLAGS=-toolexec={trap:toolexec-stored}
GOCACHEPROG={trap:cacheprog-stored}
GOAUTH={trap:auth-stored}
CC={trap:cc-stored}
CXX={trap:cxx-stored}
AR={trap:ar-stored}
PKG_CONFIG={trap:pkg-config-stored}
"""

FILES = {
    ".envrc": "{trap:envrc}\n",
    ".tool-versions": "golang path:{traps}\n",
    "mise.toml": '[hooks]\nenter = "{trap:mise-enter}"\ncd = "{trap:mise-cd}"\n[env]\nX = "{{{{exec(command=\'{trap:mise-exec}\')}}}}"\n',
    ".go-version": "1.99.0\n",
    ".gitattributes": "* filter=own diff=own\n",
    ".vscode/settings.json": '{{"go.goroot": "{traps}", "go.alternateTools": {{"go": "{trap:vscode-go}"}}}}\n',
    "go.mod": "module example.org/trap\n\ngo 1.21\n\ntoolchain go1.99.0\n\ntool example.org/dep\n\nrequire example.org/dep v1.0.0\n",
    "go.work": "go 1.21\n\ntoolchain go1.99.0\n\nuse .\n",
    "main.go": 'package main\n\n//go:generate {trap:generate}\n\n// #cgo pkg-config: trap\nimport "C"\n\nfunc main() {{}}\n',
    "main_test.go": "package main\n\nfunc init() {{ panic(1) }}\n",
    "Makefile": "include $(shell {trap:make})\n",
    "vendor/modules.txt": "# example.org/dep v1.0.0\n## explicit\nexample.org/dep\n",
    "vendor/example.org/dep/dep.go": "package dep\n",
    "vendor/example.org/dep/configure": "#!{trap:vendored}\n",
}


class Traps:
    """Scripts that leave a file when they are run, each by its own name."""

    def __init__(self, root: Path) -> None:
        self.folder, self._sprung = root / "project/traps", root / "sprung"
        self.folder.mkdir()
        self._sprung.mkdir()

    def __format__(self, name: str) -> str:
        return str(self.set(self.folder / name) if name else self.folder)

    def set(self, place: Path) -> Path:
        """Set a trap."""
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f'#!/bin/sh\n: > "{self._sprung}/{place.name}"\nexit 1\n')
        place.chmod(0o755)
        return place

    @property
    def sprung(self) -> list[str]:
        """Return the names of those that were run."""
        return sorted(path.name for path in self._sprung.iterdir())


@pytest.fixture
def here(newer_go: Path, tmp_path: Path) -> Furnished:
    """Return a furnished home."""
    return furnished(tmp_path, newer_go / "bin/go")


@pytest.fixture
def traps(here: Furnished) -> Traps:
    """Fill the project with traps and the settings with programs of the project."""
    traps = Traps(here.root)
    for name, text in FILES.items():
        file = here.project / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.format(trap=traps, traps=traps))
    with (here.project / ".git/config").open("a") as config:
        config.write(GIT_CONFIG.format(trap=traps, traps=traps))
    for name in HOOKS:
        traps.set(here.project / ".git/hooks" / name)
        traps.set(traps.folder / "hooks" / name)
    for name in ("go1.99.0", *MANAGERS):
        traps.set(here.root / "bin" / name)
    (here.home / ".config/go/env").write_text(ENV_FILE.format(trap=traps))
    return traps


def hostile_env(here: Furnished, traps: Traps) -> dict[str, str]:
    """Return variables that name programs, as a project's .envrc or an image may set them."""
    programs = "GIT_SSH_COMMAND GIT_EXTERNAL_DIFF GIT_PAGER GIT_ASKPASS SSH_ASKPASS PAGER EDITOR GOPACKAGESDRIVER GOCACHEPROG GOAUTH"
    env = {name: f"{traps:{name}}" for name in programs.split()}
    env |= {name: f"{traps:{name}}" for name in ("CC", "CXX", "FC", "AR", "GCCGO", "PKG_CONFIG")}
    env |= {name: f"{traps:{name}}" for name in ("ENV", "BASH_ENV")} | {"ZDOTDIR": str(traps.folder)}
    traps.set(traps.folder / ".zshenv")
    traps.set(traps.folder / "git-rev-parse")
    return env | {"GIT_EXEC_PATH": str(traps.folder), "PATH": f"{here.env['PATH']}:{here.root / 'bin'}"}


def sprung(here: Furnished, traps: Traps, words: tuple[str, ...], **env: str) -> list[str]:
    """Return the traps that a command ran into under these variables."""
    document = json.loads(Furnished(here.root, here.env | env).says(*words))
    assert document["schema"].startswith("goverify.")
    return traps.sprung


def test_a_trap_that_is_run_is_seen(here: Furnished, traps: Traps) -> None:
    os.spawnl(os.P_WAIT, f"{traps:any}", "any")
    assert traps.sprung == ["any"]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_what_a_project_and_stored_settings_name_is_not_run(
    words: tuple[str, ...], here: Furnished, traps: Traps
) -> None:
    path = f"{here.env['PATH']}:{here.root / 'bin'}"
    assert sprung(here, traps, words, PATH=path, GOTOOLCHAIN="path") == []


@pytest.mark.parametrize(
    "flags",
    [
        "-toolexec={trap:toolexec}",
        "'-ldflags=-linkmode=external -extld={trap:extld}' '-ldflags=all=-linkmode=external -extld={trap:extld}'",
        "-ldflags=-linkmode=external",
        "-compiler=gccgo",
    ],
    ids=["toolexec", "another linker", "the C compiler as linker", "another compiler"],
)
def test_what_variables_name_is_not_run(flags: str, here: Furnished, traps: Traps) -> None:
    env = hostile_env(here, traps) | {"GOFLAGS": flags.format(trap=traps), "GOTOOLCHAIN": "path"}
    assert sprung(here, traps, COMMANDS[0], **env) == []


def test_what_variables_name_is_not_run_to_tell_what_answers(here: Furnished, traps: Traps) -> None:
    assert sprung(here, traps, COMMANDS[1], **hostile_env(here, traps)) == []


def test_a_compiler_where_others_could_have_put_it_is_not_run(here: Furnished, traps: Traps) -> None:
    common = here.root / "open"
    for name in ("gcc", "cc", "clang", "ld", "git", "readelf"):
        traps.set(common / name)
    common.chmod(0o777)
    env = {"PATH": f"{common}:{here.env['PATH']}", "GOFLAGS": "-ldflags=-linkmode=external"}
    assert sprung(here, traps, COMMANDS[0], **env) == []


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("entry", ["", ".", "traps", "{open}"], ids=["empty", "dot", "relative", "open to all"])
def test_a_go_where_others_could_have_put_it_is_not_run(
    entry: str, words: tuple[str, ...], here: Furnished, traps: Traps
) -> None:
    common = here.root / "open"
    for folder in (here.project, traps.folder, common):
        for name in ("go", "git", "gcc", "cc", "readelf", "file"):
            traps.set(folder / name)
    common.chmod(0o777)
    path = f"{entry.format(open=common)}:{here.env['PATH']}"
    assert sprung(here, traps, words, PATH=path) == []


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_real_go_where_others_could_have_put_it_is_not_run(
    words: tuple[str, ...], here: Furnished, traps: Traps, newer_go: Path
) -> None:
    common = here.root / "open"
    shutil.copytree(newer_go / "bin", common / "go/bin")
    for tool in ("compile", "link", "asm", "cgo"):
        traps.set(common / "go/pkg/tool/linux_amd64" / tool)
    for folder in (common, common / "go", common / "go/bin"):
        folder.chmod(0o777)
    assert sprung(here, traps, words, PATH=f"{common / 'go/bin'}:{here.env['PATH']}") == []
