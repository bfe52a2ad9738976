"""The choice of a Go for this folder, foretold: nothing is run, nothing is switched.

Source: cmd/go/internal/toolchain (Select, Exec) of 1.21 to 1.27. Before 1.21 go has no choice: it refuses a go line that has
more than two numbers, and every toolchain line.
"""

import re

from goverify.facts import Facts, Unavailable
from goverify.facts.project.refused_lines import newer_directives
from goverify.facts.project.roots import project
from goverify.facts.release import Release, Stage
from goverify.facts.release_lists import source_of
from goverify.facts.settings.in_force import setting
from goverify.facts.toolchain_choice.modules import refused_module
from goverify.facts.toolchain_choice.policy import MODES, policy
from goverify.facts.toolchain_choice.values import GIVEN, Ending, Policy, Refusal, ToolchainChoice, Wish, barred
from goverify.facts.toolchain_choice.versions import Version, of_toolchain, version
from goverify.facts.toolchain_choice.wishes import wishes
from goverify.facts.tree import release_at_work

SWITCHING = (1, 21, 0)
"""The first release that gives way to another one."""

OLD_GO_LINE = re.compile(r"[1-9]\d*\.(?:0|[1-9]\d*)")
"""What releases before it take behind the word go (golang.org/x/mod/modfile)."""


def toolchain_choice(ask: Facts) -> ToolchainChoice:
    """Return which Go would run here; Blocked where none answers, Unavailable where nothing is chosen."""
    release = ask(release_at_work)
    if release is None:
        raise Unavailable("the release of the go that answers is not known")
    off = ask(setting, "GO111MODULE")
    if off is not None and off.value == "off":
        raise Unavailable("GO111MODULE=off: go asks no project for its Go")
    asked = ask(wishes)
    if release.numbers < SWITCHING:
        none = Policy("", None, None, "", "")
        refusal = next((found for wish in asked if (found := _refused_of_old(release, wish))), None)
        if refusal and refusal.tries:
            refusal = ask(_stopped_by_directive, release, refusal) or refusal
        return ToolchainChoice(str(release), none, asked, None, str(release), Ending.LOCAL, None, GIVEN, refusal)
    return _chosen(ask, release, asked)


def _refused_of_old(release: Release, wish: Wish) -> Refusal | None:
    """Return what a release without a choice has against a line."""
    if wish.key == "toolchain":
        return Refusal(wish, "knows no toolchain line, so that every command in the module fails")
    if not OLD_GO_LINE.fullmatch(wish.value):
        return Refusal(wish, "takes two numbers in a go line and no more, so that every command in the module fails")
    meant = version(wish.value)
    if meant and (meant.major, meant.minor) > release.numbers[:2]:
        return Refusal(wish, "tries all the same, and fails where the source needs what it lacks", tries=True)
    return None


def _stopped_by_directive(ask: Facts, release: Release, refusal: Refusal) -> Refusal | None:
    """Return what stops a release that would try: a directive that it does not know, in the go.mod that asks for more."""
    here = ask(project)
    if here is None or here.mod is None or refusal.wish.file not in {here.module, here.modfile}:
        return None
    unknown = newer_directives(here.mod, release.numbers)
    if not unknown:
        return None
    return Refusal(refusal.wish, f"knows no {unknown[0]} line either, so that every command in the module fails")


def _chosen(ask: Facts, release: Release, asked: tuple[Wish, ...]) -> ToolchainChoice:
    setting_in_force, local = ask(policy), local_name(release)
    wanted, decided, readable = _wanted(ask, setting_in_force, asked, release)
    if not readable or not wanted.startswith("go1"):
        reach = barred("that is no name of a toolchain")
        return ToolchainChoice(local, setting_in_force, asked, decided, wanted, Ending.UNREADABLE, None, reach, None)
    meant = local_version(release) if wanted == local else of_toolchain(wanted)
    refusal = _refused(asked, meant) or (refused_module(ask, meant) if meant else None)
    if wanted == local:
        return ToolchainChoice(local, setting_in_force, asked, decided, wanted, Ending.LOCAL, None, GIVEN, refusal)
    draft = ToolchainChoice(local, setting_in_force, asked, decided, wanted, Ending.DOWNLOAD, None, GIVEN, refusal)
    return _found(ask, draft)


