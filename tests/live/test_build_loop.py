"""The build-run loops on a real Go: what breaks a build is named; what breaks nothing is not; nothing strange is run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.live.examinations import environment, examined, looked_at
from tests.trees import NEWER, OLDER, go_tree

DEEP = ("cross-builds", "empty-cache", "position-independent", "race-detector", "repeatable", "unit-test", "vet")
"""What only --deep proves."""

posix = pytest.mark.skipif(sys.platform == "win32", reason="scripts, limits and modes of Unix")
linux = pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux enforces them")


@pytest.mark.parametrize("version", [NEWER, OLDER])
def test_a_sound_go_builds_and_runs(version: str, tmp_path: Path) -> None:
    seen = looked_at(go_tree(version), tmp_path)
    assert (seen.report["health"], seen.causes) == ("ok", [])
    assert seen.outcomes() == {
        "build.agreement": "passed",
        "build.by-itself": "passed",
        "build.commands": "passed",
        "build.work-folder": "passed",
        **dict.fromkeys(("build.under-settings", *(f"build.{name}" for name in DEEP)), "skipped"),
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
