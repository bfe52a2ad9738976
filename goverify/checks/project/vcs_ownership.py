"""Git accepts the checkout here as this user's.

Why
    Go asks git for the revision that it stamps into programs, and git refuses a repository that belongs to another
    user: it could be a trap. In containers and CI jobs the sources are often mounted or checked out by somebody else,
    and go build ends with "error obtaining VCS status: exit status 128", without the reason.

Looks at
    The owners of the folder, of its .git folder or file and of what that names, against this user, or who called sudo;
    and safe.directory in git's settings of the system, the user and the environment. Git is not run. Where go does not
    stamp (-buildvcs=false, no module, no git on PATH) and for a git from before the rule, nothing is wrong.

Fix
    Tell git that the folder is safe (`git config --global --add safe.directory` and the folder), give it to this
    user, or build without the stamp.
"""

import shlex
from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.ancestry import ancestry
from goverify.facts.ci import ci_service, phrased
from goverify.facts.git.owners import Disowned, declared_safe, disowned, mistaken
from goverify.facts.git.program import git_traits
from goverify.facts.git.repositories import NoRepository, repository
from goverify.facts.project.main_packages import makes_programs
from goverify.facts.project.stamping import stamping, without_stamp
from goverify.facts.storage.hindrance import owner_name
from goverify.host import System
from goverify.host.paths import home, resolve


@check(causes=("vcs-ownership",), systems=(System.LINUX, System.MACOS))
def vcs_ownership(ask: Ask) -> Iterator[Finding | Evidence]:
    stamp = ask(stamping)
    if stamp.program is None:
        raise Unavailable(f"{stamp.checkout.program} is not on PATH, so nothing is asked")
    if stamp.checkout.program != "git":
        raise Unavailable(f"the repository here is one of {stamp.checkout.title}, which has no such rule")
    if "GIT_DIR" in ask.host.env:
        raise Unavailable("GIT_DIR names the repository, and git then asks for no owners")
    found = ask(repository, stamp.checkout.root)
    if isinstance(found, NoRepository):
        raise Unavailable(f"{found.place} {found.why}, so git gets no further")
    fault = ask(disowned, found)
    if fault is None:
        yield Evidence(str(found.root), "belongs to this user")
    elif ask(declared_safe, found):
        yield Evidence(str(found.root), f"belongs to {owner_name(fault.uid)}, and safe.directory allows it")
    elif not git_traits(ask, stamp.program).asks_for_owners:
        yield Evidence(str(stamp.program), "is from before the rule, and takes what belongs to others")
    else:
        yield _finding(ask, found.root, fault)


def _finding(ask: Ask, root: PurePath, fault: Disowned) -> Finding:
    user = "root" if ask.host.identity.uid == 0 else f"this user (uid {ask.host.identity.uid})"
    programs = ask(makes_programs)
    does = "so go build fails here" if programs else "and go would fail here as soon as there is a program to build"
    return Finding(
        cause="vcs-ownership",
        subject=root,
        message=f"git refuses the checkout in {root}, {does}: {fault.place} belongs to {owner_name(fault.uid)}, not to {user}",
        evidence=(Evidence(str(fault.place), f"belongs to uid {fault.uid}"), *_near(ask, root)),
        fix=_fix(ask, root),
        detail='Go says only "error obtaining VCS status: exit status 128". go run and go test do not ask git.',
        severity=None if programs else Severity.LOW,
    )


def _near(ask: Ask, root: PurePath) -> tuple[Evidence, ...]:
    value = ask(mistaken, root)
    return (
        (Evidence("safe.directory", f"is set to {value}, which does not mean this folder to this git"),)
        if value
        else ()
    )


def _fix(ask: Ask, root: PurePath) -> Fix:
    real = resolve(ask.host, root) or root
    place, base = shlex.quote(str(real)), home(ask.host)
    own = f'sudo chown -R "$(id -un)" {place}'
    if base is not None and base in real.parents and ask.host.identity.uid:
        return Fix(
            f"Give {real} back to this user. Or let git in: git config --global --add safe.directory {place}.", (own,)
        )
    if base is None:
        return Fix(
            phrased(ask, "Build without the stamp, since git finds no home for its settings."), (without_stamp(ask),)
        )
    summary = f"Tell git that {real} is safe. Or start go as its owner, or build without the stamp (-buildvcs=false)."
    if not ask(ci_service) and any(each.kind == "container" for each in ask(ancestry)):
        summary += f" For all containers of an image: RUN git config --system --add safe.directory {place}."
    return Fix(phrased(ask, summary), (f"git config --global --add safe.directory {place}",))
