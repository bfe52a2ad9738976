"""Redactors of hosts with a user called Ann."""

from pathlib import PurePath, PurePosixPath, PureWindowsPath

from goverify.host import System
from goverify.host.redact import Level, Redactor


def sharing(
    user: str = "ann",
    home: str = "/home/ann",
    env: dict[str, str] | None = None,
    system: System = System.LINUX,
    level: Level = Level.SHARE,
    names: tuple[str, ...] = (),
) -> Redactor:
    """Return a redactor of a host with that user."""
    path: type[PurePath] = PureWindowsPath if system is System.WINDOWS else PurePosixPath
    return Redactor(level, system, env or {}, [path(home)], user, names=names)
