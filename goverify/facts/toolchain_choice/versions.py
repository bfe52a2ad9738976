"""Go versions as go itself orders them, in which "1.21" is the language and comes before 1.21rc1 and 1.21.0.

Source: internal/gover (gover.go) and cmd/go/internal/gover (toolchain.go) of 1.21 to 1.27.
"""

import re
from typing import NamedTuple

_NUMBER = r"(?:0|[1-9]\d{0,8})"
_VERSION = re.compile(rf"({_NUMBER})(?:\.({_NUMBER})(?:\.({_NUMBER})|([a-z]+)({_NUMBER})?)?)?")

ABSENT = -1
PATCHED_SINCE = 21
"""From 1.21 on the first release of a line is 1.N.0, and "1.N" names no release."""


class Version(NamedTuple):
    """A Go version; versions compare as go compares them."""

    major: int
    minor: int
    patch: int
    """ABSENT in the name of a language and of a candidate."""
    kind: str
    """"", "alpha", "beta" or "rc"."""
    nth: int

    @property
    def is_language(self) -> bool:
        """Return whether it names a language and no release."""
        return self.patch == ABSENT and not self.kind

    @property
    def lacks_patch(self) -> bool:
        """Return whether it names a language of which every release has three numbers."""
        return self.is_language and (self.major, self.minor) >= (1, PATCHED_SINCE)

    @property
    def line(self) -> str:
        """Return the line of releases, such as "1.27"."""
        return f"{self.major}.{self.minor}"


def version(text: str) -> Version | None:
    """Return the version that a text without "go" before it names; None where it names none."""
    found = _VERSION.fullmatch(text)
    if found is None:
        return None
    major, minor, patch, kind, nth = found.groups()
    if minor is None:
        return Version(int(major), 0, 0, "", ABSENT)
    bare = patch is None and kind is None
    absent = 0 if bare and int(minor) < PATCHED_SINCE else ABSENT
    return Version(int(major), int(minor), absent if patch is None else int(patch), kind or "", int(nth or ABSENT))


def of_toolchain(name: str) -> Version | None:
    """Return the version of a toolchain by its name, whatever a packager put behind it; None where it is no such name."""
    if not name.startswith("go") or "/" in name or "\\" in name:
        return None
    return version(re.split(r"[ \t-]", name[2:], maxsplit=1)[0])
