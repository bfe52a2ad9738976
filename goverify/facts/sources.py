"""The sources of the standard library in a tree: there, in whole or in part, and of one release.

`go list std` does not follow links below src, while src itself may be one, as Debian has it
(cmd/go/internal/modload, MatchPackages).
"""

from collections.abc import Mapping
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.std_packages import Span, std_files, std_packages
from goverify.facts.tree import Tree
from goverify.host import Host, Kind
from goverify.host.paths import is_folder

CORE = frozenset(
    "bufio bytes context errors fmt internal/abi internal/bytealg internal/cpu internal/goarch internal/goos internal/poll "
    "internal/reflectlite io io/fs math math/bits os path path/filepath reflect runtime sort strconv strings sync "
    "sync/atomic syscall time unicode unicode/utf8 unsafe".split()
)
"""Packages that nearly every program needs."""

VENDORED = "vendor/golang.org/x"
"""Modules that the standard library brings along: crypto and net/http need them, and a rule for vendor folders takes them."""

INCLUDE = ("funcdata.h", "textflag.h")
"""The headers that the assembly files of the standard library include, of those in pkg/include."""


class Sources(NamedTuple):
    """What stands below src."""

    folder: PurePath
    kind: Kind | None
    """What src is, links followed; None where nothing stands there."""
    names: tuple[str, ...]
    """What lies in src itself."""
    linked: tuple[str, ...]
    """The names of src that are links to folders."""
    missing: tuple[str, ...]
    """Packages that the release has and the tree lacks or holds empty, as far as its release and its folders are known."""
    strangers: Mapping[str, Span]
    """Packages and files that only other releases have, and which."""
    headers_missing: tuple[str, ...]
    unreadable: str
    """Why src cannot be listed, else empty."""


def sources(ask: Facts, tree: Tree, minor: str) -> Sources:
    """Return what stands below src, held against a minor release such as "1.27"."""
    host = ask.host
    part = tree.part("src")
    kind = part.entry.kind if part.entry else None
    headers = tuple(name for name in INCLUDE if not _stands(host, tree.root / "pkg" / "include" / name))
    try:
        names = host.names(part.path) if kind is Kind.FOLDER else ()
    except OSError as error:
        return Sources(part.path, kind, (), (), (), {}, headers, error.strerror or str(error))
    wanted, strange = std_packages().of(minor), std_packages().strangers(minor)
    there = ask(listing, part.path, frozenset(_parents(wanted)) | frozenset(_parents(strange)))
    return Sources(
        folder=part.path,
        kind=kind,
        names=names,
        linked=tuple(name for name in names if _is_linked_folder(host, part.path / name)),
        missing=_missing(host, part.path, wanted, there) if names else (),
        strangers=_strangers(ask, part.path, strange, minor, there),
        headers_missing=headers,
        unreadable="",
    )


def listing(ask: Facts, src: PurePath, folders: frozenset[str]) -> Mapping[str, frozenset[str] | None]:
    """Return the names in some folders below src; None for one that cannot be listed, nothing for one that is not there."""
    found: dict[str, frozenset[str] | None] = {}
    for folder in folders:
        try:
            found[folder] = frozenset(ask.host.names(src / folder))
        except (FileNotFoundError, NotADirectoryError):
            found[folder] = frozenset()
        except OSError:
            found[folder] = None
    return found


def _missing(
    host: Host, src: PurePath, wanted: frozenset[str], there: Mapping[str, frozenset[str] | None]
) -> tuple[str, ...]:
    absent = {name for name in wanted if _holds(there, name) is False}
    if wanted and not is_folder(host, src / VENDORED):
        absent.add(VENDORED)
    hollow = {name for name in (wanted & CORE) - absent if not _has_code(host, src / name)}
    return tuple(sorted(absent | hollow))


def _has_code(host: Host, folder: PurePath) -> bool:
    try:
        return any(name.endswith(".go") for name in host.names(folder))
    except OSError:
        return True


def _strangers(
    ask: Facts, src: PurePath, packages: Mapping[str, Span], minor: str, there: Mapping[str, frozenset[str] | None]
) -> Mapping[str, Span]:
    files = std_files().strangers(minor)
    held = ask(listing, src, frozenset(_parents(files)))
    found = {name: span for name, span in packages.items() if _holds(there, name)}
    return found | {name: span for name, span in files.items() if _holds(held, name)}


def _holds(there: Mapping[str, frozenset[str] | None], name: str) -> bool | None:
    """Return whether a name is there; None where its folder cannot be listed."""
    folder, _, last = name.rpartition("/")
    names = there.get(folder)
    return None if names is None else last in names


def _parents(names: Mapping[str, Span] | frozenset[str]) -> set[str]:
    return {name.rpartition("/")[0] for name in names}


def _is_linked_folder(host: Host, path: PurePath) -> bool:
    entry = host.entry(path)
    return entry is not None and entry.kind is Kind.LINK and is_folder(host, path)


def _stands(host: Host, path: PurePath) -> bool:
    try:
        return host.entry(path) is not None
    except OSError:
        return True
