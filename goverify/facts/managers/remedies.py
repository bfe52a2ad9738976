"""The commands by which each manager is told which version to use, and to install one.

Sources: asdf-vm/asdf docs/manage/versions.md (`set` from 0.16 on, `local` before), jdx/mise `mise use`, go-nv/goenv
COMMANDS.md, moovweb/gvm README.
"""

from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.managers.asdf import listed
from goverify.facts.managers.values import SYSTEM, Choice
from goverify.host.paths import read_text
from goverify.model import Fix

_USE = {
    "asdf": "asdf {set} {plugin} {version}",
    "mise": "mise use go@{version}",
    "goenv": "goenv local {version}",
    "gvm": "gvm use go{version}",
}
_INSTALL = {
    "asdf": "asdf install {plugin} {version}",
    "mise": "mise install go@{version}",
    "goenv": "goenv install {version}",
    "gvm": "gvm install go{version} -B",
}
NEWEST = "latest"
"""The word for the newest release, in those managers that are asked for it here."""


def choose(ask: Facts, shim: PurePath, chosen: Choice) -> Fix:
    """Return how to choose a version for this folder: the newest one that is installed, else the newest there is."""
    version = next((each for each in reversed(chosen.available) if each[:1].isdigit()), None)
    use = _filled(ask, _USE[chosen.manager], shim, chosen, version or NEWEST)
    if version:
        return Fix(f"Choose a version for this folder; {version} is installed.", (use,))
    install = _filled(ask, _INSTALL[chosen.manager], shim, chosen, NEWEST)
    return Fix("Install a version and choose it for this folder.", (install, use))


def install(ask: Facts, shim: PurePath, chosen: Choice) -> Fix:
    """Return how to get the version that is asked for, or to ask for one that is there."""
    if chosen.installed:
        summary = f"Let asdf write its shims anew, so that they list {chosen.version}."
        return Fix(summary, (_filled(ask, "asdf reshim {plugin} {version}", shim, chosen, chosen.version or ""),))
    if chosen.version == SYSTEM:
        return choose(ask, shim, chosen)
    wanted = (chosen.version or NEWEST).removeprefix("go")
    commands = [_filled(ask, _INSTALL[chosen.manager], shim, chosen, wanted)]
    summary = f"Install {wanted}"
    other = next((each for each in reversed(chosen.available) if each[:1].isdigit()), None)
    if other:
        use = _filled(ask, _USE[chosen.manager], shim, chosen, other)
        summary += f", or choose a version that is installed: {use}"
    return Fix(f"{summary.rstrip('.')}.", tuple(commands))


def _filled(ask: Facts, command: str, shim: PurePath, chosen: Choice, version: str) -> str:
    plugin = next((name for name, _ in ask(listed, shim)), "golang") if chosen.manager == "asdf" else ""
    verb = "local" if chosen.manager == "asdf" and _of_old_asdf(ask, shim) else "set"
    return command.format(plugin=plugin, set=verb, version=version)


def _of_old_asdf(ask: Facts, shim: PurePath) -> bool:
    """Return whether a shim is one of asdf's up to 0.15, which names the program by its whole path."""
    try:
        text = read_text(ask.host, shim, 16 << 10) or ""
    except OSError:
        return False
    return any(line.startswith(("exec /", 'exec "/')) for line in text.splitlines())
