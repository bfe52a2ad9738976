"""Go builds and runs a program under this user's own settings.

Why
    A sound Go fails all the same where a variable is left over: GOROOT of a Go that is gone, GOFLAGS of another
    project, GOOS of another machine.

Looks at
    A program of one line, built and run once more with the environment and the go env file as they are, only
    without downloads, without the flags that start programs or name one project's files, without a C compiler that
    belongs to the project or that others could have put there, and with goverify's own build cache. Left out where no
    setting is in force and go's work folder is sound, for then it comes to the same as the build before; and where
    GOOS or GOARCH names another kind of machine, for which nothing is built.

Fix
    Unset the setting that the finding names.
"""

from collections.abc import Iterator, Sequence

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.blame import BLAMED, blame
from goverify.facts.build import Loop, probe_loop, runnable_go, telling_settings, user_loop
from goverify.facts.cgo.switch import cgo_switch
from goverify.facts.goroot import concerned, goroot
from goverify.facts.held import cut
from goverify.facts.remedies import unset_variable
from goverify.facts.settings.in_force import Setting
from goverify.facts.storage.temp_folder import temp_folder
from goverify.facts.target import Target, foreign_target
from goverify.host import System

RUNS_HERE = (
    "Such programs start here too, where the system has not left out what they need; go install puts them into another "
    "folder"
)


@check(causes=("build-fails", "run-fails", *BLAMED))
def under_settings(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(runnable_go)
    foreign = ask(foreign_target)
    if foreign:
        yield _left_over(ask, foreign)
        return
    if not ask(telling_settings):
        temp = ask(temp_folder)
        if temp.sound:
            raise Unavailable("no setting of Go's is in force, so this comes to the same as the build before")
    yield from _judged(ask, ask(user_loop))


def _judged(ask: Ask, loop: Loop) -> Iterator[Finding | Evidence]:
    go, root, given = ask(runnable_go), ask(goroot).root, ask(telling_settings)
    names = ", ".join(item.name for item in given) or "the user's folder for temporary files"
    fix = _without(ask, given, names) if ask(probe_loop).ok else None
    if not loop.build.ok:
        yield from blame(
            ask,
            go,
            loop.build,
            cause="build-fails",
            doing=f"build a program under this environment ({names})",
            root=root,
            work=loop.work,
            cache=loop.cache,
            under_settings=True,
            fix=fix,
        )
    elif loop.run and not loop.run.ok:
        yield from blame(
            ask,
            go,
            loop.run,
            cause="run-fails",
            doing=f"make a program that runs under this environment ({names})",
            root=root,
            work=loop.work,
            under_settings=True,
            fix=fix,
        )
    elif loop.wrong_words:
        yield Finding(
            cause="run-fails",
            subject=go.found,
            message=f"a program that {go.found} built under this environment ({names}) {loop.wrong_words}",
            evidence=(Evidence("the program's output", loop.wrong_words),),
            fix=fix,
            concerns=concerned(ask),
        )
    else:
        yield Evidence(str(go.found), f"built and ran a program with {names} as set")


def _without(ask: Ask, given: Sequence[Setting], names: str) -> Fix:
    """Return how to do without settings that a sound go fails under."""
    if len(given) != 1:
        return Fix(f"Without them go builds and runs programs: unset them one by one ({names}).")
    unset = unset_variable(ask, given[0])
    return Fix(f"Without {names}={cut(given[0].value)} go builds and runs programs. {unset.summary}", unset.commands)


def _runs_here(target: Target) -> bool:
    return target.pair == f"{target.host_os}/386" and target.host_arch == "amd64"


def _left_over(ask: Ask, target: Target) -> Finding:
    first, *others = target.guilty
    named = " and ".join(f"{held.name}={held.value}" for held in target.guilty)
    fixes = [unset_variable(ask, held) for held in target.guilty]
    windows = ask.host.platform.system is System.WINDOWS
    words = "not a valid Win32 application" if windows else "exec format error"
    off = "" if ask(cgo_switch).on else "; cgo is off"
    return Finding(
        cause="target-in-env",
        subject=first.name,
        message=f"{named} in {first.place} makes every build one for {target.pair}, and this host is "
        f"{target.host_os}/{target.host_arch}",
        evidence=tuple(Evidence(held.place, f"{held.name}={held.value}") for held in target.guilty),
        fix=Fix(" ".join(fix.summary for fix in fixes), tuple(line for fix in fixes for line in fix.commands)),
        detail=f"{RUNS_HERE}{off}."
        if _runs_here(target)
        else "go run and go test try to start what they have built for the other machine, which ends in "
        f'"{words}"; go install puts it into another folder{off}.',
        concerns=(*(held.name for held in others), *concerned(ask)),
    )
