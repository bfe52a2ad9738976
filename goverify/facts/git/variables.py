"""The variables that lead git away from the repository around a folder, to what is none, or end it by themselves.

Source: git(1), the environment variables; git's setup.c (setup_explicit_git_dir) and config.c (git_config_from_parameters).
A hook of git exports GIT_DIR to what it starts, and it stays behind in shells and services.
"""

import re
from pathlib import PurePath
from typing import NamedTuple

from goverify.facts.git.config import TRUE, read_config
from goverify.facts.git.repositories import folder_fault
from goverify.host import Host, Kind
from goverify.host.paths import is_folder, kind_of

MOST_SETTINGS = 1000


class Astray(NamedTuple):
    """A variable for which git gives up."""

    name: str
    why: str
    """The end of a sentence about the variable with its value."""


def astray(host: Host, root: PurePath) -> Astray | None:
    """Return the variable for which git gives up in a checkout; None where there is none."""
    return _of_folder(host, root) or _of_files(host, root) or _of_settings(host)


def _of_folder(host: Host, root: PurePath) -> Astray | None:
    if "GIT_DIR" not in host.env:
        return None
    place = root / host.path(host.env["GIT_DIR"])
    if not host.env["GIT_DIR"]:
        return Astray("GIT_DIR", "is empty, and names no repository")
    kind = kind_of(host, place)
    if kind is Kind.FILE:  # it may name the folder, as the .git of a linked checkout does
        return None
    if kind is not Kind.FOLDER:
        return Astray("GIT_DIR", "leads git to a folder that is not there")
    fault = folder_fault(host, place)
    if not fault and "GIT_WORK_TREE" not in host.env and _is_bare(host, place):
        fault = "is a bare repository, without any files checked out"
    return Astray("GIT_DIR", f"leads git to a folder that {fault}") if fault else None


def _is_bare(host: Host, folder: PurePath) -> bool:
    try:
        config = read_config(host, folder / "config")
    except OSError:
        return False
    return not config.last("core.worktree") and (config.last("core.bare") or "").lower() in TRUE


def _of_files(host: Host, root: PurePath) -> Astray | None:
    named = host.env.get("GIT_WORK_TREE", "")
    if not named or is_folder(host, root / host.path(named)):
        return None
    return Astray("GIT_WORK_TREE", "names a folder that is not there")


def _of_settings(host: Host) -> Astray | None:
    name = "GIT_CONFIG_COUNT"
    count = host.env.get(name, "")
    if not count:
        return None
    if not re.fullmatch(r"[0-9]{1,4}", count):
        return Astray(name, "is no number of settings")
    parts = (
        f"GIT_CONFIG_{part}_{number}" for number in range(min(int(count), MOST_SETTINGS)) for part in ("KEY", "VALUE")
    )
    lost = next((part for part in parts if part not in host.env), None)
    return Astray(name, f"announces settings, and {lost} is not set") if lost else None
