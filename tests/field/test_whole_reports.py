"""Whole reports on releases from 1.19 to 1.27: nothing wrong is found where nothing is, and no advice is beyond the release."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.field.releases import DEBIAN, WHEELS, World, case_of, met, warm
from tests.field.worlds import TOOL, kernel_allows, outcome_of

pytestmark = pytest.mark.field

ASKING_FOR_MORE = """
printf 'module example.org/hello\\n\\ngo 1.99.0\\n' >go.mod
"""

STORED = """
mkdir -p "$H/.config/go"
printf 'GOTMPDIR=/nowhere\\nGOPRIVATE=[\\nGOVCS=odd\\nGOAUTH=odd\\n' >"$H/.config/go/env"
own "$H"
"""

LEFT_OVER = {
    "GOFLAGS": "-mod=vendor -nosuch",
    "GO111MODULE": "maybe",
    "GOPROXI": "off",
    "GOSUMDB": "off",
    "GOARCH": "arm64",
    "GODEBUG": "nosuch=1",
    "GOEXPERIMENT": "nosuch",
    "GOTOOLCHAIN": "local",
    "GOTELEMETRY": "off",
}

NEWER_WORDS = (
    ((1, 18), r"\bgo work\b|GOWORK"),
    ((1, 21), r"GOTOOLCHAIN|\btoolchain@|\bgo get (?:go|toolchain)@|\bgo(?: \w+)* -C\b|-pgo\b"),
    ((1, 22), r"\bgo work vendor\b"),
    ((1, 23), r"\bgo env -changed\b|\bgo telemetry\b|\bgo mod tidy -diff\b"),
    ((1, 24), r"GOAUTH|GOCACHEPROG|\bgo get -tool\b|-tool=|GOFIPS140"),
)
"""What a release before the named one does not know."""


OPEN = frozenset({"unknown", "blocked"})


@pytest.fixture(params=[*WHEELS, DEBIAN])
def here(request: pytest.FixtureRequest) -> World:
    """Return each release; skip where it cannot be had."""
    if why := kernel_allows():
        pytest.skip(why)
    return met(request.param)


def report_on(here: World, scratch: Path, *, setup: str = "", **env: str) -> dict[str, Any]:
    """Return the report on a release, seen from a plain project."""
    done = outcome_of(case_of(here, setup, env), [*TOOL, "--skip", "network"], scratch, newer=here.tree, warm=warm())
    assert done.out, done.err
    report: dict[str, Any] = json.loads(done.out)
    return report


def test_nothing_but_its_age_is_held_against_a_whole_go(here: World, tmp_path: Path) -> None:
    report = report_on(here, tmp_path)
    counted = {item["cause"] for item in report["diagnosis"] if item["severity"] != "info"}
    assert counted <= {"release-unsupported"}
    assert report["health"] == ("degraded" if counted else "ok")
    assert {item["id"]: item["reason"] for item in report["checks"] if item["outcome"] in OPEN} == {}
    assert (report["go"]["command"], report["go"]["version"]) == (here.go, f"go{here.release}")
    assert report["go"]["provenance"] is not None


def test_which_tells_the_release_and_what_runs_here(here: World, tmp_path: Path) -> None:
    words = (*TOOL[:-3], "which", "--json")
    done = outcome_of(case_of(here, "", {}), words, tmp_path, newer=here.tree, warm=warm())
    report = json.loads(done.out)
    first = report["candidates"][0]
    assert (report["toolchain"]["wanted"], report["toolchain"]["source"]) == (f"go{here.release}", "local")
    assert (first["found"], first["version"], done.status) == (here.go, f"go{here.release}", 0)


@pytest.mark.parametrize(
    ("setup", "env"),
    [(ASKING_FOR_MORE, {"GOTOOLCHAIN": "local"}), (STORED, LEFT_OVER)],
    ids=["a newer project", "settings left over"],
)
def test_what_is_recommended_is_known_to_the_release(
    here: World, setup: str, env: dict[str, str], tmp_path: Path
) -> None:
    report = report_on(here, tmp_path, setup=setup, **env)
    assert report["health"] != "ok"
    assert beyond(here, report) == []


def beyond(here: World, report: dict[str, Any]) -> list[str]:
    """Return the advice in which a release is told to do what it cannot."""
    unknown = "|".join(words for since, words in NEWER_WORDS if here.minor < since)
    return [text for text in advice(report["diagnosis"]) if unknown and re.search(unknown, text)]


def advice(items: list[dict[str, Any]]) -> Iterator[str]:
    """Yield every sentence and command by which a diagnosis, or one that follows from it, is to be mended."""
    for item in items:
        if item.get("fix"):
            yield from (item["fix"]["summary"], *item["fix"]["commands"])
        yield from advice(item.get("consequences", []))
