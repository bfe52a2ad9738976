"""The tree holds go.env, which carries the release's defaults.

Why
    Since Go 1.21 the defaults of GOPROXY, GOSUMDB and GOTOOLCHAIN stand in GOROOT/go.env. Without the file they are
    empty: modules come straight from their repositories, unchecked, and go does not switch to another release.

Looks at
    The file go.env in the tree, for releases from 1.21 on.

Fix
    Unpack the release anew, or put its go.env back.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Unavailable, check
from goverify.facts.goroot import concerned
from goverify.facts.remedies import reinstall
from goverify.facts.tree import answering_tree, release_at_work

SINCE = (1, 21)


@check(causes=("tree-goenv-missing",))
def goenv_missing(ask: Ask) -> Iterator[Finding | Evidence]:
    tree = ask(answering_tree)
    release = tree.release or ask(release_at_work)
    if release is None or release.numbers[:2] < SINCE:
        raise Unavailable("releases before 1.21 have no go.env")
    file = tree.root / "go.env"
    if tree.has_goenv:
        yield Evidence(str(file), "is there")
        return
    yield Finding(
        cause="tree-goenv-missing",
        subject=tree.root,
        message=f"{file} is missing, so GOPROXY, GOSUMDB and GOTOOLCHAIN have no defaults",
        evidence=(Evidence(str(file), "is not there"),),
        fix=reinstall(ask, tree.root, release),
        concerns=concerned(ask),
    )
