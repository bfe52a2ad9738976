"""The commands by which each manager is told which version to use, and to install one.

Sources: asdf-vm/asdf docs/manage/versions.md (`set` from 0.16 on, `local` before), jdx/mise `mise use`, go-nv/goenv
COMMANDS.md, moovweb/gvm README.
"""

from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.managers.asdf import listed
from goverify.facts.managers.values import SYSTEM, Choice, newest_of
from goverify.facts.remedies import set_variable
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
_INSTALL_ANEW = {
    "asdf": "asdf uninstall {plugin} {version} && asdf install {plugin} {version}",
    "mise": "mise install --force go@{version}",
    "goenv": "goenv uninstall -f {version} && goenv install {version}",
    "gvm": "gvm uninstall go{version} && gvm install go{version} -B",
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
    if near := _near(chosen):
        use = _filled(ask, _USE[chosen.manager], shim, chosen, near)
        where = chosen.decided_by.text if chosen.decided_by else "what asks for it"
        return Fix(
            f"Write {near}, which is installed, in place of {chosen.version} in {where}.",
            _written(ask, chosen, near, use),
        )
    wanted = (chosen.version or NEWEST).removeprefix("go")
    there = chosen.version in chosen.available  # a folder without a go, which managers take for an installed version
    form = (_INSTALL_ANEW if there else _INSTALL)[chosen.manager]
    commands = [_filled(ask, form, shim, chosen, wanted)]
    summary = f"Install {wanted}{' anew' if there else ''}"
    usable = (each for each in reversed(chosen.available) if each[:1].isdigit() and each != chosen.version)
    other = next(usable, None)
    if other:
        use = _filled(ask, _USE[chosen.manager], shim, chosen, other)
        summary += f", or choose a version that is installed: {use}"
    return Fix(f"{summary.rstrip('.')}.", tuple(commands))


def _near(chosen: Choice) -> str | None:
    """Return the installed version that was meant by one that lacks its patch number, or has go or v before it."""
    if chosen.manager not in {"asdf", "goenv"} or not chosen.version:
        return None
    bare = chosen.version.strip().removeprefix("go").removeprefix("v")
    near = newest_of(chosen.available, bare) if bare[:1].isdigit() else None
    return near if near and (bare != chosen.version or bare.count(".") == 1) else None


def _written(ask: Facts, chosen: Choice, near: str, use: str) -> tuple[str, ...]:
    """Return the command that puts a version in the place of another: in the variable that asks for it, or by the manager."""
    place = chosen.decided_by
    return (set_variable(ask, place.text, near),) if place and place.file is None else (use,)


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
