"""The compilers that go starts for C and C++: which words, which file, of which kind. Nothing is started.

Sources: cmd/go/internal/work (ccExe, cxxExe, envList), cmd/internal/quoted, cmd/cgo (which looks the first word up).
"""

import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.binfmt import Binary, Format
from goverify.facts import Facts
from goverify.facts.cgo.switch import cgo_switch, usual
from goverify.facts.executable import executable
from goverify.facts.git.program import program
from goverify.facts.path.entries import search_path
from goverify.facts.settings.in_force import Setting, setting
from goverify.facts.taming import split_flags
from goverify.host import System
from goverify.host.paths import command_names, is_file, resolve

LAUNCHERS = frozenset({"ccache", "sccache", "distcc", "icecc", "buildcache"})
"""Programs that start the compiler that is named behind them, or that comes next on PATH."""

KINDS = (
    ("zig", r"zig"),
    ("clang", r"clang(?:\+\+|-cpp)?"),
    ("gcc", r"gcc|g\+\+|cc|c\+\+"),
    ("tcc", r"tcc"),
    ("msvc", r"cl|clang-cl"),
    ("intel", r"icx|icc|icpx"),
)
_NAME = re.compile(
    r"(?P<triple>(?:[a-z0-9_.]+-){1,4}?)?(?P<tool>[a-z+]+(?:-c(?:l|pp))?)(?:-?[\d.]+)?(?:\.exe)?", re.IGNORECASE
)

ARCHITECTURES = (
    ("amd64", r"x86_64|amd64|x64"),
    ("386", r"i[3-6]86|x86"),
    ("arm64", r"aarch64|arm64\w*"),
    ("arm", r"arm\w*"),
    ("riscv64", r"riscv64\w*"),
    ("loong64", r"loongarch64\w*"),
    ("ppc64le", r"powerpc64le|ppc64le"),
    ("s390x", r"s390x"),
    ("mips64le", r"mips64el\w*"),
    ("mipsle", r"mipsel\w*"),
)
"""GOARCH, and the first word of the triple of a compiler that makes code for it."""

SYSTEMS = (("windows", "mingw|windows|cygwin|msys"), ("darwin", "darwin|apple|macos"), ("linux", "linux"))


class Compiler(NamedTuple):
    """A compiler as go starts it."""

    variable: str
    """CC or CXX."""
    held: Setting | None
    text: str
    words: tuple[str, ...] | None
    """None where a quote is not closed."""
    file: PurePath | None
    """What the first word leads to; None where that is nothing."""
    real: PurePath | None
    """The compiler behind links and launchers."""
    kind: str
    """One of KINDS, "script" or empty where its name does not tell."""
    triple: str
    """The target in its name or its words, such as "aarch64-linux-gnu"; empty where none is there."""
    binary: Binary | None

    @property
    def shown(self) -> str:
        """Return it as a sentence names it."""
        return str(self.file or (self.words[0] if self.words else self.text))


def compiler(ask: Facts, variable: str) -> Compiler:
    """Return the compiler for CC or CXX, there or not."""
    switch, held = ask(cgo_switch), ask(setting, variable)
    text = held.value if held else usual(ask, variable, switch.os, switch.arch)
    fields = split_flags(text)
    words = None if fields is None else tuple(fields)
    file = ask(looked_up, words[0]) if words else None
    real = ask(_behind, words, file) if words and file else None
    tool, triple = _named(real.name if real else "")
    binary = _binary(ask, real) if real else None
    kind = next((kind for kind, form in KINDS if re.fullmatch(form, tool, re.IGNORECASE)), "")
    if binary is not None and binary.format is Format.SCRIPT:
        kind = "script"
    return Compiler(variable, held, text, words, file, real, kind, _told_target(words) or triple, binary)


def looked_up(ask: Facts, word: str) -> PurePath | None:
    """Return what a word leads to as os/exec looks it up; None where that is no program."""
    host = ask.host
    windows = host.platform.system is System.WINDOWS
    names = (word, *command_names(host, word)) if windows else (word,)
    if any(char in word for char in ("/\\" if windows else "/")):
        found = (host.cwd / host.path(name) for name in names)
        return next((file for file in found if is_file(host, file) and host.access(file, "x")), None)
    if windows and word.lower().endswith((".exe", ".bat", ".cmd")):
        folders = (entry.folder for entry in ask(search_path) if entry.folder and not entry.relative)
        return next((folder / word for folder in folders if is_file(host, folder / word)), None)
    return ask(program, word)


def goarch_of(triple: str) -> str:
    """Return the GOARCH of a compiler's triple; empty where it is none that is known."""
    first = triple.partition("-")[0].lower()
    return next((arch for arch, form in ARCHITECTURES if re.fullmatch(form, first)), "")


def goos_of(triple: str) -> str:
    """Return the GOOS of a compiler's triple; empty where it names no system that is known."""
    rest = triple.partition("-")[2].lower()
    return next((os for os, form in SYSTEMS if re.search(form, rest)), "")


def _behind(ask: Facts, words: tuple[str, ...], file: PurePath) -> PurePath | None:
    """Return the compiler that a command line comes to in the end."""
    real = resolve(ask.host, file) or file
    if real.stem.lower() not in LAUNCHERS:
        return real
    name = file.name  # by the compiler's name the launcher is known to start the next of that name
    if file.stem.lower() in LAUNCHERS:
        name = next((word for word in words[1:] if not word.startswith("-") and "=" not in word), "")
    if any(char in name for char in "/\\"):
        named = ask(looked_up, name)
        return resolve(ask.host, named) if named else None
    folders = [entry.folder for entry in ask(search_path) if entry.folder and not entry.relative]
    names = (name, *command_names(ask.host, name))
    places = (folder / each for folder in folders for each in names if each and is_file(ask.host, folder / each))
    ends = (resolve(ask.host, place) for place in places)
    return next((end for end in ends if end and end.stem.lower() not in LAUNCHERS), None)


def _named(name: str) -> tuple[str, str]:
    """Return the tool and the triple that a file's name holds, such as x86_64-linux-gnu-gcc-12."""
    found = _NAME.fullmatch(name)
    return (found["tool"], (found["triple"] or "").rstrip("-")) if found else ("", "")


def _told_target(words: tuple[str, ...] | None) -> str:
    """Return the target that clang and zig are told in their words."""
    for word, following in zip(words or (), (*(words or ())[1:], ""), strict=False):
        if word in {"-target", "--target"}:
            return following
        if word.startswith("--target="):
            return word.partition("=")[2]
    return ""


def _binary(ask: Facts, file: PurePath) -> Binary | None:
    try:
        return ask(executable, file)
    except OSError:
        return None
