"""Every file of the tree is the one that its release recorded.

Why
    A changed compiler or library puts into every program what nobody wrote, and no go command notices: neither `go
    version` nor `go mod verify` looks at the tree. Edits and stray files that were once made for a test stay behind.

Looks at
    The SHA-256 of each file of the tree, against what the Go project's checksum database recorded of the release:
    signed, proven to be in its log, and shipped with goverify for current releases; for others, what the module cache
    holds; for other platforms of a shipped release, its record for one of these, which covers all but the programs.
    Texts for people that a package left out, settings in go.env, further programs in bin and caches are no
    difference. A tree that a packager built is held against what dpkg, rpm, apk, pacman, portage, conda, pip or Nix
    recorded of its files and links: as it was packaged it is worth a note, changed since then it is a fault.
    Homebrew, Scoop and Chocolatey record no files.

Fix
    Remove the tree and unpack its release anew. If nobody can tell who changed a program, treat what was built with
    it as suspect.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.added_files import removal
from goverify.facts.authenticity.judgement import Authenticity, Status, authenticity
from goverify.facts.goroot import concerned
from goverify.facts.machine.time_zones import OF_THE_TREE, system_has_zones
from goverify.facts.release import Release
from goverify.facts.remedies import reinstall
from goverify.facts.tools import NEEDED, tools
from goverify.facts.tree import answering_tree, tree, tree_release
from goverify.facts.words import plain
from goverify.sumdb.toolchain import INERT

SHOWN = 8
"""Files that a finding names; how many more there are it counts."""

OTHERS_TELL = ("go.env", "pkg/tool/")
"""What is missing there, checks of the area tree report, with what follows from it."""

UNMISSED = frozenset({"VERSION"})
"""Without it a tree works; which release it is, its programs tell."""

UNREAD = re.compile(r"(?:api|doc|lib|misc|test)/.*|src/(?:.*_test\.go|(?:.*/)?testdata/.*)")
"""What no ordinary build of a program reads: images leave it out to be smaller."""


@check(causes=("tree-modified", "tool-altered", "tree-files-added", "tree-repackaged"))
def files_differ(ask: Ask) -> Iterator[Finding | Evidence]:
    found = ask(authenticity, ask(answering_tree).root)
    if found.status is Status.UNKNOWN:
        raise Unavailable(found.reason)
    yield from _evidence(found)
    if found.status is Status.REPACKAGED:
        yield _repackaged(found)._replace(concerns=concerned(ask))
    if found.status is not Status.MODIFIED:
        return
    fix = reinstall(ask, found.root, ask(tree_release, found.root))
    told = frozenset(name for name in found.files.tools if _is_told(ask, found, name)) if found.files else frozenset()
    for finding in _findings(ask, found, told, fix):
        yield finding._replace(concerns=concerned(ask))


def _evidence(found: Authenticity) -> Iterator[Evidence]:
    root = str(found.root)
    yield Evidence(root, f"{found.status.value} ({found.module}): {found.reason}")
    if found.files is not None and found.files.left_out:
        yield Evidence(root, f"lacks texts that no command reads: {', '.join(found.files.left_out)}")
    if found.settings:
        told = ", ".join(f"{name}={plain(value)}" for name, value in found.settings.items())
        yield Evidence(str(found.root / "go.env"), f"is the release's own but for {told}")


def _is_told(ask: Ask, found: Authenticity, name: str) -> bool:
    """Return whether other checks tell of a program: it is whole and of another release, or made for another platform."""
    release, _, platform = found.module.rpartition(".")
    if name.startswith("pkg/tool/"):
        tool = ask(tools, ask(tree, found.root)).tool(name.rpartition("/")[2].removesuffix(".exe"))
        binary = tool.binary if tool else None
    else:
        binary = ask(tree, found.root).go if name in {"bin/go", "bin/go.exe"} else None
    if binary is None:
        return False
    made = f"{binary.system}-{binary.architectures[0]}" if binary.architectures else ""
    return made != platform or (binary.go is not None and Release.parse(binary.go.version) != Release.parse(release))


def _repackaged(found: Authenticity) -> Finding:
    packages = found.package.packages if found.package else ()
    return Finding(
        cause="tree-repackaged",
        subject=found.root,
        message=f"{found.root} is a packager's build of {found.module.rpartition('.')[0]}: {found.reason}",
        evidence=tuple(Evidence(str(each.record), f"records {each}") for each in packages),
        fix=None,
    )


def _findings(ask: Ask, found: Authenticity, told: frozenset[str], fix: Fix) -> Iterator[Finding]:
    files = found.files
    if files is None:
        yield Finding(
            cause="tree-modified",
            subject=found.root,
            message=f"{found.root} is not {found.module}: {found.reason}",
            evidence=(Evidence(str(found.root), f"its files come to {found.sum}"),),
            fix=fix,
        )
        return
    others = tuple(name for name in files.changed if name not in files.tools)
    missing = tuple(name for name in files.missing if not name.startswith(OTHERS_TELL) and name not in UNMISSED)
    altered = tuple(name for name in files.tools if name not in told)
    if altered:
        yield _altered(found, altered, fix)
    if others or missing:
        yield _modified(ask, found, others, missing, fix)
    if files.added:
        yield _added(ask, found, files.added, fix)


def _altered(found: Authenticity, tools: tuple[str, ...], fix: Fix) -> Finding:
    names = {name.rpartition("/")[2].removesuffix(".exe") for name in tools}
    return Finding(
        cause="tool-altered",
        subject=found.root,
        message=f"programs of {found.root} are not those of {_origin(found)}: {_named(tools)}",
        evidence=_listed(found, dict.fromkeys(tools, "is not the program that was recorded")),
        fix=fix,
        severity=None if names & {"go", *NEEDED} else Severity.HIGH,
    )


def _modified(ask: Ask, found: Authenticity, changed: tuple[str, ...], missing: tuple[str, ...], fix: Fix) -> Finding:
    slim = INERT.issuperset(changed) and all(map(UNREAD.fullmatch, missing)) and not _lacks_zones(ask, missing)
    parts = [f"{len(names)} {what}" for names, what in ((changed, "changed"), (missing, "missing")) if names]
    told = dict.fromkeys(changed, "is not as it was recorded") | dict.fromkeys(missing, "is missing")
    if found.package:
        told |= {name: f"leads to {plain(end)}" for name, end in found.package.retargeted.items()}
    return Finding(
        cause="tree-modified",
        subject=found.root,
        message=f"files of {found.root} are not those of {_origin(found)}: {' and '.join(parts)}: {_named(told)}",
        evidence=_listed(found, told),
        fix=fix,
        detail="No ordinary build reads what is missing or changed there." if slim else "",
        severity=Severity.LOW if slim else None,
    )


def _lacks_zones(ask: Ask, missing: tuple[str, ...]) -> bool:
    """Return whether programs find no time zones for want of the tree's."""
    return OF_THE_TREE in missing and not ask(system_has_zones)


