"""The null device is one, and may be used.

Why
    Go opens /dev/null for every program that it starts. Where it is missing, or has become a file because root wrote
    over it, no build gets as far as the compiler.

Looks at
    What stands at /dev/null: a device that this user may read and write.

Fix
    Make it anew with mknod.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, check
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned
from goverify.host import Kind, System

NULL = "/dev/null"
NUMBERS = {System.LINUX: "1 3", System.MACOS: "3 2"}
"""Major and minor number of the device (mem(4), null(4))."""


@check(causes=("dev-null-broken",), systems=(System.LINUX, System.MACOS))
def null_device(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(answering_go)
    why = _why_broken(ask)
    if not why:
        yield Evidence(NULL, "a device that this user may read and write")
        return
    sudo = "" if ask.host.identity.uid == 0 else "sudo "
    numbers = NUMBERS[ask.host.platform.system]
    yield Finding(
        cause="dev-null-broken",
        subject=NULL,
        message=f"{NULL} {why}, and go opens it for every program that it starts",
        evidence=(Evidence(NULL, why),),
        fix=Fix(
            f"Make {NULL} anew as a character device.",
            (f"{sudo}rm -rf {NULL}", f"{sudo}mknod -m 666 {NULL} c {numbers}"),
        ),
        concerns=concerned(ask),
    )


def _why_broken(ask: Ask) -> str:
    """Return what is wrong with it, as the end of a sentence; empty where nothing is."""
    host, path = ask.host, ask.host.path(NULL)
    try:
        entry = host.entry(path)
    except OSError as error:
        return f"cannot be looked at ({error.strerror or error})"
    if entry is None:
        return "is missing"
    if entry.kind is Kind.LINK:
        return ""  # as some sandboxes have it; a build tells whether it serves
    if entry.kind is not Kind.OTHER:
        return f"is a {entry.kind.value} and no device"
    usable = host.access(path, "r") and host.access(path, "w")
    return "" if usable else f"has mode {entry.mode:04o}, so that this user cannot use it"
