"""The releases from 1.19 to 1.27 as they usually stand on a machine, and the cache of a goverify that has met them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.debs import debian_root
from tests.field.cases import HOME, Case, Expected
from tests.field.worlds import warmed_for
from tests.trees import NoTree, fetched

DEBIAN = "Debian's"
WHEELS = ("1.21.13", "1.24.11", "1.27.3")

ARCHIVE = "tree /usr/local/go\n"
PACKAGES = """
made=/.stage/newer
for tree in "$made"/usr/lib/go-[0-9]*; do
  name=${tree##*/}
  layer "/usr/lib/$name" "$tree"
  layer "/usr/share/$name" "$made/usr/share/$name"
done
cp -a "$made"/usr/bin/. /usr/bin/
cp -a "$made"/usr/lib/go /usr/lib/go
cp -a "$made"/var/lib/dpkg/info/. /var/lib/dpkg/info/
cat "$made"/var/lib/dpkg/status >>/var/lib/dpkg/status
"""

PLAIN = """
mkdir "$H/hello"
cd "$H/hello"
printf 'module example.org/hello\\n\\ngo 1.19\\n' >go.mod
printf 'package main\\n\\nimport "fmt"\\n\\nfunc main() { fmt.Println("hello") }\\n' >main.go
own "$H"
"""


class World(NamedTuple):
    """A release, and how it is installed."""

    release: str
    setup: str
    tree: Path
    go: str

    @property
    def minor(self) -> tuple[int, ...]:
        """Return the first two numbers of the release."""
        return tuple(map(int, self.release.split(".")[:2]))

    @property
    def root(self) -> Path:
        """Return its GOROOT on this machine; a package's tree stands below a root of its own."""
        return next(self.tree.glob("usr/lib/go-*"), self.tree)


@cache
def world(name: str) -> World:
    """Return a release in the place where it usually stands."""
    if name != DEBIAN:
        return World(name, ARCHIVE, fetched(name), "/usr/local/go/bin/go")
    root = debian_root()
    [version] = root.glob("usr/lib/go-*/VERSION")
    return World(version.read_text().split()[0].removeprefix("go"), PACKAGES, root, "/usr/bin/go")


@cache
def warm() -> Path:
    """Return the cache of a goverify that has met these releases."""
    found = [world(name) for name in (*WHEELS, DEBIAN)]
    return warmed_for("warm-releases", tuple((each.release, each.root) for each in found))


def met(name: str) -> World:
    """Return a release that goverify has met; skip the test where the four cannot be had."""
    try:
        warm()
        return world(name)
    except NoTree as error:
        pytest.skip(f"needs four Go releases: {error}")


def case_of(here: World, setup: str, env: Mapping[str, str], user: str = "user") -> Case:
    """Return the case whose world holds a release and a plain project."""
    own = {"PATH": "/usr/local/go/bin:/usr/local/bin:/usr/bin:/bin", "SHELL": "/bin/bash", "USER": "gopher"}
    setups = here.setup + PLAIN + setup
    return Case(
        id=here.release,
        title="",
        expect=Expected(("ok",)),
        setup=setups,
        env=own | dict(env),
        cwd=f"{HOME}/hello",
        user=user,
    )
