"""The build-run loops on a real Go: what breaks a build is named; what breaks nothing is not; nothing strange is run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.live.examinations import Examined, environment, examined
from tests.trees import NEWER, OLDER, go_tree

posix = pytest.mark.skipif(sys.platform == "win32", reason="scripts, limits and modes of Unix")
linux = pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux enforces them")
BUILD = ("--only", "build")


def looked_at(tree: Path, tmp_path: Path, *args: str, before: str = "", **env: str) -> Examined:
    """Return what goverify says of builds with the go of a tree, under these settings."""
    return examined(environment(tmp_path / "home", tree / "bin", **env), *BUILD, *args, cwd=tmp_path, before=before)


@pytest.mark.parametrize("version", [NEWER, OLDER])
def test_a_sound_go_builds_and_runs(version: str, tmp_path: Path) -> None:
    seen = looked_at(go_tree(version), tmp_path)
    assert (seen.report["health"], seen.causes) == ("ok", [])
    assert seen.outcomes() == {
        "build.agreement": "passed",
        "build.by-itself": "passed",
        "build.commands": "passed",
        "build.under-settings": "skipped",
        "build.work-folder": "passed",
    }
    told = "\n".join(item["observed"] for item in seen.check("build.by-itself")["evidence"])
    assert "built the probe in " in told
    assert f"go{version} for " in told


@pytest.mark.parametrize(
    ("name", "value", "cause"),
    [
        ("GOFLAGS", "-bogus", "goflags-invalid"),
        ("GOFLAGS", "-mod=foo", "goflags-invalid"),
        ("GOEXPERIMENT", "foo", "goexperiment-invalid"),
        ("GO111MODULE", "yes", "env-value-invalid"),
        ("GOMEMLIMIT", "4Gib", "env-value-invalid"),
        ("GOPATH", "~/go", "gopath-invalid"),
        ("GOPATH", "go", "gopath-invalid"),
        ("GOOS", "Linux", "env-value-invalid"),
        ("GOARCH", "x86_64", "env-value-invalid"),
        ("GOARM64", "v9", "env-value-invalid"),
        ("GOTMPDIR", os.path.abspath(os.sep + "not-there"), "tmpdir-missing"),
        ("GOOS", "plan9", "target-in-env"),
    ],
)
def test_a_setting_that_breaks_go_is_named_with_its_value(
    newer_go: Path, tmp_path: Path, name: str, value: str, cause: str
) -> None:
    seen = looked_at(newer_go, tmp_path, **{name: value})
    assert seen.causes == [cause]
    assert f"{name}={value}" in seen.first["title"]
    assert name in "\n".join(seen.first["fix"]["commands"])


@pytest.mark.parametrize(
    "env",
    [{"GOFLAGS": "-mod=mod"}, {"GOFLAGS": "-mod=vendor"}, {"GO111MODULE": "off"}, {"GOMEMLIMIT": "4GiB"}],
    ids=lambda env: "=".join(*env.items()),
)
def test_a_setting_that_harms_nothing_is_not_reported(newer_go: Path, tmp_path: Path, env: dict[str, str]) -> None:
    seen = looked_at(newer_go, tmp_path, **env)
    assert (seen.report["health"], seen.causes) == ("ok", [])


def test_a_stored_setting_is_named_with_its_file(newer_go: Path, tmp_path: Path) -> None:
    stored = tmp_path / "go.env"
    stored.write_text("GOEXPERIMENT=foo\n")
    seen = looked_at(newer_go, tmp_path, GOENV=str(stored))
    assert seen.causes == ["goexperiment-invalid"]
    assert str(stored) in "\n".join(item["place"] for item in seen.first["evidence"])


@posix
@pytest.mark.parametrize("place", ["environment", "file"])
@pytest.mark.parametrize("name", ["GOFLAGS", "GOCACHEPROG"])
def test_no_program_that_a_setting_names_is_ever_run(newer_go: Path, tmp_path: Path, name: str, place: str) -> None:
    mark, strange = tmp_path / "mark", tmp_path / "strange"
    strange.write_text(f'#!/bin/sh\n: > "{mark}"\nexit 1\n')
    strange.chmod(0o755)
    value = f"-toolexec={strange}" if name == "GOFLAGS" else str(strange)
    stored = tmp_path / "go.env"
    stored.write_text(f"{name}={value}\n" if place == "file" else "")
    env = {"GOENV": str(stored)} | ({name: value} if place == "environment" else {})

    seen = looked_at(newer_go, tmp_path, **env)
    assert not mark.exists()
    assert seen.causes == []

    go = environment(tmp_path / "home", newer_go / "bin", GOCACHE=str(tmp_path / "cache"), GO111MODULE="off", **env)
    subprocess.run([newer_go / "bin" / "go", "build", "unsafe", "errors"], env=go, cwd=tmp_path, check=False)
    assert mark.exists(), "a plain build runs it"


@linux
@pytest.mark.parametrize(
    ("limit", "cause", "words"),
    [
        ("ulimit -v 500000", "memory-low", "limited to 488 MiB"),
        ("ulimit -f 2000", "limit-file-size", " KiB for the size of a file is too low"),
    ],
)
def test_a_tight_limit_is_named_with_its_number(
    newer_go: Path, tmp_path: Path, limit: str, cause: str, words: str
) -> None:
    seen = looked_at(newer_go, tmp_path, before=limit)
    assert seen.causes == [cause]
    assert words in seen.first["title"]


@posix
@pytest.mark.parametrize("name", ["TMPDIR", "GOTMPDIR"])
def test_the_users_own_folder_for_temporary_files_is_the_one_that_is_tried(
    newer_go: Path, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "no-folder"
    file.touch()
    seen = looked_at(newer_go, tmp_path, **{name: str(file)})
    assert seen.causes == ["tmpdir-missing"]
    assert f"{name}={file}" in seen.first["title"]
    assert seen.check("build.by-itself")["outcome"] == "passed"


@posix
def test_a_version_managers_choice_for_this_folder_is_what_is_built_with(newer_go: Path, tmp_path: Path) -> None:
    shims = tmp_path / "shims"
    shims.mkdir()
    asdf = f'test -e .tool-versions || {{ echo No version is set for command go >&2; exit 126; }}\nshift 2\nexec {newer_go}/bin/go "$@"\n'
    for name, text in (("go", 'exec asdf exec "go" "$@"\n'), ("asdf", asdf)):
        (shims / name).write_text(f"#!/bin/sh\n{text}")
        (shims / name).chmod(0o755)
    (tmp_path / ".tool-versions").write_text(f"golang {NEWER}\n")
    env = environment(tmp_path / "home", shims)
    seen = examined(env, "--only", "build.by-itself,build.commands,build.agreement", cwd=tmp_path)
    assert set(seen.outcomes().values()) == {"passed"}


def damaged(tree: Path, tmp_path: Path) -> Path:
    """Return a copy of a tree whose go, tools and runtime can be changed; the rest are links to the original."""
    copy = tmp_path / "go"
    for folder in ("bin", "pkg/tool", "src"):
        (copy / folder).mkdir(parents=True)
    [platform] = (tree / "pkg" / "tool").iterdir()
    (copy / "pkg" / "tool" / platform.name).mkdir()
    linked = [tree / "VERSION", tree / "go.env", tree / "lib", tree / "pkg" / "include", *platform.iterdir()]
    linked += [item for item in (tree / "src").iterdir() if item.name not in {"runtime", "fmt"}]
    for item in linked:
        (copy / item.relative_to(tree)).symlink_to(item)
    for item in ("bin/go", "src/runtime", "src/fmt"):
        (shutil.copytree if (tree / item).is_dir() else shutil.copy)(tree / item, copy / item)
    return copy


@posix
def test_a_damaged_tree_that_is_whole_again_builds(newer_go: Path, tmp_path: Path) -> None:
    assert looked_at(damaged(newer_go, tmp_path), tmp_path).causes == []


@posix
def test_a_compiler_of_another_release_is_told(newer_go: Path, older_go: Path, tmp_path: Path) -> None:
    tree = damaged(newer_go, tmp_path)
    [compiler] = tree.glob("pkg/tool/*/compile")
    compiler.unlink()
    compiler.symlink_to(older_go / compiler.relative_to(tree))
    seen = looked_at(tree, tmp_path)
    assert seen.causes == ["tree-tools-mismatch"]
    assert f"is of go{OLDER}, and go is of go{NEWER}" in seen.first["title"]


@posix
def test_a_missing_compiler_is_told(newer_go: Path, tmp_path: Path) -> None:
    tree = damaged(newer_go, tmp_path)
    [compiler] = tree.glob("pkg/tool/*/compile")
    compiler.unlink()
    seen = looked_at(tree, tmp_path)
    assert (seen.causes, seen.first["subject"]) == (["tree-tools-missing"], str(tree))


@posix
def test_files_of_two_releases_in_one_folder_are_told(newer_go: Path, tmp_path: Path) -> None:
    tree = damaged(newer_go, tmp_path)
    (tree / "src" / "runtime" / "left_over.go").write_text("package runtime\n\nfunc Gosched() {}\n")
    seen = looked_at(tree, tmp_path)
    assert (seen.causes, seen.first["subject"]) == (["tree-mixed"], str(tree))


@posix
def test_a_package_that_is_gone_is_told(newer_go: Path, tmp_path: Path) -> None:
    tree = damaged(newer_go, tmp_path)
    shutil.rmtree(tree / "src" / "fmt")
    seen = looked_at(tree, tmp_path)
    assert seen.causes == ["tree-src-missing"]
    assert "fmt" in seen.first["title"]


@posix
def test_goroot_of_another_release_is_to_be_unset_not_its_tree_removed(
    newer_go: Path, older_go: Path, tmp_path: Path
) -> None:
    seen = looked_at(newer_go, tmp_path, GOROOT=str(older_go))
    assert seen.causes == ["tree-tools-mismatch"]
    assert seen.first["fix"]["commands"] == ["unset GOROOT"]
