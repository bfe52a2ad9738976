"""The PATH that Windows keeps for new processes, beside the one that this process was given."""

import re
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.path.entries import path_text, split
from goverify.host import System

KEYS = (r"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment", r"HKCU\Environment")


def on_stored_path(ask: Facts, folder: PurePath) -> str:
    """Return the registry key whose Path holds `folder`, empty where none does; always empty beside Windows."""
    host = ask.host
    if host.platform.system is not System.WINDOWS:
        return ""
    for key in KEYS:
        text = ask(stored_path, key)
        if any(host.path(entry.replace('"', "")) == folder for entry in split(System.WINDOWS, text)):
            return key
    return ""


def stored_path(ask: Facts, key: str) -> str:
    """Return the Path that a registry key holds, the variables in it filled in; empty where it holds none.

    An entry that this process was given with the name of a variable in it is stored as plain text (REG_SZ) and stays.
    """
    given = split(System.WINDOWS, path_text(ask))
    entries = split(System.WINDOWS, ask.host.registry(key).get("Path", ""))
    return ";".join(entry if entry in given else filled_in(ask, entry) for entry in entries)


def stored_entry(ask: Facts, text: str) -> str:
    """Return the registry key whose Path has an entry that is written so, empty where none has; always empty beside Windows."""
    if ask.host.platform.system is not System.WINDOWS:
        return ""
    return next((key for key in KEYS if text in split(System.WINDOWS, ask.host.registry(key).get("Path", ""))), "")


def filled_in(ask: Facts, text: str) -> str:
    """Return a stored text (REG_EXPAND_SZ) with the variables in it filled in; those that are not set stay."""
    return re.sub(r"%([\w()]+)%", lambda found: ask.host.env.get(found[1], found[0]), text)
