"""The build-run loops: the probe as go itself builds it, and a small program under the user's own settings."""

import hashlib
from importlib import resources
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Blocked, Facts
from goverify.facts.building import module_of, own_env, program_in, unstamped, with_folders
from goverify.facts.executable import executable
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.goroot import goroot
from goverify.facts.identity import Failure, identity
from goverify.facts.running import BUILD_LIMIT_S, QUESTION_LIMIT_S, run_go, run_to_end, scratch, user_env
from goverify.facts.settings.in_force import Setting, setting
from goverify.facts.storage.temp_folder import temp_folder
from goverify.facts.tools import NEEDED, tools
from goverify.facts.tree import release_at_work, tree
from goverify.facts.words import plain
from goverify.facts.writers import alone, other_writer
from goverify.host import Completed, System

OLDEST = (1, 19, 0)
"""The probe uses what came with this release, and nothing newer."""

WORDS = "it works"
HELLO = 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("it", "works") }\n'

TELLING = "GOROOT GOFLAGS GOOS GOARCH GOAMD64 GOARM GOARM64 GO386 GOEXPERIMENT GODEBUG GOFIPS140 GOTMPDIR".split()
"""Settings that can make a build of the standard library fail or come out different; others fail every go command."""


class Loop(NamedTuple):
    """A program built and, where that went well, run."""

    work: PurePath
    """The folder that it was built in."""
    cache: PurePath
    warm: bool
    """The build cache held something before."""
    build: Completed
    run: Completed | None
    probe: bool
    """The program was the probe; else one of a single line."""

    @property
    def ok(self) -> bool:
        """Return whether both went well."""
        return self.build.ok and self.run is not None and self.run.ok

    @property
    def wrong_words(self) -> str:
        """Return what the program of a single line printed where it was not its own words; else empty."""
        said = self.run.stdout.strip() if self.run else WORDS
        return "" if said == WORDS else f"prints {plain(said)[:100]!r} instead of {WORDS!r}"


def probe_loop(ask: Facts) -> Loop:
    """Build and run the probe as go does by itself: no settings of the user, no network, own folders."""
    _demand_trusted(ask, ask(goroot).judged)
    release = ask(release_at_work)
    probe = release is None or release.numbers >= OLDEST
    source = resources.files("goverify.data").joinpath("probe")
    files = {item.name: item.read_text("utf-8") for item in source.iterdir() if item.name.endswith(".go")}
    program = module_of("goverify.probe", files if probe else {"main.go": HELLO}, release)
    env = own_env(ask)
    args = ("-dir", str(ask(scratch, "probe-files"))) if probe else ()
    return _loop(ask, ask.host.scratch("probe", program), env, args, probe=probe)


def user_loop(ask: Facts) -> Loop:
    """Build and run a small program under the user's own settings."""
    _demand_trusted(ask, ask(goroot).root)
    ask(probe_loop)  # first, since it compiles most of what this one needs
    work = ask.host.scratch("hello", module_of("hello", {"main.go": HELLO}, ask(release_at_work)))
    return _loop(ask, work, env_under_settings(ask), (), probe=False)


def env_under_settings(ask: Facts) -> dict[str, str]:
    """Return the environment in which a program of one module is built under the user's own settings."""
    # A workspace belongs to one project; what it does to other folders is no fault of go's.
    env = user_env(ask) | {"GOWORK": "off"}
    found = ask(goroot)
    if ask(runnable_go).wrapper and found.setting and found.root:
        env["GOROOT"] = str(found.root)  # the go behind it would take the user's value, which a wrapper may replace
    return env


def telling_settings(ask: Facts) -> tuple[Setting, ...]:
    """Return the settings in force that can change how a build goes."""
    found = [ask(setting, name) for name in TELLING]
    temp = ask(temp_folder)
    found += [temp.setting] if temp.setting and not temp.sound and temp.setting not in found else []
    return tuple(item for item in found if item is not None)


def runnable_go(ask: Facts) -> GoCommand:
    """Return the go that answers; Blocked where it was looked at and must not be run."""
    go = ask(answering_go)
    if go.why_not_run:
        raise Blocked(go.why_not_run)
    return go


def builder(ask: Facts) -> PurePath:
    """Return the go to build with: the one that answers, or behind a wrapper the go of the tree that it chose here.

    A wrapper chooses by the folder it is called in, and would choose something else where the programs are built.
    Failure where the go hangs or writes without end when it is asked who it is.
    """
    go = ask(runnable_go)
    try:
        chosen = ask(identity, go).goroot
    except Failure as failure:
        if failure.completed and (failure.completed.timed_out or failure.completed.flooded):
            raise
        return go.found
    if not go.wrapper or chosen is None:
        return go.found
    real = chosen / "bin" / ("go.exe" if ask.host.platform.system is System.WINDOWS else "go")
    try:
        made = ask(executable, real)
    except OSError:
        return go.found
    return real if made.go and made.go.path in {"cmd/go", ""} else go.found


def build_cache(ask: Facts) -> PurePath:
    """Return goverify's own build cache for the go that builds; an empty one where none can be kept."""
    go = ask(builder)
    try:
        made = ask(executable, go)
    except OSError:
        made = None
    mark = (made and (made.go_build_id or (made.go and made.go.version))) or str(go)
    name = hashlib.sha256(mark.encode()).hexdigest()[:16]
    kept = ask.host.cache(f"build/{name}") if ask.allow.keep_cache else None
    return kept or ask(scratch, "build-cache")


def _loop(ask: Facts, work: PurePath, env: dict[str, str], args: tuple[str, ...], *, probe: bool) -> Loop:
    go, cache, program = ask(builder), ask(build_cache), program_in(ask, work)
    warm = bool(ask.host.names(cache))
    command = ("build", *unstamped(ask), "-o", str(program), ".")
    build = run_go(ask, go, command, env=with_folders(ask, env, cache), cwd=work, timeout_s=BUILD_LIMIT_S)
    if not build.ok:
        return Loop(work, cache, warm, build, None, probe)
    run = run_to_end(ask, program, args, env=env, cwd=work, timeout_s=QUESTION_LIMIT_S)
    return Loop(work, cache, warm, build, run, probe)


def _demand_trusted(ask: Facts, root: PurePath | None) -> None:
    """Raise Blocked where others decide what a tree's compiler does, or the go behind a wrapper; a go on PATH was looked at."""
    if root is None or ask.allow.run_unknown or ask(alone):
        return
    found = ask(tools, ask(tree, root))
    needed = [tool.path for name in NEEDED if (tool := found.tool(name))]
    writers = (ask(other_writer, path) for path in (ask(builder), *needed, root / "go.env"))
    writer = next((found for found in writers if found), None)
    if writer:
        raise Blocked(f"others decide what go and the compiler in {root} do: {writer.reason}")
