"""The pages of `goverify list` and `goverify explain`."""

import json
import re
from collections.abc import Iterator
from importlib import resources

import pytest
from jsonschema import Draft202012Validator

from goverify.catalog import load, modules
from goverify.causes import CAUSES
from goverify.facts import Facts
from goverify.host import System
from goverify.model import Evidence, Finding
from goverify.registry import Check
from goverify.render.layout import cells
from goverify.render.pages import WIDTH, catalogue, catalogue_json, cause_page, check_page
from tests.render.snapshot import agree


def nothing(_: Facts) -> Iterator[Finding | Evidence]:
    yield from ()


PAGES = """Why
    A shell runs the first go on PATH. When a newer one comes later, upgrading
    that one changes nothing.

Looks at
    Every go on PATH, each followed to the file that would run.

Fix
    Put the folder of the newer go first on PATH."""

SHADOWED = Check(
    "path.shadowed-go",
    "The go that answers is not hiding a newer one.",
    PAGES,
    ("go-shadowed",),
    tuple(System),
    nothing,
)
QUARANTINE = Check(
    "binary.quarantine",
    "The operating system does not hold the go file back.",
    "",
    ("go-quarantined", "go-signature-invalid"),
    (System.MACOS, System.WINDOWS),
    nothing,
)


def test_pages_look_as_they_did() -> None:
    agree("list", catalogue([QUARANTINE, SHADOWED]))
    agree("explain-check", check_page(SHADOWED))
    agree("explain-cause", cause_page(CAUSES["go-shadowed"], [SHADOWED]))


@pytest.mark.parametrize("slug", CAUSES)
def test_every_cause_has_a_page_within_the_width(slug: str) -> None:
    text = cause_page(CAUSES[slug], ())
    assert text.startswith(f"{slug} (")
    assert max(map(cells, text.splitlines())) <= WIDTH


ALL = tuple(map(load, modules()))


@pytest.mark.parametrize("slug", sorted({slug for check in ALL for slug in check.causes}))
def test_the_page_of_a_cause_that_is_reported_says_how_to_mend_it(slug: str) -> None:
    text = cause_page(CAUSES[slug], [check for check in ALL if slug in check.causes])
    assert {"Why", "Looks at", "Fix"} <= set(text.splitlines())
    assert [line for line in text.splitlines() if cells(line) > WIDTH and " " in line.strip()] == []


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.id)
def test_the_page_of_a_check_keeps_within_the_width_and_raises_no_voice(check: Check) -> None:
    text = check_page(check)
    assert [line for line in text.splitlines() if cells(line) > WIDTH and " " in line.strip()] == []
    assert not re.search(r"\w!|(?i:please|sorry|oops|stupid|simply|obviously|may possibly)\b", text)


def test_a_check_that_reads_what_go_says_is_named_and_not_told_in_full() -> None:
    reader = QUARANTINE._replace(id="build.by-itself", causes=tuple(CAUSES)[:30])
    text = cause_page(CAUSES["go-shadowed"], [reader, SHADOWED])
    assert "Reported by path.shadowed-go" in text
    assert "Read in the words of a failed go by\n    build.by-itself\n" in text
    assert "Reported by build.by-itself" not in text


def test_a_check_for_some_systems_names_them() -> None:
    assert "(macos, windows only)" in catalogue([QUARANTINE])
    assert "Runs on macos, windows." in check_page(QUARANTINE)


def test_the_catalogue_in_json_is_as_its_schema_says() -> None:
    schema = json.loads((resources.files("goverify") / "schema" / "catalogue-1.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    document = json.loads(catalogue_json([QUARANTINE, SHADOWED]))
    Draft202012Validator(schema).validate(document)
    assert [check["severity"] for check in document["checks"]] == ["critical", "medium"]
