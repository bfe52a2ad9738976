"""Recorded hosts on which go was given modules, and what a check finds there with --deep."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from goverify.facts import Allowances, Facts
from goverify.facts.modules.modes import ENV, LIST, NAME, PLACES, VALUES
from goverify.facts.modules.tiny_module import SUM
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import Run
from goverify.model import Evidence, Finding
from tests.builds import GO, failed, host
from tests.golang import CheckFunction

DEEP = Allowances(deep=True)
SCRATCH = PurePosixPath("<scratch>")

ANSWERS: Mapping[str, Completed] = {
    "get": Completed(0, stdout=f'{{\n\t"Path": "goverify.test/dep",\n\t"Sum": "{SUM}"\n}}\n'),
    "check": Completed(0, stdout="all modules verified\n"),
    "refuse": failed("verifying goverify.test/dep@v1.0.0: checksum mismatch\nSECURITY ERROR"),
    "notice": failed("goverify.test/dep v1.0.0: dir has been modified (<scratch>/modules-changed)"),
}
"""How a sound go takes the four trials."""

WHERE = {
    "get": ("mod download -json", "modules-sound", "modules-kept"),
    "check": ("mod verify", "modules-sound", "modules-kept"),
    "refuse": ("mod download -json", "modules-forged", "modules-empty"),
    "notice": ("mod verify", "modules-sound", "modules-changed"),
}


def tried(**otherwise: Completed) -> RecordedHost:
    """Return a host whose go takes the trials so."""
    return host().but(runs=[_trial(name, said) for name, said in {**ANSWERS, **otherwise}.items()])


def moded(otherwise: Mapping[tuple[str, str], Completed] | None = None, *, value: str = "", **env: str) -> RecordedHost:
    """Return a host whose go keeps the rules of the modes but for some questions, by place and value.

    `value` is what the tree's go.env gives GO111MODULE.
    """
    return host(None, **env).but(runs=[*_modes(dict(otherwise or {}), value)])


def items(check: CheckFunction, here: RecordedHost) -> list[Finding | Evidence]:
    """Return all that a check says with --deep."""
    return list(check(Facts(here, DEEP)))


def found(check: CheckFunction, here: RecordedHost) -> list[Finding]:
    """Return what a check finds with --deep."""
    return [item for item in items(check, here) if isinstance(item, Finding)]


def _trial(name: str, said: Completed) -> Run:
    command, work, cache = WHERE[name]
    return Run((GO, *command.split()), said, SCRATCH / work, {"GOMODCACHE": str(SCRATCH / cache)})


def _modes(otherwise: dict[tuple[str, str], Completed], given: str) -> Iterator[Run]:
    for _, name, files in PLACES:
        folder = SCRATCH / name
        for value in VALUES:
            force = value or given or "on"
            gomod = f"{folder}/go.mod" if "go.mod" in files else "/dev/null"
            off = force == "off" or (force == "auto" and "go.mod" not in files)
            env = {"GO111MODULE": value}
            said = Completed(0, stdout=f"{value or given}\n{'' if off else gomod}\n")
            yield Run((GO, *ENV), otherwise.get((name, value), said), folder, env)
            named = (
                failed("go: list -m cannot be used with GO111MODULE=off") if off else Completed(0, stdout=f"{NAME}\n")
            )
            yield Run((GO, *LIST), otherwise.get((f"{name} list", value), named), folder, env)
