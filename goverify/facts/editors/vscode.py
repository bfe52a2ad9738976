"""The Go that VS Code and its forks use, by their settings at every level.

Source: golang/vscode-go extension/src (goEnv.ts, util.ts getBinPathWithExplanation, utils/pathUtils.ts): for `go` the
order is go.alternateTools, GOBIN, go.goroot or GOROOT, PATH, the usual places; what is not there is passed over.
"""

from collections.abc import Iterable, Iterator

from goverify.facts import Facts
from goverify.facts.editors.layers import Found, Keys, Known, Layer, winning
from goverify.facts.editors.places import home_folder
from goverify.facts.editors.reading import names_in
from goverify.facts.editors.values import Level, Names, Oddity, Told
from goverify.facts.editors.vscode_places import VARIANTS, Variant, of_project, of_user, variants_here
from goverify.facts.managers.values import exe
from goverify.host import System
from goverify.host.paths import is_file

OS_NAMES = {System.LINUX: "linux", System.MACOS: "osx", System.WINDOWS: "windows"}
GO_EXTENSIONS = ("golang.go-", "ms-vscode.go-")
"""The Go extension, under its two publishers."""

CHOOSING = ("go.goroot",), ("go.alternateTools", "go")
"""The settings by which the extension finds go itself."""


def known_settings(system: System) -> Known:
    """Return the settings that tell which Go to use, of the extension, of gopls, and of the terminal."""
    known: dict[Keys, Names] = {
        ("go.goroot",): Names.TREE,
        ("go.alternateTools", "go"): Names.GO,
        ("go.toolsManagement.go",): Names.GO,
    }
    terminal = f"terminal.integrated.env.{OS_NAMES[system]}"
    for place in (("go.toolsEnvVars",), ("gopls", "env"), ("gopls", "build.env"), (terminal,)):
        known |= {(*place, "GOROOT"): Names.TREE, (*place, "PATH"): Names.PATH, (*place, "Path"): Names.PATH}
    return known


def told(ask: Facts) -> Iterator[Told | Oddity]:
    """Yield what the settings say: those of the project once, those of each editor's user where the project is silent."""
    known = known_settings(ask.host.platform.system)
    present = ask(variants_here)
    ours = list(of_project(ask, present[0].name if present else VARIANTS[0].name, known))
    yield from _oddities(ours)
    yield from winning(ask, _layers(ours), known)
    for variant in present:
        theirs = list(of_user(ask, variant, known))
        yield from _oddities(theirs)
        layers = [*_layers(ours), *_layers(theirs)]
        counting = [each for each in winning(ask, layers, known) if each.level not in {Level.FOLDER, Level.WORKSPACE}]
        yield from _of_variant(ask, variant, counting)
        if not any(keys in each.leaves for each in layers for keys in CHOOSING):
            yield from _searched(ask, variant)


def _layers(found: Iterable[Found]) -> tuple[Layer, ...]:
    return tuple(each.layer for each in found if each.layer)


def _oddities(found: Iterable[Found]) -> Iterator[Oddity]:
    yield from (each.oddity for each in found if each.oddity)


def _of_variant(ask: Facts, variant: Variant, counting: list[Told]) -> Iterator[Told]:
    """Yield a user's settings; those of an extension that is not installed have no effect."""
    homes = ask(home_folder)
    idle = ""
    if counting and homes and variant.own in homes.names:
        folder = homes.folder / variant.own / "extensions"
        installed = names_in(ask, folder)
        if installed and not any(name.startswith(GO_EXTENSIONS) for name in installed):
            idle = f"the Go extension is not installed in {folder}"
    for each in counting:
        concerned = each.level is not Level.REMOTE and not each.setting.startswith("terminal.")
        yield each._replace(idle=idle) if concerned else each


def _searched(ask: Facts, variant: Variant) -> Iterator[Told]:
    """Yield the go in GOBIN, where there is one: nothing is set, and the extension looks there before PATH."""
    text = ask.host.env.get("GOBIN", "")
    file = ask.host.path(text) / exe(ask.host)
    if text and file.is_absolute() and is_file(ask.host, file):
        yield Told(variant.name, Level.SEARCH, file, 0, "GOBIN", text, Names.GO, str(file))
