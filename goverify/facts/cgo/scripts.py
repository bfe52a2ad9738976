"""What a script that stands in for a compiler would start, read from its text and never by running it."""

import re
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.cgo.compiler import looked_up
from goverify.host.paths import is_file, read_text

LIMIT_BYTES = 16 << 10
FIRST_LINE = re.compile(r"#![ \t]*(/\S+)")
BY_NAME = re.compile(r"#![ \t]*(?:/usr)?/bin/env[ \t]+(?:-S[ \t]+)?(?P<name>[\w+.-]+)[ \t]*$", re.MULTILINE)
"""The first line of a script whose interpreter is looked up along PATH (env(1))."""

STARTS = re.compile(
    r"""^[ \t]*exec[ \t]+(?P<quote>["']?)(?P<program>/[\w@%+=:,./-]+|[\w+.-]+)(?P=quote)(?=\s|$)""", re.MULTILINE
)


def lost_by(ask: Facts, script: PurePath) -> str:
    """Return what a script needs to be started, or starts in the end, and is not there; empty where nothing shows that."""
    try:
        text = read_text(ask.host, script, LIMIT_BYTES) or ""
    except OSError:
        return ""
    interpreter = FIRST_LINE.match(text)
    if interpreter and not is_file(ask.host, ask.host.path(interpreter[1])):
        return interpreter[1]
    by_name = BY_NAME.match(text)
    if by_name and not ask(looked_up, by_name["name"]):
        return by_name["name"]
    started = [found["program"] for found in STARTS.finditer(text)]
    if len(started) != 1:  # one of several may be for another machine
        return ""
    return "" if ask(looked_up, started[0]) else started[0]
