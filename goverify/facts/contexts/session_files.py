"""What a session has before any shell starts: pam_env's files, login.defs, systemd's environment.d, launchd's default.

Sources: pam_env(8), pam_env.conf(5), login.defs(5), environment.d(5), launchd.plist(5), path_helper(8).
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.contexts.traced import UNKNOWN, TracedPath, quote
from goverify.facts.variables.shells import config_folder
from goverify.host import System
from goverify.host.paths import home, is_file, read_text
from goverify.model import Evidence

USUAL = "/usr/local/bin:/usr/bin:/bin"
LAUNCHD = "/usr/bin:/bin:/usr/sbin:/sbin"
"""What launchd gives to all that it starts (_PATH_STDPATH)."""

KEPT = ("HOME", "USER", "LOGNAME", "SHELL", "LANG")
"""Variables that are the same in every session of a user."""

LIMIT_BYTES = 64 << 10
LIMIT_FILES = 100
LIMIT_LINES = 1000

_ASSIGNMENT = re.compile(r"\s*(?:export\s+)?([A-Za-z_]\w*)=(.*)")
_PAM_USER = re.compile(r"\s*([A-Za-z_]\w*)\s+(?:DEFAULT=(\S+|\"[^\"]*\"))?(?:\s*OVERRIDE=(\S+|\"[^\"]*\"))?")
_VARIABLE = re.compile(r"\$\{(\w+)(?::([-+])([^${}]*))?\}|\$(\w+)|@\{HOME\}")
_LOGIN_DEFS = re.compile(r"\s*(ENV_PATH|ENV_SUPATH)\s+(?:PATH=)?(\S+)")
_PAM = ("login", "sshd", "common-session", "system-login", "gdm-password", "lightdm", "sddm")
_ENVIRONMENT_D = ("/usr/lib/environment.d", "/usr/local/lib/environment.d", "/run/environment.d", "/etc/environment.d")


class Base(NamedTuple):
    """The environment that a session starts from."""

    path: TracedPath
    variables: dict[str, str]


def login_base(ask: Facts) -> Base:
    """Return what a login gives before the user's shell reads anything."""
    host = ask.host
    kept = {name: host.env[name] for name in KEPT if name in host.env}
    if host.platform.system is System.MACOS:
        return Base(TracedPath(System.MACOS, LAUNCHD), kept)
    base = Base(_from_login_defs(ask), kept)
    base = _with_lines(base, readable_lines(ask, host.path("/etc/environment")), expand=False)
    own = home(host)
    if own and _reads_users_file(ask):
        base = _with_pam_lines(base, readable_lines(ask, own / ".pam_environment"), str(own))
    return base


def desktop_base(ask: Facts) -> Base:
    """Return what systemd gives to a desktop session and the services of a user."""
    base = login_base(ask)
    for file in _environment_d(ask):
        base = _with_lines(base, readable_lines(ask, file), expand=True)
    return base


def _from_login_defs(ask: Facts) -> TracedPath:
    host = ask.host
    wanted = "ENV_SUPATH" if host.identity.uid == 0 else "ENV_PATH"
    for line in readable_lines(ask, host.path("/etc/login.defs")):
        found = _LOGIN_DEFS.match(line.observed)
        if found and found[1] == wanted:
            return TracedPath(System.LINUX, "").assigned(found[2], Evidence(line.place, f"{wanted} PATH={found[2]}"))
    return TracedPath(System.LINUX, USUAL)


def _with_lines(base: Base, lines: Iterator[Evidence], *, expand: bool) -> Base:
    for line in lines:
        found = _ASSIGNMENT.fullmatch(line.observed)
        if found:
            text = _unquoted(found[2])
            base = _with(base, found[1], _expanded(base, text) if expand else text, line)
    return base


def _with_pam_lines(base: Base, lines: Iterator[Evidence], own: str) -> Base:
    for line in lines:
        plain, found = _ASSIGNMENT.fullmatch(line.observed), _PAM_USER.fullmatch(line.observed)
        name, text = (plain[1], plain[2]) if plain else (found[1], found[3] or found[2] or "") if found else ("", "")
        if name:
            base = _with(base, name, _expanded(base, _unquoted(text).replace("@{HOME}", own)), line)
    return base


def _with(base: Base, name: str, text: str, line: Evidence) -> Base:
    if name == "PATH":
        return base._replace(path=base.path.assigned(text, line))
    return base._replace(variables=base.variables | {name: text})


def _expanded(base: Base, text: str) -> str:
    def filled(found: re.Match[str]) -> str:
        name = found[1] or found[4] or ""
        value = base.path.text if name == "PATH" else base.variables.get(name, "")
        if found[2] == "+":
            return found[3] if value else ""
        return value or found[3] or ("" if name else UNKNOWN)

    return _VARIABLE.sub(filled, text)


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _reads_users_file(ask: Facts) -> bool:
    """Return whether pam_env is told to read ~/.pam_environment, which it is not by itself from Linux-PAM 1.4 on."""
    files = (ask.host.path("/etc/pam.d") / name for name in _PAM)
    return any("user_readenv=1" in line.observed for file in files for line in readable_lines(ask, file))


def _environment_d(ask: Facts) -> list[PurePath]:
    """Return the files of environment.d in the order in which they count."""
    host = ask.host
    found: dict[str, PurePath] = {}
    for folder in (*map(host.path, _ENVIRONMENT_D), config_folder(ask) / "environment.d"):
        try:
            names = host.names(folder)[:LIMIT_FILES]
        except OSError:
            continue
        found |= {name: folder / name for name in names if fnmatchcase(name, "*.conf")}
    return [found[name] for name in sorted(found)]


def lines_of(ask: Facts, file: PurePath, no_comment: str = "\n") -> Iterator[Evidence]:
    """Yield the lines of a file that are no comments, each with its place; OSError where it may not be read."""
    text = read_text(ask.host, file, LIMIT_BYTES) if is_file(ask.host, file) else None
    for number, line in enumerate((text or "").splitlines()[:LIMIT_LINES], 1):
        plain = line.lstrip()
        if plain and (not plain.startswith("#") or plain.startswith(no_comment)):
            yield quote(file, number, line)._replace(observed=line.strip())


def readable_lines(ask: Facts, file: PurePath) -> Iterator[Evidence]:
    """Yield the same lines, none where the file may not be read."""
    try:
        yield from lines_of(ask, file)
    except OSError:
        return
