"""render.information: what is told of a host, in the document, on the page with -v, and with its page of its own."""

import json

import pytest
from jsonschema import Draft202012Validator

from goverify.information import ITEMS
from goverify.render.information import information_lines, redacted_information
from goverify.render.json import render
from goverify.render.layout import cells
from goverify.render.pages import WIDTH, catalogue, catalogue_json, information_page
from goverify.render.style import Style
from goverify.render.text import render as page_of
from goverify.report_parts import InformationSummary
from tests.render.reports import healthy
from tests.schemas import schema

ITEM = InformationSummary(
    "host.core-pattern", "host", "Core dumps", "|/opt/\x1b[2Jcatch", "It is handed on.", "It is not."
)
PAGE = Style.fitting(100, colour=False, unicode=True)


def page(verbose: int) -> str:
    """Return the lines of a page, as one text without breaks."""
    return " ".join(line.strip() for line in information_lines([ITEM], PAGE, verbose))


def test_an_item_is_told_with_its_meaning_and_name() -> None:
    assert "Core dumps: |/opt/" in page(1)
    assert "It is handed on. (host.core-pattern)" in page(1)


def test_the_myth_is_named_where_more_is_wanted() -> None:
    assert "It is not." not in page(1)
    assert "Often told otherwise: It is not." in page(2)


def test_what_a_terminal_would_obey_is_written_out() -> None:
    assert "\x1b" not in page(2)


@pytest.mark.parametrize(("verbose", "shown"), [(0, False), (1, True)])
def test_the_page_tells_it_where_more_is_wanted(verbose: int, shown: bool) -> None:
    report = healthy()._replace(information=(ITEM,))
    text = page_of(report, width=100, colour=False, unicode=True, verbose=verbose, quiet=False)
    assert ("never scored" in text) is shown


def test_the_document_has_it_as_the_schema_says() -> None:
    document = json.loads(render(healthy()._replace(information=(ITEM, ITEM._replace(myth=None)))))
    Draft202012Validator(schema("report")).validate(document)
    assert [item["myth"] for item in document["information"]] == ["It is not.", None]


def test_what_comes_from_the_host_is_redacted() -> None:
    seen = redacted_information(ITEM, lambda text: f"<{text}>")
    assert (seen.value, seen.meaning, seen.title) == (f"<{ITEM.value}>", f"<{ITEM.meaning}>", ITEM.title)


@pytest.mark.parametrize("id_", ITEMS)
def test_every_item_has_a_page_within_the_width(id_: str) -> None:
    text = information_page(ITEMS[id_])
    assert text.startswith(f"{id_}\n")
    assert max(map(cells, text.splitlines())) <= WIDTH


def test_the_catalogue_lists_items_apart() -> None:
    checks, _, told = catalogue((), tuple(ITEMS.values())).partition("for information, never scored")
    assert "host.somaxconn" not in checks
    assert "host.somaxconn" in told


def test_the_catalogue_in_json_names_them_as_its_schema_says() -> None:
    document = json.loads(catalogue_json((), tuple(ITEMS.values())))
    Draft202012Validator(schema("catalogue")).validate(document)
    assert [item["id"] for item in document["information"]] == list(ITEMS)
