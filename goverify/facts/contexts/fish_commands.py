"""The commands of fish that set variables or answer conditions, done to a shell that is never started."""

from goverify.facts.contexts.conditions import finds, tested
from goverify.facts.contexts.expansion import value
from goverify.facts.contexts.state import Mode, State
from goverify.model import Evidence


def prepend(state: State, folders: list[str], mode: Mode, line: Evidence) -> None:
    """Put folders first on PATH that it does not have."""
    new = [folder for folder in dict.fromkeys(folders) if folder and folder not in state.path.entries]
    state.put("PATH", ":".join([*new, *state.path.entries]), mode, line)


def assign(state: State, command: str, words: list[str], line: Evidence, mode: Mode) -> bool | None:
    """Do `set` or `fish_add_path`."""
    options = "".join(word.lstrip("-") for word in words if word.startswith("-"))
    plain = [word for word in words if not word.startswith("-")]
    if command == "fish_add_path":
        _add(state, [value(state, word) for word in plain], options, line, mode)
        return True
    if "q" in options or not plain:
        return state.value(plain[0]) is not None if plain else None
    name, *rest = plain
    given = ":".join(filter(None, (value(state, word) for word in rest)))
    if "e" in options.replace("export", "x").replace("erase", "e").replace("universal", "U"):
        state.drop(name, mode)
    elif name == "fish_user_paths":
        prepend(state, given.split(":"), mode, line)
    else:
        known = state.value(name) or ""
        if "a" in options and "append" not in options:
            given = ":".join(filter(None, [known, given]))
        state.put(name, given, mode, line)
    return True


def _add(state: State, folders: list[str], options: str, line: Evidence, mode: Mode) -> None:
    """Do as fish_add_path does: put folders first, or with --append last, and with --move those that are there too."""
    entries, moves = state.path.entries, "m" in options.replace("--", "")
    new = [folder for folder in dict.fromkeys(folders) if folder and (moves or folder not in entries)]
    rest = [entry for entry in entries if entry not in new]
    state.put("PATH", ":".join([*rest, *new] if options.startswith("a") else [*new, *rest]), mode, line)


def status(state: State, name: str, words: list[str]) -> bool | None:
    """Return how a command ends that answers a question; None for any other."""
    plain = [word for word in words if not word.startswith("-")]
    match name:
        case "test" | "[":
            return tested(state, words[:-1] if words[-1:] == ["]"] else words)
        case "status":
            about = (words or [""])[0].removeprefix("--").removeprefix("is-")
            return {"interactive": state.session.interactive, "login": state.session.login}.get(about)
        case "type" | "command" | "which":
            return finds(state, value(state, plain[0])) if len(plain) == 1 else None
        case "contains" if len(plain) > 1:
            wanted, *values = (value(state, word) for word in plain)
            return wanted in ":".join(values).split(":")
        case "true" | "false":
            return name == "true"
    return None
