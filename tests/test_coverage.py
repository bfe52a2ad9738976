"""docs/coverage.toml and the code agree: what it names exists, and what exists stands in it."""

import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from goverify.blame import BLAMED
from goverify.catalog import modules
from goverify.causes import CAUSES
from goverify.cli import app
from goverify.information import ITEMS

FILE = Path(__file__).parent.parent / "docs" / "coverage.toml"
STEP = re.compile(r'^\t\{"(\w+)", \w+\},$', re.MULTILINE)
FILED = tomllib.loads(FILE.read_text("utf-8"))
BEYOND = FILED.pop("beyond")
COVERED = {f"{section}.{name}": item for section, items in FILED.items() for name, item in items.items()}


def steps() -> set[str]:
    """Return the names of the probe's steps."""
    source = resources.files("goverify.data").joinpath("probe").joinpath("main.go").read_text("utf-8")
    return set(STEP.findall(source))


def commands() -> set[str]:
    """Return the names of goverify's commands."""
    called = (command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands)
    return {name.rstrip("_") for name in called}


def serving(kind: str) -> Iterator[str]:
    """Yield what items name of this kind."""
    for item in COVERED.values():
        yield from (name.partition(":")[2] for name in item["served_by"] if name.startswith(f"{kind}:"))


KNOWN = {
    "check": set(modules()),
    "probe": steps(),
    "information": set(ITEMS),
    "cause": set(BLAMED),
    "command": commands(),
    "explain": {*modules(), *CAUSES, *ITEMS},
}


def test_each_item_is_served_and_says_what_it_is_about() -> None:
    wrong = [id_ for id_, item in COVERED.items() if {*item} != {"about", "served_by"} or not all(item.values())]
    assert wrong == []


def test_the_probe_has_steps_to_name() -> None:
    assert {"runtime", "netpoll", "dns"} <= steps()


@pytest.mark.parametrize("kind", KNOWN)
def test_what_serves_an_item_exists(kind: str) -> None:
    assert set(serving(kind)) - KNOWN[kind] == set()


def test_nothing_else_serves_an_item() -> None:
    kinds = {name.partition(":")[0] for item in COVERED.values() for name in item["served_by"]}
    assert kinds <= set(KNOWN)


@pytest.mark.parametrize(("kind", "names"), [("check", "checks"), ("information", "information")])
def test_all_that_goverify_has_is_named_once_or_beyond_the_items(kind: str, names: str) -> None:
    named, beyond = set(serving(kind)), BEYOND[names]
    assert sorted(KNOWN[kind] - named) == beyond


def test_each_step_of_the_probe_serves_an_item() -> None:
    assert set(serving("probe")) == steps()


def test_each_broken_tree_is_made_for_real() -> None:
    made = Path(__file__).parent.joinpath("live", "test_broken_trees.py").read_text("utf-8")
    assert [name for name in FILED["broken-trees"] if name not in made] == []


def test_no_item_names_the_same_twice() -> None:
    assert [id_ for id_, item in COVERED.items() if len(set(item["served_by"])) < len(item["served_by"])] == []
