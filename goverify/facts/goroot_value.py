"""What stands in GOROOT where it is no Go tree: the wrong folder, the go file, text that a shell should have expanded."""

import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.goroot import looks_like_tree
from goverify.facts.settings.in_force import Setting, setting
from goverify.host import Host, Kind, System
from goverify.host.paths import follow, home, is_file, is_folder, kind_of, same_file

LEVELS = 6
"""How far above a folder its tree is looked for: pkg/tool/linux_amd64 is three levels down."""

TREES_BELOW = ("go", "libexec", "lib/go", "lib/golang", "share/go", "current", "sdk/go")
"""Where installers put the tree below a folder that people take for it."""


class Misuse(NamedTuple):
    """Why a value is no Go tree."""

    what: str
    """Goes on after "GOROOT …": "ends in /bin", "holds quote characters"."""
    meant: PurePath | None
    """The tree that was meant, as far as it can be told."""
    works: bool = False
    """It leads to a tree from the current folder, and to nothing from others."""


def misuse(ask: Facts) -> Misuse | None:
    """Return what is wrong with the value of GOROOT; None where it is not set, is a tree, or names nothing at all."""
    given = ask(setting, "GOROOT")
    if given is None:
        return None
    host = ask.host
    path = host.path(given.value)
    place = host.cwd / path
    if looks_like_tree(host, place) and _source_alone(host, place):
        return Misuse("holds Go's source alone, without the go file, the tools and VERSION", None)
    if looks_like_tree(host, place):
        relative = Misuse("is a relative path, so it depends on the current folder", place, works=True)
        return None if path.is_absolute() else relative
    return _in_the_text(host, given) or _at_the_place(ask, place)


def _source_alone(host: Host, place: PurePath) -> bool:
    """Return whether a folder is the half of a tree that a distribution keeps apart, such as /usr/share/go-1.27."""
    return not any(kind_of(host, place / name) for name in ("pkg/tool", "VERSION", "bin/go", "bin/go.exe"))


def _in_the_text(host: Host, given: Setting) -> Misuse | None:
    """Return what the value's own characters show."""
    text = given.value

    def wrong(what: str, meant: str) -> Misuse:
        folder = host.cwd / host.path(meant) if meant else None
        return Misuse(what, folder if folder is not None and looks_like_tree(host, folder) else None)

    bare = text.strip()
    if text.endswith("\r"):
        return wrong("ends in a carriage return, left by a file with Windows line ends", bare)
    if re.search(r"""^\s*["']|["']\s*$""", text):
        return wrong(
            "holds quote characters, which belong to a shell's line and not into the value", bare.strip("\"' ")
        )
    if bare != text:
        return wrong("begins with a blank" if text != text.lstrip() else "ends in a blank", bare)
    if text.startswith("~"):
        return wrong("begins with ~, which only a shell expands, and not within quotes", _expanded(host, text))
    if name := re.search(r"\$\{?\w+\}?|\$\(|%\w+%", text):
        return wrong(f"holds {name[0]} as it was written, which only a shell expands", _expanded(host, text))
    return _of_another_form(host, text, wrong("is a relative path, and leads to nothing from here", ""))


def _of_another_form(host: Host, text: str, relative: Misuse) -> Misuse | None:
    """Return what is wrong with a value that is no absolute path of this system, or more than one."""
    on_windows = host.platform.system is System.WINDOWS
    if re.match(r"[A-Za-z]:[\\/]", text) and not on_windows:
        return Misuse("is a Windows path, which leads nowhere on this system", None)
    if on_windows and text.startswith("/"):
        return Misuse("is a path as a Unix shell writes it, which leads nowhere for a Windows program", None)
    parts = [part for part in text.split(";" if on_windows else ":") if part]
    if len(parts) > 1 and all(host.path(part).is_absolute() for part in parts):
        trees = [host.path(part) for part in parts if looks_like_tree(host, host.path(part))]
        return Misuse("names several folders, and a tree is one", trees[0] if trees else None)
    return None if host.path(text).is_absolute() else relative


def _expanded(host: Host, text: str) -> str:
    """Return the value as a shell would have made it; empty where it holds more than plain variables."""
    folder = home(host)
    if text[:2] in {"~", "~/", "~\\"}:
        return f"{folder}{text[1:]}" if folder else ""

    def value(found: re.Match[str]) -> str:
        return host.env.get(found[1] or found[2], "")

    result = re.sub(r"\$\{?(\w+)\}?|%(\w+)%", value, text)
    return "" if "$" in result or "%" in result or result.startswith("~") else result


def _at_the_place(ask: Facts, place: PurePath) -> Misuse | None:
    """Return what stands where the value leads; None where nothing does, or nobody may look."""
    host = ask.host
    chain = follow(host, place)
    if chain.dead or chain.kind is None or (chain.kind is Kind.FOLDER and not host.access(place, "x")):
        return None
    above = next((folder for folder in place.parents[:LEVELS] if looks_like_tree(host, folder)), None)
    if chain.kind is not Kind.FOLDER:
        return Misuse("is the go file itself, not its tree" if place.stem == "go" else "is a file, not a folder", above)
    if above is not None:
        inner = place.relative_to(above)
        return Misuse("ends in /bin" if str(inner) == "bin" else f"is the folder {inner} inside a tree", above)
    return _folder(ask, place)


def _folder(ask: Facts, place: PurePath) -> Misuse:
    host = ask.host
    below = next((place / name for name in TREES_BELOW if looks_like_tree(host, place / name)), None)
    if is_file(host, place / "bin" / "go") or is_file(host, place / "bin" / "go.exe"):
        return Misuse("is a prefix with a bin folder, not a Go tree", below)
    if is_file(host, place / "go") or is_file(host, place / "go.exe"):
        return Misuse("is a folder of programs, not a Go tree", below)
    if below is not None:
        return Misuse("is the folder above the tree", below)
    if _is_gopath(ask, place):
        return Misuse("is a GOPATH, where modules and programs are kept, not a Go tree", None)
    try:
        empty = not host.names(place)
    except OSError:
        empty = False
    return Misuse("is an empty folder" if empty else "is a folder without pkg/tool, src/runtime and VERSION", None)


def _is_gopath(ask: Facts, place: PurePath) -> bool:
    given, folder = ask(setting, "GOPATH"), home(ask.host)
    gopath = ask.host.path(given.value) if given else folder / "go" if folder else None
    known = gopath is not None and same_file(ask.host, gopath, place)
    return known or is_folder(ask.host, place / "pkg" / "mod")
