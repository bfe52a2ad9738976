"""The JSON Schemas of the package, as tests use them."""

import json
from importlib import resources
from typing import Any


def schema(document: str) -> dict[str, Any]:
    """Return the schema of a document, such as "host"."""
    text = resources.files("goverify.schema").joinpath(f"{document}-1.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
