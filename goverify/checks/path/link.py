"""No go on PATH is a link that leads nowhere.

Why
    An upgrade, a removed package or a moved folder leaves links behind. A shell passes over such a go: it says
    "command not found", or runs another go that comes later.

Looks at
    Every go on PATH and every folder of PATH that is meant for Go, followed link by link.

Fix
    Point the link at a Go that is there, or remove it.
"""

import re
import shlex
from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, check
from goverify.facts.path.hits import Hit, HitState, culprit, is_profile, names_go, path_hits
from goverify.facts.path.standing import standing
from goverify.facts.path.startable import startable
from goverify.facts.provenance.installations import Installation, best_installation
from goverify.facts.provenance.steady_folders import steady_folder
from goverify.facts.remedies import DOWNLOADS, sudo
from goverify.facts.variables.shells import Shell, powershell, prepend_to_path, quoted
from goverify.host import System
from goverify.host.paths import Hop, follow, is_file, resolve

CAUSES = {HitState.DANGLING: "go-link-dangling", HitState.LOOP: "go-link-loop"}
ALTERNATIVES = "/etc/alternatives/"
STORE = "/nix/store/"
MANAGED = {
    ALTERNATIVES: "sudo update-alternatives --auto go",
    "Cellar/go": "brew link --overwrite go",
    "mise": "mise reshim",
    STORE: "nix profile install nixpkgs#go",
}
"""Text in a link that tells who laid it, and the command that lays it anew."""

SCOOP = re.compile(r"(?i)\\scoop\\apps\\([\w.-]+)\\")
"""Scoop's folder of an app, in which a junction named current leads to the version in use (Scoop's `reset`)."""

REGISTERED = ("/var/lib/dpkg/alternatives/go", "/var/lib/alternatives/go")
"""Where update-alternatives keeps what it knows of a link."""


@check(causes=("go-link-dangling", "go-link-loop"))
def link(ask: Ask) -> Iterator[Finding | Evidence]:
    seen = set()
    for hit in ask(path_hits):
        if hit.chain.hops:
            yield Evidence(str(hit.found), " ".join(f"-> {hop.target}" for hop in hit.chain.hops[:5]))
        hop = culprit(ask.host, hit.chain) if hit.state in CAUSES else None
        if hop is not None and hop.link not in seen:
            seen.add(hop.link)
            yield _finding(ask, hit, hop)


def _finding(ask: Ask, hit: Hit, hop: Hop) -> Finding:
    place = standing(ask, hit)
    hops = tuple(dict.fromkeys(hit.chain.hops))
    if hit.state is HitState.LOOP:
        message = f"{hit.found} leads in a circle: {' -> '.join(str(each.link) for each in hops[:5])} -> {hop.target}"
    elif hop.link == hit.found:
        message = f"{hit.found} is a link to {hop.target}, which does not exist"
    else:
        message = f"{hit.found} leads through the link {hop.link} to {hop.target}, which does not exist"
    end = "leads back" if hit.state is HitState.LOOP else "does not exist"
    return Finding(
        cause=CAUSES[hit.state],
        subject=hop.link,
        message=message,
        evidence=(
            *(Evidence(str(each.link), f"-> {each.target}") for each in hops[:10]),
            Evidence(str(hit.chain.end), end),
        ),
        fix=_fix(ask, hit, hop),
        detail=place.result,
        severity=place.severity,
        concerns=(*place.concerns, hit.found),
        bystander=place.bystander,
    )


def _works(ask: Ask, command: str) -> bool:
    """Return whether the program that laid a link is there to lay it anew, and knows of it."""
    if "update-alternatives" in command:
        return any(is_file(ask.host, ask.host.path(place)) for place in REGISTERED)
    program = command.split(maxsplit=1)[0]
    return program not in {"mise", "nix", "brew"} or startable(ask, program)


def _fix(ask: Ask, hit: Hit, hop: Hop) -> Fix:
    chain = " ".join(f"{each.link} {each.target}" for each in hit.chain.hops)
    if app := SCOOP.search(chain):
        return Fix(f"Let Scoop lay {hop.link} anew.", (f"scoop reset {app[1]}",))
    managed = next((command for text, command in MANAGED.items() if text in chain and _works(ask, command)), None)
    if managed:
        return Fix(f"Let what laid {hop.link} lay it anew, or remove it.", (managed,))
    target = ask(best_installation)
    if ask.host.platform.system is System.WINDOWS:
        return _on_windows(ask, hit, hop, target)
    place, who = shlex.quote(str(hop.link)), sudo(ask, hop.link)
    if target is not None and is_profile(hop) and not names_go(hop.link):
        folder = steady_folder(ask, target)
        return Fix(f"Make the profile {hop.link} anew, or put {folder} first on PATH.", (prepend_to_path(ask, folder),))
    if target is None:
        return Fix(f"Remove {hop.link} and install Go from {DOWNLOADS}.", (f"{who}rm {place}",))
    aim = ask.host.path(hop.target)
    of_the_file = hop.link == hit.found or (aim.name == hit.found.name and aim.parent.name == "bin")
    folder = steady_folder(ask, target)
    steady = folder.parent if resolve(ask.host, folder.parent) == target.root else target.root
    of_its_folder = aim.name == "bin" and not of_the_file
    meant = folder / target.go.name if of_the_file else folder if of_its_folder else steady
    kept = " (update-alternatives, which keeps such links, does not know of this one)" if ALTERNATIVES in chain else ""
    others = _beside(ask, hop) if of_its_folder else ()
    lines = [f"{who}ln -sfn {shlex.quote(str(meant))} {place}"]
    lines += [f"{who}ln -sfn {shlex.quote(str(target.root / each.name))} {shlex.quote(str(each))}" for each in others]
    return Fix(f"Point {hop.link} at the Go in {target.root}{kept}.", tuple(lines))


def _beside(ask: Ask, hop: Hop) -> tuple[PurePath, ...]:
    """Return the dead links beside that of a bin folder, to the other folders of the same tree."""
    links = (hop.link.parent / name for name in ("src", "pkg"))
    return tuple(link for link in links if (way := follow(ask.host, link)).dead and way.hops)


def _on_windows(ask: Ask, hit: Hit, hop: Hop, target: Installation | None) -> Fix:
    """Return how to lay a link of Windows anew: `rmdir` takes a link to a folder away and nothing behind it."""
    word = quoted(Shell.POWERSHELL, str(hop.link))
    remove = powershell(ask, f"Remove-Item {word}" if hop.link == hit.found else f'cmd /c rmdir "{hop.link}"')
    if target is None:
        return Fix(f"Remove {hop.link} and set Go up anew from {DOWNLOADS}.", (remove,))
    if hop.link == hit.found:
        folder = steady_folder(ask, target)
        return Fix(f"Remove {hop.link}, and put {folder} on PATH.", (remove, prepend_to_path(ask, folder)))
    meant = target.go.parent if ask.host.path(hop.target).name.lower() == "bin" else target.root
    laid = f"New-Item -ItemType Junction -Path {word} -Target {quoted(Shell.POWERSHELL, str(meant))}"
    return Fix(f"Point {hop.link} at the Go in {target.root}.", (remove, powershell(ask, laid)))
