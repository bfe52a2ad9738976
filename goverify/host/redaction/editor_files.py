"""The reduction of editors' settings files: the lines that concern Go or PATH, and the brackets of all the others."""

import re
from collections.abc import Callable
from pathlib import PurePath

EVERYBODYS = frozenset(
    """
    workspace.xml misc.xml options jdk.table.xml idea vscodium cursor windsurf .vscode-insiders .vscode-oss .cursor .windsurf
    .vscode-server-insiders .vscode-server-oss .vscodium-server .cursor-server .windsurf-server machine profiles globalstorage
    storage.json zed .zed nvim lua after plugin ftplugin lsp init.lua init.vim .vimrc emacs .emacs .emacs.el .emacs.d doom .doom.d
    init.el early-init.el custom.el config.el
    """.split()
) | {"code - insiders", "code - oss"}
"""The names that editors give to the places of their settings."""

_SUFFIXES = frozenset({".json", ".code-workspace", ".xml", ".iml"})
_OPENER = re.compile(
    r'[\s{,]*"(?:lsp|gopls|binary|env|build\.env|initialization_options|settings|terminal|folders|terminal\.integrated\.env\.\w+)"'
    r"\s*:\s*[{\[]\s*"
)
"""A line that opens what may hold a setting of Go, and says nothing else."""
_NO_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"?|//.*|[^{}\[\]]')


def is_structured(path: PurePath) -> bool:
    """Return whether a file means something only as long as its brackets match."""
    return path.suffix.lower() in _SUFFIXES


def structured(text: str, concerns: Callable[[str], bool]) -> str:
    """Return the text with the lines that concern Go; of the others, their brackets remain."""
    return "\n".join(_shown(line, concerns) for line in text.split("\n"))


def _shown(line: str, concerns: Callable[[str], bool]) -> str:
    if concerns(line) or _OPENER.fullmatch(line):
        return line
    return _NO_BRACKETS.sub("", line) + line[-1:] * line.endswith("\r")
