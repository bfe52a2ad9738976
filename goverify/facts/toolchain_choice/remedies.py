"""What can be done where the Go that is asked for cannot be had: by who set what, and by how Go came onto the machine."""

import re
import shlex
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.ancestry import ancestry
from goverify.facts.provenance.installations import best_installation
from goverify.facts.release import Release
from goverify.facts.release_lists import default_of
from goverify.facts.release_upgrade import upgrade, whence
from goverify.facts.remedies import DOWNLOADS, SETTING, unset_variable
from goverify.facts.settings.in_force import Origin
from goverify.facts.toolchain_choice.values import Policy, ToolchainChoice, Wish
from goverify.facts.toolchain_choice.versions import of_toolchain, version
from goverify.facts.toolchain_choice.wishes import KEYS
from goverify.facts.tree import release_at_work
from goverify.facts.variables.shells import Shell, prepend_to_path, user_shell
from goverify.host import System
from goverify.model import Fix

NAME = "GOTOOLCHAIN"

IMAGES = frozenset({"docker-golang"})
ACTIONS = frozenset({"setup-go"})

BESIDE = frozenset({Shell.CSH, Shell.NU, Shell.POWERSHELL, Shell.CMD})
"""Shells in which NAME=value before a command sets nothing for it."""


def install(ask: Facts, wanted: str) -> Fix:
    """Return how to get a release, or a later one, onto this machine."""
    named, number = of_toolchain(wanted), wanted.removeprefix("go")
    number += ".0" if named and named.lacks_patch else ""
    release, local = Release.parse(f"go{number}"), ask(release_at_work)
    there = _there_already(ask, release) if release else None
    if there:
        return there
    way = ask(whence).id
    if way in IMAGES:
        return Fix(f"Use a newer image, such as golang:{number}.")
    if way in ACTIONS or _in_actions(ask):
        return Fix(f"Give the actions/setup-go step `go-version-file: go.mod`, so that it installs Go {number}.")
    if release is None:
        return Fix(f"Install Go {number} or later from {DOWNLOADS}.")
    return upgrade(ask, release, same_line=local is not None and local.minor == release.minor)


def _there_already(ask: Facts, release: Release) -> Fix | None:
    """Return how to use a Go that is new enough and lies on this machine; None where there is none."""
    best = ask(best_installation)
    if best is None or best.answers or best.release is None or best.release < release:
        return None
    folder = best.go.parent
    return Fix(f"Put {folder} first on PATH: {best.release} is there.", (prepend_to_path(ask, folder),))


def _in_actions(ask: Facts) -> bool:
    try:
        return any(each.id == "github-actions" for each in ask(ancestry))
    except LookupError:
        return False


def switch_on(ask: Facts, policy: Policy) -> Fix:
    """Return how to let go take another release where one is asked for."""
    held, own = policy.held, default_of(ask, NAME)
    allowing = own == "auto" or own.endswith("+auto")
    if held and held.origin is Origin.FILE and allowing:
        return Fix(f"Let go choose again: it is stored in {held.file}.", (f"go env -u {NAME}",))
    if held and held.origin is Origin.ENVIRONMENT and allowing:
        return unset_variable(ask, held)
    if held and held.origin is Origin.ENVIRONMENT:
        line = SETTING.get(ask(user_shell), "export {name}={value}").format(name=NAME, value="auto")
        return Fix(f"Set {NAME}=auto in place of {held.value}, so that go may fetch the release.", (line,))
    return Fix(f"Set {NAME}=auto, so that go may fetch the release.", (f"go env -w {NAME}=auto",))


def edit(ask: Facts, wish: Wish, value: str) -> Fix:
    """Return how to write another value into a line of the project."""
    what = "work" if wish.file.name.endswith(".work") else "mod"
    summary = f"Write {wish.key} {value} in {wish.place}."
    if ask(user_shell) in BESIDE:
        return Fix(summary)
    line = f"{NAME}=local go {what} edit -{wish.key}={value} {shlex.quote(str(wish.file))}"
    return Fix(summary, (line,))


def mended_line(ask: Facts, file: PurePath, number: int, text: str) -> Fix | None:
    """Return how to write a go or toolchain line that go cannot read as it was meant; None where that cannot be told.

    `go mod edit` reads the file first, and refuses it as any other command does.
    """
    key, _, value = text.strip().partition(" ")
    name = meant(value)
    if key not in KEYS or not name:
        return None
    better = f"{key} {name.removeprefix('go') if key == 'go' else name}"
    summary = f"Write {better} in line {number} of {file}."
    if ask.host.platform.system is System.WINDOWS:
        return Fix(summary)
    in_place = "sed -i ''" if ask.host.platform.system is System.MACOS else "sed -i"
    return Fix(summary, (f"{in_place} '{number}s/.*/{better}/' {shlex.quote(str(file))}",))


def meant(text: str) -> str:
    """Return the toolchain that a name which names none is likely to mean; empty where that cannot be told."""
    found = re.search(r"\d{1,4}(?:\.\d{1,4}){1,2}", text)
    number = ".".join(str(int(part)) for part in found[0].split(".")) if found else ""
    named = version(number)
    return f"go{number}{'.0' if named.lacks_patch else ''}" if named else ""


def either(first: Fix, second: Fix) -> Fix:
    """Return two ways out as one, the commands of the first."""
    return Fix(f"{first.summary} Or: {second.summary}", first.commands)


def lower(choice: ToolchainChoice, wish: Wish) -> str:
    """Return that the line may ask for less, as a sentence."""
    own = of_toolchain(choice.local)
    if own is not None and (own.major, own.minor) < (1, 21):  # before, go knows two numbers, and no toolchain line
        less = f"write go {own.major}.{own.minor} in {wish.place}"
        less = less if wish.key == "go" else f"remove the toolchain line from {wish.file}"
        return f"Or {less}, where the code is content with {choice.local}."
    return f"Or write a lower version in {wish.place}, where the code is content with {choice.local}."


def enough(choice: ToolchainChoice) -> str:
    """Return that the go at hand will do where it is new enough for the go line, as a sentence; else nothing."""
    needed = next((version(wish.value) for wish in choice.wishes if wish.key == "go"), None)
    own = of_toolchain(choice.local)
    if needed is None or own is None or needed > own:
        return ""
    return f"Or set {NAME}=local, since {choice.local} is enough for the go line."
