"""There is no go.mod directly in GOPATH.

Why
    Go passes over a go.mod that stands in the root of GOPATH, where every downloaded module lies below it, and refuses
    to build what is in the folders below: "ignoring go.mod in $GOPATH". `go mod init` in the wrong folder makes one.

Looks at
    The first folder of GOPATH (without GOPATH, go in the home folder), which is the one that go looks at. A go.mod in
    a folder below is no fault.

Fix
    Move the go.mod away, with the project that it belongs to.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.file_remedies import moved_away
from goverify.facts.gopath import gopath
from goverify.facts.held import borne_on
from goverify.facts.remedies import unset_variable
from goverify.facts.settings.in_force import setting
from goverify.host.paths import is_file


@check(causes=("gopath-has-gomod",))
def gopath_gomod(ask: Ask) -> Iterator[Finding | Evidence]:
    folders = ask(gopath).folders
    if not folders:
        raise Unavailable("there is neither GOPATH nor a home folder")
    stray = folders[0] / "go.mod"
    if not is_file(ask.host, stray):
        yield Evidence(str(folders[0]), "has no go.mod in it")
        return
    yield Finding(
        cause="gopath-has-gomod",
        subject=stray,
        message=f"{stray} stands in the root of GOPATH, where go passes over it and refuses to build what lies below",
        evidence=(Evidence(str(stray), "is there"), Evidence("GOPATH", str(folders[0]))),
        fix=_fix(ask, stray),
        concerns=("GOPATH", *borne_on(ask)),
    )


def _fix(ask: Ask, stray: PurePath) -> Fix:
    held = ask(setting, "GOPATH")
    if held and _is_around(ask, stray.parent):  # a setting has made a GOPATH of the project at hand
        unset = unset_variable(ask, held)
        return Fix(f"{unset.summary} Or move the project out of {stray.parent}.", unset.commands)
    summary = "Move the go.mod away; a project belongs into a folder of its own, outside GOPATH."
    return Fix(summary, (moved_away(ask, stray),))


def _is_around(ask: Ask, folder: PurePath) -> bool:
    try:
        here = ask.host.cwd
    except OSError:
        return False
    return folder in (here, *here.parents)
