"""The GOROOT that would spoil a remedy: it names another tree than the Go that is to run from now on."""

from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.goroot import same_tree
from goverify.facts.remedies import unset_variable
from goverify.facts.settings.in_force import setting
from goverify.host.paths import resolve
from goverify.model import Fix


def freed(ask: Facts, fix: Fix, go: PurePath) -> Fix:
    """Return a remedy that lets another go answer, with what takes the GOROOT of a different tree away."""
    given = ask(setting, "GOROOT")
    file = resolve(ask.host, go)
    if given is None or file is None or not fix.commands:
        return fix
    if same_tree(ask.host, ask.host.cwd / ask.host.path(given.value), file.parent.parent):
        return fix
    unset = unset_variable(ask, given)
    told = f"{fix.summary} GOROOT names {given.value}, another tree: unset it as well."
    return Fix(told, (*fix.commands, *unset.commands))
