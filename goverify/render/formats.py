"""The formats of a report beside plain text; the module of one is imported when it is asked for, and no other."""

from goverify.render.places import Surroundings
from goverify.report import Report


def document(form: str, report: Report, surroundings: Surroundings) -> str:  # noqa: PLR0911 - one return a format
    """Return the report in one of the formats."""
    match form:
        case "json":
            from goverify.render import json

            return json.render(report)
        case "ndjson":
            from goverify.render import ndjson

            return ndjson.render(report)
        case "junit":
            from goverify.render import junit

            return junit.render(report)
        case "sarif":
            from goverify.render import sarif

            return sarif.render(report, surroundings)
        case "markdown":
            from goverify.render import markdown

            return markdown.render(report)
        case "github":
            from goverify.render import github

            return github.render(report, surroundings)
        case "openmetrics":
            from goverify.render import openmetrics

            return openmetrics.render(report)
        case "html":
            from goverify.render.html import page

            return page.render(report)
    raise ValueError(form)
