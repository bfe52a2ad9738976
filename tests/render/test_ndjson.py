"""The report as lines of JSON: each is as the report's schema says of its part, the last one sums up."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from goverify.render.json import to_dict
from goverify.render.ndjson import render
from tests.render.reports import REPORTS, broken
from tests.schemas import schema

REPORT = schema("report")


def part(name: str) -> dict[str, Any]:
    """Return the schema of a part of the report."""
    return {"$defs": REPORT["$defs"], "$ref": f"#/$defs/{name}"}


def summary() -> dict[str, Any]:
    """Return the schema of the last line: that of the report, without what stands in lines of its own."""
    kept = {name: rule for name, rule in REPORT["properties"].items() if name not in ("checks", "diagnosis")}
    return {**REPORT, "properties": kept, "required": [name for name in REPORT["required"] if name in kept]}


@pytest.mark.parametrize("name", REPORTS)
def test_every_line_is_as_the_schema_says(name: str) -> None:
    *lines, last = [json.loads(line) for line in render(REPORTS[name]()).splitlines()]
    Draft202012Validator(summary()).validate(last["summary"])
    for line in lines:
        [(kind, value)] = line.items()
        Draft202012Validator(part(kind)).validate(value)


def test_the_lines_are_the_report() -> None:
    lines = [json.loads(line) for line in render(broken()).splitlines()]
    again = dict(lines[-1]["summary"])
    for kind, name in (("check", "checks"), ("diagnosis", "diagnosis")):
        again[name] = [line[kind] for line in lines if kind in line]
    assert again == to_dict(broken())
