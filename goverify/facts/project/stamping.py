"""Whether a build here would ask version control for the revision that go stamps into programs.

Source: cmd/go/internal/load (setBuildInfo) of 1.21.13, 1.26.6 and 1.27.3, and the release notes of 1.18. Of the
commands that people type only build, install and list stamp by themselves; run and test do where -buildvcs=true.
"""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts, Unavailable
from goverify.facts.git.program import program
from goverify.facts.project.checkout import Checkout, checkout
from goverify.facts.project.main_packages import module_roots
from goverify.facts.remedies import SETTING
from goverify.facts.settings.goflags import TRUTHS, goflags, quoted
from goverify.facts.settings.in_force import Setting
from goverify.facts.variables.shells import quoted as quoted_in
from goverify.facts.variables.shells import user_shell
from goverify.facts.work_release import numbers_at_work

SINCE = (1, 18, 0)


class Stamping(NamedTuple):
    """What go asks for the revision of what it builds here."""

    checkout: Checkout
    program: PurePath | None
    """The version control program; None where PATH offers none, which go minds only if the stamp is demanded."""
    demanded: Setting | None
    """The GOFLAGS with -buildvcs=true."""


def stamping(ask: Facts) -> Stamping:
    """Return what go would ask; Unavailable with the reason where it asks nothing."""
    if ask(numbers_at_work) < SINCE:
        raise Unavailable("this release does not stamp programs with a revision")
    wish, held = _wish(ask)
    if wish == "false":
        raise Unavailable("-buildvcs=false in GOFLAGS turns the stamping of programs off")
    roots = ask(module_roots)
    if not roots:
        raise Unavailable("there is no module here, and go stamps only programs of modules")
    found = ask(checkout, ask.host.cwd)
    if found is None:
        raise Unavailable("no repository is found around the current folder")
    of_modules = [ask(checkout, root) for root in roots]
    if not any(each and each.root == found.root for each in of_modules):
        raise Unavailable(f"the module is not in the repository of {found.root}, so go does not ask it")
    file = ask(program, found.program)
    if file is None and wish == "auto" and not found.clash:
        raise Unavailable(f"{found.program} is not on PATH, so go leaves the revision out without a word")
    return Stamping(found, file, held if wish == "true" else None)


def _wish(ask: Facts) -> tuple[str, Setting | None]:
    """Return -buildvcs as it is in force: auto, true or false."""
    given = ask(goflags)
    flag = given.last("buildvcs") if given else None
    if given is None or flag is None or flag.value == "auto":
        return "auto", None
    if flag.value is None or flag.value in TRUTHS:
        return ("false" if (flag.value or "t")[0] in "0fF" else "true"), given.held
    return "auto", None


def without_stamp(ask: Facts) -> str:
    """Return the line that turns the stamping off for this session, with what GOFLAGS holds beside it."""
    given = ask(goflags)
    kept = [quoted(flag.text) for flag in (given.flags or () if given else ()) if flag.name != "buildvcs"]
    shell = ask(user_shell)
    value = quoted_in(shell, " ".join([*kept, "-buildvcs=false"]))
    return SETTING.get(shell, "export {name}={value}").format(name="GOFLAGS", value=value)
