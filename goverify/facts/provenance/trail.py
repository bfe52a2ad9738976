"""What a Go is recognised by before anything beside it is looked at: the names that lead to it, its file, its tree."""

import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.binfmt import Binary
from goverify.facts import Facts
from goverify.facts.executable import executable
from goverify.facts.provenance.wrappers import wrapper_of
from goverify.host import Host, Kind, System
from goverify.host.paths import Chain, follow, home, is_folder, kind_of, read_text


class Trail(NamedTuple):
    """One Go, seen from the name that a person or PATH has for it."""

    found: PurePath
    end: PurePath
    """The file behind all links."""
    ways: tuple[PurePath, ...]
    """The names that lead to it: as found, then each link and where it points."""
    root: PurePath | None
    """Its tree; None for a stand-in, or a go without one."""
    wrapper: str | None
    """What stands in for go, as facts.wrappers calls it."""
    program: str
    """The main package that its build info names."""
    alias: bool
    """It is an app execution alias of Windows."""


def trail(ask: Facts, path: PurePath) -> Trail:
    """Return the trail of a go by its name, or of a tree by its root."""
    host = ask.host
    exe = "go.exe" if host.platform.system is System.WINDOWS else "go"
    chain = follow(host, path / "bin" / exe if is_folder(host, path) else path)
    binary = _binary(ask, chain)
    wrapper = ask(wrapper_of, chain, binary) if chain.kind is Kind.FILE else None
    above = chain.end.parent.parent
    rooted = wrapper is None and chain.end.parent.name.lower() == "bin" and _is_tree(host, above)
    return Trail(
        found=chain.start,
        end=chain.end,
        ways=tuple(dict.fromkeys((path, chain.start, *_on_the_way(host, chain)))),
        root=above if rooted else None,
        wrapper=wrapper,
        program=binary.go.path if binary and binary.go else "",
        alias=chain.kind is Kind.ALIAS,
    )


def normal(host: Host, path: PurePath) -> str:
    """Return a path in lower case with slashes, the user's home as "~"."""
    text = path.as_posix().lower()
    base = home(host)
    own = base.as_posix().lower().rstrip("/") if base is not None else ""
    return f"~{text[len(own) :]}" if own and text.startswith(own + "/") else text


def version_of(host: Host, root: PurePath | None) -> str:
    """Return the release that a tree's VERSION names, without "go"; empty where it names none."""
    try:
        text = read_text(host, root / "VERSION", 4096) if root else ""
    except OSError:
        text = ""
    found = re.match(r"go(\d[\w.]*)", text or "")
    return found[1] if found else ""


def _on_the_way(host: Host, chain: Chain) -> list[PurePath]:
    """Return each link of a chain, and where it points."""
    found = []
    for hop in chain.hops:
        found += [hop.link, hop.link.parent / host.path(hop.target)]
    return found


def _is_tree(host: Host, root: PurePath) -> bool:
    return kind_of(host, root / "VERSION") is Kind.FILE or is_folder(host, root / "pkg" / "tool")


def _binary(ask: Facts, chain: Chain) -> Binary | None:
    if chain.kind is not Kind.FILE:
        return None
    try:
        return ask(executable, chain.end)
    except OSError:
        return None
