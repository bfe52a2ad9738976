"""What the user's shell itself says of go and PATH, in each kind of session; asked only where that was allowed.

This runs the user's start-up files: a shell is started with a fresh session's variables, no input and a limit, and all
that it prints outside the marks is passed over. Nothing is asked in CI, and nothing without a home folder.
"""

import re
from collections.abc import Iterator, Mapping

from goverify.facts import Facts
from goverify.facts.contexts.finding import contexts, judged
from goverify.facts.contexts.session_files import Base
from goverify.facts.contexts.shell_sessions import NAMES, base_of
from goverify.facts.contexts.traced import TracedPath
from goverify.facts.contexts.values import Context, Reckoned
from goverify.facts.variables.shells import Shell, user_shell
from goverify.facts.variables.stored_path import KEYS, stored_path
from goverify.host import Completed, NotRecorded, System
from goverify.host.paths import home, is_file
from goverify.model import Evidence

LIMIT_S = 5.0
LONGEST_ANSWER = 64 << 10

BEGIN, END = "goverify:5e0b1c7a:begin", "goverify:5e0b1c7a:end"
"""Marks that no start-up file prints by chance."""

PASSED_ON = (
    "HOME",
    "USER",
    "LOGNAME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TMPDIR",
    "XDG_CONFIG_HOME",
    "XDG_RUNTIME_DIR",
    "ZDOTDIR",
)
"""Variables that a new session of this user has as well."""

ON_WINDOWS = (
    "SystemRoot",
    "SystemDrive",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "ProgramFiles",
    "PATHEXT",
    "TEMP",
    "TMP",
    "ComSpec",
    "USERNAME",
)
_POSIX = "printf '%s\\n' '{begin}' \"kind={kind}\" \"command=$(command -v go)\" \"path=$PATH\" '{end}'"
_KINDS = {Shell.BASH: "$(type -t go)", Shell.ZSH: "$(whence -w go)"}
_FISH = "echo '{begin}'; echo kind=(type -t go 2>/dev/null); echo command=(command -s go); echo path=(string join : $PATH); echo '{end}'"
_POWERSHELL = (
    "'{begin}'; $c = Get-Command go -ErrorAction SilentlyContinue; 'kind=' + $c.CommandType; 'command=' + $c.Source; "
    "'path=' + $env:PATH; '{end}'"
)
_BY_NAME = re.compile(r"\b(function|alias)\b|Function|Alias")
_ASKED = {Shell.BASH, Shell.ZSH, Shell.SH, Shell.KSH, Shell.FISH}


def asked_shells(ask: Facts, limit_s: float = LIMIT_S) -> tuple[Context, ...]:
    """Return what the user's shell says of each kind of session; nothing where it may not be asked."""
    return tuple(_asked(ask, limit_s)) if not why_not_asked(ask) else ()


def why_not_asked(ask: Facts) -> str:
    """Return why the shells are not asked, as the end of "the shells are not asked, since …"; empty where they are."""
    host = ask.host
    if not ask.allow.ask_shells:
        return "that runs start-up files, which takes --shells"
    if any(host.env.get(name) for name in ("CI", "GITHUB_ACTIONS", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION")):
        return "this is CI"
    if home(host) is None:
        return "no home folder is known"
    return "" if _program(ask) else "no shell is known that could be"


def _program(ask: Facts) -> str:
    """Return the shell to start, by its full path; empty where there is none."""
    host = ask.host
    if host.platform.system is System.WINDOWS:
        place = host.path(host.env.get("SystemRoot", "C:\\Windows")) / "System32/WindowsPowerShell/v1.0/powershell.exe"
        return str(place) if is_file(host, place) else ""
    place = host.path(host.env.get("SHELL", ""))
    return str(place) if ask(user_shell) in _ASKED and place.is_absolute() and is_file(host, place) else ""


def script(shell: Shell) -> str:
    """Return what a shell is told to say."""
    template = {Shell.FISH: _FISH, Shell.POWERSHELL: _POWERSHELL}.get(shell, _POSIX)
    return template.format(begin=BEGIN, end=END, kind=_KINDS.get(shell, ""))


def _asked(ask: Facts, limit_s: float) -> Iterator[Context]:
    shell, program = ask(user_shell), _program(ask)
    if ask.host.platform.system is System.WINDOWS:
        argv = (program, "-NonInteractive", "-Command", script(Shell.POWERSHELL))
        kept = {name: ask.host.env[name] for name in ON_WINDOWS if name in ask.host.env}
        kept["Path"] = ";".join(filter(None, (ask(stored_path, key).rstrip(";") for key in KEYS)))
        yield _answer(ask, "interactive-shell", "PowerShell with its profiles", argv, kept, limit_s)
        return
    for (login, _), (id_, name, option) in NAMES.items():
        title = f"{name} ({shell.value} {option})"
        variables = _variables(ask, ask(base_of, login), program)
        yield _answer(ask, id_, title, (program, option, script(shell)), variables, limit_s)


def _variables(ask: Facts, fresh: Base, program: str) -> dict[str, str]:
    env = ask.host.env
    kept = {name: env[name] for name in PASSED_ON if name in env}
    return fresh.variables | kept | {"SHELL": program, "PATH": fresh.path.text, "TERM": "dumb"}


def _answer(ask: Facts, id_: str, name: str, argv: tuple[str, ...], env: Mapping[str, str], limit_s: float) -> Context:
    try:
        done = ask.host.run(argv, timeout_s=limit_s, env=env, cwd=home(ask.host) or ask.host.cwd)
        said, problem = _said(done), _how_it_ended(done, limit_s)
    except NotRecorded:
        said, problem = None, "was not asked when this host was recorded"
    if said is None:
        return judged(ask, Reckoned(id_, name, None, (Evidence(argv[0], problem),)), asked=True)
    path = TracedPath(ask.host.platform.system, said.get("path", ""))
    by_name = _BY_NAME.search(said.get("kind", ""))
    stand_in = Evidence(argv[0], f"go is a shell's {by_name[0].lower()} there") if by_name else None
    answer = judged(ask, Reckoned(id_, name, path, stand_in=stand_in), asked=True)
    return answer if stand_in else _with_its_line(ask, answer)


def _with_its_line(ask: Facts, answer: Context) -> Context:
    """Return an answer with the line that reading has found for it, where both come to the same."""
    read = next((each for each in ask(contexts) if each.id == answer.id and each.differs), None)
    same = (
        read is not None and read.cause is not None and (read.go and read.go.found) == (answer.go and answer.go.found)
    )
    return answer._replace(why=read.why, cause=read.cause) if read and same else answer


def _said(done: Completed) -> dict[str, str] | None:
    """Return what stands between the last marks; None where they are not there."""
    lines = [line.rstrip("\r") for line in done.stdout.splitlines()]
    first = len(lines) - lines[::-1].index(BEGIN) if BEGIN in lines else len(lines)
    if END not in lines[first:]:
        return None
    answer = lines[first : lines.index(END, first)]
    fields = (line[:LONGEST_ANSWER].partition("=") for line in answer)
    return {name: value for name, mark, value in fields if mark}


def _how_it_ended(done: Completed, limit_s: float) -> str:
    if done.timed_out:
        return f"gave no answer in {limit_s:g} seconds"
    if done.flooded:
        return "printed too much"
    return (
        f"could not be started: {done.error}"
        if done.error
        else f"ended with {done.signal or done.status} before it answered"
    )
