"""The recipes of the corpus: which programs are built, by which releases, for which systems, with which options."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.trees import NEWER, OLDER

OLDEST = "1.21.13"
"""The oldest release that comes as a wheel: it reads but 64 KiB, finds through segments, writes no GNU build ID."""

RELEASES = (NEWER, OLDER, OLDEST)
EVERYWHERE = (NEWER, OLDEST)
"""The releases that build for each of their targets; a cold target costs three seconds of a processor."""

FOREIGN_LINKER = frozenset({"android/386", "android/amd64", "android/arm", "ios/amd64", "ios/arm64"})
"""Targets that go cannot link by itself (internal/platform.MustLinkExternal)."""

PIE_ALONE = frozenset({"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/arm64"})
"""Targets for which go links a PIE by itself."""


class Recipe(NamedTuple):
    """One program to be built."""

    release: str
    target: str
    """As GOOS/GOARCH."""
    name: str
    program: str = "tiny"
    options: tuple[str, ...] = ()
    """Of go build."""
    env: tuple[tuple[str, str], ...] = ()
    needs: tuple[str, ...] = ()
    """Programs without which it cannot be built."""
    arguments: tuple[str, ...] = (".",)
    after: tuple[str, ...] = ()
    """A command that then changes the binary, whose name it gets."""

    @property
    def group(self) -> str:
        """Return what shares a folder: the outcomes of one release for one target."""
        return f"go{self.release}/{self.target.replace('/', '-')}"


def recipes(trees: dict[str, Path], here: str) -> list[Recipe]:
    """Return all recipes for these trees by release; `here` is this machine's GOOS/GOARCH, for which alone C can be compiled."""
    found: list[Recipe] = []
    for release in EVERYWHERE:
        for target in _targets(trees[release]):
            found += _linked(release, target)
        found += _compiled(release, here)
        found += _with_c(release, here)
        found += _changed(release, here)
    found += _linked(OLDER, here)
    found += [recipe for recipe in _compiled(OLDER, here) if recipe.name == "experiment"]
    for target in ("windows/amd64", "darwin/arm64", "linux/arm64"):
        found += [recipe for recipe in _compiled(NEWER, target) if recipe.name in ("depending", "pie")]
    return list(dict.fromkeys([*found, *(_gui(release) for release in EVERYWHERE)]))


def _targets(tree: Path) -> list[str]:
    """Return what `go tool dist list` lists, of which go can link by itself; asking go would build that tool first."""
    known = (tree / "src" / "internal" / "platform" / "zosarch.go").read_text(encoding="utf-8")
    listed = re.findall(r'^\t\{"(\w+)", "(\w+)"\}: +\{(.*)\},$', known, re.MULTILINE)
    sound = [f"{system}/{arch}" for system, arch, traits in listed if "Broken" not in traits]
    return [target for target in sound if target not in FOREIGN_LINKER]


def _linked(release: str, target: str) -> Iterator[Recipe]:
    """Yield what differs in linking alone, which takes a tenth of a second."""
    plain = Recipe(release, target, "plain")
    yield plain
    for name, flags in {
        "stripped": "-s -w",
        "half-stripped": "-s",
        "no-dwarf": "-w",
        "no-build-id": "-buildid=",
        "odd-build-id": "-buildid=of/our.own",
        "quoted": "-X 'main.name=a b\tc\"d'",
        "plain-dwarf": "-compressdwarf=false",
    }.items():
        yield plain._replace(name=name, options=(f"-ldflags={flags}",))


def _gui(release: str) -> Recipe:
    return Recipe(release, "windows/amd64", "gui", options=("-ldflags=-H=windowsgui",))


def _compiled(release: str, target: str) -> Iterator[Recipe]:
    """Yield what has to be compiled anew."""
    plain = Recipe(release, target, "plain")
    yield plain._replace(name="trimmed", options=("-trimpath", "-ldflags=-s"))
    if target in PIE_ALONE:
        yield plain._replace(name="pie", options=("-buildmode=pie",))
    yield plain._replace(name="experiment", env=(("GOEXPERIMENT", "arenas"),))
    yield plain._replace(name="formatting", program="formatting")
    yield plain._replace(name="depending", program="depending")
    yield plain._replace(name="of-a-list", program="loose", arguments=("main.go",))
    yield plain._replace(name="of-gopath", program="loose", env=(("GO111MODULE", "off"),))
    yield plain._replace(name="tracked", program="tracked", options=("-buildvcs=true",), needs=("git",))
    yield plain._replace(name="untracked", program="tracked", options=("-buildvcs=false",), needs=("git",))
    yield plain._replace(name="gnu-build-id", options=("-ldflags=-B 0x0123456789abcdef",))
    yield plain._replace(name="gnu-build-id-alone", options=("-ldflags=-buildid= -B 0x0123456789abcdef",))


def _with_c(release: str, here: str) -> Iterator[Recipe]:
    """Yield what needs a C compiler."""
    plain = Recipe(release, here, "calling", program="calling", env=(("CGO_ENABLED", "1"),), needs=("cc",))
    yield plain
    for mode in ("c-shared", "c-archive", "plugin", "pie"):
        yield plain._replace(name=f"calling-{mode}", options=(f"-buildmode={mode}",))
    external = "-ldflags=-linkmode=external"
    yield plain._replace(name="external", options=(external,))
    yield plain._replace(name="external-stripped", options=(f"{external} -s -w",))
    yield plain._replace(name="external-static", options=(f"{external} -extldflags=-static",))
    yield plain._replace(name="static-pie", options=("-buildmode=pie", f"{external} -extldflags=-static-pie"))
    yield plain._replace(name="full-relro", options=("-buildmode=pie", f"{external} -extldflags=-Wl,-z,relro,-z,now"))
    yield plain._replace(name="executable-stack", options=(f"{external} -extldflags=-Wl,-z,execstack",))
    yield plain._replace(name="race", program="tiny", options=("-race",))


def _changed(release: str, here: str) -> Iterator[Recipe]:
    """Yield what the tools of others make of a binary; most know this machine's kind alone."""
    if here.startswith("linux/"):
        for name, command in {
            "by-strip": ("strip",),
            "by-objcopy-without-section": ("objcopy", "--remove-section", ".go.buildinfo"),
            "by-objcopy-with-section-renamed": ("objcopy", "--rename-section", ".go.buildinfo=.no.buildinfo"),
            "by-llvm-objcopy-without-sections": ("llvm-objcopy", "--strip-sections"),
        }.items():
            yield Recipe(release, here, name, needs=command[:1], after=command)
    if release == NEWER:
        # What LLVM 14 leaves of the names of a Go 1.21 program's sections is no table that a reader could agree on.
        yield Recipe(release, here, "by-llvm-strip", needs=("llvm-strip",), after=("llvm-strip",))
        for target in (here, "windows/amd64", "linux/arm64"):
            yield Recipe(release, target, "by-upx", needs=("upx",), after=("upx", "-qq"))
