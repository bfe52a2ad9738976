"""The redaction: what reports and recordings may show of a machine, by allow-lists and at three levels.

Secrets go at every level. What is to be shared names no person either: user and home become "user", what lies in
homes and is not everybody's gets a stable other name, variables that are not known are dropped, files that are not
Go's keep the lines that concern Go or PATH. A path keeps its depth and means the same wherever it stands, so that a
recording still answers after it has been redacted.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, Self, TypeVar

from goverify.host import Host, System
from goverify.host.paths import home, resolve
from goverify.host.redaction.secrets_in_text import REDACTED, SECRET_FLAG, without_secrets
from goverify.host.redaction.variables import is_kept, looks_like_gos, sounds_secret

if TYPE_CHECKING:
    from goverify.host.redaction.disguise import Disguise

T = TypeVar("T")

_USERS = ("USER", "LOGNAME", "USERNAME", "SUDO_USER", "DOAS_USER")
_HOSTS = ("HOSTNAME", "HOST", "COMPUTERNAME", "USERDOMAIN", "USERDNSDOMAIN", "USERDOMAIN_ROAMINGPROFILE", "LOGONSERVER")
_NO_HOMES = frozenset(
    "tmp nonexistent usr local opt var lib srv home users etc bin sbin windows system32 go app work".split()
)
"""Folders that service accounts have as home: not a person's."""
_HARMLESS = re.compile(r"[\w.+-]{1,64}")
_SHORTEST_SECRET = 6
"""Shorter values occur in other words."""


class Level(StrEnum):
    """Who will read it."""

    LOCAL = "local"
    """The person at this machine: without secrets."""
    SHARE = "share"
    """Whoever is to help: without persons too."""
    FLEET = "fleet"
    """A store of many reports: ids, states and versions alone."""


class Redactor:
    """Redacts texts, paths, variables and files of one host, the same thing always to the same."""

    def __init__(
        self,
        level: Level,
        system: System,
        env: Mapping[str, str],
        homes: Iterable[PurePath],
        user: str,
        aliases: Mapping[PurePath, PurePath] | None = None,
        names: Iterable[str] = (),
        kept: Iterable[str] = (),
    ) -> None:
        """Take what is known of the host.

        Where it is to be shared, `aliases` are folders that are called otherwise; `names` announces names of files, which could
        not else be told from the words around them where they hold blanks; `kept` are names that are nobody's.
        """
        self.level = level
        secrets = {value.strip() for name, value in env.items() if sounds_secret(name)}
        self._secrets = frozenset(value for value in secrets if len(value) >= _SHORTEST_SECRET)
        self._users = {user, *(env.get(name, "") for name in _USERS)} - {"", "root"}
        own = {path for path in homes if path.name.lower() not in {"", *_NO_HOMES}}
        self._users |= {path.name for path in own} - {"root"}
        self._disguise: Disguise | None = None
        if level is not Level.LOCAL:
            from goverify.host.redaction import disguise  # a report for oneself needs none

            hosts = {env.get(name, "").strip("\\") for name in _HOSTS} - {""}
            self._disguise = disguise.Disguise(system, map(str, own), self._users, hosts, names, kept, aliases or {})

    @classmethod
    def of(cls, host: Host, level: Level) -> Self:
        """Return the redactor of a host's reports."""
        return cls(level, host.platform.system, host.env, homes_of(host), host.identity.name)

    def text(self, text: str) -> str:
        """Return what may be shown of a text; redacting it again changes nothing."""
        if self._disguise is None:
            return without_secrets(text, self._secrets)
        text = self._disguise.text(without_secrets(self._disguise.renamed(text), self._secrets))
        return text if self.level is Level.SHARE or _HARMLESS.fullmatch(text) else ""

    def path(self, path: PurePath) -> PurePath:
        """Return a path as `text` writes it."""
        return type(path)(self.text(str(path)))

    def names(self, folder: PurePath, names: Iterable[str]) -> tuple[str, ...]:
        """Return the sorted names in a folder, as the paths of the files call them."""
        return tuple(sorted(self.path(folder / name).name for name in names))

    def target(self, link: PurePath, target: str) -> str:
        """Return what is written in a link, leading where it led."""
        path = type(link)(target)
        if path.is_absolute() or path.anchor:
            return self.text(target)
        folder, parts = link.parent, []
        for part in path.parts:
            folder = folder.parent if part == ".." else folder / part
            parts.append(part if part == ".." else self.path(folder).name)
        same = list(path.parts) == parts
        return target if same else str(type(link)(*parts))

    def env(self, env: Mapping[str, str]) -> dict[str, str]:
        """Return the variables that may be shown; here at home the others' names as well."""
        shown = {name: self.variable(name, value) for name, value in env.items()}
        return {name: value for name, value in shown.items() if value is not None}

    def variable(self, name: str, value: str) -> str | None:
        """Return what may be shown of a variable's value, None where not even its name may."""
        if not is_kept(name):
            named = self.level is Level.LOCAL or (self.level is Level.SHARE and looks_like_gos(name))
            return REDACTED if named else None
        if name.upper() in _USERS and self.level is not Level.LOCAL:
            return self.user(value)
        return self.text(value)

    def user(self, name: str) -> str:
        """Return what may be shown of a user's name."""
        return name if self.level is Level.LOCAL or name in {"", "root"} else "user"

    def argv(self, argv: Iterable[str]) -> tuple[str, ...]:
        """Return the words of a command line; the word behind a flag such as --token is secret."""
        shown: list[str] = []
        secret = False
        for word in argv:
            shown.append(REDACTED if secret else self.text(word))
            secret = SECRET_FLAG.fullmatch(word) is not None
        return tuple(shown)

    def file(self, path: PurePath, text: str) -> str:
        """Return what may be shown of a text file; its lines keep their numbers."""
        if self._disguise is None:
            return self.text(text)
        from goverify.host.redaction.startup_lines import reduced  # only recordings hold files
        from goverify.host.redaction.ways import with_ways

        shown = reduced(path, text, personal=self._disguise.is_personal(str(path)))
        return self.text(with_ways(path, shown, lambda way: self.target(path, way)))

    def attribute(self, name: str, value: bytes) -> bytes:
        """Return what may be shown of an extended attribute."""
        if self._disguise is None:
            return self.text(value.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
        from goverify.host.redaction.attributes import shown  # only recordings hold them

        return shown(name, value)

    def tree(self, value: T) -> T:
        """Return a structure of lists and objects, as JSON has them, with all its texts redacted."""
        if isinstance(value, str):
            return self.text(value)  # type: ignore[return-value] # a text for a text
        if isinstance(value, dict):
            return {key: self.tree(each) for key, each in value.items()}  # type: ignore[return-value] # likewise
        if isinstance(value, list | tuple):
            return type(value)(self.tree(each) for each in value)
        return value


def homes_of(host: Host) -> tuple[PurePath, ...]:
    """Return the home folder as it is named, and as it is without links."""
    named = home(host)
    if named is None:
        return ()
    real = resolve(host, named)
    return (named,) if real is None else (named, real)
