"""The contexts of Windows: what a new terminal gets from the registry, a service, and PowerShell with its profiles.

Sources: Microsoft's pages on environment variables (CreateEnvironmentBlock: the machine's Path, then the user's) and
about_Profiles. Of a profile the plain assignments to $env:Path are understood; all else that names it is noted.
"""

import re
from collections.abc import Iterator

from goverify.facts import Facts
from goverify.facts.contexts.traced import UNKNOWN, TracedPath, quote
from goverify.facts.contexts.values import Reckoned
from goverify.facts.variables.shells import Shell
from goverify.facts.variables.startup_files import startup_files
from goverify.facts.variables.stored_path import KEYS, stored_path
from goverify.host import System
from goverify.model import Evidence

LONGEST_LINE = 2000
LIMIT_GAPS = 10

_ABOUT_PATH = re.compile(r"(?i)\$env:path\b\s*\+?=|\bEnvironmentVariable\(|^\s*\.\s+\S|Invoke-Expression|\biex\b")
_ASSIGNMENT = re.compile(r"(?i)\$env:path\s*(\+?)=\s*(.+)")
_PARTS = re.compile(r"(?i)\"([^\"]*)\"|'([^']*)'|(\$env:\w+|\$home)|(\+)|(\s+)|(.)")
_VARIABLE = re.compile(r"(?i)\$env:(\w+)|\$\{env:(\w+)\}|(\$home)\b|(\$\(?\w*)")


def windows_contexts(ask: Facts) -> Iterator[Reckoned]:
    """Yield the contexts of Windows."""
    machine, user = (Evidence(rf"{key}\Path", stored_path(ask, key)) for key in KEYS)
    service = TracedPath(System.WINDOWS, "").assigned(machine.observed, _short(machine))
    whole = ";".join(filter(None, (machine.observed.rstrip(";"), user.observed)))
    terminal = service.assigned(whole, _short(user)) if user.observed else service
    note = "Programs that were open before Path was changed do not have it."
    yield Reckoned("desktop-session", "new terminal, IDE (stored Path)", terminal, note=note)
    yield _powershell(ask, terminal)
    yield Reckoned("service", "service (machine's Path)", service)


def _short(stored: Evidence) -> Evidence:
    return stored._replace(observed=stored.observed[:200])


def _powershell(ask: Facts, path: TracedPath) -> Reckoned:
    gaps: list[Evidence] = []
    files = [file for file in ask(startup_files) if file.read_by(Shell.POWERSHELL)]
    for file in files:
        for number, text in enumerate(file.text.splitlines(), 1):
            if len(text) < LONGEST_LINE and _ABOUT_PATH.search(text.partition("#")[0]):
                line = quote(file.path, number, text)
                new = _assigned(ask, path, text)
                gaps += [line] if new is None and len(gaps) < LIMIT_GAPS else []
                path = path if new is None else path.assigned(new, line)
    return Reckoned("interactive-shell", "PowerShell with its profiles", path, tuple(gaps))


def _assigned(ask: Facts, path: TracedPath, line: str) -> str | None:
    """Return the value that a line gives to PATH, None where that is not written out or stands under a condition."""
    found = _ASSIGNMENT.fullmatch(line.strip().rstrip(";"))
    if found is None:
        return None
    text = "".join(_part(ask, path, part) for part in _PARTS.finditer(found[2]))
    return None if UNKNOWN in text else path.text * bool(found[1]) + text


def _part(ask: Facts, path: TracedPath, part: re.Match[str]) -> str:
    quoted, literal, variable, plus, blank, _ = part.groups()
    if literal is not None or plus or blank:
        return literal or ""
    text = quoted if quoted is not None else variable
    return UNKNOWN if text is None else _VARIABLE.sub(lambda found: _value(ask, path, found), text)


def _value(ask: Facts, path: TracedPath, found: re.Match[str]) -> str:
    name = "USERPROFILE" if found[3] else found[1] or found[2]
    if name is None:
        return UNKNOWN
    return path.text if name.upper() == "PATH" else ask.host.env.get(name, UNKNOWN)
