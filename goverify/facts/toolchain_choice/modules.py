"""The go lines of the modules that the project requires: go refuses one that is newer than itself, and does not switch for it.

Source: cmd/go/internal/modload (goModSummary, vendor.go) and modfetch (Download) of 1.21 to 1.27. Those that this user
never fetched are not looked at, and of large projects the first that are required directly.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.project.gomod import ModFile, Require
from goverify.facts.project.roots import project
from goverify.facts.storage.folders import module_cache_folder
from goverify.facts.toolchain_choice.values import Refusal, Wish
from goverify.facts.toolchain_choice.versions import PATCHED_SINCE, Version, version
from goverify.facts.toolchain_choice.wishes import wishes_of
from goverify.host.paths import read_text
from goverify.sumdb.client import escaped

MOST = 100
"""Modules that are looked at."""

LONGEST_LINE = 1000


def refused_module(ask: Facts, running: Version) -> Refusal | None:
    """Return the first module whose go line is too new for the Go that would run; None where there is none."""
    here = ask(project)
    if here is None or here.workspace is not None or here.module is None or here.mod is None:
        return None
    for path, wish in _go_lines(ask, here.module, here.mod):
        needed = version(wish.value)
        if needed and needed > running and (needed.major, needed.minor) >= (1, PATCHED_SINCE):
            return Refusal(wish, f"refuses {path}, which asks for Go {wish.value}", module=path)
    return None


def _go_lines(ask: Facts, module: PurePath, mod: ModFile) -> Iterator[tuple[str, Wish]]:
    """Yield the modules with their go lines: as vendor/modules.txt has them, else as their own go.mod does."""
    listed = module.parent / "vendor" / "modules.txt"
    try:
        text = read_text(ask.host, listed)
    except OSError:
        return
    if text is not None:
        yield from _vendored(listed, text)
        return
    for require in [each for each in mod.requires if not each.indirect][:MOST]:
        file = _mod_file(ask, module, mod, require)
        yield from ((require.path, wish) for wish in wishes_of(ask, file) if wish.key == "go")


def _vendored(file: PurePath, text: str) -> Iterator[tuple[str, Wish]]:
    path = ""
    for number, line in enumerate(text.split("\n"), 1):
        words = line[:LONGEST_LINE].split()
        if words[:1] == ["#"] and len(words) > 1:
            path = words[1]
        elif words[:1] == ["##"] and (said := re.search(r"(?:^##|;) *go ([^ ;]+)", line[:LONGEST_LINE])):
            yield path, Wish(file, number, "go", said[1])


def _mod_file(ask: Facts, module: PurePath, mod: ModFile, require: Require) -> PurePath | None:
    """Return where the go.mod of a required module is to be found on this machine."""
    fitting = [each for each in mod.replaces if each.old_path == require.path]
    instead = next((each for each in fitting if each.old_version in (require.version, None)), None)
    if instead is not None and instead.new_version is None:
        return _below(module.parent, ask.host.path(instead.new_path)) / "go.mod"
    path, number = (instead.new_path, instead.new_version) if instead else (require.path, require.version)
    cache = ask(module_cache_folder)
    if cache is None or number is None:
        return None
    return cache.path.joinpath("cache", "download", *escaped(path).split("/"), "@v", f"{escaped(number)}.mod")


def _below(base: PurePath, way: PurePath) -> PurePath:
    """Return where a way leads, as it would be written: without steps up."""
    if way.is_absolute():
        return way
    for part in way.parts:
        base = base.parent if part == ".." else base / part
    return base
