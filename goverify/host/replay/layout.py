"""The look of a recorded host's JSON: one line for each variable, file and run; texts of several lines below each other."""

import json
import re
from collections.abc import Mapping
from typing import Any

_TEXTS = {"text", "stdout", "stderr"}
_EMPTY = re.compile(r'(?m)^ *"",(?:\n +"",)+')
"""Lines of which nothing is shown."""
_ONE_LINE = {"platform", "identity", "limits"}
_COMMAND = re.compile(r"#(?=#(?:\[|vso\[|teamcity\[))")
"""What a CI runner obeys wherever it stands in a log; "\\u0023" says the same in JSON, where no # stands but in texts."""


def layout(sections: Mapping[str, Any]) -> str:
    """Return the document, ASCII alone: names of files may hold what a terminal would obey."""
    parts = [f" {json.dumps(name)}: {_section(name, value)}" for name, value in sections.items()]
    return _COMMAND.sub(r"\\u0023", "{\n" + ",\n".join(parts) + "\n}\n")


def _section(name: str, value: Any) -> str:
    if name in _ONE_LINE or not isinstance(value, dict | list):
        return json.dumps(value)
    if isinstance(value, dict):
        return "{\n  " + ",\n  ".join(f"{json.dumps(key)}: {_record(each)}" for key, each in value.items()) + "\n }"
    return "[\n  " + ",\n  ".join(_record(each) for each in value) + "\n ]"


def _record(value: Any) -> str:
    if not isinstance(value, dict):
        return json.dumps(value)
    return "{" + ", ".join(f"{json.dumps(name)}: {_field(name, each)}" for name, each in value.items()) + "}"


def _field(name: str, value: Any) -> str:
    if name in _TEXTS and isinstance(value, list):
        lines = ",\n    ".join(json.dumps(line) for line in value)
        return "[\n    " + _EMPTY.sub(lambda found: found[0].replace(",\n    ", ", "), lines) + "\n  ]"
    return json.dumps(value)
