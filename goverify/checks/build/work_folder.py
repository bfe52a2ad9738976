"""Go can work in the folder for temporary files.

Why
    Each build makes a folder of its own there, and `go run` and `go test` start what they have built in it.

Looks at
    The folder that GOTMPDIR, else TMPDIR (on Windows TMP, then TEMP) names, else the system's own: whether it is
    there, this user may write in it, programs can be started from it, and there is room. Nothing is written to it.

Fix
    Unset the variable, or set GOTMPDIR to a folder on a disk with room that allows execution.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, check
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned
from goverify.facts.remedies import unset_variable
from goverify.facts.storage.temp_folder import TempFolder, temp_folder
from goverify.model import Subject

ELSEWHERE = ("mkdir -p ~/.cache/go-tmp", 'go env -w GOTMPDIR="$HOME/.cache/go-tmp"')
LEAST_BYTES, LEAST_INODES = 1 << 20, 100
"""With less not even the smallest program is built."""


@check(causes=("tmpdir-missing", "tmpdir-noexec", "disk-full"))
def work_folder(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(answering_go)
    temp = ask(temp_folder)
    place = temp.filesystem
    if place is None:
        yield _finding(ask, temp, "tmpdir-missing", "is not there", "nothing stands there, or no folder")
    elif not temp.writable or place.read_only:
        why = (
            f"is on {place.mount}, which is mounted read-only" if place.read_only else "may not be written by this user"
        )
        yield _finding(ask, temp, "tmpdir-missing", why, why)
    elif place.noexec:
        why = f"is on {place.mount}, which is mounted noexec, and go run and go test start programs there"
        yield _finding(ask, temp, "tmpdir-noexec", why, f"{place.mount} is a {place.type} with the option noexec")
    elif place.free_bytes < LEAST_BYTES or (place.free_inodes is not None and place.free_inodes < LEAST_INODES):
        what = "no room" if place.free_bytes < LEAST_BYTES else "no inodes"
        seen = f"{place.free_bytes} bytes and {place.free_inodes} inodes are free on {place.mount}"
        yield _finding(ask, temp, "disk-full", f"is on a file system with {what} left", seen)
    else:
        yield Evidence(str(temp.path), f"{place.type}, {place.free_bytes >> 20} MiB free")


def _finding(ask: Ask, temp: TempFolder, cause: str, what: str, seen: str) -> Finding:
    held = temp.setting
    subject: Subject = held.name if held else temp.path
    named = f"{held.name}={held.value}" if held else f"{temp.path}, the folder for temporary files,"
    instead = "Set GOTMPDIR to a folder on a disk with room that allows execution."
    fix = Fix(instead, ELSEWHERE)
    if held:
        unset = unset_variable(ask, held)
        fix = Fix(f"{unset.summary} Or: {instead}", unset.commands)
    return Finding(
        cause=cause,
        subject=subject,
        message=f"{named} {what}",
        evidence=(Evidence(str(temp.path), seen),),
        fix=fix,
        detail="go build, go run and go test work there.",
        concerns=concerned(ask),
    )
