"""The user's settings without what would start a program: a look at how go builds must not run what they name.

Sources: cmd/go/internal/cfg (Getenv, readEnvFile), cmd/go/internal/base (GOFLAGS), cmd/internal/quoted.
"""

import re

from goverify.facts import Facts
from goverify.facts.named_programs import named_file, why_not_started
from goverify.facts.path.entries import search_path
from goverify.facts.settings.in_force import goenv_file, setting
from goverify.host import System

PROGRAMS = ("toolexec", "exec", "vettool")
"""Flags that name a program to start."""

OF_ONE_PROJECT = ("C", "modfile", "overlay", "pgo")
"""Flags that name files of the project they are set for: they mean nothing to another program."""

BESIDE_THE_POINT = ("a", "json", "n", "work", "x")
"""Flags by which a build takes longer, says something else, leaves files behind, or does not build."""

WRITING = ("debug-actiongraph", "debug-runtime-trace", "debug-trace", "pkgdir")
"""Flags that have go write where they say."""

DROPPED = (*PROGRAMS, *OF_ONE_PROJECT, *BESIDE_THE_POINT, *WRITING)

FOR_TOOLS = ("asmflags", "gccgoflags", "gcflags", "ldflags")
REACHING = re.compile(
    r"-(?:extld|extar|tmpdir|[a-z]*profile|bench|asmhdr|linkobj|json|o)\b|-(?:wrapper|fplugin|specs)\b"
)
"""Flags of the tools that start a program or write where they say (cmd/link, cmd/compile, cmd/asm)."""

COMPILERS = ("CC", "CXX", "FC", "AR", "GCCGO", "PKG_CONFIG")
"""Settings that name a program which go starts where C is built, or linked by C's own linker."""


def tamed(ask: Facts) -> dict[str, str]:
    """Return the changes to the user's environment under which no setting of theirs starts a program.

    The go env file is replaced by a copy in scratch, so that go reads nothing that was not looked at.
    """
    changes = {"GOCACHEPROG": ""} | ask(_without_strangers)
    dropped = {"GOFLAGS", *changes}
    flags, file = ask(setting, "GOFLAGS"), ask(goenv_file)
    if flags:
        changes["GOFLAGS"] = without_dropped(flags.value)
    if file and file.exists and not file.problem:
        kept = [f"{name}={value}" for name, value in file.values if name not in dropped]
        changes["GOENV"] = str(ask.host.scratch("settings", {"env": "\n".join([*kept, ""])}) / "env")
    return changes


def _without_strangers(ask: Facts) -> dict[str, str]:
    """Return the compilers and folders of PATH that are not to be used: who could have put them there is not trusted."""
    words = {name: split_flags(held.value) or [] for name in COMPILERS if (held := ask(setting, name))}
    changes = {name: "" for name, fields in words.items() if any(_is_strange(ask, word) for word in fields)}
    entries = () if ask.allow.run_unknown else ask(search_path)
    if not all(entry.trusted for entry in entries):
        separator = ";" if ask.host.platform.system is System.WINDOWS else ":"
        changes["PATH"] = separator.join(entry.text for entry in entries if entry.trusted)
    return changes


def _is_strange(ask: Facts, word: str) -> bool:
    file = None if word.startswith("-") else ask(named_file, word)
    return file is not None and bool(ask(why_not_started, file))


def without_dropped(flags: str) -> str:
    """Return GOFLAGS without the flags that are not obeyed; a value that go refuses as a whole stays as it is."""
    fields = split_flags(flags)
    if fields is None:
        return flags
    # Releases before 1.18 split at every kind of blank and know no quotes, so the word alone is enough.
    return " ".join(_quoted(field) for field in fields if not _is_dropped(field))


def _is_dropped(field: str) -> bool:
    name = _name(field)
    return name in DROPPED or "toolexec" in field or (name in FOR_TOOLS and REACHING.search(field) is not None)


def split_flags(text: str) -> list[str] | None:
    """Return the flags in a value of GOFLAGS exactly as go takes it apart; None where a quote is not closed."""
    fields = []
    text = text.strip(" \t\n\r")
    while text:
        if text[0] in "\"'":
            field, closed, text = text[1:].partition(text[0])
            if not closed:
                return None
        else:
            end = next((at for at, char in enumerate(text) if char in " \t\n\r"), len(text))
            field, text = text[:end], text[end:]
        fields.append(field)
        text = text.lstrip(" \t\n\r")
    return fields


def _name(flag: str) -> str:
    """Return a flag's name; go takes one dash or two."""
    return flag.removeprefix("-").removeprefix("-").partition("=")[0]


def _quoted(field: str) -> str:
    if field and not any(char in " \t\n\r\"'" for char in field):
        return field
    quote = '"' if "'" in field else "'"
    return f"{quote}{field}{quote}"
