"""The start-up files of shells: which ones there are, and which of them a shell reads, in what kind of session.

Sources: bash(1) INVOCATION, zsh(1) STARTUP/SHUTDOWN FILES, fish(1), dash(1), tcsh(1), pam_env(8), path_helper(8).
Nothing is run; files that a start-up file reads in turn (`.` and `source`) are followed by name.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.variables.shells import Shell, config_folder
from goverify.host.paths import home, is_file, read_text

LIMIT_BYTES = 256 << 10
"""Hand-written files are far below; of a longer one the beginning is read."""

LIMIT_FILES = 200
"""A home has about ten, /etc about thirty."""


class When(StrEnum):
    """In which sessions a shell reads a file."""

    ALWAYS = "in every session"
    LOGIN = "in login shells only"
    INTERACTIVE = "in interactive shells only"
    SESSION = "when the user logs in"


Readers = Mapping[Shell, When]

_POSIX_LOGIN: Readers = {Shell.BASH: When.LOGIN, Shell.SH: When.LOGIN, Shell.KSH: When.LOGIN}
_ANY_SHELL: Readers = {shell: When.SESSION for shell in Shell if shell is not Shell.CMD}

_SYSTEM: tuple[tuple[str, Readers], ...] = (
    ("/etc/environment", _ANY_SHELL),
    ("/etc/security/pam_env.conf", _ANY_SHELL),
    ("/usr/lib/environment.d/*.conf", _ANY_SHELL),
    ("/etc/environment.d/*.conf", _ANY_SHELL),
    ("/etc/paths", {Shell.ZSH: When.LOGIN, Shell.BASH: When.LOGIN}),
    ("/etc/paths.d/*", {Shell.ZSH: When.LOGIN, Shell.BASH: When.LOGIN}),
    ("/etc/profile", _POSIX_LOGIN),
    ("/etc/profile.d/*.sh", _POSIX_LOGIN),
    ("/etc/bash.bashrc", {Shell.BASH: When.INTERACTIVE}),
    ("/etc/bashrc", {Shell.BASH: When.INTERACTIVE}),
    ("/etc/zshenv", {Shell.ZSH: When.ALWAYS}),
    ("/etc/zprofile", {Shell.ZSH: When.LOGIN}),
    ("/etc/zshrc", {Shell.ZSH: When.INTERACTIVE}),
    ("/etc/zsh/zshenv", {Shell.ZSH: When.ALWAYS}),
    ("/etc/zsh/zprofile", {Shell.ZSH: When.LOGIN}),
    ("/etc/zsh/zshrc", {Shell.ZSH: When.INTERACTIVE}),
    ("/etc/fish/config.fish", {Shell.FISH: When.ALWAYS}),
    ("/etc/fish/conf.d/*.fish", {Shell.FISH: When.ALWAYS}),
    ("/etc/csh.cshrc", {Shell.CSH: When.ALWAYS}),
    ("/etc/csh.login", {Shell.CSH: When.LOGIN}),
)
BASH_LOGIN = (".bash_profile", ".bash_login", ".profile")
"""bash reads the first of these that is there."""

_HOME: tuple[tuple[str, Readers], ...] = (
    (".profile", {Shell.SH: When.LOGIN, Shell.KSH: When.LOGIN}),
    (".bash_profile", {}),
    (".bash_login", {}),
    (".bashrc", {Shell.BASH: When.INTERACTIVE}),
    (".kshrc", {Shell.KSH: When.INTERACTIVE}),
    (".mkshrc", {Shell.KSH: When.INTERACTIVE}),
    (".cshrc", {Shell.CSH: When.ALWAYS}),
    (".tcshrc", {Shell.CSH: When.ALWAYS}),
    (".login", {Shell.CSH: When.LOGIN}),
    (".pam_environment", _ANY_SHELL),
)
_DOCUMENTS = tuple(
    f"Documents/{folder}/{name}.ps1"
    for folder in ("PowerShell", "WindowsPowerShell")
    for name in ("profile", "Microsoft.PowerShell_profile")
)
"""PowerShell's profiles of one user (about_Profiles), which lie in the home folder or in OneDrive's."""
_ZSH = ((".zshenv", When.ALWAYS), (".zprofile", When.LOGIN), (".zshrc", When.INTERACTIVE), (".zlogin", When.LOGIN))
_CONFIG: tuple[tuple[str, Readers], ...] = (
    ("fish/config.fish", {Shell.FISH: When.ALWAYS}),
    ("fish/conf.d/*.fish", {Shell.FISH: When.ALWAYS}),
    ("fish/fish_variables", {Shell.FISH: When.ALWAYS}),
    ("nushell/env.nu", {Shell.NU: When.INTERACTIVE}),
    ("nushell/config.nu", {Shell.NU: When.INTERACTIVE}),
    ("powershell/profile.ps1", {Shell.POWERSHELL: When.ALWAYS}),
    ("powershell/Microsoft.PowerShell_profile.ps1", {Shell.POWERSHELL: When.ALWAYS}),
    ("environment.d/*.conf", _ANY_SHELL),
)
_SOURCED = re.compile(r"""(?:^|[\s;&|{'"])(?:\.|source)\s+["']?([^\s"';&|)]+)""")


class StartupFile(NamedTuple):
    """A start-up file that is there."""

    path: PurePath
    readers: tuple[tuple[Shell, When], ...]
    """The shells that read it by themselves or through another file."""
    text: str
    """Empty where this user may not read it."""

    def read_by(self, shell: Shell) -> When | None:
        """Return when a shell reads it, None for never."""
        return dict(self.readers).get(shell)


def startup_files(ask: Facts) -> tuple[StartupFile, ...]:
    """Return the start-up files that are there, those that others source included."""
    texts: dict[PurePath, str] = {}
    readers: dict[PurePath, dict[Shell, When]] = {}
    queue = list(_known(ask))
    while queue and len(texts) < LIMIT_FILES:
        path, shells = queue.pop(0)
        known = readers.setdefault(path, {})
        new = {shell: when for shell, when in shells.items() if shell not in known}
        known.update(new)
        if path in texts and not new:
            continue
        texts[path] = texts.get(path) or _text(ask, path)
        queue += [(below, new) for below in _sourced(ask, texts[path])]
    return tuple(StartupFile(path, tuple(readers[path].items()), text) for path, text in texts.items())


def _known(ask: Facts) -> Iterator[tuple[PurePath, Readers]]:
    """Yield the files that shells look for by themselves, those that are there."""
    host = ask.host
    base = home(host)
    table: list[tuple[PurePath, Readers]] = [(host.path(place), shells) for place, shells in _SYSTEM]
    if base is not None:
        table += [(base / place, shells) for place, shells in _HOME]
        drives = (base, *(host.path(text) for text in [host.env.get("OneDrive", "")] if text))
        table += [(drive / place, {Shell.POWERSHELL: When.ALWAYS}) for drive in drives for place in _DOCUMENTS]
        table += [(config_folder(ask) / place, shells) for place, shells in _CONFIG]
        zsh = host.path(host.env.get("ZDOTDIR", "") or str(base))
        table += [(zsh / name, {Shell.ZSH: when}) for name, when in _ZSH]
        first = next((base / name for name in BASH_LOGIN if is_file(host, base / name)), None)
        table += [(first, {Shell.BASH: When.LOGIN})] if first else []
    for place, shells in table:
        yield from ((path, shells) for path in _matches(ask, place))


def _matches(ask: Facts, place: PurePath) -> Iterator[PurePath]:
    host = ask.host
    if "*" not in place.name:
        if is_file(host, place):
            yield place
        return
    try:
        names = host.names(place.parent)
    except OSError:
        return
    yield from (place.parent / name for name in names if fnmatchcase(name, place.name))


def _text(ask: Facts, path: PurePath) -> str:
    try:
        return read_text(ask.host, path, LIMIT_BYTES) or ""
    except OSError:
        return ""


def _sourced(ask: Facts, text: str) -> Iterator[PurePath]:
    """Yield the files that a start-up file reads, as far as their names stand there."""
    base = str(home(ask.host) or "")
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    for name in islice((name for line in lines for name in _SOURCED.findall(line)), LIMIT_FILES):
        plain = re.sub(r"^(~|\$HOME|\$\{HOME\})(?=/)", lambda _: base, name)
        path = ask.host.path(plain)
        if path.is_absolute() and "$" not in plain and is_file(ask.host, path):
            yield path
