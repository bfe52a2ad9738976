"""The module does not stand in the temporary folder itself.

Why
    Go passes over a go.mod that stands in the system's temporary folder, so that one forgotten in /tmp does not take in
    everything below: "ignoring go.mod in system temp root". A TMPDIR that names a project's folder makes that project
    no module any more.

Looks at
    The nearest go.mod above, against the folder that TMPDIR names (TMP and TEMP on Windows), else the system's own. A
    project in a folder below is no fault, nor is a temporary folder within a module.

Fix
    Unset TMPDIR, or move the project into a folder of its own.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.file_remedies import moved_away
from goverify.facts.held import about_setting, borne_on, named
from goverify.facts.project.roots import ignored_module, project
from goverify.facts.settings.in_force import Setting
from goverify.facts.storage.temp_folder import system_temp_setting


@check(causes=("tmpdir-in-module",))
def temp_folder(ask: Ask) -> Iterator[Finding | Evidence]:
    ignored = ask(ignored_module)
    if ignored is None:
        found = ask(project)
        if found is None or found.module is None:
            raise Unavailable("there is no go.mod here or further up")
        yield Evidence(str(found.module), "does not stand in the temporary folder itself")
        return
    held = system_temp_setting(ask.host)
    yield _by_variable(ask, ignored, held) if held else _by_place(ask, ignored)


def _by_variable(ask: Ask, ignored: PurePath, held: Setting) -> Finding:
    return about_setting(
        ask,
        "tmpdir-in-module",
        held,
        f"{named(held)} makes the folder of {ignored} the temporary folder, so go ignores this go.mod",
        remedy="Or set it to a folder outside of the project.",
        detail="Go says: ignoring go.mod in system temp root.",
        concerns=(ignored,),
    )


def _by_place(ask: Ask, ignored: PurePath) -> Finding:
    """Return the finding about a go.mod in /tmp itself; whoever stands below it hardly means it."""
    below = ask.host.cwd != ignored.parent
    return Finding(
        cause="tmpdir-in-module",
        subject=ignored,
        message=f"{ignored} stands in the temporary folder itself, where go ignores it",
        evidence=(Evidence(str(ignored), "is the nearest go.mod above"),),
        fix=Fix("Move it away; a project needs a folder of its own.", (moved_away(ask, ignored),)),
        severity=Severity.LOW if below else None,
        concerns=borne_on(ask),
    )
