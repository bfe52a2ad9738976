"""Version control can answer what go asks of it here.

Why
    Go asks git for the revision that it stamps into programs. From a .git folder that reached an image in parts, a
    clone that was interrupted, or a settings file with a slip in it, git answers with an error, and go build ends with
    "error obtaining VCS status: exit status 128", without the reason.

Looks at
    The repository that go finds around the module, as files, with no git run: HEAD, objects, refs, what a .git file
    names, the settings of the repository and the user, the index, and whether the commit of HEAD is there, loose or in
    a pack. GIT_DIR, GIT_WORK_TREE and GIT_CONFIG_COUNT, which a hook of git or a script leaves behind, and what they
    lead to. A second version control system around it, for which newer releases refuse to stamp. A branch without
    commits, a shallow clone, a leftover index.lock and a .git file that leads nowhere are no faults to go.

Fix
    Mend the repository or clone it anew; where its history is not needed, leave .git out or build without the stamp.
"""

import shlex
from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.ci import phrased
from goverify.facts.git.contents import Damage, damage
from goverify.facts.git.protected import Spoilt, protected_settings
from goverify.facts.git.repositories import NoRepository, repository
from goverify.facts.git.variables import Astray, astray
from goverify.facts.held import cut
from goverify.facts.network.remedies import without_variable
from goverify.facts.project.checkout import Checkout
from goverify.facts.project.main_packages import makes_programs
from goverify.facts.project.stamping import stamping, without_stamp
from goverify.host import System


@check(causes=("vcs-broken",))
def vcs_broken(ask: Ask) -> Iterator[Finding | Evidence]:
    stamp = ask(stamping)
    if stamp.checkout.clash:
        yield _two_systems(ask, stamp.checkout)
        return
    if stamp.program is None:
        raise Unavailable(f"{stamp.checkout.program} is not on PATH, so nothing is asked")
    lost = astray(ask.host, stamp.checkout.root) if stamp.checkout.program == "git" else None
    if lost:
        yield _of_variable(ask, stamp.checkout, lost)
        return
    if stamp.checkout.program != "git" or "GIT_DIR" in ask.host.env:
        yield Evidence(str(stamp.checkout.root), f"is under {stamp.checkout.title}, whose folder is not looked into")
        return
    found = ask(repository, stamp.checkout.root)
    settings = ask(protected_settings).spoilt
    fault = found if isinstance(found, NoRepository) else ask(damage, found)
    if settings:
        yield _of_user(ask, settings)
    if fault:
        yield _of_repository(ask, stamp.checkout, fault)
    elif not settings:
        yield Evidence(str(stamp.checkout.root), "is a repository that git can read")


def _of_variable(ask: Ask, checkout: Checkout, lost: Astray) -> Finding:
    told = f"{lost.name}={cut(ask.host.env[lost.name])}"
    unset = without_variable(ask, lost.name)
    fix = Fix(f"{unset.summary} Or build without the stamp (-buildvcs=false).", unset.commands)
    found = _finding(ask, checkout.root, f"{told} {lost.why}", checkout.root, f"{told} {lost.why}", fix)
    return found._replace(subject=lost.name, concerns=(checkout.root,))


def _of_repository(ask: Ask, checkout: Checkout, fault: NoRepository | Damage) -> Finding:
    fix = _opened(ask, checkout, fault.place) if fault.closed else _mended(ask, checkout, fault)
    return _finding(ask, checkout.root, f"{fault.place} {fault.why}", fault.place, fault.why, fix)


def _mended(ask: Ask, checkout: Checkout, fault: NoRepository | Damage) -> Fix:
    commands = fault.commands if isinstance(fault, Damage) else ()
    remedy = fault.remedy if isinstance(fault, Damage) else f"Clone the repository anew, or restore {fault.place}."
    if commands:
        summary = f"{remedy} Or build without the stamp (-buildvcs=false)."
        return Fix(phrased(ask, summary), (f"cd {shlex.quote(str(checkout.root))}", *commands))
    summary = f"{remedy} Until then, or where an image needs no .git at all, build without the stamp (-buildvcs=false)."
    return Fix(phrased(ask, summary), (without_stamp(ask),))


def _opened(ask: Ask, checkout: Checkout, place: PurePath) -> Fix:
    if ask.host.platform.system is System.WINDOWS:
        return Fix(f"Give this user the right to read {place}. Or build without the stamp.", (without_stamp(ask),))
    summary = f"Give {checkout.root} back to this user, with the right to read it. Or build with -buildvcs=false."
    root = shlex.quote(str(checkout.root))
    return Fix(phrased(ask, summary), (f'sudo chown -R "$(id -un)" {root}', f"chmod -R u+rwX {root}"))


def _of_user(ask: Ask, fault: Spoilt) -> Finding:
    fix = Fix(f"Mend {fault.file}. Until then, build without the stamp.", (without_stamp(ask),))
    return _finding(ask, fault.file, f"git's settings file {fault.file} {fault.why}", fault.file, fault.why, fix)


def _finding(ask: Ask, subject: PurePath, what: str, place: PurePath, why: str, fix: Fix) -> Finding:
    programs = ask(makes_programs)
    does = "go build fails here" if programs else "go would fail here as soon as there is a program to build"
    return Finding(
        cause="vcs-broken",
        subject=subject,
        message=f"{what}: git ends with an error, so {does}",
        evidence=(Evidence(str(place), why),),
        fix=fix,
        detail='Go says only "error obtaining VCS status: exit status 128". go run and go test do not ask git.',
        severity=None if programs else Severity.LOW,
    )


def _two_systems(ask: Ask, checkout: Checkout) -> Finding:
    clash = checkout.clash
    assert clash is not None  # the caller has looked
    programs = ask(makes_programs)
    return Finding(
        cause="vcs-broken",
        subject=checkout.root,
        message=f"{checkout.root} is under {checkout.title} and {clash.root} under {clash.title}, so go refuses to stamp programs",
        evidence=(Evidence(str(checkout.root), checkout.title), Evidence(str(clash.root), clash.title)),
        fix=Fix(
            "Remove the folder of the system that is not in use, or build without the stamp.", (without_stamp(ask),)
        ),
        detail='Go says "multiple VCS detected": one could be put there to have its commands run.',
        severity=None if programs else Severity.LOW,
    )
