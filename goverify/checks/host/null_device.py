"""The null device is one, and may be used.

Why
    Go opens /dev/null for every program that it starts. Where it is missing, or has become a file because root wrote
    over it, no build gets as far as the compiler.

Looks at
    What stands at /dev/null: a device that this user may read and write, on a mount that lets devices be used.
    /dev/urandom, /dev/tty and /dev/shm are not looked at: Go takes its randomness from the kernel itself, and needs
    neither of the others.

Fix
    Make it anew: `sudo rm -f /dev/null && sudo mknod -m 666 /dev/null c 1 3`.
"""

import shlex
from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, check
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned
from goverify.facts.machine.mount_options import mount_options
from goverify.host import Kind, System

NULL = "/dev/null"
NUMBERS = {System.LINUX: "1 3", System.MACOS: "3 2"}
"""Major and minor number of the device (mem(4), null(4))."""


@check(causes=("dev-null-broken",), systems=(System.LINUX, System.MACOS))
def null_device(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(answering_go)
    closed = _without_devices(ask)
    why = _why_broken(ask) or (f"lies on {closed}, a mount that forbids devices (nodev)" if closed else "")
    if not why:
        yield Evidence(NULL, "a device that this user may read and write")
        return
    yield Finding(
        cause="dev-null-broken",
        subject=NULL,
        message=f"{NULL} {why}, and go opens it for every program that it starts",
        evidence=(Evidence(NULL, why),),
        fix=_fix(ask, closed),
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


def _without_devices(ask: Ask) -> str:
    """Return the mount that keeps devices from being opened, which their modes do not show (mount(8)); empty for none."""
    try:
        mount = ask.host.filesystem(ask.host.path(NULL)).mount
    except (OSError, LookupError):
        return ""
    return mount if "nodev" in ask(mount_options, mount) else ""


def _fix(ask: Ask, closed: str) -> Fix:
    sudo = "" if ask.host.identity.uid == 0 else "sudo "
    if closed:
        return Fix("Let devices be used on that mount.", (f"{sudo}mount -o remount,dev {shlex.quote(closed)}",))
    if _is_special(ask):
        return Fix(f"Let everybody read and write {NULL}.", (f"{sudo}chmod 666 {NULL}",))
    numbers = NUMBERS[ask.host.platform.system]
    return Fix(
        f"Make {NULL} anew as a character device.",
        (f"{sudo}rm -rf {NULL}", f"{sudo}mknod -m 666 {NULL} c {numbers}"),
    )


def _is_special(ask: Ask) -> bool:
    try:
        entry = ask.host.entry(ask.host.path(NULL))
    except OSError:
        return False
    return entry is not None and entry.kind is Kind.OTHER
