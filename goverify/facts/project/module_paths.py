"""Module paths and versions as go.mod writes them, and what go refuses in them.

Source: golang.org/x/mod/module (CheckImportPath, SplitPathVersion, CheckPathMajor), golang.org/x/mod/semver and
modfile (parseString, IsDirectoryPath).
"""

import re

from goverify.facts.project.gomod_syntax import Fault

VERSION = re.compile(
    r"v(?P<major>0|[1-9]\d*)(\.(0|[1-9]\d*)\.(0|[1-9]\d*)"
    r"(-(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(\.(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*)?"
    r"(?P<build>\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?)",
    re.ASCII,
)
"""A whole version: one that is cut short, or the name of a branch, go asks the module's origin about."""

ESCAPE = re.compile(r'\\(?:[abfnrtv\\"]|x[0-9a-fA-F]{2}|[0-7]{3}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|(?P<wrong>.?))')
SIMPLE = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", '"': '"'}

NOT_ON_WINDOWS = frozenset(
    ["con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))]
)
"""Names that no file has on Windows, so that no path may have them."""


def unquoted(word: str) -> str:
    """Return a word without its quotes; Fault where they are not those that go takes."""
    if not word.startswith('"'):
        if any(char in "\"'`" for char in word):
            raise Fault(f"{word} holds quotes of a kind that go does not take here")
        return word
    return ESCAPE.sub(_meant, word[1:-1])


def _meant(escape: re.Match[str]) -> str:
    text = escape[0][1:]
    if escape["wrong"] is not None:
        raise Fault(f"{escape[0]} means nothing within quotes")
    if text in SIMPLE:
        return SIMPLE[text]
    number = int(text, 8) if text[0].isdigit() else int(text[1:], 16)
    if number > 0x10FFFF or 0xD800 <= number < 0xE000:
        raise Fault(f"{escape[0]} is no character")
    return chr(number)


def canonical(version: str) -> bool:
    """Return whether a version is whole, so that go takes it without asking anybody."""
    found = VERSION.fullmatch(version)
    return found is not None and (found["build"] or "+incompatible") == "+incompatible"


def major_of(path: str) -> str:
    """Return the end of a module path that tells its major version, such as /v2 or .v3; empty where none does."""
    if path.startswith("gopkg.in/"):
        end = re.search(r"\.v(0|[1-9]\d*)(-unstable)?\Z", path, re.ASCII)
        if end is None:
            raise Fault(f"{path} is no module path: one of gopkg.in ends in .v1 or another version")
        return f".v{end[1]}"
    end = re.search(r"/v([\d.]+)\Z", path, re.ASCII)
    if end is None or not path[: end.start()]:
        return ""
    if "." in end[1] or end[1].startswith("0") or end[1] == "1":
        raise Fault(f"{path} is no module path: a path ends in /v2 or later, or in no version")
    return f"/v{end[1]}"


def checked_major(path: str, version: str) -> None:
    """Raise Fault where a module path and a whole version are not of the same major version."""
    major, found = major_of(path), VERSION.fullmatch(version)
    if found is None or (version.startswith("v0.0.0-") and major == ".v1"):
        return
    if major:
        if f"v{found['major']}" != major[1:]:
            raise Fault(f"{path} has versions that begin with {major[1:]}, and {version} is none")
    elif int(found["major"][:4]) > 1 and found["build"] != "+incompatible":
        raise Fault(f"{path} has versions of v0 and v1, and {version} belongs to {path}/v{found['major']}")


def checked_path(path: str) -> None:
    """Raise Fault where a module cannot have this path."""
    if path in {"go", "toolchain"}:
        raise Fault(f"{path} is kept for Go itself, and no module can have it")
    if path.startswith("-"):
        raise Fault(f"{path} begins with a dash, which no module path does")
    for part in path.split("/"):
        _checked_part(path, part)


def _checked_part(path: str, part: str) -> None:
    stem = part.partition(".")[0]
    wrong = re.search(r"[^-._~+0-9A-Za-z]", part)
    if not part:
        why = "has two slashes beside each other, or one at its end" if path else "is empty"
    elif wrong:
        why = f"holds {wrong[0]}, which no module path may"
    elif part.endswith("."):
        why = f"has the part {part}, which ends in a dot"
    elif stem.lower() in NOT_ON_WINDOWS:
        why = f"has the part {part}, a name that Windows does not allow"
    elif re.search(r"~\d+\Z", stem):
        why = f"has the part {part}, which looks like a short name of Windows"
    else:
        return
    raise Fault(f'the module path "{path}" {why}')


def is_folder_path(path: str) -> bool:
    """Return whether a replacement is a folder and not a module."""
    return path in {".", ".."} or bool(re.match(r"\.{1,2}[/\\]|[/\\]|[A-Za-z]:", path))
