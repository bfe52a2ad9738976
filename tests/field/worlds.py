"""The worlds of the field cases: each a real, throw-away file system in which goverify runs as a person would run it."""

import glob
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.field.cases import CASES, HELLO, HOME, Case
from tests.trees import CACHE, FOREIGN, NEWER, OLDER, NoTree, fetched, locked

PROBE = Path(__file__).parent.parent.parent / "goverify" / "data" / "probe"
LIMIT_S = 150
WARM_S = 4 * 86400
"""Go drops what its cache did not use for five days."""

HOST_GO = (
    "/usr/local/go /usr/local/go[0-9.-]* /usr/local/bin/go /usr/local/bin/gofmt /usr/bin/go /usr/bin/gofmt /usr/bin/go-[0-9]* "
    "/usr/lib/go /usr/lib/go-* /usr/lib/golang /usr/share/go-* /opt/go /opt/go[0-9.-]* /opt/hostedtoolcache/go /snap/go /snap/bin/go "
    "/usr/bin/*gccgo* /usr/bin/*-go-[0-9]* /etc/profile.d/*go* {home}/go {home}/sdk {home}/.asdf {home}/.goenv {home}/.gvm "
    "{home}/.local/share/mise {home}/.config/go {home}/.cache {home}/.bashrc {home}/.bash_profile {home}/.profile {home}/.zshrc"
).split()
"""Where the machine of the tests may keep a Go of its own or settings for one; no case may see them."""

SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended in a world."""

    status: int
    out: str
    err: str


def why_not(case: Case) -> str:
    """Return why the world of a case cannot be built here, or an empty text."""
    if lacking := kernel_allows() or case.lacks():
        return lacking
    try:
        warmed()
    except NoTree as error:
        return f"needs two real Go releases: {error}"
    return ""


@cache
def kernel_allows() -> str:
    """Return why the worlds cannot be built here, or an empty text."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "needs root on Linux"
    trial = 'mount -t tmpfs t "$1"; mkdir "$1"/{u,w,m}; mount -t overlay -o "lowerdir=/,upperdir=$1/u,workdir=$1/w" o "$1/m"'
    with tempfile.TemporaryDirectory() as folder:
        tried = subprocess.run([*space(), "bash", "-ec", trial, "trial", folder], capture_output=True, check=False)
    return "" if tried.returncode == 0 else f"no overlays can be mounted here: {tried.stderr.decode().strip()}"


def space() -> list[str]:
    """Return the command that runs another one in mount and PID namespaces that end with it, and with us."""
    namespaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"]
    return ["setpriv", "--pdeathsig", "KILL", *namespaces]


def warmed() -> Path:
    """Return the cache folder of a goverify that has already met both releases; a cold one makes the cases slow, not wrong."""
    return warmed_for("warm", ((NEWER, fetched(NEWER)), (OLDER, fetched(OLDER))))


@cache
def warmed_for(name: str, trees: tuple[tuple[str, Path], ...]) -> Path:
    """Return the cache folder of that name, of a goverify that has already met these trees."""
    source = b"".join(file.read_bytes() for file in sorted(PROBE.iterdir()))
    folder = CACHE / name
    with locked(CACHE / f"{name}.lock"):
        for version, tree in trees:
            done = folder / f"{version}-{hashlib.sha256(source).hexdigest()[:12]}"
            if not done.exists() or time.time() - done.stat().st_mtime > WARM_S:
                env = {"HOME": str(folder), "XDG_CACHE_HOME": str(folder), "PATH": f"{tree}/bin:{SYSTEM_PATH}"}
                (folder / "goverify").mkdir(parents=True, exist_ok=True)
                for command in (["bash", "-c", HELLO], [*TOOL, "--only", "build"]):
                    run = subprocess.run(command, env=env, capture_output=True, check=False, cwd="/", timeout=LIMIT_S)
                if run.returncode == 0:
                    done.touch()
    return folder / "goverify"


TOOL = (sys.executable, "-m", "goverify", "check", "--format", "json")


def report_of(case: Case, scratch: Path) -> dict[str, Any]:
    """Build the world of a case, run goverify in it, and return its report."""
    done = outcome_of(case, [*TOOL, *case.args], scratch)
    assert done.out, f"no report; exit status {done.status}\n{done.err[-3000:]}"
    report: dict[str, Any] = json.loads(done.out)
    return report


def outcome_of(
    case: Case, command: Sequence[str], scratch: Path, *, newer: Path | None = None, warm: Path | None = None
) -> Outcome:
    """Build the world of a case and run a command in it, with the case's environment and folder, as its user.

    `newer` is the tree that stands for the newer release, and `warm` the cache of a goverify that has met it.
    """
    foreign, stage = scratch / "foreign", scratch / "stage"
    foreign.mkdir()
    stage.mkdir()
    for name in FOREIGN:
        if name in (case.setup or ""):
            (foreign / name).symlink_to(fetched(NEWER, name))
    variables = {"HOME": HOME} | dict(case.env)
    needed = {path for pattern in case.needs for path in glob.glob(pattern)}
    hidden = [pattern.format(home=Path.home()) for pattern in HOST_GO]
    own = {sys.executable, os.path.realpath(sys.executable), sys.prefix, sys.base_prefix, str(CASES)}
    env = {
        "PATH": SYSTEM_PATH,
        "LC_ALL": "C",
        "STAGE": str(stage),
        "HIDE": "\n".join([HOME, str(CACHE), *(p for each in hidden for p in glob.glob(each) if p not in needed)]),
        "REACH": "\n".join(sorted(own)),
        "NEWER": str(newer or fetched(NEWER)),
        "OLDER": str(fetched(OLDER)),
        "FOREIGN": str(foreign),
        "WARM": str(warm or warmed()),
        "PYTHON": sys.executable,
        "TOOLS": str(Path(__file__).parent),
        "CASE_HOME": HOME,
        "CASE_CACHE": variables.get("XDG_CACHE_HOME") or f"{variables['HOME'] or HOME}/.cache",
        "CASE_USER": case.user,
        "CASE_SETUP": case.setup or ":",
        "CASE_CWD": case.cwd,
    }
    words = [f"{name}={value}" for name, value in variables.items()]
    script = Path(__file__).with_name("stage.sh")
    done = subprocess.run(
        [*space(), "bash", str(script), *words, *command], env=env, capture_output=True, timeout=LIMIT_S, check=False
    )
    return Outcome(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))
