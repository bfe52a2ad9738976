"""The user's shell: which one it is, and how it is told to put a folder first on PATH, now and for good."""

import re
import shlex
from enum import StrEnum
from pathlib import PurePath

from goverify.facts import Facts
from goverify.host import System
from goverify.host.paths import home


class Shell(StrEnum):
    """The families of shells that differ in syntax or start-up files."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    SH = "sh"
    KSH = "ksh"
    CSH = "csh"
    NU = "nu"
    POWERSHELL = "PowerShell"
    CMD = "cmd"


_PROGRAMS = {
    "bash": Shell.BASH,
    "zsh": Shell.ZSH,
    "fish": Shell.FISH,
    "sh": Shell.SH,
    "dash": Shell.SH,
    "ash": Shell.SH,
    "ksh": Shell.KSH,
    "mksh": Shell.KSH,
    "ksh93": Shell.KSH,
    "csh": Shell.CSH,
    "tcsh": Shell.CSH,
    "nu": Shell.NU,
    "powershell": Shell.POWERSHELL,
    "pwsh": Shell.POWERSHELL,
    "cmd": Shell.CMD,
}
_USUAL = {System.LINUX: Shell.BASH, System.MACOS: Shell.ZSH, System.WINDOWS: Shell.POWERSHELL}
_PLAIN = re.compile(r"[\w@%+=:,./-]+", re.ASCII)
_QUOTABLE = re.compile(r"[\w@%+=:,./() -]+", re.ASCII)

UNTOLD_HOME = "~"
"""The home where no variable tells it; a shell then asks the user database."""


def user_shell(ask: Facts) -> Shell:
    """Return the user's shell: SHELL on Unix, else the nearest shell that led to this process, else the system's usual one."""
    host = ask.host
    system = host.platform.system
    told = _PROGRAMS.get(host.path(host.env.get("SHELL", "")).name) if system is not System.WINDOWS else None
    if told:
        return told
    running = (_PROGRAMS.get(process.name.lstrip("-").lower().removesuffix(".exe")) for process in host.ancestors())
    return next((shell for shell in running if shell), _USUAL[system])


def prepend_to_path(ask: Facts, folder: PurePath) -> str:
    """Return the line that puts `folder` first on PATH in this user's shell."""
    return line_for(ask(user_shell), folder)


def line_for(shell: Shell, folder: PurePath) -> str:
    """Return the line that puts `folder` first on PATH in a shell."""
    text = str(folder)
    match shell:
        case Shell.FISH:
            return f"set -gx PATH {_fish_quoted(text)} $PATH"
        case Shell.CSH:
            return f"setenv PATH {shlex.quote(text)}:$PATH"
        case Shell.NU:
            return f"$env.PATH = ($env.PATH | prepend {_nu_quoted(text)})"
        case Shell.POWERSHELL:
            # The separator is the system's: PowerShell runs on all of them.
            mark = ";" if folder.drive else ":"
            return f"$env:PATH = {_powershell_quoted(text + mark)} + $env:PATH"
        case Shell.CMD:
            return f'set "PATH={text};%PATH%"'
    unix = f"/{folder.drive[0].lower()}/{folder.relative_to(folder.anchor).as_posix()}" if folder.drive else text
    return f'export PATH="{unix}:$PATH"' if _QUOTABLE.fullmatch(unix) else f'export PATH={shlex.quote(unix)}":$PATH"'


def quoted(shell: Shell, text: str) -> str:
    """Return a text as one word of a shell."""
    match shell:
        case Shell.FISH:
            return _fish_quoted(text)
        case Shell.NU:
            return _nu_quoted(text)
        case Shell.POWERSHELL:
            return _powershell_quoted(text)
    return shlex.quote(text)


def powershell(ask: Facts, command: str) -> str:
    """Return how a command of PowerShell's is given in this user's shell of Windows."""
    match ask(user_shell):
        case Shell.POWERSHELL:
            return command
        case Shell.CMD:
            inner = command.replace('"', '\\"')
        case _:
            inner = re.sub(r'([\\"$`])', r"\\\1", command)
    return f'powershell -NoProfile -Command "{inner}"'


def prepend_for_good(ask: Facts, folder: PurePath) -> str:
    """Return the command that puts `folder` first on PATH in every shell that this user opens from now on."""
    shell = ask(user_shell)
    if shell in {Shell.POWERSHELL, Shell.CMD} and ask.host.platform.system is System.WINDOWS:
        value = f"{_powershell_quoted(str(folder) + ';')} + [Environment]::GetEnvironmentVariable('Path', 'User')"
        return powershell(ask, f"[Environment]::SetEnvironmentVariable('Path', {value}, 'User')")
    return append_command(ask, shell, folder, ask(lasting_file, shell))


def append_command(ask: Facts, shell: Shell, folder: PurePath, file: PurePath) -> str:
    """Return the command that adds the line to the end of a start-up file."""
    line = line_for(shell, folder)
    quoted = _fish_quoted(line) if shell is Shell.FISH else shlex.quote(line)
    if shell is Shell.POWERSHELL:
        return f"Add-Content $PROFILE {_powershell_quoted(line)}"
    # The echo of dash and zsh takes backslashes for escapes.
    echo = r"printf '%s\n'" if "\\" in line else "echo"
    return f"{echo} {quoted} >> {as_typed(ask, file)}"


def lasting_file(ask: Facts, shell: Shell) -> PurePath:
    """Return the start-up file in which a line for PATH belongs.

    Terminals of macOS start login shells, those of Linux do not; bash reads ~/.bashrc in the latter alone.
    """
    host = ask.host
    base = home(host) or host.path(UNTOLD_HOME)
    match shell:
        case Shell.ZSH:
            return host.path(host.env.get("ZDOTDIR", "") or str(base)) / ".zshrc"
        case Shell.BASH:
            return base / (".bash_profile" if host.platform.system is System.MACOS else ".bashrc")
        case Shell.FISH:
            return config_folder(ask) / "fish" / "config.fish"
        case Shell.NU:
            return config_folder(ask) / "nushell" / "config.nu"
        case Shell.CSH:
            return base / (".tcshrc" if host.entry(base / ".tcshrc") else ".cshrc")
    return base / ".profile"


def config_folder(ask: Facts) -> PurePath:
    """Return the folder of the user's configuration files (XDG Base Directory Specification)."""
    host = ask.host
    chosen = host.env.get("XDG_CONFIG_HOME", "")
    return host.path(chosen) if chosen else (home(host) or host.path(UNTOLD_HOME)) / ".config"


def as_typed(ask: Facts, path: PurePath) -> str:
    """Return a path as a person would type it in a Unix shell: below home with ~, quoted where need be."""
    base = home(ask.host) or ask.host.path(UNTOLD_HOME)
    if base.parent != base and path.is_relative_to(base) and path != base:
        below = path.relative_to(base).as_posix()
        if _PLAIN.fullmatch(below):
            return f"~/{below}"
    return shlex.quote(str(path))


def _fish_quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return text if _PLAIN.fullmatch(text) else f"'{escaped}'"


def _nu_quoted(text: str) -> str:
    return f"'{text}'" if "'" not in text else f'"{text.translate(_NU_ESCAPES)}"'


_NU_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"'})


def _powershell_quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
