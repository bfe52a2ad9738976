"""What the builds of goverify's own programs have in common: go by itself, folders of their own, a module of their own."""

from collections.abc import Mapping
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.goroot import goroot
from goverify.facts.release import Release
from goverify.facts.running import clean_env, scratch
from goverify.facts.tree import release_at_work
from goverify.host import System
from goverify.host.environment import changed_env

OLDEST_LANGUAGE = "1.19"

STAMPING = (1, 18, 0)
"""The first release that stamps programs with the state of the repository around them (-buildvcs)."""


def own_env(ask: Facts) -> dict[str, str]:
    """Return the environment in which go builds by itself: no settings of the user, no cgo, temporary files in scratch."""
    temp = str(ask(scratch, "temp"))
    env = clean_env(ask) | {"GO111MODULE": "on", "CGO_ENABLED": "0"} | tree_env(ask)
    return env | dict.fromkeys(("GOTMPDIR", "TMPDIR", "TMP", "TEMP"), temp)


def with_folders(ask: Facts, env: Mapping[str, str], cache: PurePath) -> dict[str, str]:
    """Return an environment with this build cache, and folders of the run's own for modules."""
    own = {"GOCACHE": str(cache), "GOMODCACHE": str(ask(scratch, "modules"))}
    own |= {"GOPATH": str(ask(scratch, "gopath"))} if "GOPATH" not in env else {}
    return dict(changed_env(ask.host.platform.system, env, own))


def unstamped(ask: Facts) -> tuple[str, ...]:
    """Return the flag that keeps the state of a repository out of a program, for a go that knows it."""
    release = ask(release_at_work)
    return ("-buildvcs=false",) if release is None or release.numbers >= STAMPING else ()


def program_in(ask: Facts, work: PurePath) -> PurePath:
    """Return where the program goes that is built in a folder."""
    return work / ("program.exe" if ask.host.platform.system is System.WINDOWS else "program")


def module_of(name: str, files: Mapping[str, str], release: Release | None) -> dict[str, str]:
    """Return the files with a go.mod of the toolchain's own language: an older one switches newer behaviour off."""
    return {**files, "go.mod": f"module {name}\n\ngo {release.minor if release else OLDEST_LANGUAGE}\n"}


def tree_env(ask: Facts) -> dict[str, str]:
    """Return GOROOT for a go that finds no tree without it, as a distribution's may."""
    found = ask(goroot)
    return {} if found.by_itself or found.root is None else {"GOROOT": str(found.root)}