def _wanted(ask: Facts, told: Policy, asked: tuple[Wish, ...], release: Release) -> tuple[str, Wish | None, bool]:
    """Return the toolchain that is wanted, the line that wants it, and whether it can be read."""
    wanted, least = local_name(release), local_version(release)
    if "+" in told.value and told.mode not in MODES:
        return told.value, None, False
    if told.name:
        meant = of_toolchain(told.name)
        if meant is None:
            return told.name, None, False
        wanted, least = told.name, meant
    lines = {wish.key: wish for wish in asked} if told.mode in MODES else {}
    named, needed, decided = lines.get("toolchain"), lines.get("go"), None
    if named and named.value == "default":
        return wanted, None, True
    if named:
        meant = of_toolchain(named.value)
        if meant is None:
            return named.value, named, False
        if meant > least:
            wanted, least, decided = named.value, meant, named
    least_needed = version(needed.value) if needed else None
    if needed and least_needed and least_needed > least:
        first = least_needed.lacks_patch and _adds_patch(ask, release)
        wanted, decided = f"go{needed.value}{'.0' if first else ''}", needed
    return wanted, decided, True


def _adds_patch(ask: Facts, release: Release) -> bool:
    """Return whether a release takes go1.N.0 where a go line names a language, as all do that are newer than this mend."""
    if release.numbers >= (1, 23, 0):
        return True
    text = ask(source_of, "cmd/go/internal/toolchain/select.go")
    return (
        "IsLang(goVers)" in text if text else release.numbers >= (1, 22, 4) or (1, 21, 11) <= release.numbers < (1, 22)
    )


def local_name(release: Release) -> str:
    """Return how the go at hand calls itself as a toolchain."""
    return str(release).removeprefix("devel ") + release.suffix.partition(" ")[0]


def local_version(release: Release) -> Version:
    """Return the version that the go at hand has in comparisons: of an unreleased one, that of its language."""
    meant = of_toolchain(str(release))
    return meant if meant and release.stage is not Stage.DEVEL else Version(*release.numbers[:2], -1, "", -1)


def _refused(asked: tuple[Wish, ...], meant: Version | None) -> Refusal | None:
    """Return the go line that the Go that would run is too old for."""
    for wish in asked:
        needed = version(wish.value) if wish.key == "go" else None
        if needed and meant and needed > meant:
            return Refusal(wish, f"refuses what asks for Go {wish.value}")
    return None


def _found(ask: Facts, draft: ToolchainChoice) -> ToolchainChoice:
    """Return the choice with where the wanted toolchain comes from."""
    from goverify.facts.toolchain_choice.at_hand import cached, on_path  # most projects are content with what there is
    from goverify.facts.toolchain_choice.checksums import vouched
    from goverify.facts.toolchain_choice.downloads import download

    command = ask(on_path, draft.wanted)
    if command is not None:
        return draft._replace(ending=Ending.ON_PATH, runs=command.file, reach=command.reach)
    if draft.policy.mode == "path":
        return draft._replace(ending=Ending.ABSENT, reach=barred(f"no {draft.wanted} is on PATH"))
    kept = ask(cached, draft.wanted)
    if kept is None:
        return draft._replace(reach=barred("the module cache has no place"))
    if kept.unpacked:
        reach = kept.reach if kept.reach.possible is False else ask(vouched, draft.wanted)
        return draft._replace(ending=Ending.CACHED, runs=kept.go, reach=reach)
    fetched = GIVEN if kept.archived else ask(download, draft.wanted)
    if fetched.possible is not False:
        proof = ask(vouched, draft.wanted)
        fetched = proof if proof.possible is False or fetched.possible else fetched
    return draft._replace(reach=fetched)
