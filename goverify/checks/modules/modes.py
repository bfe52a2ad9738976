"""Module mode and GOPATH mode are what this release makes of them.

Why
    Whether a folder is a module decides everything that go does in it: where dependencies come from, and whether there
    are versions at all. The rules are old and the same in every release from 1.16 on, yet advice that is older still
    goes around. A go that keeps other rules is not the release that it says it is.

Looks at
    go env GOMOD and go list -m, asked without any setting of the user in a module and in a folder without go.mod,
    outside and inside of GOPATH/src, with GO111MODULE unset, on, auto and off. Unset comes to on. With auto the go.mod
    decides, wherever it lies. With off go.mod files are nothing. Only with --deep.

Fix
    Install the release anew, into an empty folder.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Unavailable, check
from goverify.blame import BLAMED, blame
from goverify.facts.build import runnable_go
from goverify.facts.deep.proofs import demand_deep
from goverify.facts.flavour import is_gccgo
from goverify.facts.goroot import concerned, goroot
from goverify.facts.modules.modes import ENV, LIST, NAME, Mode, Way, module_modes
from goverify.facts.release_history import release_history
from goverify.facts.remedies import reinstall
from goverify.facts.tree import release_at_work
from goverify.facts.words import first_words, plain
from goverify.facts.work_release import numbers_at_work

ON_BY_ITSELF = (1, 16, 0)
"""The first release in which modules are on unless something else is said."""


@check(causes=("go-binary-mislabelled", "go-command-fails", *BLAMED))
def modes(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(demand_deep)
    if ask(is_gccgo, ask(runnable_go)) or ask(numbers_at_work) < ON_BY_ITSELF:
        raise Unavailable("the rules are those of Go 1.16 and newer")
    seen = ask(module_modes)
    dead = next((mode for mode in seen if _failed(mode)), None)
    stray = next((mode.gomod for mode in seen if mode.way is Way.ELSEWHERE and not mode.has_module), None)
    if dead:
        yield from _dead(ask, dead)
        return
    if stray:
        raise Unavailable(
            f"{stray} stands above the folder for temporary files, so that every folder there is a module"
        )
    odd = tuple(mode for mode in seen if not _keeps_the_rules(mode))
    if odd and _known(ask):
        yield _odd(ask, odd)
    yield from (Evidence(_where(mode), f"go works {mode.way}") for mode in seen)


def _failed(mode: Mode) -> bool:
    """Return whether go gave no answer where it has to give one."""
    return not mode.asked.ok or (mode.way is Way.MODULE and not mode.listed.ok) or mode.listed.status is None


def _keeps_the_rules(mode: Mode) -> bool:
    return mode.way is _wanted(mode) and {
        Way.MODULE: mode.listed.stdout.strip() == NAME,
        Way.GOPATH: not mode.listed.ok,
    }.get(mode.way, True)


def _wanted(mode: Mode) -> Way:
    """Return how a release of Go works there."""
    value = mode.in_force or "on"
    if value == "off" or (value == "auto" and not mode.has_module):
        return Way.GOPATH
    return Way.MODULE if mode.has_module else Way.NO_MODULE


def _known(ask: Ask) -> bool:
    """Return whether the release is one whose rules are known: a later one may have others."""
    release = ask(release_at_work)
    return release is not None and release.minor in {line.minor for line in release_history().lines}


def _dead(ask: Ask, mode: Mode) -> Iterator[Finding]:
    run, args = (mode.listed, LIST) if mode.asked.ok else (mode.asked, ENV)
    yield from blame(
        ask,
        ask(runnable_go),
        run,
        cause="go-command-fails",
        doing=f"answer `go {' '.join(args)}` in {_where(mode)}",
        root=ask(goroot).judged,
        work=mode.folder,
    )


def _odd(ask: Ask, odd: tuple[Mode, ...]) -> Finding:
    go, root, first = ask(runnable_go), ask(goroot).judged, odd[0]
    return Finding(
        cause="go-binary-mislabelled",
        subject=go.file,
        message=f"{go.found} does not do what {go.release or 'a release of Go'} does: "
        f"in {_where(first)} it works {first.way}, and should {_wanted(first)}",
        evidence=tuple(Evidence(_where(mode), f"GOMOD={mode.gomod}; go list -m: {_listed(mode)}") for mode in odd),
        fix=reinstall(ask, root, go.release) if root else None,
        concerns=concerned(ask),
    )


def _where(mode: Mode) -> str:
    value = f"GO111MODULE={mode.value}" if mode.value else "GO111MODULE unset"
    return f"{mode.place}, with {value}"


def _listed(mode: Mode) -> str:
    return plain(mode.listed.stdout.strip()) if mode.listed.ok else first_words(mode.listed)
