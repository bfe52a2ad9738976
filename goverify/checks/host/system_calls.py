"""No sandbox keeps system calls from Go programs.

Why
    Containers, snaps and other sandboxes filter system calls. A filter that is older than the calls of a Go release,
    or of the C library that a program uses, refuses them: "failed to create new OS thread … errno=1",
    "pthread_create failed: Operation not permitted", "bad system call".

Looks at
    How go built and ran the probe, and where that failed by words of this kind, what the kernel says of the filter on
    this process (Seccomp in /proc/self/status) and which container it runs in. A filter alone is no fault: nearly
    every container has one.

Fix
    Update what runs the container (Docker from 20.10.10 on, libseccomp) or allow the call in its profile.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, check
from goverify.facts.ancestry import Circumstance
from goverify.facts.build import probe_loop
from goverify.facts.failures.sandbox_readings import CALLS, NO_LOCK, REFUSALS, REMEDY, refused
from goverify.facts.failures.symptoms import Symptom, read
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned, goroot
from goverify.facts.machine.sandbox import STATUS, confined_by, sandbox
from goverify.host import FileSystem, System

CAUSE, NO_LOCKS = "syscall-blocked", "fs-no-locks"

UNKNOWN_CALL = "function not implemented"
WITH_LOCKS = frozenset({"btrfs", "ext2", "ext3", "ext4", "f2fs", "overlay", "tmpfs", "xfs", "zfs"})
"""File systems that never refuse flock with that error, as those of a network may."""

WAYS = {
    "docker": "Docker to 20.10.10 or later and libseccomp to 2.5 or later on the machine that runs this container",
    "podman": "Podman and libseccomp (2.5 or later) on the machine that runs this container",
    "kubernetes": "containerd or CRI-O and libseccomp (2.5 or later) on this pod's node",
}
"""What is to be updated for each container."""

PROOFS = {
    "docker": "docker run --security-opt seccomp=unconfined … shows whether the filter is it.",
    "podman": "podman run --security-opt seccomp=unconfined … shows whether the filter is it.",
    "kubernetes": "seccompProfile: {type: Unconfined} in the pod's securityContext shows whether the filter is it.",
}


@check(causes=(CAUSE,), systems=(System.LINUX,))
def system_calls(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(answering_go)
    filtered, told = ask(sandbox), _told(ask)
    symptom = _refusal(ask)
    if symptom is None:
        yield Evidence(STATUS, f"{told}; go was not refused any")
        return
    around = ask(confined_by)
    yield Finding(
        cause=CAUSE,
        subject=CALLS,
        message=symptom.message,
        evidence=(
            Evidence("the probe", symptom.quote),
            *((Evidence(STATUS, told),) if filtered else ()),
            *(around.evidence[:1] if around else ()),
        ),
        fix=Fix(_remedy(around)),
        detail="The Go release and its tree are not what is wrong: outside the sandbox the same go works.",
        concerns=concerned(ask),
    )


def _told(ask: Ask) -> str:
    found = ask(sandbox)
    return f"Seccomp {found.mode}: {found.told}" if found else "the kernel does not tell of filters"


def _refusal(ask: Ask) -> Symptom | None:
    """Return what the probe said where a system call was refused to go, its tools or the new program."""
    loop = ask(probe_loop)
    ended = loop.run or loop.build
    if ended.error in REFUSALS:
        return Symptom(
            CAUSE, refused(f"no program can be started ({ended.error})"), REMEDY, ended.error, None, CALLS, ()
        )
    symptom = None if ended.ok else read(ask, ended, ask(goroot).judged, under_settings=False)
    if symptom and symptom.cause == NO_LOCKS and UNKNOWN_CALL in symptom.quote and _locks(ask, loop.work):
        return symptom._replace(cause=CAUSE, message=refused(NO_LOCK))
    return symptom if symptom and symptom.cause == CAUSE else None


def _locks(ask: Ask, folder: PurePath) -> bool:
    """Tell whether a folder is on a file system of this machine's, all of which know locks: then it is not to blame."""
    try:
        place: FileSystem = ask.host.filesystem(folder)
    except OSError:
        return False
    return place.type in WITH_LOCKS


def _remedy(around: Circumstance | None) -> str:
    if around is None:
        return REMEDY
    if around.id in WAYS:
        return f"Update {WAYS[around.id]}. {PROOFS[around.id]}"
    if around.kind == "package":
        return f"Use go outside {around.name}, or have its sandbox allow the call."
    return f"{REMEDY} This runs in {around.name}."
