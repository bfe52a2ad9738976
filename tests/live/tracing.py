"""What a program and all that it starts ask the kernel for, as strace(1) sees it: addresses, and files that are changed."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

OPENING = "open openat openat2".split()
CHANGING = (
    "creat mkdir mkdirat rename renameat renameat2 link linkat symlink symlinkat unlink unlinkat rmdir truncate ftruncate "
    "chmod fchmod fchmodat chown fchown lchown fchownat utimensat utime utimes futimesat mknod mknodat setxattr lsetxattr "
    "fsetxattr"
).split()
FOR_WRITING = re.compile(r"\bO_(WRONLY|RDWR|CREAT|TRUNC|TMPFILE)\b")

QUICKLY = ("-f", "--seccomp-bpf")
"""With all that is started, but stopping it at these calls alone."""

CALL = re.compile(r"^\d+ +(\w+)\((.*)")  # strace pads short numbers of processes
ADDRESS = re.compile(r"sa_family=AF_(\w+)(?:.*?(?:inet_addr\(|inet_pton\(AF_INET6, )\"([^\"]+)\")?")
PLACES = re.compile(r"(?:(\w+)<([^>]*)>)|\"((?:[^\"\\]|\\.)*)\"")
"""A descriptor with the file behind it, as -y writes it, or a path."""


@cache
def unable() -> str:
    """Return why nothing can be traced here, or an empty text."""
    program = shutil.which("strace")
    if program is None:
        return "needs strace"
    tried = subprocess.run([program, *QUICKLY, "-o", "/dev/null", "true"], capture_output=True, check=False, timeout=30)
    return (
        "" if tried.returncode == 0 else f"strace may not trace here: {tried.stderr.decode(errors='replace').strip()}"
    )


def tracing(log: Path) -> tuple[str, ...]:
    """Return the words that start a program under strace; skip the test where it cannot trace."""
    if why := unable():
        pytest.skip(why)
    calls = ",".join(["%network", *(f"?{name}" for name in (*OPENING, *CHANGING))])
    return ("strace", *QUICKLY, "-qq", "-y", "-s", "0", "-e", "signal=none", "-e", f"trace={calls}", "-o", str(log))


def pretending(processors: int) -> tuple[str, ...]:
    """Return the words that start a program which is told that it may run on so many processors (sched_getaffinity(2)).

    Go asks the kernel itself; the answer is a mask of as many bytes as it returns. Skip the test where nothing can be traced.
    """
    if why := unable():
        pytest.skip(why)
    mask = ((1 << processors) - 1).to_bytes(8, "little").hex()
    told = f"inject=sched_getaffinity:retval=8:poke_exit=@arg3={mask}"
    return (
        "strace",
        *QUICKLY,
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "signal=none",
        "-e",
        "trace=sched_getaffinity",
        "-e",
        told,
    )


def addresses(log: Path) -> set[tuple[str, str]]:
    """Return the families and addresses that sockets were bound or connected to, or data was sent to."""
    return {
        (found[1], found[2] or "")
        for name, rest in _calls(log)
        if name in {"connect", "bind", "sendto", "sendmsg", "sendmmsg"}
        for found in ADDRESS.finditer(rest)
    }


def families(log: Path) -> set[str]:
    """Return the families that sockets were made of."""
    made = (re.match(r"[AP]F_(\w+)", rest) for name, rest in _calls(log) if name in {"socket", "socketpair"})
    return {found[1] for found in made if found}


def changed(log: Path) -> set[PurePosixPath]:
    """Return the files and folders that were opened for writing, made, changed, moved or removed, or were to be."""
    return {
        place
        for name, rest in _calls(log)
        if name in CHANGING or (name in OPENING and FOR_WRITING.search(rest))
        for place in _places(rest.partition(", ")[2] if name.startswith("symlink") else rest)
    }


def _places(rest: str) -> Iterator[PurePosixPath]:
    """Yield the paths in a call's arguments; a relative one belongs to the folder of the descriptor before it."""
    folder = PurePosixPath("?")
    alone = True
    for found in PLACES.finditer(rest.partition(") = ")[0]):
        if found[3] is None:
            folder = PurePosixPath(found[2])
        else:
            yield folder / found[3]
            alone = False
    if alone:
        yield folder


def _calls(log: Path) -> Iterator[tuple[str, str]]:
    for line in log.read_text(errors="replace").splitlines():
        found = CALL.match(line)
        if found:  # else the second half of a call that another one came between
            yield found[1], found[2]
