"""What other readers say of a program: Go's own `go version`, readelf(1), codesign(1), signtool."""

import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Blocked, Facts
from goverify.facts.go_commands import GoCommand
from goverify.facts.identity import identity
from goverify.facts.running import clean_env, run_go
from goverify.facts.second_readers import second_reader, told_by
from goverify.facts.words import summary

READS_FILES_SINCE = (1, 13, 0)
"""The first release whose `go version` looks into a file."""


class Reading(NamedTuple):
    """The build info that `go version -m` finds in a file."""

    version: str
    """Empty where it finds none."""
    path: str
    words: str
    """How it says so, where it finds none."""


class Opinion(NamedTuple):
    """What a program of the system makes of a file."""

    asked: str
    """The command line."""
    accepted: bool
    words: str


READELF = {
    "386": ("80386", "ELF32", "little"),
    "amd64": ("X86-64", "ELF64", "little"),
    "arm": ("ARM", "ELF32", "little"),
    "arm64": ("AArch64", "ELF64", "little"),
    "loong64": ("LoongArch", "ELF64", "little"),
    "mips": ("MIPS", "ELF32", "big"),
    "mips64": ("MIPS", "ELF64", "big"),
    "mips64le": ("MIPS", "ELF64", "little"),
    "mipsle": ("MIPS", "ELF32", "little"),
    "ppc64": ("PowerPC64", "ELF64", "big"),
    "ppc64le": ("PowerPC64", "ELF64", "little"),
    "riscv64": ("RISC-V", "ELF64", "little"),
    "s390x": ("S/390", "ELF64", "big"),
}
"""How readelf, of binutils or of LLVM, names what Go calls so: machine, class and order of bytes."""


def go_reading(ask: Facts, go: GoCommand) -> Reading | None:
    """Return what a go finds in its own file; None where its release cannot look, Blocked where it does not run."""
    said = ask(identity, go)
    if said.release is None or said.release.numbers < READS_FILES_SINCE:
        return None
    if said.goroot is None:
        raise Blocked(f"{go.found} has no tree, without which it looks into nothing")
    env = clean_env(ask) | ({} if said.finds_root else {"GOROOT": str(said.goroot)})
    run = run_go(ask, go.found, ("version", "-m", str(go.file)), env=env)
    if run.error or run.signal or run.timed_out or run.flooded:
        raise Blocked(f"{go.found} version does not look into files: {summary(run)}")
    # The name of the file stands first, and may hold anything; no version holds a colon and a blank.
    named, _, settings = run.stdout.partition("\n\t")
    version = named.rpartition(": ")[2].strip()
    path = re.match(r"path\t([^\r\n]*)", settings)
    return Reading(version, path[1] if path else "", "" if version else summary(run))


def readelf_reading(ask: Facts, file: PurePath, arch: str) -> Opinion | None:
    """Return whether readelf takes a file for one of an architecture; None where there is no readelf, or it cannot tell."""
    program = ask(second_reader, "readelf")
    if program is None or arch not in READELF:
        return None
    run = told_by(ask, program, ("-h", str(file)))
    if run.error or run.signal or run.timed_out or run.flooded:
        return None
    found = {name: value.strip() for name, value in re.findall(r"(?m)^\s*(\w+):\s*(.*)$", run.stdout)}
    seen = [found.get(name, "") for name in ("Machine", "Class", "Data")]
    accepted = all(wanted in text for wanted, text in zip(READELF[arch], seen, strict=True))
    return Opinion(f"{program} -h", accepted, ", ".join(filter(None, seen)) or summary(run))


def codesign_opinion(ask: Facts, file: PurePath) -> Opinion | None:
    """Return what codesign makes of the signature of a file; None where it cannot be asked."""
    return _verified(ask, "codesign", ("--verify", "--strict"), file)


def signtool_opinion(ask: Facts, file: PurePath) -> Opinion | None:
    """Return what signtool makes of the signature of a file by the policy for programs; None where it cannot be asked."""
    return _verified(ask, "signtool", ("verify", "/pa"), file)


def _verified(ask: Facts, name: str, args: tuple[str, ...], file: PurePath) -> Opinion | None:
    program = ask(second_reader, name)
    run = told_by(ask, program, (*args, str(file))) if program else None
    if run is None or run.status is None:
        return None
    said = f"{run.stdout}{run.stderr}".strip()
    return Opinion(" ".join((str(program), *args)), run.status == 0, summary(run) if said else "accepts it")
