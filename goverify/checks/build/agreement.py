"""All that names the release of the go that answers agrees.

Why
    The file of the go command, its answers and its tree each name a release. Where one of them was replaced apart
    from the others, `go version` is not to be believed.

Looks at
    The release in the file's build info; what `go version` and GOVERSION answer without any setting; the VERSION
    file in the GOROOT that it answers; whether that GOROOT is the tree in which the chain of links from PATH ends.

Fix
    Install the release anew, into an empty folder.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.build import runnable_go
from goverify.facts.flavour import is_gccgo
from goverify.facts.go_commands import GoCommand
from goverify.facts.goroot import concerned, goroot, same_tree
from goverify.facts.identity import GoIdentity, identity
from goverify.facts.release import Release
from goverify.facts.remedies import reinstall
from goverify.facts.running import clean_env, run_go
from goverify.facts.tree import tree
from goverify.facts.words import plain


@check(causes=("go-binary-mislabelled", "goroot-mismatch", "tree-mixed"))
def agreement(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(runnable_go)
    if ask(is_gccgo, go):
        raise Unavailable("gccgo's go has neither build info nor a tree of its own")
    said = ask(identity, go)
    if said.goroot is None:
        raise Unavailable("the go that answers has no tree")
    yield from _of_the_file(ask, go, said)
    yield from _of_the_tree(ask, go, said, said.goroot)
    yield from _of_the_place(ask, go, said.goroot)


def _of_the_file(ask: Ask, go: GoCommand, said: GoIdentity) -> Iterator[Finding | Evidence]:
    """Hold what is written in the file against what it says when it runs."""
    spoken = _spoken(ask, go)
    yield Evidence(f"build info of {go.file}", str(go.release) if go.release else go.wrapper or "names no release")
    yield Evidence("go version", spoken or "no release")
    yield Evidence("go env GOVERSION", said.version or "nothing")
    release, made = Release.parse(spoken), go.release if not go.wrapper else None
    words = [f"its build info names {made}"] if made else []
    words += [f"`go version` answers {release}"] if release else []
    words += [f"GOVERSION is {said.release}"] if said.release else []
    if len({each for each in (made, release, said.release) if each}) > 1:
        yield Finding(
            cause="go-binary-mislabelled",
            subject=go.file,
            message=f"{go.file} contradicts itself: {', '.join(words)}",
            evidence=tuple(Evidence(str(go.file), word) for word in words),
            fix=reinstall(ask, said.goroot, said.release) if said.goroot else None,
            concerns=concerned(ask),
        )


def _spoken(ask: Ask, go: GoCommand) -> str:
    """Return the release in the answer of `go version`, as written; empty where there is none."""
    cwd = ask.host.cwd if go.wrapper else None
    answer = run_go(ask, go.found, ("version",), env=clean_env(ask), cwd=cwd)
    said, _, _ = answer.stdout.strip().removeprefix("go version ").rpartition(" ")  # the last word is the platform
    return plain(said.partition("\n")[0])


def _of_the_tree(ask: Ask, go: GoCommand, said: GoIdentity, root: PurePath) -> Iterator[Finding | Evidence]:
    """Hold what go says against the VERSION file of its tree."""
    found = ask(tree, root)
    yield Evidence(str(root / "VERSION"), found.version or "is not there")
    if said.release and found.release and said.release != found.release:
        yield Finding(
            cause="tree-mixed",
            subject=root,
            message=f"{root} holds files of more than one release: its VERSION file says {found.release}, and "
            f"{go.found}, which works with it, is {said.release}",
            evidence=(
                Evidence(str(root / "VERSION"), found.version),
                Evidence(f"{go.found} env GOVERSION", said.version),
            ),
            fix=reinstall(ask, root, found.release),
            concerns=concerned(ask),
        )


def _of_the_place(ask: Ask, go: GoCommand, root: PurePath) -> Iterator[Finding | Evidence]:
    """Hold the GOROOT that go answers against the tree in which its file stands."""
    here = ask(goroot).by_location
    yield Evidence("go env GOROOT", str(root))
    if go.wrapper or here is None:
        yield Evidence(str(go.file), f"is a {go.wrapper}" if go.wrapper else "stands in no tree")
        return
    yield Evidence(str(go.file), f"stands in {here}")
    if not same_tree(ask.host, here, root):
        yield Finding(
            cause="goroot-mismatch",
            subject="GOROOT",
            message=f"{go.found} stands in the tree {here}, and without any setting takes {root} for its GOROOT",
            evidence=(Evidence(str(go.file), f"stands in {here}"), Evidence(f"{go.found} env GOROOT", str(root))),
            fix=Fix(f"Remove {go.file} and install Go anew from https://go.dev/dl/."),
            concerns=(*concerned(ask), root),
        )
