"""The git of macOS leads to developer tools that are there.

Why
    /usr/bin/git only hands on to Xcode or to the command line tools. An update of macOS can remove these; then git
    ends with "xcrun: error: invalid active developer path", and go build with "error obtaining VCS status", though no
    line of C is in sight.

Looks at
    The git that go would start for the stamp of a program, or for modules without a proxy; DEVELOPER_DIR, the link that
    xcode-select keeps, and what is in the folder that they name. git is not started, since without the tools it opens
    an installer.

Fix
    Install the command line tools, or choose those that are there.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Severity, Unavailable, check
from goverify.facts.cgo.tools_remedy import tools_remedy
from goverify.facts.cgo.xcode import git_without_tools
from goverify.facts.git.program import program
from goverify.facts.project.direct_modules import direct_modules
from goverify.facts.project.main_packages import makes_programs
from goverify.facts.project.stamping import stamping
from goverify.host import System


@check(causes=("xcode-missing",), systems=(System.MACOS,))
def git_tools(ask: Ask) -> Iterator[Finding | Evidence]:
    git = ask(program, "git")
    if git is None:
        raise Unavailable("PATH offers no git")
    root, fetched = _stamped(ask), ask(direct_modules)
    if root is None and not (fetched and fetched.paths):
        raise Unavailable("nothing here asks git")
    tools = ask(git_without_tools, git)
    if tools is None:
        yield Evidence(str(git), "is no stand-in for tools that are not there")
        return
    yield Finding(
        cause="xcode-missing",
        subject=tools.folder,
        message=f"{git} leads to the Xcode command line tools, and {tools.folder} holds none: every question to git fails",
        evidence=(Evidence(tools.by, str(tools.folder)), Evidence(str(git), "only hands on to them")),
        fix=tools_remedy(ask, tools),
        detail='go build ends with "error obtaining VCS status", git with "xcrun: error: invalid active developer path".',
        severity=None if (root and ask(makes_programs)) or root is None else Severity.LOW,
        concerns=(root,) if root else (),
    )


def _stamped(ask: Ask) -> PurePath | None:
    """Return the repository that go asks git about; None where it asks none."""
    try:
        stamp = ask(stamping)
    except Unavailable:
        return None
    return stamp.checkout.root if stamp.checkout.program == "git" else None
