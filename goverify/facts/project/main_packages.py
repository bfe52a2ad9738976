"""Whether the modules at hand hold a program, by the package clauses of its source files."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.project.roots import project
from goverify.host import Host, Kind
from goverify.host.paths import is_file, read_text

LIMIT_MODULES, LIMIT_FOLDERS, LIMIT_FILES, LIMIT_BYTES = 20, 200, 1000, 8 << 10

_PACKAGE = re.compile(r"^package\s+(\w+)", re.MULTILINE)
_PASSED_OVER = ("_", ".", "testdata", "vendor")


def module_roots(ask: Facts) -> tuple[PurePath, ...]:
    """Return the folders of the modules that go works on here: the one at hand, else those of the workspace."""
    here = ask(project)
    if here is None:
        return ()
    if here.root is not None:
        return (here.root,)
    work = here.workspace
    return tuple(work.file.parent / use for use in work.work.uses[:LIMIT_MODULES]) if work and work.work else ()


def makes_programs(ask: Facts) -> bool:
    """Return whether a module here holds a program; true too where one is too large to be looked through."""
    return any(name in {"main", None} for root in ask(module_roots) for name in _packages(ask.host, root))


def _packages(host: Host, root: PurePath) -> Iterator[str | None]:
    """Yield the package of each source file below a folder, None where the look was cut short."""
    ahead, looked_at, files = [root], 0, 0
    while ahead:
        folder = ahead.pop()
        looked_at += 1
        if folder != root and is_file(host, folder / "go.mod"):
            continue  # another module
        try:
            names = host.names(folder)
        except OSError:
            continue
        if looked_at + len(ahead) > LIMIT_FOLDERS or files > LIMIT_FILES:
            yield None
            return
        for name in names[:LIMIT_FILES]:
            if name.endswith(".go") and not name.startswith(("_", ".")) and not name.endswith("_test.go"):
                files += 1
                yield _package(host, folder / name)
            elif "." not in name and not name.startswith(_PASSED_OVER) and _is_folder(host, folder / name):
                ahead.append(folder / name)


def _package(host: Host, file: PurePath) -> str:
    try:
        found = _PACKAGE.search(read_text(host, file, LIMIT_BYTES) or "")
    except OSError:
        return ""
    return found[1] if found else ""


def _is_folder(host: Host, path: PurePath) -> bool:
    try:
        entry = host.entry(path)
    except OSError:
        return False
    return entry is not None and entry.kind is Kind.FOLDER
