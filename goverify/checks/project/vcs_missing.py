"""The version control program that go needs here is installed.

Why
    Where GOFLAGS demands the revision in every program (-buildvcs=true), go build fails without the program that knows
    it. Modules that are not to come from a proxy (GOPRIVATE, GOPROXY=direct) are fetched with git itself.

Looks at
    -buildvcs=true in GOFLAGS against the repository around the module; the modules that go.mod requires and the module
    cache lacks, those of them that go fetches without a proxy and that lie in git repositories by their paths; PATH, and
    whether the git there is a script that lacks what it starts. A checkout without git is no fault in itself: go leaves
    the revision out without a word.

Fix
    Install the program; or leave the stamp out, or fetch through a proxy.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.cgo.scripts import lost_by
from goverify.facts.ci import phrased
from goverify.facts.git.program import program
from goverify.facts.held import about_setting, as_written, cut, named
from goverify.facts.project.direct_modules import direct_modules
from goverify.facts.project.main_packages import makes_programs
from goverify.facts.project.stamping import Stamping, stamping, without_stamp
from goverify.facts.surroundings import git_command

SHOWN = 3


@check(causes=("vcs-missing",))
def vcs_missing(ask: Ask) -> Iterator[Finding | Evidence]:
    wanted = ask(direct_modules)
    stamp = _stamp(ask)
    if stamp and stamp.demanded and stamp.program is None:
        yield _demanded(ask, stamp)
    lost = lost_by(ask, stamp.program) if stamp and stamp.program else ""
    if stamp and stamp.program and lost:
        yield _unstartable(ask, stamp.program, lost)
    if wanted is None or not wanted.paths:
        if stamp is None:
            raise Unavailable("nothing here asks for version control")
        yield Evidence(str(stamp.checkout.root), f"is asked with {stamp.program or 'nothing'}")
        return
    git = ask(program, "git")
    shown = ", ".join(wanted.paths[:SHOWN])
    if git:
        yield Evidence(str(git), f"is there for what is fetched without a proxy: {shown}")
        return
    more = f" and {len(wanted.paths) - SHOWN} more" if len(wanted.paths) > SHOWN else ""
    yield Finding(
        cause="vcs-missing",
        subject=wanted.file,
        message=f"git is not installed, and go needs it to fetch what {wanted.file} requires: {shown}{more}",
        evidence=tuple(Evidence(held.place, as_written(held)) for held in wanted.settings),
        fix=Fix(
            phrased(ask, "Install git, or fetch these modules through a proxy."),
            tuple(filter(None, (ask(git_command),))),
        ),
    )


def _unstartable(ask: Ask, file: PurePath, lost: str) -> Finding:
    programs = ask(makes_programs)
    does = "go build fails here" if programs else "go would fail here as soon as there is a program to build"
    return Finding(
        cause="vcs-missing",
        subject=file,
        message=f"{file} is a script that needs {cut(lost)}, which is not there, so {does}",
        evidence=(Evidence(str(file), f"needs {cut(lost)}"),),
        fix=Fix(
            phrased(ask, f"Remove {file}, or install what it needs. Until then, build without the stamp."),
            (without_stamp(ask),),
        ),
        detail="Go asks the first git on PATH for the revision that it stamps into programs.",
        severity=Severity.HIGH if programs else Severity.LOW,
    )


def _stamp(ask: Ask) -> Stamping | None:
    try:
        return ask(stamping)
    except Unavailable:
        return None


def _demanded(ask: Ask, stamp: Stamping) -> Finding:
    assert stamp.demanded is not None  # the caller has looked
    name, held = stamp.checkout.program, stamp.demanded
    return about_setting(
        ask,
        "vcs-missing",
        held,
        f"{named(held)} demands the revision in every program, and {name}, which knows that of {stamp.checkout.root}, is not installed",
        remedy=f"Or install {name}, or write -buildvcs=auto.",
        severity=Severity.HIGH,
        evidence=(Evidence("PATH", f"offers no {name}"),),
    )
