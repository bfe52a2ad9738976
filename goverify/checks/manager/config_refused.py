"""mise reads the configuration that names the Go version here.

Why
    mise reads no configuration that may run something before somebody has trusted it, and none that is no TOML. Its
    shim then fails at every go command, in a fresh checkout or a container most of all, and says so in many lines.

Looks at
    What mise's shim says when go does not answer: which file it refuses, and why.

Fix
    Look into the file and trust it, or correct the line that mise names.
"""

import re
import shlex
from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.file_remedies import edited
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.identity import answers
from goverify.facts.managers.version_files import LIMIT_BYTES
from goverify.facts.words import words_of
from goverify.host.paths import home, read_text

_UNTRUSTED = re.compile(r"Config files? in (?P<file>.+?) (?:is|are) not trusted")
_BROKEN = re.compile(r"TOML parse error at line (?P<line>\d+)")
_NAMED = re.compile(r"(?:Error loading settings file|error parsing config file:) (?P<file>[^\n:]+\.toml)")
_SHOWN = re.compile(r"─\[(?P<file>[^\]\n]+\.toml):(?P<line>\d+):\d+\]")
_NUMBER = re.compile(r"""\s*["']?(?:core:)?go(?:lang)?["']?\s*=\s*\d[\d.]*\s*(?:#.*)?""")


@check(causes=("shim-no-version",))
def config_refused(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    if go.wrapper != "mise shim" or go.why_not_run:
        raise Unavailable("no shim of mise answers for go")
    run = ask(answers, go, None)
    if run.ok:
        yield Evidence(str(go.found), "answers")
        return
    said = words_of(run)
    found = _UNTRUSTED.search(said) or _SHOWN.search(said) or _NAMED.search(said)
    if found:
        yield _finding(go, *_refused(ask, said, _path(ask, found["file"])))


def _refused(ask: Ask, said: str, file: PurePath) -> tuple[PurePath, str, Fix]:
    """Return a file that mise refuses, why it does, and what helps."""
    trust = f"mise trust {shlex.quote(str(file))}"
    if number := _line_with_a_number(ask, file):
        script = rf'{number}s/= *\([0-9.][0-9.]*\)/= "\1"/'
        why = f"line {number} gives the version as a number, and mise takes texts alone"
        return file, f"{file}, {why}", Fix(f"Put the version in line {number} in quotes.", (edited(ask, file, script),))
    broken = _SHOWN.search(said) or _BROKEN.search(said)
    if broken:
        where = f"{file}, line {broken['line']}"
        return (
            file,
            f"{where} is nothing that it understands",
            Fix(f"Correct {where}; then mise may want it trusted.", (trust,)),
        )
    return file, f"{file} is not trusted", Fix(f"Look into {file}, and trust it if it is yours.", (trust,))


def _line_with_a_number(ask: Ask, file: PurePath) -> int | None:
    try:
        text = read_text(ask.host, file, LIMIT_BYTES) or ""
    except OSError:
        return None
    return next((number for number, line in enumerate(text.splitlines(), 1) if _NUMBER.fullmatch(line)), None)


def _finding(go: GoCommand, file: PurePath, why: str, fix: Fix) -> Finding:
    return Finding(
        cause="shim-no-version",
        subject=go.found,
        message=f"{go.found} is mise's shim, and mise refuses the configuration of this folder: {why}",
        evidence=(Evidence(str(file), why),),
        fix=fix,
        detail="mise trusts a file that names plain versions alone by itself; one with other values, templates or tasks it does not.",
        concerns=("PATH", go.file),
    )


def _path(ask: Ask, text: str) -> PurePath:
    """Return the file that mise names, which writes the home folder as ~."""
    base = home(ask.host)
    return ask.host.path(f"{base}{text[1:]}" if base and text.startswith("~/") else text)
