"""The profiles: what a run leaves out and how strict it is where it is known who runs it.

What one of them says stands below the policy's file, and that below the command line.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from goverify.model import Severity
from goverify.policy import NO_SEVERITIES


class Profile(NamedTuple):
    """What a profile changes."""

    skip: tuple[str, ...] = ()
    fail_on: str = "high"
    allow_incomplete: bool = False
    colour: bool = True
    severities: Mapping[str, Severity] = NO_SEVERITIES


USUAL_IN_CONTAINERS = (
    "gobin-not-on-path",
    "release-outdated",
    "tree-writable",
    "vcs-missing",
    "zoneinfo-missing",
)
"""Images are made small, pinned and thrown away: nobody installs tools in them, and a new image mends them."""

PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        "dev": Profile(),
        "ci": Profile(skip=("ide", "env.stale-terminal"), colour=False),
        "container": Profile(
            skip=("ide", "env.stale-terminal"),
            severities=MappingProxyType(dict.fromkeys(USUAL_IN_CONTAINERS, Severity.INFO)),
        ),
        "fleet": Profile(skip=("ide", "project"), fail_on="never", allow_incomplete=True, colour=False),
    }
)
