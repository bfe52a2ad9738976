"""The go.work in effect has this module in it.

Why
    A go.work further up takes effect unasked, and so does the one that GOWORK names. In a module that it does not use,
    go builds nothing: "current directory is contained in a module that is not one of the workspace modules". A
    GOWORK that names a file which is gone, a folder in the go.work that is, or one module in two folders of it end
    every build.

Looks at
    The go.work that GOWORK names or that stands nearest above, the folders that it uses, and the go.mod nearest above.
    A workspace that uses this module is healthy, and GOWORK=off is as well.

Fix
    Add the module with `go work use`, leave the workspace with GOWORK=off, or unset a GOWORK that was left over.
"""

from collections.abc import Iterator, Sequence

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.file_remedies import path_word
from goverify.facts.held import about_setting, borne_on, cut, named
from goverify.facts.project.roots import Project, Workspace, project
from goverify.facts.project.workspace import Member, is_member, members, namesakes
from goverify.facts.remedies import set_variable

ABSENT = "there is no such file"

SHOWN = 3


@check(causes=("gowork-shadows",))
def workspace(ask: Ask) -> Iterator[Finding | Evidence]:
    found = ask(project)
    if found is None or found.workspace is None:
        raise Unavailable("no go.work is in effect")
    space = found.workspace
    if space.held is not None and space.work is None:
        yield from _named_in_vain(ask, space)
        return
    gone = [member for member in ask(members) if member.why_unreadable == ABSENT]
    if gone:
        yield _gone(ask, space, gone)
    twice = ask(namesakes)
    if twice:
        yield _twice(ask, space, *twice)
    if space.work is not None and not space.work.defects and _outside(ask, found):
        yield _shadows(ask, found, space)
    elif not gone and not twice:
        yield Evidence(str(space.file), f"is in effect, with {len(ask(members))} modules")


def _named_in_vain(ask: Ask, space: Workspace) -> Iterator[Finding | Evidence]:
    assert space.held
    if not space.file.is_absolute():
        yield Evidence(space.held.place, f"{named(space.held)}, which is no absolute path")
        return
    yield about_setting(
        ask,
        "gowork-shadows",
        space.held,
        f"{named(space.held)} names a workspace that go cannot read, so every build fails: {space.why_unreadable}",
        remedy="Or name a go.work that is there.",
        detail=f"Go says: reading go.work: open {space.file}.",
        severity=Severity.HIGH,
        concerns=(space.file,),
    )


def _gone(ask: Ask, space: Workspace, gone: Sequence[Member]) -> Finding:
    uses = ", ".join(cut(member.use) for member in gone[:SHOWN])
    file = path_word(ask.host, space.file)
    commands = (f"go work edit -dropuse={path_word(ask.host, member.use)} {file}" for member in gone[:SHOWN])
    return Finding(
        cause="gowork-shadows",
        subject=space.file,
        message=f"{space.file} uses {uses}, and no go.mod is there, so nothing in the workspace can be built",
        evidence=tuple(Evidence(str(member.file), "is not there") for member in gone[:SHOWN]),
        fix=Fix("Take what is gone out of the go.work, or bring it back.", tuple(commands)),
        severity=Severity.HIGH,
        concerns=borne_on(ask),
    )


def _twice(ask: Ask, space: Workspace, first: Member, second: Member) -> Finding:
    assert first.mod  # it has a name
    drop = f"go work edit -dropuse={path_word(ask.host, second.use)} {path_word(ask.host, space.file)}"
    return Finding(
        cause="gowork-shadows",
        subject=space.file,
        message=f"{space.file} uses {cut(first.use)} and {cut(second.use)}, which are both {cut(first.mod.module or '')}, "
        "so nothing in the workspace can be built",
        evidence=tuple(Evidence(str(each.file), f"module {cut(first.mod.module or '')}") for each in (first, second)),
        fix=Fix("Take one of the two out of the go.work, or give one of the modules another path.", (drop,)),
        detail="Go says: appears multiple times in workspace.",
        severity=Severity.HIGH,
        concerns=borne_on(ask),
    )


def _outside(ask: Ask, found: Project) -> bool:
    return found.module is not None and not ask(is_member, found.module)


def _shadows(ask: Ask, found: Project, space: Workspace) -> Finding:
    assert found.module
    module = found.module.parent
    message = f"{space.file} is in effect and does not use {module}, so go refuses to build what is in this module"
    if space.held is not None:
        return about_setting(
            ask,
            "gowork-shadows",
            space.held,
            f"{named(space.held)}: {message}",
            remedy=f"Or add the module to it: go work use {path_word(ask.host, module)}.",
            concerns=(space.file, found.module),
        )
    return Finding(
        cause="gowork-shadows",
        subject=space.file,
        message=message,
        evidence=(
            Evidence(str(space.file), "is the nearest go.work above"),
            Evidence(str(found.module), "is the nearest go.mod above, and the go.work does not use it"),
        ),
        fix=Fix(
            f"Leave the workspace with GOWORK=off, or add the module to it: go work use {path_word(ask.host, module)}.",
            (set_variable(ask, "GOWORK", "off"),),
        ),
        detail="Go says: contained in a module that is not one of the workspace modules listed in go.work.",
        concerns=(found.module, *borne_on(ask)),
    )