def _added(ask: Ask, found: Authenticity, added: tuple[str, ...], fix: Fix) -> Finding:
    return Finding(
        cause="tree-files-added",
        subject=found.root,
        message=f"{found.root} holds {len(added)} {_files(added)} that {_origin(found)} does not have: {_named(added)}",
        evidence=_listed(found, dict.fromkeys(added, "is no file of the release")),
        fix=removal(ask, found.root, added, fix),
    )


def _origin(found: Authenticity) -> str:
    """Return what the tree was held against."""
    by_packager = found.package is not None and not found.package.remark
    return f"the package {found.package.packages[0]}" if found.package and by_packager else found.module


def _files(names: tuple[str, ...]) -> str:
    return "file" if len(names) == 1 else "files"


def _named(names: Iterable[str]) -> str:
    first, *more = map(plain, names)
    return f"{first} and {len(more)} more" if more else first


def _listed(found: Authenticity, told: Mapping[str, str]) -> tuple[Evidence, ...]:
    """Return the first few files with what is wrong with each, and where else it is so."""
    shown = []
    for name, what in list(told.items())[:SHOWN]:
        others = found.elsewhere.get(name, ())
        words = f"{what}, but that of {others[-1]}" if others else what
        shown.append(Evidence(plain(str(found.root / name)), words))
    rest = len(told) - len(shown)
    return (*shown, Evidence(str(found.root), f"and {rest} more")) if rest > 0 else tuple(shown)
