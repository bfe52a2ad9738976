"""What the user's settings make go build for: this machine, another kind, or one that go does not know."""

from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.build import builder, runnable_go
from goverify.facts.identity import identity
from goverify.facts.running import clean_env, run_go, scratch
from goverify.facts.settings.in_force import Setting, setting


class Target(NamedTuple):
    """The machine that the settings in force make go build for."""

    os: str
    arch: str
    host_os: str
    """What go builds for by itself."""
    host_arch: str
    guilty: tuple[Setting, ...]
    """The settings that are not as this host has it."""

    @property
    def pair(self) -> str:
        """Return it as go writes it, such as "windows/amd64"."""
        return f"{self.os}/{self.arch}"


def target(ask: Facts) -> Target | None:
    """Return the target that GOOS and GOARCH set; None where neither is set, or they name this machine."""
    settings = ask(setting, "GOOS"), ask(setting, "GOARCH")
    said = ask(identity, ask(runnable_go))
    if not any(settings) or not said.host_os:
        return None
    own = said.host_os, said.host_arch
    wanted = tuple(held.value if held else name for held, name in zip(settings, own, strict=True))
    platform = ask.host.platform
    if wanted in {own, (platform.system.goos, platform.arch)}:
        return None
    guilty = tuple(held for held, name in zip(settings, own, strict=True) if held and held.value != name)
    return Target(wanted[0], wanted[1], *own, guilty)


def foreign_target(ask: Facts) -> Target | None:
    """Return the target where it is another kind of machine that go knows how to build for."""
    wanted = ask(target)
    return wanted if wanted and (wanted.os, wanted.arch) in ask(targets) else None


def targets(ask: Facts) -> frozenset[tuple[str, str]]:
    """Return what the go that answers can build for; nothing where it does not tell."""
    env = clean_env(ask) | {"GOCACHE": str(ask(scratch, "build-cache"))}  # in case a release builds the tool first
    listed = run_go(ask, ask(builder), ("tool", "dist", "list"), env=env)
    pairs = (line.strip().split("/") for line in listed.stdout.splitlines() if listed.ok)
    return frozenset((pair[0], pair[1]) for pair in pairs if len(pair) == 2)


def misnamed(ask: Facts) -> tuple[Setting, ...]:
    """Return those of GOOS and GOARCH to which the failure of a pair is due: names that go does not know come first."""
    wanted = ask(target)
    if wanted is None:
        return ()
    systems, archs = {os for os, _ in ask(targets)}, {arch for _, arch in ask(targets)}
    known = {"GOOS": systems, "GOARCH": archs}
    unknown = tuple(held for held in wanted.guilty if held.value not in known[held.name])
    return unknown or wanted.guilty
