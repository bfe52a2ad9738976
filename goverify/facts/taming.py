"""The user's settings without what would start a program: a look at how go builds must not run what they name.

Sources: cmd/go/internal/cfg (Getenv, readEnvFile), cmd/go/internal/base (GOFLAGS), cmd/internal/quoted.
"""

from goverify.facts import Facts
from goverify.facts.settings import goenv_file, setting

PROGRAMS = ("toolexec", "exec", "vettool")
"""Flags that name a program to start."""

OF_ONE_PROJECT = ("C", "modfile", "overlay", "pgo")
"""Flags that name files of the project they are set for: they mean nothing to another program."""

BESIDE_THE_POINT = ("a", "json", "n", "work", "x")
"""Flags by which a build takes longer, says something else, leaves files behind, or does not build."""

DROPPED = (*PROGRAMS, *OF_ONE_PROJECT, *BESIDE_THE_POINT)


def tamed(ask: Facts) -> dict[str, str]:
    """Return the changes to the user's environment under which no setting of theirs starts a program.

    The go env file is replaced by a copy in scratch, so that go reads nothing that was not looked at.
    """
    changes = {"GOCACHEPROG": ""}
    flags, file = ask(setting, "GOFLAGS"), ask(goenv_file)
    if flags:
        changes["GOFLAGS"] = without_dropped(flags.value)
    if file and file.exists and not file.problem:
        kept = [f"{name}={value}" for name, value in file.values if name not in {"GOCACHEPROG", "GOFLAGS"}]
        changes["GOENV"] = str(ask.host.scratch("settings", {"env": "\n".join([*kept, ""])}) / "env")
    return changes


def without_dropped(flags: str) -> str:
    """Return GOFLAGS without the flags that are not obeyed; a value that go refuses as a whole stays as it is."""
    fields = split_flags(flags)
    if fields is None:
        return flags
    # Releases before 1.18 split at every kind of blank and know no quotes, so the word alone is enough.
    return " ".join(_quoted(field) for field in fields if _name(field) not in DROPPED and "toolexec" not in field)


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
