"""The vendor folder fits go.mod.

Why
    Where a module that asks for Go 1.14 or later has a vendor folder, go takes packages from it and compares its
    modules.txt with go.mod first: after a change of go.mod every build ends in "inconsistent vendoring". A folder of
    the name that another tool filled, or that was copied in part, does the same.

Looks at
    vendor/modules.txt beside go.mod or go.work, against what they require and replace, by go's own rules, and whether
    the folders that it names are there. Under -mod=mod, -mod=readonly or an older go line go passes over the folder.

Fix
    Fill the folder anew: `go mod vendor`, or `go work vendor` in a workspace.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.held import about_setting, borne_on, cut, named
from goverify.facts.project.vendoring import Vendoring, vendoring
from goverify.model import Subject

SHOWN = 4


@check(causes=("vendor-inconsistent", "goflags-mod-leftover"))
def vendor(ask: Ask) -> Iterator[Finding | Evidence]:
    found = ask(vendoring)
    if found is None:
        raise Unavailable("go takes no packages from a vendor folder here")
    if found.why_unreadable:
        raise Unavailable(f"{found.folder / 'modules.txt'} cannot be read: {found.why_unreadable}")
    if found.faults:
        yield _inconsistent(ask, found)
    elif found.absent:
        yield _incomplete(ask, found)
    else:
        yield Evidence(str(found.folder), "fits go.mod")


def _inconsistent(ask: Ask, found: Vendoring) -> Finding:
    faults = tuple(cut(fault) for fault in found.faults)
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    evidence = tuple(Evidence(str(found.folder / "modules.txt"), fault) for fault in faults[:SHOWN])
    if found.asked and not found.by_itself:
        return about_setting(
            ask,
            "goflags-mod-leftover",
            found.asked,
            f"{named(found.asked)} makes go take packages from {found.folder}, which does not fit: {faults[0]}{more}",
            remedy=f"Or fill the folder anew: {found.command}.",
            evidence=evidence,
            concerns=(found.folder,),
        )
    foreign = (
        ""
        if found.listed
        else "The folder has no modules.txt, so it may be another tool's; go looks into it all the same."
    )
    elsewise = "Or build with -mod=mod, which passes over the folder." if foreign else ""
    return Finding(
        cause="vendor-inconsistent",
        subject=found.folder,
        message=f"{found.folder} does not fit go.mod, so builds fail: {faults[0]}{more}",
        evidence=evidence,
        fix=Fix(f"Fill the vendor folder anew. {elsewise}".strip(), (found.command,)),
        detail=foreign or "Go says: inconsistent vendoring.",
        concerns=_concerns(ask, found),
    )


def _incomplete(ask: Ask, found: Vendoring) -> Finding:
    names = ", ".join(cut(name) for name in found.absent[:SHOWN])
    return Finding(
        cause="vendor-inconsistent",
        subject=found.folder,
        message=f"{found.folder} lacks packages that its modules.txt names: {names}",
        evidence=tuple(Evidence(str(found.folder / "modules.txt"), f"names {name}") for name in found.absent[:SHOWN]),
        fix=Fix("Fill the vendor folder anew.", (found.command,)),
        detail="A .gitignore or .dockerignore that holds back some of it is the usual reason.",
        concerns=_concerns(ask, found),
    )


def _concerns(ask: Ask, found: Vendoring) -> tuple[Subject, ...]:
    asked = (found.asked.name,) if found.asked else ()
    return (*asked, *borne_on(ask))
