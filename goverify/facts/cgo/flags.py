"""The flags for C that someone set: Go's own variables, and those that compilers read by themselves.

Sources: cmd/go/internal/work (buildFlags, checkFlags: the flags themselves are taken as they are, only those in #cgo
lines are compared with a list that CGO_CFLAGS_ALLOW and its like extend), cmd/internal/quoted, gcc(1), clang(1).
"""

import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.settings.in_force import Origin, Setting, setting
from goverify.facts.taming import split_flags
from goverify.host.paths import is_folder

LANGUAGES = ("CFLAGS", "CPPFLAGS", "CXXFLAGS", "FFLAGS", "LDFLAGS")
FLAGS = tuple(f"CGO_{name}" for name in LANGUAGES)
PATTERNS = tuple(f"CGO_{name}_{kind}" for name in LANGUAGES for kind in ("ALLOW", "DISALLOW"))

OF_COMPILERS = (
    "CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH LIBRARY_PATH COMPILER_PATH GCC_EXEC_PREFIX SDKROOT CCC_OVERRIDE_OPTIONS "
    "LD_LIBRARY_PATH LD_PRELOAD"
).split()
"""What gcc and clang, or the loader that starts them, read from the environment; go hands it on."""

DEFAULTS = {"CGO_CPPFLAGS": " "} | dict.fromkeys(("CGO_CFLAGS", "CGO_CXXFLAGS", "CGO_FFLAGS", "CGO_LDFLAGS"), "-O2 -g")
"""Go's own values (go help environment). A blank is none to go, and keeps it from the value in its file."""

_FOLDERS = re.compile(r"(?P<flag>-I|-L|-F|-B|-isystem|-iquote|-isysroot|--sysroot=|-Wl,-rpath[=,])(?P<path>.+)")
_NEXT = frozenset({"-I", "-L", "-F", "-B", "-isystem", "-iquote", "-isysroot", "--sysroot", "-idirafter"})
ROOTS = ("-isysroot", "--sysroot")


class GoneFolder(NamedTuple):
    """A folder that a flag names and that is not there."""

    held: Setting
    flag: str
    path: PurePath

    @property
    def root(self) -> bool:
        """Return whether nothing is built without it: compilers pass over other folders that are gone."""
        return self.flag.startswith(ROOTS)


def flag_settings(ask: Facts) -> tuple[Setting, ...]:
    """Return the settings that carry flags for C."""
    return tuple(held for name in FLAGS if (held := ask(setting, name)) and held.value != DEFAULTS[name])


def touching_settings(ask: Facts) -> tuple[Setting, ...]:
    """Return all that a C build depends on beside the compiler itself."""
    patterns = (held for name in PATTERNS if (held := ask(setting, name)))
    env = ask.host.env
    others = (Setting(name, env[name], Origin.ENVIRONMENT, "the environment") for name in OF_COMPILERS if env.get(name))
    return (*ask(flag_settings), *patterns, *others)


def without_flags(ask: Facts) -> dict[str, str | None]:
    """Return the changes to the environment under which no such setting counts."""
    names = (held.name for held in ask(touching_settings))
    return {name: None if name in OF_COMPILERS else DEFAULTS.get(name, " ") for name in names}


def words_in(held: Setting) -> tuple[str, ...] | None:
    """Return the flags of a setting; None where a quote is not closed."""
    fields = split_flags(held.value)
    return None if fields is None else tuple(fields)


def gone_folders(ask: Facts) -> tuple[GoneFolder, ...]:
    """Return the folders that flags name in vain."""
    return tuple(
        GoneFolder(held, flag, path)
        for held in ask(flag_settings)
        for flag, path in _folders(ask, words_in(held) or ())
        if path.is_absolute() and not is_folder(ask.host, path)
    )


def _folders(ask: Facts, words: tuple[str, ...]) -> list[tuple[str, PurePath]]:
    found, following = [], (*words[1:], "")
    for word, after in zip(words, following, strict=False):
        match = _FOLDERS.fullmatch(word)
        if word in _NEXT and after:
            found.append((word, ask.host.path(after)))
        elif match and match["path"].lstrip("="):
            found.append((match["flag"].rstrip("=,"), ask.host.path(match["path"])))
    return found
