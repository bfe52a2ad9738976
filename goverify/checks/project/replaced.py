"""The folders that replace modules are there.

Why
    `replace example.com/module => ../module` serves the machine of whoever wrote it. Elsewhere the folder beside the
    checkout is not there: "replacement directory ../module does not exist", and go mod tidy and go list fail.

Looks at
    The replace lines of go.mod and go.work that name a folder, for modules that are required. Those that a vendor
    folder serves, or that the workspace itself has, are no fault.

Fix
    Bring the folder, or drop the replace line.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.file_remedies import path_word
from goverify.facts.held import borne_on, cut
from goverify.facts.project.replacements import Gone, replacements_gone
from goverify.facts.project.roots import project

SHOWN = 4


@check(causes=("gomod-invalid",))
def replaced(ask: Ask) -> Iterator[Finding | Evidence]:
    found = ask(project)
    if found is None:
        raise Unavailable("there is neither a go.mod nor a go.work here or further up")
    gone = ask(replacements_gone)
    if gone:
        yield _finding(ask, gone)
    else:
        yield Evidence(str(ask.host.cwd), "no required module is replaced by a folder that is gone")


def _finding(ask: Ask, gone: tuple[Gone, ...]) -> Finding:
    first = gone[0]
    more = f" (and {len(gone) - 1} more)" if len(gone) > 1 else ""
    tool = "go work edit" if first.file.name == "go.work" else "go mod edit"
    return Finding(
        cause="gomod-invalid",
        subject=first.file,
        message=f"{first.file} replaces {cut(first.module)} by {cut(first.path)}, and no module is there{more}",
        evidence=tuple(
            Evidence(str(each.place), f"is not there, and replaces {cut(each.module)}") for each in gone[:SHOWN]
        ),
        fix=Fix(
            f"Put the module at {first.place.parent}, or drop the replace line.",
            tuple(
                f"{tool} -dropreplace={path_word(ask.host, each.module)} {path_word(ask.host, each.file)}"
                for each in gone[:SHOWN]
                if each.file == first.file
            ),
        ),
        detail="A replace line that names a folder serves the machine where the folder is.",
        severity=None if any(each.imported for each in gone) else Severity.MEDIUM,
        concerns=borne_on(ask),
    )
