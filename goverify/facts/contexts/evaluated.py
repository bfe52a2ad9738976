"""What start-up files take over from a program, as in `eval "$(brew shellenv)"`: known programs by their documented effect.

Whatever else a program may print makes PATH unknown, and the line is noted.
"""

import re
from pathlib import PurePath

from goverify.facts.contexts.state import Mode, State
from goverify.facts.contexts.traced import UNKNOWN
from goverify.host.paths import is_file, read_text
from goverify.model import Evidence

HARMLESS = frozenset(
    "dircolors lesspipe lesspipe.sh starship zoxide atuin fzf thefuck ssh-agent keychain gpg-agent direnv gh kubectl helm "
    "pyenv rbenv nodenv jenv pip register-python-argcomplete".split()
)
"""Programs whose words for eval put nothing on PATH, or only shims for other languages; direnv acts at the prompt."""

_PROGRAM = re.compile(r"(?:\$\(|<\(|`)\s*(?:\w+=\S+\s+)*\"?([\w@%+=:,./~${}-]+)\"?\s*([^)`]*)")
_COMPLETION = re.compile(r"(?i)complet|bashcomp")
LIMIT_LISTS = 200


def from_program(state: State, mode: Mode, text: str, line: Evidence) -> None:
    """Do as the output of the program in `text` would, where that is known; else note the line."""
    found = _PROGRAM.search(text)
    name = found[1].rpartition("/")[2] if found else ""
    if found and name == "path_helper" and "PATH_HELPER_ROOT" not in text:
        state.put("PATH", helped(state), mode, line)
    elif found and name == "brew" and found[2].startswith("shellenv"):
        _brew(state, found[1], mode, line)
    elif name not in HARMLESS and not _COMPLETION.search(text):
        state.note(line)


def helped(state: State) -> str:
    """Return PATH as path_helper(8) makes it: the folders of /etc/paths and /etc/paths.d, then what PATH had beside them."""
    host = state.host
    lists = [host.path("/etc/paths")]
    try:
        lists += [host.path("/etc/paths.d") / name for name in host.names(host.path("/etc/paths.d"))[:LIMIT_LISTS]]
    except OSError:
        lists += []
    lines = [line.strip() for each in lists for line in _text(state, each).splitlines()]
    return ":".join(dict.fromkeys([line for line in lines if line] + [entry for entry in state.path.entries if entry]))


def _text(state: State, path: PurePath) -> str:
    try:
        return (read_text(state.host, path, 64 << 10) if is_file(state.host, path) else "") or ""
    except OSError:
        return ""


def _brew(state: State, written: str, mode: Mode, line: Evidence) -> None:
    """Put Homebrew's two folders first on PATH (brew(1), shellenv)."""
    path = state.host.path(written)
    if not path.is_absolute():
        found = [state.host.path(entry) / "brew" for entry in state.path.entries if UNKNOWN not in entry]
        path = next((each for each in found if is_file(state.host, each)), path)
    if not path.is_absolute():
        state.note(line)
    elif is_file(state.host, path):
        prefix = path.parent.parent
        own = [str(prefix / "bin"), str(prefix / "sbin")]
        state.put("PATH", ":".join([*own, *(entry for entry in state.path.entries if entry not in own)]), mode, line)
