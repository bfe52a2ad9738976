"""The environment of a host as a mapping that minds, or ignores, the case of names."""

from collections.abc import Iterator, Mapping

from goverify.host import System


class CaselessEnv(Mapping[str, str]):
    """Variables of a Windows host: found under any case, listed as they are written."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = {name.upper(): (name, value) for name, value in values.items()}

    def __getitem__(self, name: str) -> str:
        return self._values[name.upper()][1]

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._values.values())

    def __len__(self) -> int:
        return len(self._values)


def environment(system: System, values: Mapping[str, str]) -> Mapping[str, str]:
    """Return the variables as a host of that system sees them."""
    return CaselessEnv(values) if system is System.WINDOWS else dict(values)


def changed_env(system: System, old: Mapping[str, str], changes: Mapping[str, str | None]) -> Mapping[str, str]:
    """Return the variables with some set, and those that are None removed."""
    fold = str.upper if system is System.WINDOWS else str
    gone = {fold(name) for name in changes}
    kept = {name: value for name, value in old.items() if fold(name) not in gone}
    return environment(system, kept | {name: value for name, value in changes.items() if value is not None})
