"""Go knows the switches that go.mod or go.work sets with godebug.

Why
    A godebug line keeps an older behaviour of the standard library for a module. Each release knows a list of
    switches; one that is not on it, that has been removed, or that only works in the variable GODEBUG, as gctrace, ends
    every command: "unknown godebug".

Looks at
    The godebug lines of the go.work in effect, else of the go.mod, against the list in the source of the release that
    answers, where that is new enough for the file. A removed switch with the value that has become the only one is no
    fault.

Fix
    Drop the line.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.file_remedies import path_word
from goverify.facts.held import borne_on, cut
from goverify.facts.project.gomod import ModFile
from goverify.facts.project.roots import project
from goverify.facts.release import Release
from goverify.facts.settings.godebug import directive_fault
from goverify.facts.work_release import numbers_at_work

SINCE = (1, 23, 0)
"""The first release that takes the directive; what older ones make of it, project.invalid tells."""

LIMIT_LINES = 200


@check(causes=("gomod-invalid",))
def godebug(ask: Ask) -> Iterator[Finding | Evidence]:
    file, said = _in_effect(ask)
    release = ask(numbers_at_work)
    wanted = Release.parse(f"go{said.go}") if said.go else None
    if release < SINCE or (wanted and wanted.numbers > release):
        raise Unavailable(f"another release is to read {file.name}")
    pairs = said.godebug[:LIMIT_LINES]
    faults = [(name, value, why) for name, value in pairs if (why := directive_fault(ask, name, value, release))]
    if faults:
        yield _finding(ask, file, faults)
    else:
        yield Evidence(str(file), f"sets {', '.join(name for name, _ in pairs[:9])}")


def _in_effect(ask: Ask) -> tuple[PurePath, ModFile]:
    """Return the file whose lines count, and what it says."""
    here = ask(project)
    work = here.workspace if here else None
    file = work.file if work else (here.modfile or here.module) if here else None
    said = work.work if work else here.mod if here else None
    if file is None or said is None or not said.godebug:
        raise Unavailable("no godebug line is in effect here")
    return file, said


def _finding(ask: Ask, file: PurePath, faults: list[tuple[str, str, str]]) -> Finding:
    words = " ".join(f"-dropgodebug={path_word(ask.host, name)}" for name, _, _ in faults[:9])
    edit = "go work edit" if file.suffix == ".work" else "go mod edit"
    return Finding(
        cause="gomod-invalid",
        subject=file,
        message=f"go refuses {file}: {cut(faults[0][2])}",
        evidence=tuple(Evidence(str(file), cut(f"godebug {name}={value}")) for name, value, _ in faults[:4]),
        fix=Fix(
            "Drop the line; what only helps to look into a program belongs into the variable GODEBUG.",
            (f"{edit} {words} {path_word(ask.host, file)}",),
        ),
        detail="Every go command that needs the module fails until then.",
        concerns=borne_on(ask),
    )
