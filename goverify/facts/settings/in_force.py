"""The settings of Go: from the environment first, then from the file that `go env -w` writes.

Source: cmd/go/internal/cfg (Getenv, EnvFile, readEnvFile) and os.UserConfigDir. The defaults of a release's own
go.env file belong to its tree and are left out here.
"""

from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.host import Host, System
from goverify.host.paths import read_text


class Origin(StrEnum):
    """Where a setting stands."""

    ENVIRONMENT = "environment"
    FILE = "go env file"
    RELEASE = "GOROOT/go.env"
    DEFAULT = "default"


class Setting(NamedTuple):
    """A setting that someone made."""

    name: str
    value: str
    origin: Origin
    place: str
    """"the environment", or the path of the go env file."""
    file: PurePath | None = None
    """The go env file, where it stands there."""
    line: int | None = None
    """The line of that file, from 1 on."""


class GoEnvFile(NamedTuple):
    """The file that holds what `go env -w` stored."""

    path: PurePath
    named: bool
    """GOENV names it; else it stands at the default place."""
    exists: bool
    values: tuple[tuple[str, str], ...]
    """In the order of the file; of two lines with one name the later counts."""
    problem: str
    """Why it cannot be read, else empty. Go itself says nothing and goes on without it."""
    lines: tuple[int, ...] = ()
    """The line of each value, from 1 on."""

    def value(self, name: str) -> str | None:
        """Return the value of the last line for `name`."""
        return next((value for key, value in reversed(self.values) if key == name), None)

    def line(self, name: str) -> int | None:
        """Return which line is the last one for `name`."""
        pairs = zip(reversed(self.values), reversed(self.lines), strict=False)
        return next((number for (key, _), number in pairs if key == name), None)


def setting(ask: Facts, name: str) -> Setting | None:
    """Return a setting as the user made it; an empty value is none, as it is for go."""
    value = ask.host.env.get(name, "")
    if value:
        return Setting(name, value, Origin.ENVIRONMENT, "the environment")
    file = ask(goenv_file)
    stored = file.value(name) if file and name != "GOENV" else None
    if file and stored:
        return Setting(name, stored, Origin.FILE, str(file.path), file.path, file.line(name))
    return None


def goenv_file(ask: Facts) -> GoEnvFile | None:
    """Return the go env file, there or not; None where GOENV=off or no variable tells its place."""
    host = ask.host
    text = host.env.get("GOENV", "")
    if text == "off":
        return None
    folder = None if text else user_config_folder(host)
    if not text and folder is None:
        return None
    path = host.cwd / host.path(text) if folder is None else folder / "go" / "env"
    try:
        content = read_text(host, path)
    except OSError as error:
        return GoEnvFile(path, bool(text), exists=True, values=(), problem=error.strerror or str(error))
    found = assignments(content or "")
    values, lines = tuple((name, value) for _, name, value in found), tuple(number for number, _, _ in found)
    return GoEnvFile(path, bool(text), content is not None, values, "", lines)


def user_config_folder(host: Host) -> PurePath | None:
    """Return the user's folder for settings as Go finds it (os.UserConfigDir)."""
    variable, below = {
        System.WINDOWS: ("APPDATA", ""),
        System.MACOS: ("HOME", "Library/Application Support"),
        System.LINUX: ("HOME", ".config"),
    }[host.platform.system]
    chosen = host.env.get("XDG_CONFIG_HOME", "") if host.platform.system is System.LINUX else ""
    if chosen:
        return host.path(chosen) if host.path(chosen).is_absolute() else None
    base = host.env.get(variable, "")
    return host.path(base) / below if base else None


def assignments(text: str) -> tuple[tuple[int, str, str], ...]:
    """Return lines, names and values of a go env file; a line that does not begin with a capital letter is no setting."""
    numbered = enumerate((line.partition("=") for line in text.split("\n")), 1)
    return tuple((number, name, value) for number, (name, mark, value) in numbered if mark and "A" <= name[:1] <= "Z")
