"""The current folder still exists.

Why
    A folder that a checkout of another branch, a clean-up or another terminal has removed stays the current one of the
    shells in it. Nothing seems to be wrong there, but go does not work: "cannot determine current directory: getwd:
    no such file or directory". Where a new folder has taken its place, the shell is still in the old one.

Looks at
    Whether the system can say in which folder this process is, and what stands under the name in PWD now.

Fix
    Change to the folder anew, or to another one.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, check
from goverify.facts.held import borne_on
from goverify.host.paths import is_folder


@check(causes=("project-unreadable",))
def removed(ask: Ask) -> Iterator[Finding | Evidence]:
    try:
        here = ask.host.cwd
    except OSError as error:
        yield _gone(ask, error)
        return
    yield Evidence(str(here), "is there")


def _gone(ask: Ask, error: OSError) -> Finding:
    said = ask.host.env.get("PWD", "")
    back = bool(said) and is_folder(ask.host, ask.host.path(said))
    name = f"the current folder, {said}," if said else "the current folder"
    fix = Fix("Enter the folder that has its name now.", ('cd "$PWD"',)) if back else Fix("Change to another.", ("cd",))
    return Finding(
        cause="project-unreadable",
        subject=ask.host.path(said) if said else "the current folder",
        message=f"{name} has been removed while this shell was in it, and go does not work without one",
        evidence=(
            Evidence("the current folder", f"the system cannot name it: {error.strerror or error}"),
            *([Evidence(said, "is another folder of that name" if back else "does not exist")] if said else []),
        ),
        fix=fix,
        detail="Go says: cannot determine current directory.",
        concerns=borne_on(ask),
    )
