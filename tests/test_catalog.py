"""The catalogue: ids are places, a selection is exact, a slip of the pen is an error."""

import inspect
import pkgutil

import pytest

from goverify import checks
from goverify.catalog import UnknownName, load, modules, select
from goverify.registry import CATEGORIES


def test_every_module_below_checks_registers_the_check_of_its_place() -> None:
    places = {name for _, name, folder in pkgutil.walk_packages(checks.__path__, "goverify.checks.") if not folder}
    assert {item.function.__module__ for item in map(load, modules())} == places


def test_a_check_is_named_like_its_file() -> None:
    for item in map(load, modules()):
        assert getattr(item.function, "__name__", "") == item.function.__module__.rpartition(".")[2]


def test_every_area_counts_in_a_category() -> None:
    assert {item.area for item in map(load, modules())} <= set(CATEGORIES)


def test_every_check_documents_why_what_and_the_fix() -> None:
    for item in map(load, modules()):
        headings = [line for line in item.pages.splitlines() if line and not line.startswith(" ")]
        assert headings == ["Why", "Looks at", "Fix"], item.id
        assert item.title.endswith("."), item.id
        assert inspect.getdoc(item.function) is None or item.id


def test_an_area_a_glob_and_an_id_select() -> None:
    assert all(id_.startswith("path.") for id_ in select(["path"]))
    assert select(["path.*"]) == select(["path"])
    assert select(["path.shadowed-go"]) == ("path.shadowed-go",)


def test_skip_takes_away_from_only() -> None:
    assert "path.shadowed-go" not in select(["path"], ["path.shadowed-go"])


def test_an_unknown_name_is_an_error_with_the_nearest_name() -> None:
    with pytest.raises(UnknownName, match=r"did you mean 'path\.shadowed-go'"):
        select(["path.shadow-go"])


def test_an_unknown_name_in_skip_is_an_error_too() -> None:
    with pytest.raises(UnknownName, match="'nonsense'"):
        select([], ["nonsense"])


def test_nothing_left_to_run_is_an_error() -> None:
    with pytest.raises(UnknownName, match="no check"):
        select(["path"], ["path"])
