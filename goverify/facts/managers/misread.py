"""A version file that a manager takes otherwise than it was meant, so that it exports a GOROOT that is not there.

Sources: asdf-community/asdf-golang bin/exec-env (GOROOT is the install's folder and /go, for path: as well); go-nv/goenv
libexec/goenv-exec (one GOROOT of all versions, joined by colons); both read lines with their carriage return.
"""

import re
import shlex
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.file_remedies import edited, with_unix_line_ends
from goverify.facts.go_commands import GoCommand
from goverify.facts.managers.choosing import choice
from goverify.facts.managers.values import Choice
from goverify.facts.managers.version_files import LIMIT_BYTES
from goverify.host.paths import is_folder, read_text
from goverify.model import Fix

_PLAIN = re.compile(r"path:[\w./@+-]+")
"""A path that a line of sed can be made of."""


def misread(ask: Facts, go: GoCommand, missing: PurePath) -> Fix | None:
    """Return how to write down what was meant, where a manager made a tree that is not there of it; else None."""
    chosen = ask(choice, go.found)
    source = chosen.decided_by if chosen else None
    if chosen is None or source is None:
        return None
    if chosen.manager == "goenv" and ":" in str(missing):
        summary = f"Keep one version alone in {source.text}: goenv makes one GOROOT of all of them."
        return Fix(summary, (f"goenv local {shlex.quote(chosen.version or '')}",) if source.file else ())
    if source.file is None or chosen.manager not in {"asdf", "goenv"}:
        return None
    if "\r" in _text(ask, source.file):
        summary = f"Write {source.file} with the line ends of Unix: {chosen.manager} takes the carriage return for a part of the version."
        return Fix(summary, (with_unix_line_ends(ask, source.file),))
    return _of_path(ask, chosen, source.file, missing)


def _of_path(ask: Facts, chosen: Choice, file: PurePath, missing: PurePath) -> Fix | None:
    """Return the fix for a path: to the tree itself, where asdf's plugin wants the folder that holds it as go."""
    tree, version = missing.parent, chosen.version or ""
    meant = missing.name == "go" and tree.name == "go" and is_folder(ask.host, tree / "pkg" / "tool")
    if chosen.manager != "asdf" or not meant or not _PLAIN.fullmatch(version) or not _PLAIN.fullmatch(f"path:{tree}"):
        return None
    script = f"s|{version.replace('.', '[.]')}|path:{tree.parent}|"
    summary = f"Name {tree.parent} in {file}, in place of {tree}: asdf's plugin adds /go to it."
    return Fix(summary, (edited(ask, file, script),))


def _text(ask: Facts, file: PurePath) -> str:
    """Return a file with its carriage returns."""
    try:
        return read_text(ask.host, file, LIMIT_BYTES) or ""
    except OSError:
        return ""
