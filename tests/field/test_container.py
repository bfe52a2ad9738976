"""The container image's recipe, its steps taken one by one in roots of their own: what it makes runs, and can be lent."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.field.containerfile import Stage, instructions, stages
from tests.field.worlds import Outcome, kernel_allows, space, warmed
from tests.trees import NEWER, fetched

ROOT = Path(__file__).parents[2]
RECIPE = ROOT / "docs" / "Containerfile"
ENTRY = ("python3", "-m", "goverify")

WITH_PIP = "python3 -m pip --version || python3 -m ensurepip"
"""What the official images have, and not every other Python."""

LENT = """
from subject "$EMPTY"
mkdir -p "$STAGE"/subject/root/{opt/goverify,go}
layer subject usr/local/go "$GO"
layer subject root/.cache/goverify "$WARM"
mount --bind -o ro "$STAGE/final/root/usr/local" "$STAGE/subject/root/opt/goverify"
"""
"""An image of Go, to which the folder with goverify is lent."""

AS_GOLANG = (
    "env -i HOME=/root PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "
    f"GOLANG_VERSION={NEWER} GOTOOLCHAIN=local GOPATH=/go"
)
CHECK = "/opt/goverify/bin/python3 -m goverify check --profile container --json"


def recipe(**given: str) -> list[Stage]:
    """Return the stages of the recipe."""
    return stages(RECIPE, ROOT, given)


def built(folder: Path, *after: str) -> Outcome:
    """Take the recipe's steps, then run these commands."""
    if why := kernel_allows():
        pytest.skip(why)
    (folder / "stage").mkdir()
    (folder / "empty").mkdir()
    lines = [Path(__file__).with_name("image.sh").read_text("utf-8"), "exec 3>&1 1>&2"]
    for stage in recipe():
        lines += [f'from {stage.name} "$PYTHON"', f"run {stage.name} / '{WITH_PIP}'", *stage.script]
    own = {"STAGE": str(folder / "stage"), "PYTHON": sys.base_prefix, "GO": str(fetched(NEWER))}
    own |= {"EMPTY": str(folder / "empty"), "WARM": str(warmed())}
    script = "\n".join([*lines, "exec 1>&3", *after])
    done = subprocess.run(
        [*space(), "bash", "-c", script], env=os.environ | own, capture_output=True, timeout=300, check=False
    )
    told = done.stderr.decode(errors="replace")
    if re.search("Could not find a version|No matching distribution", told):
        pytest.skip(f"needs a package registry: {told.splitlines()[-1]}")
    assert done.stdout, told
    return Outcome(done.returncode, done.stdout.decode(errors="replace"), told)


def test_the_recipe_is_of_two_stages_and_ends_as_nobody() -> None:
    build, final = recipe(VERSION="1.2.3")
    assert (build.name, build.base, final.base) == ("build", "python:3.13-slim-bookworm", "python:3.13-slim-bookworm")
    assert (final.user, final.folder, final.entrypoint) == ("65532:65532", "/work", ENTRY)
    assert final.labels["org.opencontainers.image.version"] == "1.2.3"
    assert not any(line.startswith("run ") for line in final.script)


def test_a_base_is_pinned_by_an_argument() -> None:
    pinned = f"python:3.13-slim-bookworm@sha256:{'0' * 64}"
    assert {stage.base for stage in recipe(PYTHON=pinned)} == {pinned}


def test_all_that_is_copied_is_there_and_let_through() -> None:
    let_through = (ROOT / "docs/Containerfile.dockerignore").read_text("utf-8").splitlines()
    for word, value in instructions(RECIPE.read_text("utf-8")):
        if word == "COPY" and "--from" not in value:
            for source in value.split()[:-1]:
                assert (ROOT / source).exists()
                assert f"!{source}" in let_through


@pytest.mark.field
def test_the_image_runs_as_nobody_and_judges_what_is_mounted(tmp_path: Path) -> None:
    env = " ".join(f"{name}={value}" for name, value in recipe()[-1].env.items())
    enter = f'chroot --userspec=65532:65532 "$STAGE/final/root" env -i PATH=/usr/local/bin:/usr/bin:/bin {env} {" ".join(ENTRY)}'
    host = ROOT / "fixtures/hosts/linux.json"
    done = built(
        tmp_path, f"{enter} --version", f"{enter} check --json --host - <{host}", f"{enter} check -q || echo $?"
    )
    version, rest = done.out.split("\n", 1)
    report, at = json.JSONDecoder().raw_decode(rest)
    assert re.fullmatch(r"goverify \S+", version), done.err
    assert report["health"] == "ok"
    assert rest[at:].split("\n")[-2] == "1", "there is no Go in it"


@pytest.mark.field
def test_an_image_of_go_to_which_it_is_lent_is_judged(tmp_path: Path) -> None:
    subject = f'chroot "$STAGE/subject/root" {AS_GOLANG} {CHECK}'
    broken = 'rm "$STAGE"/subject/root/usr/local/go/pkg/tool/*/compile'
    done = built(tmp_path, LENT, f"{subject} && echo", broken, f"{subject} || echo $?")
    whole, at = json.JSONDecoder().raw_decode(done.out or "null")
    assert (whole["health"], whole["run"]["profile"], whole["run"]["exit_code"]) == ("ok", "container", 0), done.err
    assert (whole["go"]["version"], whole["go"]["provenance"]["id"]) == (f"go{NEWER}", "docker-golang")
    spoilt, end = json.JSONDecoder().raw_decode(done.out[at:].strip())
    assert (spoilt["diagnosis"][0]["cause"], done.out[at:].strip()[end:].strip()) == ("tree-tools-missing", "1")
