"""The maker of the corpus' own binaries: builds each recipe once and keeps the outcome; a target's binaries come together."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

from tests.corpus.damage import DAMAGES, REWRITERS
from tests.corpus.programs import PROGRAMS
from tests.corpus.recipes import Recipe
from tests.trees import CACHE, NEWER, locked

FOLDER = CACHE / "corpus"
DAMAGED = NEWER
"""The release whose binaries are damaged as well."""

LIMIT_S = 600


class CannotBuild(Exception):
    """Go did not build a recipe; the text is what it said."""


def made(trees: Mapping[str, Path], wanted: Sequence[Recipe]) -> tuple[list[Path], list[str]]:
    """Return the binaries of these recipes, building what is missing, and why the others cannot be had.

    A machine's own target has the most recipes: it comes first, so that it does not come to an end alone.
    """
    for name in PROGRAMS:
        _lay_out(name)
    groups = [list(group) for _, group in groupby(sorted(wanted, key=_group), key=_group)]
    groups.sort(key=len, reverse=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        folders = list(pool.map(lambda group: _made_group(trees[group[0].release], group), groups))
    files = [file for folder in folders for file in sorted(folder.iterdir()) if file.suffix not in (".lacking", ".h")]
    lacking = [
        f"{file.parent.parent.name} {file.parent.name.rpartition('-')[0]} {file.stem}: {file.read_text('utf-8')}"
        for folder in folders
        for file in sorted(folder.glob("*.lacking"))
    ]
    return files, lacking


def _group(recipe: Recipe) -> str:
    return recipe.group


def environment(release: str, **more: str) -> dict[str, str]:
    """Return the environment in which go of that release does as it is told, at peace with others on this machine."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GO", "CGO"))}
    return clean | {
        "GOTOOLCHAIN": "local", "GOENV": "off", "GOWORK": "off", "GOFLAGS": "-mod=mod", "GOPROXY": "off", "GOTELEMETRY": "off",
        "CGO_ENABLED": "0", "GOMAXPROCS": "1", "GOCACHE": str(FOLDER / f"cache-go{release}"), "GOPATH": str(FOLDER / "gopath"),
        "GIT_CEILING_DIRECTORIES": str(FOLDER),
    } | more  # fmt: skip


def go_build(tree: Path, release: str, *arguments: str, cwd: Path, env: Mapping[str, str] | None = None) -> None:
    """Run go build; CannotBuild where it fails."""
    command = [*nicely(), go_of(tree), "build", "-p=1", *arguments]
    full = environment(release, **(env or {}))
    done = subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", cwd=cwd, env=full, timeout=LIMIT_S
    )
    if done.returncode:
        raise CannotBuild(done.stderr.strip())


def go_of(tree: Path) -> str:
    """Return the go of a tree."""
    return str(tree / "bin" / ("go.exe" if sys.platform == "win32" else "go"))


def nicely() -> list[str]:
    """Return what to put before a command that shall leave others their processor."""
    nice = shutil.which("nice")
    return [nice, "-n", "10"] if nice else []


def _lay_out(name: str) -> None:
    """Write the files of a program, once; the tracked one becomes a repository where git is here."""
    folder = FOLDER / "programs" / name
    with locked(folder.with_suffix(".lock")):
        if folder.is_dir():
            return
        with tempfile.TemporaryDirectory(dir=FOLDER) as scratch:
            fresh = Path(scratch, name)
            for file, text in PROGRAMS[name].items():
                (fresh / file).parent.mkdir(parents=True, exist_ok=True)
                (fresh / file).write_text(text, encoding="utf-8")
            if name == "tracked" and shutil.which("git"):
                _commit(fresh)
            fresh.rename(folder)


def _commit(folder: Path) -> None:
    plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for step in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "x"]):
        command = ["git", "-c", "user.name=gopher", "-c", "user.email=gopher@example.com", *step]
        subprocess.run(command, check=True, cwd=folder, env=os.environ | plain, timeout=60)


def _made_group(tree: Path, group: Sequence[Recipe]) -> Path:
    """Return the folder that holds a group's outcomes; another digest in its name means that the recipes have changed."""
    told = repr((group, [sorted(PROGRAMS[recipe.program].items()) for recipe in group], DAMAGES))
    folder = FOLDER / f"{group[0].group}-{hashlib.sha256(told.encode()).hexdigest()[:10]}"
    with locked(folder.with_suffix(".lock")):
        if not folder.is_dir():
            for stale in folder.parent.glob(f"{folder.name.rpartition('-')[0]}-??????????"):
                shutil.rmtree(stale)
            with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
                fresh = Path(scratch, "group")
                fresh.mkdir()
                for recipe in group:
                    _make(tree, recipe, fresh)
                for name, data in _damaged(group[0].release, fresh / "plain"):
                    (fresh / name).write_bytes(data)
                fresh.rename(folder)
    return folder


def _make(tree: Path, recipe: Recipe, folder: Path) -> None:
    """Build one recipe; where what it needs is not here, or does not do, leave the reason in its place."""
    lacking = [name for name in recipe.needs if shutil.which(name) is None]
    why = f"no {', '.join(lacking)}" if lacking else _attempt(tree, recipe, folder / recipe.name)
    if why:
        (folder / f"{recipe.name}.lacking").write_text(why, encoding="utf-8")


def _attempt(tree: Path, recipe: Recipe, out: Path) -> str | None:
    """Build one recipe; return why that failed where it needs more than go; without that excuse raise CannotBuild."""
    system, _, arch = recipe.target.partition("/")
    env = {"GOOS": system, "GOARCH": arch} | dict(recipe.env)
    source = FOLDER / "programs" / recipe.program
    try:
        go_build(tree, recipe.release, "-o", str(out), *recipe.options, *recipe.arguments, cwd=source, env=env)
    except CannotBuild as error:
        if recipe.needs:
            return str(error)
        raise CannotBuild(f"{recipe.group} {recipe.name}: {error}") from error
    if recipe.after:
        done = subprocess.run([*recipe.after, str(out)], check=False, capture_output=True, text=True, timeout=60)
        if done.returncode:
            out.unlink()
            return f"{recipe.after[0]}: {done.stderr.strip()}"
    return None


def _damaged(release: str, plain: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what is left of a binary after each damage that applies to it."""
    if release == DAMAGED and plain.is_file():
        data = plain.read_bytes()
        for name, rewrite in REWRITERS.items():
            changed = rewrite(data)
            if changed is not None and changed != data:
                yield name, changed
