"""What go refuses in the files of the project at hand: lines of go.mod, go.work and go.sum, with their numbers.

Sources: cmd/go/internal/modload (ReadModFile, ReadWorkFile, LoadWorkFile, errWorkTooOld), cmd/go/internal/modfetch
(readGoSum).
"""

from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.project.gomod import ModFile
from goverify.facts.project.gomod_syntax import Defect
from goverify.facts.project.roots import Project, project
from goverify.facts.project.workspace import members
from goverify.facts.settings.goflags import goflags
from goverify.facts.toolchain_choice.versions import Version, version
from goverify.facts.work_release import numbers_at_work
from goverify.host import Reader

SUM_BYTES = 4 << 20
MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
"""What git leaves in a file of which two branches changed the same lines."""

SINCE = {"godebug": (1, 23, 0), "tool": (1, 24, 0), "ignore": (1, 25, 0)}
"""The releases from which on go knows a directive; what they make of a toolchain line is told with the choice of a Go."""

WITHOUT_GO_LINE = Version(1, 18, 0, "", -1)
"""What a go.work without a go line asks for."""

COMPARED_SINCE = Version(1, 21, -1, "", -1)
"""From here on a module of a workspace may not ask for more than the go.work does; older releases do not compare."""


class Refused(NamedTuple):
    """A file that go refuses, and the lines."""

    file: PurePath
    defects: tuple[Defect, ...]
    needed: bool = True
    """A build reads the file."""

    @property
    def conflict(self) -> Defect | None:
        """Return the first mark of a merge conflict in it."""
        return next((each for each in self.defects if each.text.startswith(MARKS)), None)


def refused_files(ask: Facts) -> tuple[Refused, ...]:
    """Return the files of the project that go refuses."""
    here = ask(project)
    if here is None:
        return ()
    summed = _looks_up(ask, here)
    found = [Refused(file, tuple(defects), file.suffix != ".sum" or summed) for file, defects in _looked_at(ask, here)]
    return tuple(refused for refused in found if refused.defects)


def _looks_up(ask: Facts, here: Project) -> bool:
    """Return whether anything is required that no folder stands in for: else go does not open go.sum."""
    mods = [member.mod for member in ask(members)] if here.workspace else [here.mod]
    folders = {each.old_path for mod in mods if mod for each in mod.replaces if each.new_version is None}
    return any(each.path not in folders for mod in mods if mod for each in mod.requires)


def _looked_at(ask: Facts, here: Project) -> Iterator[tuple[PurePath, list[Defect]]]:
    release = ask(numbers_at_work)
    if here.workspace and here.workspace.work:
        file, work = here.workspace.file, here.workspace.work
        yield file, [*work.defects, *_of_the_uses(ask, work)]
        for member in ask(members):
            if member.mod:
                yield member.file, _of_the_mod(member.mod, release)
        yield from _sums(ask, file.with_name(f"{file.name}.sum"))
    elif here.module and here.mod:
        file = here.modfile or here.module
        yield file, [*_of_the_mod(here.mod, release), *_twice(ask, here.mod)]
        yield from _sums(ask, file.with_suffix(".sum"))


def _of_the_mod(mod: ModFile, release: tuple[int, int, int]) -> list[Defect]:
    """Return what is refused in a go.mod; a go line beyond this release leads to another one, which may know more.

    A release that gives way to no other is told of with the choice of a Go.
    """
    wanted = version(mod.go or "")
    if wanted and wanted[:3] > release:
        return list(mod.defects)
    told = "Go {}.{} does not know the directive {}, which came with Go {}.{}"
    return [
        *mod.defects,
        *(
            Defect(mod.line_of(name) or 0, "", told.format(*release[:2], name, *SINCE[name][:2]))
            for name in newer_directives(mod, release)
        ),
    ]


def newer_directives(mod: ModFile, release: tuple[int, int, int]) -> tuple[str, ...]:
    """Return the directives in a go.mod that came with later releases."""
    used = {"godebug": mod.godebug, "tool": mod.tools, "ignore": mod.ignores}
    return tuple(name for name, since in SINCE.items() if used[name] and release < since)


def _twice(ask: Facts, mod: ModFile) -> Iterator[Defect]:
    """Yield what is required in two versions, as merges leave it: go picks one, and wants to write that down."""
    given = ask(goflags)
    flag = given.last("mod") if given else None
    if flag is not None and flag.value in {"mod", "vendor"}:
        return
    first: dict[str, str] = {}
    for each in mod.requires:
        before = first.setdefault(each.path, each.version)
        if before != each.version:
            yield Defect(0, "", f"it requires {each.path} twice, as {before} and as {each.version}")


def _of_the_uses(ask: Facts, work: ModFile) -> Iterator[Defect]:
    """Yield what the modules of a workspace make wrong in its go.work."""
    known: set[PurePath] = set()
    asked = version(work.go or "") or WITHOUT_GO_LINE
    compares = ask(numbers_at_work) >= COMPARED_SINCE[:2]
    for member in ask(members):
        if member.file in known:
            yield Defect(0, "", f"it uses {member.use} a second time")
        known.add(member.file)
        wanted = version(member.mod.go or "") if member.mod else None
        if compares and member.mod and wanted and wanted > asked and wanted >= COMPARED_SINCE:
            said = f"the go.work says go {work.go}" if work.go else "a go.work without a go line says 1.18"
            yield Defect(work.line_of("go") or 0, "", f"{member.use} asks for go {member.mod.go}, and {said}")


def _sums(ask: Facts, file: PurePath) -> Iterator[tuple[PurePath, list[Defect]]]:
    """Yield what is wrong in a go.sum; a recording of the host keeps that, and not the file."""
    try:
        wrong = ask.host.judged(file, "first line that is no sum", _first_wrong)
    except OSError:
        return
    number, _, line = wrong.partition(" ")
    if number.isdigit():
        yield file, [Defect(int(number), line, "a line has a module, a version and a hash")]


def _first_wrong(reader: Reader) -> str:
    lines = reader.read(0, SUM_BYTES).decode("utf-8", "replace").split("\n")
    whole = lines[:-1] if reader.size > SUM_BYTES else lines
    found = ((number, line) for number, line in enumerate(whole, 1) if len(line.split()) not in (0, 3))
    return next((f"{number} {line.strip()[:60]}" for number, line in found), "")
