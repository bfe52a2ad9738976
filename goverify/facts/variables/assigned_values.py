"""The value that a line of a start-up file gives to a variable, as far as it is written out: text in, value out.

The forms of Bourne shells, fish, csh, Nushell, PowerShell, pam_env.conf(5), environment.d(5) and fish's own store.
"""

import re
from pathlib import PurePath

from goverify.host import Host, System
from goverify.host.paths import home

FISH_STORE = "fish_variables"
LIMIT_CHARACTERS = 2000

_WORD = r"\"(?P<quoted>[^\"]*)\"|'(?P<literal>[^']*)'|(?P<bare>[^\s;&|)\"']+)"
_HOME = re.compile(r"\$HOME\b|\$\{HOME\}|@\{HOME\}|\$env[.:](?:HOME|USERPROFILE)\b|%USERPROFILE%")
_ESCAPE = re.compile(r"\\x([0-9A-Fa-f]{2})")


def assignment(name: str) -> re.Pattern[str]:
    """Return the pattern of a line that gives a variable a value; what follows the match is the value."""
    return re.compile(
        rf"(?:^|[\s;&]){name}=|\bset(?:env)?\s+(?:-\S+\s+)*{name}\s+(?=\S)|\$env[:.]{name}\s*=\s*|^SETUVAR (?=[^:]*--export )(?:--\w+ )+{name}:"
        rf"|^\s*{name}\s+(?:DEFAULT|OVERRIDE)="
    )


def assigned_value(host: Host, file: PurePath, line: str, name: str) -> str | None:
    """Return the value that a line gives to a variable; None where it gives none or a shell would have to tell."""
    found = list(assignment(name).finditer(line[:LIMIT_CHARACTERS]))
    if not found:
        return None
    rest = line[found[-1].end() : LIMIT_CHARACTERS]
    if file.name == FISH_STORE:
        return _ESCAPE.sub(lambda code: chr(int(code[1], 16)), rest.rstrip("\n"))
    word = re.match(_WORD, rest)
    if word is None:
        return ""
    after = rest[word.end() :]
    if after and after[0] not in " \t;&|)#\r\n":
        return None  # it goes on, in other quotes
    if word["literal"] is not None:
        return word["literal"]
    return _expanded(host, word["quoted"] if word["quoted"] is not None else word["bare"])


def _expanded(host: Host, text: str) -> str | None:
    base = str(home(host) or "")
    if base:
        text = _HOME.sub(lambda _: base, base + text[1:] if text == "~" or text.startswith("~/") else text)
    # A backslash is a shell's escape, but a part of a path on Windows.
    open_ended = r"[$`%]" if host.platform.system is System.WINDOWS else r"[$`%\\]"
    return None if re.search(open_ended, text) else text
