"""The folder in which go works: each build makes one of its own in it, and `go run` and `go test` start programs there.

Source: cmd/go/internal/work (GOTMPDIR, which may stand in the go env file) and os.TempDir.
"""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.settings.in_force import Origin, Setting, setting
from goverify.host import FileSystem, Host, System
from goverify.host.paths import is_folder

VARIABLES = {
    System.LINUX: ("GOTMPDIR", "TMPDIR"),
    System.MACOS: ("GOTMPDIR", "TMPDIR"),
    System.WINDOWS: ("GOTMPDIR", "TMP", "TEMP", "USERPROFILE"),
}
"""What names it, the first that is set; the last on Windows is no one's choice of a temporary folder."""

ROOM_BYTES = 64 << 20
"""A cold build of a small program leaves less in it."""

ROOM_INODES = 1000


class TempFolder(NamedTuple):
    """Where go works under the user's settings."""

    path: PurePath
    setting: Setting | None
    """What names it; None for the system's default."""
    filesystem: FileSystem | None
    """None where the folder is not there."""
    writable: bool

    @property
    def sound(self) -> bool:
        """Return whether it is as good as any folder: it takes files and programs, and has room."""
        place = self.filesystem
        if place is None or not self.writable or place.noexec or place.read_only:
            return False
        return place.free_bytes >= ROOM_BYTES and (place.free_inodes is None or place.free_inodes >= ROOM_INODES)


def temp_folder(ask: Facts) -> TempFolder:
    """Return the folder in which go works under the user's settings."""
    host = ask.host
    named = next((found for name in VARIABLES[host.platform.system] if (found := _named(ask, name))), None)
    path = host.cwd / host.path(named.value) if named else _default(host)
    if not is_folder(host, path):
        return TempFolder(path, named, None, writable=False)
    return TempFolder(path, named, _filesystem(ask, path), host.access(path, "w") and host.access(path, "x"))


def system_temp_folder(host: Host) -> PurePath:
    """Return the folder that every Go program takes for temporary files (os.TempDir), which GOTMPDIR does not change."""
    named = system_temp_setting(host)
    return host.cwd / host.path(named.value) if named else _default(host)


def system_temp_setting(host: Host) -> Setting | None:
    """Return the variable that names that folder; None for the system's default."""
    name = next((name for name in VARIABLES[host.platform.system][1:] if host.env.get(name)), None)
    return Setting(name, host.env[name], Origin.ENVIRONMENT, "the environment") if name else None


def _default(host: Host) -> PurePath:
    return host.path(r"C:\Windows" if host.platform.system is System.WINDOWS else "/tmp")  # noqa: S108 - looked at, not used


def _named(ask: Facts, name: str) -> Setting | None:
    """Return a setting that has an effect: only GOTMPDIR is read from the go env file."""
    found = ask(setting, name)
    return found if found and (name == "GOTMPDIR" or found.origin is Origin.ENVIRONMENT) else None


def _filesystem(ask: Facts, path: PurePath) -> FileSystem | None:
    try:
        return ask.host.filesystem(path)
    except OSError:
        return None
