"""The texts by which a Go program shows that a system call was refused to it (EPERM, ENOSYS) or cost it its life (SIGSYS).

Limits of a session show by other numbers: EAGAIN (11), EMFILE (24). Sources: src/runtime/os_linux.go, netpoll_epoll.go,
mem_linux.go, src/runtime/cgo/gcc_linux.go, seccomp(2); docker-library/golang#467 and moby/moby#42680 for clone3.
"""

from goverify.facts.failures.reading import Reading, of_host

CALLS = "system calls"
"""The subject: it is no setting and no file."""

REMEDY = (
    "Have the sandbox allow it: update Docker (20.10.10 or later), Podman or containerd with libseccomp on the machine "
    "that runs the container, or loosen its profile (of a systemd unit: SystemCallFilter=). A container that is started "
    "with --security-opt seccomp=unconfined shows whether its filter is it."
)

REFUSALS = frozenset({"EPERM", "ENOSYS"})
"""The errors by which a filter refuses a call, as it keeps a program from being started too."""

NO_LOCK = "flock fails, by which go commands wait for each other"

_REFUSED = "(?:1|38)"
"""EPERM and ENOSYS, which are what filters answer."""
_REFUSAL = "(?i:operation not permitted|function not implemented)"


def refused(what: str) -> str:
    """Return the sentence about a call."""
    return f"a sandbox refuses Go a system call: {what}"


def _refused(pattern: str, what: str) -> Reading:
    return of_host(pattern, "syscall-blocked", refused(what), REMEDY, subject=CALLS)


OF_THE_SANDBOX = (
    _refused(
        rf"failed to create new OS thread \(have \d+ already; errno={_REFUSED}\)", "it may start no thread (clone)"
    ),
    _refused(
        rf"pthread_create failed: {_REFUSAL}",
        "the C library may start no thread (clone3, which Docker before 20.10.10 does not know)",
    ),
    _refused(
        rf"runtime: (?P<call>epollcreate|epollctl|epollwait|eventfd|pipe)(?: on fd \d+)? failed with -?{_REFUSED}\b",
        "{call} fails, on which its network poller rests",
    ),
    _refused(rf"futexwakeup addr=\S+ returned -{_REFUSED}\b", "futex fails, on which its locks rest"),
    _refused(rf"fork/exec \S+/pkg/tool/linux_\S+: {_REFUSAL}", "it may start no program of its own tools"),
    _refused(
        rf"go tool \w+: (?P<call>waitid|wait4|pipe2?|dup3?|pidfd_\w+): {_REFUSAL}",
        "{call} fails, without which it starts no program",
    ),
    _refused(rf"readdirent \S+: {_REFUSAL}", "getdents64 fails, by which it lists folders"),
    _refused(
        rf"checking standard file descriptor \d, errno={_REFUSED}\b", "fcntl fails, which every Go program asks first"
    ),
    _refused(r"\bR?[Ll]ock \S+: operation not permitted", NO_LOCK),
    _refused(r"runtime: mmap: access denied", "mmap fails, from which its memory comes"),
    of_host(
        r"bad system call|SIGSYS",
        "syscall-blocked",
        "a sandbox ends programs for a system call that Go makes",
        REMEDY,
        subject=CALLS,
    ),
)
