"""The sessions of the user's shell, each read from the files that it would run, in the order in which it runs them.

Sources: bash(1) INVOCATION, zsh(1) STARTUP/SHUTDOWN FILES, sh(1p), fish(1), and for desktop sessions the scripts of
gdm, sddm and lightdm, which read the profiles before the session starts.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.contexts import fish
from goverify.facts.contexts.machine import Machine
from goverify.facts.contexts.session_files import Base, desktop_base, login_base
from goverify.facts.contexts.state import Session, State
from goverify.facts.contexts.stepping import read
from goverify.facts.contexts.values import Reckoned
from goverify.facts.variables.shells import Shell, user_shell
from goverify.facts.variables.startup_files import BASH_LOGIN, LIMIT_BYTES
from goverify.host import System
from goverify.host.paths import home, is_file, read_text
from goverify.model import Evidence

DESKTOP = ("/etc/profile", "~/.profile", "/etc/xprofile", "~/.xprofile", "~/.xsessionrc")

NOT_READ = frozenset({Shell.CSH, Shell.NU, Shell.POWERSHELL, Shell.CMD})
"""Shells whose files are not followed on these systems."""

NAMES = {
    (True, False): ("login-shell", "login shell", "-lc"),
    (False, True): ("interactive-shell", "interactive shell", "-ic"),
    (True, True): ("interactive-login-shell", "interactive login shell", "-lic"),
}
"""Whether it is a log-in, and interactive: what the session is called, and how a shell is started for it."""


def shell_sessions(ask: Facts) -> tuple[Reckoned, ...]:
    """Return the sessions of this user's shell: as scripts start it, as terminals do, as a log-in does."""
    shell = ask(user_shell)
    return tuple(_session(ask, Session(shell, login, interactive)) for login, interactive in NAMES)


def desktop_session(ask: Facts) -> Reckoned:
    """Return what a program gets that is started from the desktop."""
    base = ask(desktop_base)
    if ask.host.platform.system is System.MACOS:
        note = "launchctl can add to it, which no file tells."
        return Reckoned("desktop-session", "desktop session, IDE", base.path, note=note)
    note = "Display managers read the profiles with sh; some start the user's login shell instead."
    reckoned = _read(ask, Session(Shell.SH, login=True, interactive=False), base, _at_home(ask, DESKTOP))
    return reckoned._replace(id="desktop-session", name="desktop session, IDE", note=note)


def _session(ask: Facts, session: Session) -> Reckoned:
    id_, name, option = NAMES[session.login, session.interactive]
    title = f"{name} ({session.shell.value} {option})"
    if session.shell in NOT_READ:
        why = Evidence(session.shell.value, "the files of this shell are not followed")
        return Reckoned(id_, title, None, gaps=(why,))
    base, inherits = ask(base_of, session.login), not session.login and ask.host.platform.system is System.LINUX
    before = ask(desktop_session).gaps if inherits else ()
    reckoned = _read(ask, session, base, _files(ask, session))
    return reckoned._replace(id=id_, name=title, gaps=before + reckoned.gaps)


def base_of(ask: Facts, login: bool) -> Base:
    """Return what a shell starts from: a terminal on a Linux desktop inherits from its session, all else from a log-in."""
    if login or ask.host.platform.system is System.MACOS:
        return ask(login_base)
    desktop = ask(desktop_session)
    return Base(desktop.path or ask(login_base).path, dict(desktop.environment))


def _read(ask: Facts, session: Session, base: Base, files: Iterator[PurePath]) -> Reckoned:
    state = State(ask, session, base.path, dict(base.variables))
    machine = Machine(state)
    if session.shell is Shell.FISH:
        fish.put_user_paths(state)
    for file in files:
        try:
            text = read_text(ask.host, file, LIMIT_BYTES) if is_file(ask.host, file) else None
        except OSError as error:
            state.note(Evidence(str(file), f"cannot be read: {error.strerror}"))
            continue
        if text is not None:
            fish.read(state, file, text) if session.shell is Shell.FISH else read(machine, file, text)
    return Reckoned("", "", state.path, tuple(state.gaps), "", state.stand_in, tuple(state.environment().items()))


def _files(ask: Facts, session: Session) -> Iterator[PurePath]:
    """Return the files that a shell reads by itself, in order."""
    match session.shell:
        case Shell.BASH:
            return _of_bash(ask, session)
        case Shell.ZSH:
            return _of_zsh(ask, session)
        case Shell.FISH:
            return fish.files(ask)
    login = ("/etc/profile", "~/.profile") if session.login else ()
    interactive = ("~/.kshrc", "~/.mkshrc") if session.interactive and session.shell is Shell.KSH else ()
    return _at_home(ask, (*login, *interactive))


def _of_bash(ask: Facts, session: Session) -> Iterator[PurePath]:
    if not session.login:
        yield from _at_home(ask, ("/etc/bash.bashrc", "~/.bashrc"))
        return
    yield ask.host.path("/etc/profile")
    own = (path for path in _at_home(ask, tuple(f"~/{name}" for name in BASH_LOGIN)) if is_file(ask.host, path))
    yield from (path for path in (next(own, None),) if path)


def _of_zsh(ask: Facts, session: Session) -> Iterator[PurePath]:
    """Yield the files of zsh; those of the system stand in /etc or, with Debian and others, in /etc/zsh."""
    host = ask.host
    own = host.path(host.env.get("ZDOTDIR", "")) if host.env.get("ZDOTDIR") else home(host)
    names = ["zshenv", *(["zprofile"] if session.login else []), *(["zshrc"] if session.interactive else [])]
    for name in names + (["zlogin"] if session.login else []):
        yield from (host.path(folder) / name for folder in ("/etc", "/etc/zsh"))
        yield from (own / f".{name}",) if own else ()


def _at_home(ask: Facts, places: tuple[str, ...]) -> Iterator[PurePath]:
    host, own = ask.host, home(ask.host)
    for place in places:
        if not place.startswith("~"):
            yield host.path(place)
        elif own:
            yield own / place.removeprefix("~/")
