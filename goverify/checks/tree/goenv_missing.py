"""The tree holds go.env, which carries the release's defaults, and go can read it.

Why
    Since Go 1.21 the defaults of GOPROXY, GOSUMDB and GOTOOLCHAIN stand in GOROOT/go.env. Without the file they are
    empty: modules come straight from their repositories, unchecked, and go does not switch to another release. A file
    that go cannot read is passed over in silence.

Looks at
    The file go.env in the tree, for releases from 1.21 on: whether it is there, may be read by this user, is plain
    text, and sets one of the three at least. A packager's own values, GOTOOLCHAIN=local among them, are no fault.

Fix
    Unpack the release anew, or put its go.env back.
"""

import shlex
from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.goroot import concerned
from goverify.facts.release import Release
from goverify.facts.remedies import reinstall, sudo
from goverify.facts.settings.tree_goenv import DEFAULTS, TreeGoenv, tree_goenv
from goverify.facts.tree import Tree, answering_tree, release_at_work
from goverify.host import System

SINCE = (1, 21)


@check(causes=("tree-goenv-missing",))
def goenv_missing(ask: Ask) -> Iterator[Finding | Evidence]:
    tree = ask(answering_tree)
    release = tree.release or ask(release_at_work)
    if release is None or release.numbers[:2] < SINCE:
        raise Unavailable("releases before 1.21 have no go.env")
    file = ask(tree_goenv)
    if file is None:
        yield _finding(ask, tree, release, "is missing", "is not there")
    elif any(held.name in DEFAULTS for held in file.settings):
        yield Evidence(str(file.path), f"sets {', '.join(held.name for held in file.settings[:9])}")
    else:
        yield _finding(ask, tree, release, "has no effect", file.problem or "it sets none of them", file)


def _finding(ask: Ask, tree: Tree, release: Release, state: str, why: str, file: TreeGoenv | None = None) -> Finding:
    path = tree.root / "go.env"
    reason = f" ({why})" if file else ""
    return Finding(
        cause="tree-goenv-missing",
        subject=tree.root,
        message=f"{path} {state}{reason}, so GOPROXY, GOSUMDB and GOTOOLCHAIN have no defaults",
        evidence=(Evidence(str(path), why),),
        fix=_readable(ask, file) if file and _closed(ask, file) else reinstall(ask, tree.root, release),
        concerns=concerned(ask),
    )


def _closed(ask: Ask, file: TreeGoenv) -> bool:
    return ask.host.platform.system is not System.WINDOWS and not ask.host.access(file.path, "r")


def _readable(ask: Ask, file: TreeGoenv) -> Fix:
    command = f"{sudo(ask, file.path)}chmod a+r {shlex.quote(str(file.path))}"
    return Fix(f"Let everyone read {file.path}.", (command,))
