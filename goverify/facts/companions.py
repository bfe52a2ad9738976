"""What decides beside PATH which Go runs, without being one: a shell's function or alias, direnv, VS Code, TinyGo.

Start-up files and settings are read, and none of them is run; what they come to, only the shell and the editor know.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.path.entries import search_path
from goverify.facts.provenance.installers import installer
from goverify.facts.provenance.judgement import Confidence, Provenance
from goverify.facts.settings.in_force import user_config_folder
from goverify.facts.variables.startup_files import startup_files
from goverify.host import Host, System
from goverify.host.paths import is_file, read_text
from goverify.model import Evidence

LIMIT_BYTES = 256 << 10
LIMIT_FOLDERS = 64
LONGEST_LINE = 400
EDITORS = ("Code", "Code - Insiders", "VSCodium", "Cursor")
"""The folders of settings that VS Code and its kin have."""

_FUNCTION = re.compile(
    r"^\s*(?:alias\s+(?:-g\s+)?go[= ]|function\s+go\b|go\s*\(\s*\)|abbr\s.*\bgo\b|set-alias\s+go\b)", re.IGNORECASE
)
_SETTING = re.compile(r'"go\.(?:goroot|alternateTools|toolsEnvVars)"\s*:')
_ABOUT_GO = re.compile(
    r"\bGOROOT\b|\bGOTOOLCHAIN\b|\bPATH_add\b|\bPATH=|\buse (?:go|asdf|mise|nix|flake)\b|\blayout go\b"
)
DIRENV = ("DIRENV_FILE", "DIRENV_DIR")


def companions(ask: Facts) -> tuple[Provenance, ...]:
    """Return what else has a say in this folder, each with the lines and variables that show it."""
    kinds = {
        "function-alias": _functions(ask),
        "direnv": _direnv(ask),
        "vscode-go": _vscode(ask),
        "tinygo": _tinygo(ask),
    }
    return tuple(_named(id_, evidence) for id_, each in kinds.items() if (evidence := tuple(each)))


def _named(id_: str, evidence: tuple[Evidence, ...]) -> Provenance:
    each = installer(id_)
    confidence = Confidence.HIGH if len(evidence) > 1 else Confidence.MEDIUM
    return Provenance(id_, each.name, each.kind, confidence, evidence, each.label, each.version, each.remove)


def _functions(ask: Facts) -> Iterator[Evidence]:
    for file in ask(startup_files):
        for number, line in enumerate(file.text.splitlines(), 1):
            if len(line) < LONGEST_LINE and _FUNCTION.match(line):
                yield Evidence(f"{file.path}, line {number}", line.strip())


def _direnv(ask: Facts) -> Iterator[Evidence]:
    host = ask.host
    told = next((name for name in DIRENV if host.env.get(name)), None)
    if told:
        yield Evidence(told, host.env[told])
    for folder in (host.cwd, *host.cwd.parents)[:LIMIT_FOLDERS]:
        lines = _lines(host, folder / ".envrc", _ABOUT_GO)
        if lines:
            yield from lines
            return


def _vscode(ask: Facts) -> Iterator[Evidence]:
    host = ask.host
    for folder in (host.cwd, *host.cwd.parents)[:LIMIT_FOLDERS]:
        yield from _lines(host, folder / ".vscode" / "settings.json", _SETTING)
    base = user_config_folder(host)
    for name in EDITORS if base else ():
        yield from _lines(host, base / name / "User" / "settings.json", _SETTING) if base else ()


def _tinygo(ask: Facts) -> Iterator[Evidence]:
    name = "tinygo.exe" if ask.host.platform.system is System.WINDOWS else "tinygo"
    places = (entry.folder / name for entry in ask(search_path) if entry.folder)
    found = next((place for place in places if is_file(ask.host, place)), None)
    if found:
        yield Evidence(str(found), "is on PATH; it compiles with the Go that answers here")


def _lines(host: Host, file: PurePath, wanted: re.Pattern[str]) -> list[Evidence]:
    """Return the lines of a file that concern Go, a few at most."""
    try:
        text = read_text(host, file, LIMIT_BYTES) if is_file(host, file) else None
    except OSError:
        text = None
    lines = ((number, line) for number, line in enumerate((text or "").splitlines(), 1) if len(line) < LONGEST_LINE)
    found = [(number, line) for number, line in lines if wanted.search(line)]
    return [Evidence(f"{file}, line {number}", line.strip()) for number, line in found[:5]]
