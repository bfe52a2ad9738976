"""This user can read the project's files.

Why
    A checkout made by root, or by another user in a container, leaves a go.mod, a go.sum or sources that this user
    cannot read: go says "permission denied" of a file that is plainly there.

Looks at
    The folder itself, the go.mod and go.work in effect, go.sum, vendor/modules.txt, and the Go files here and in the
    first folders below: the rights of this user, and whether they are files at all.

Fix
    Give the file to this user, or let this user read it.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.file_remedies import made_readable
from goverify.facts.held import borne_on
from goverify.facts.project.roots import project
from goverify.facts.project.unreadable import unreadable_files

SHOWN = 4


@check(causes=("project-unreadable",))
def unreadable(ask: Ask) -> Iterator[Finding | Evidence]:
    there, found = ask(project), ask(unreadable_files)
    if there is None and not found:
        raise Unavailable("there is neither a go.mod nor a go.work here or further up")
    if not found:
        yield Evidence(str(ask.host.cwd), "this user can read the project's files here")
        return
    first = found[0]
    harmless = all(each.folder for each in found)
    more = f" (and {len(found) - 1} more files)" if len(found) > 1 else ""
    yield Finding(
        cause="project-unreadable",
        subject=first.place,
        message=f"{first.place} {first.why}{more}",
        evidence=tuple(Evidence(str(each.place), each.why) for each in found[:SHOWN]),
        fix=made_readable(ask, [each.place for each in found])
        if first.by_rights
        else Fix(f"Put the file itself in the place of {first.place}."),
        detail="A pattern such as ./... ends there, whatever the folder holds." if harmless else "",
        severity=Severity.MEDIUM if harmless else None,
        concerns=borne_on(ask),
    )
