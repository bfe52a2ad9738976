"""The folders that hold one version each: which manager keeps it, and which version it is, by its path."""

import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.host import Host

_KEPT = (
    ("mise", r"(?:.*/(?:mise|rtx)|$MISE_DATA_DIR)/installs/go/([^/]+)"),
    ("asdf", r"(?:.*/\.?asdf[^/]*|$ASDF_DATA_DIR)/installs/(?:golang|go)/([^/]+)"),
    ("goenv", r"(?:.*/\.?goenv|$GOENV_ROOT)/versions/([^/]+)"),
    ("gvm", r"(?:.*/\.?gvm|$GVM_ROOT)/(?:gos|pkgsets)/([^/]+)"),
    ("gobrew", r".*/\.gobrew/versions/([^/]+)"),
    ("g", r".*/\.g/versions/([^/]+)"),
    ("goup", r".*/\.go/(go[^/]+)"),
    ("Homebrew", r".*/Cellar/go(?:@[^/]+)?/([^/]+)"),
    ("setup-go", r"(?:.*/(?:hostedtoolcache|_tool)(?:/windows)?|$RUNNER_TOOL_CACHE)/go/([^/]+)"),
    ("golang.org/dl", r".*/sdk/(go1[^/]*|gotip)"),
    ("Scoop", r".*/scoop/apps/go/([^/]+)"),
)
_NAMELESS = {"current", "latest"}
"""Links to a version, which stay."""


class VersionFolder(NamedTuple):
    """A folder of one version."""

    manager: str
    version: str
    """As the folder is called."""
    folder: PurePath


def version_folder(host: Host, path: PurePath) -> VersionFolder | None:
    """Return the version's folder that a path lies in, there or not; None where no manager is known to keep it."""
    text = path.as_posix()
    for manager, written in _KEPT:
        found = re.match(f"{_with_variables(host, written)}(?=/|$)", text, re.IGNORECASE)
        if found and found[1].lower() not in _NAMELESS:
            return VersionFolder(manager, found[1], host.path(found[0]))
    return None


def _with_variables(host: Host, written: str) -> str:
    """Return a pattern in which the name of a variable is replaced by its value; an unset one fits nothing."""

    def value(found: re.Match[str]) -> str:
        told = host.env.get(found[1], "").rstrip("/\\")
        return re.escape(host.path(told).as_posix()) if told else r"(?!)"

    return re.sub(r"\$([A-Z_]+)", value, written)
