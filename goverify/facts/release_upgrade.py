"""How the Go that answers is brought to another release: by whatever installed it, in words or commands of its own."""

from goverify.facts import Facts
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import goroot
from goverify.facts.provenance.installers import Installer, installer
from goverify.facts.provenance.judgement import Provenance, provenance
from goverify.facts.release import Release
from goverify.facts.remedies import DOWNLOADS, reinstall
from goverify.host.paths import resolve
from goverify.model import Fix

COMMANDS = frozenset(
    """
    aqua asdf brew choco conda docker flatpak g gimme go gobrew goenv goup guix gvm hermit mise nix npm pacman pkg proto
    python3 scoop sudo winget
    """.split()
)
"""The first words of commands; whatever else the table of installers says is said in words."""

ARCHIVE = "official-tarball"
"""Whose next release is one more archive, unpacked into the same place; no tree of unknown origin is removed for it."""

OF_DISTRIBUTIONS = frozenset(
    """
    debian-golang fedora-rhel alpine arch gentoo opensuse freebsd termux msys2 distribution
    """.split()
)
"""Packages whose makers decide for themselves which releases they keep and mend."""


def whence(ask: Facts) -> Provenance:
    """Return where the Go that answers comes from: behind a link that only chooses among trees, where its tree does."""
    first = ask(provenance, ask(answering_go).found)
    root = ask(goroot).judged if first.id in OWN_TREES else None
    tree = resolve(ask.host, root) if root else None
    behind = ask(provenance, tree) if tree else first
    return first if behind.id in OWN_TREES.get(first.id, ()) else behind


OWN_TREES = {"update-alternatives": (), "mise-shims": ("mise-activate",), "mise-activate": ("mise-activate",)}
"""Ways that may lead to a tree that they did not install, and which trees they did."""

STAYING = frozenset({"debian-golang", "fedora-rhel", "alpine", "opensuse", "distribution"})
"""Those that mostly stay with one line for as long as a release of theirs lives."""

CHOSEN = {
    "asdf-bash": ("asdf install golang {version}", "asdf local golang {version}"),
    "asdf-go": ("asdf install golang {version}", "asdf set golang {version}"),
    "asdf-install": ("asdf install golang {version}",),
    "goenv": ("goenv install {version}", "goenv local {version}"),
    "gvm": ("gvm install go{version} -B", "gvm use go{version} --default"),
}
"""Managers that use the release that was chosen, and have to be told (facts.managers.remedies has the sources)."""

MISE = "mise use go@{minor}"
"""What brings mise from one line to another; its own upgrade stays in the line that its files name."""


def upgrade(ask: Facts, target: Release, *, same_line: bool) -> Fix:
    """Return how to get a release, or a later one; `same_line` where it belongs to the line that is in use."""
    way = installer(ask(whence).id)
    root = ask(goroot).judged
    if way.id == ARCHIVE and root is not None:
        return reinstall(ask, root, target)
    return by_installer(way, way.label_on(ask.host.platform) or way.name, target, same_line=same_line)


def by_installer(way: Installer, label: str, target: Release, *, same_line: bool) -> Fix:
    """Return how a way to install Go gets to a release."""
    summary = f"Bring Go to {target} or later"
    if way.id in STAYING and not same_line:
        return Fix(
            f"{summary} with the system's next release or its backports ({label}), or by an archive of {DOWNLOADS}."
        )
    commands = CHOSEN.get(way.id, (way.update,))
    if way.id.startswith("mise-") and not same_line:
        commands = (MISE,)
    # A formula or package with the line in its name never leaves the line.
    held = not same_line and "{minor}" in way.update
    if commands[0].split()[0] in COMMANDS and "{root}" not in commands[0] and not held:
        version = str(target).removeprefix("go")
        lines = tuple(command.format(version=version, minor=target.minor) for command in commands)
        return Fix(f"{summary} with what installed it ({label}).", lines)
    if held or way.update in {"none", "unknown"}:
        return Fix(f"{summary}, from {DOWNLOADS} or by what installed it.")
    return Fix(f"{summary}: {way.update}.")
