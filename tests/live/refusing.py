"""Programs to which the kernel refuses some system calls, by a seccomp filter that they inherit (seccomp(2))."""

import platform
import sys
from typing import NamedTuple

import pytest

PERMIT, REFUSE_EPERM, REFUSE_ENOSYS, KILL = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000
"""What a filter may answer (linux/seccomp.h)."""

THREAD_OF_GO = 0x50F00
"""The flags by which Go's runtime starts a thread (runtime/os_linux.go, cloneFlags); no C library uses the same."""


class Machine(NamedTuple):
    """The numbers of one architecture (linux/audit.h, asm/unistd.h)."""

    audit: int
    clone: int
    epoll_create1: int
    flock: int
    thread_of_go: int
    """The flags by which Go starts a thread, and no C library (runtime/os_linux.go, runtime/sys_linux_*.s)."""


MACHINES = {"x86_64": Machine(0xC000003E, 56, 291, 73, 0xD0F00), "aarch64": Machine(0xC00000B7, 220, 20, 32, 0x50F00)}

SCRIPT = """
import ctypes, os, struct, sys
steps = bytes.fromhex(sys.argv[1])
class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]
program = Program(len(steps) // 8, steps)
prctl = ctypes.CDLL(None, use_errno=True).prctl
prctl.argtypes = [ctypes.c_int, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong]
if prctl(38, 1, None, 0, 0) or prctl(22, 2, ctypes.byref(program), 0, 0):
    sys.exit("no filter: " + os.strerror(ctypes.get_errno()))
os.execv(sys.argv[2], sys.argv[2:])
"""
"""PR_SET_NO_NEW_PRIVS, then PR_SET_SECCOMP with SECCOMP_MODE_FILTER; what is executed then inherits both."""


def refusing(call: str, answer: int) -> tuple[str, ...]:
    """Return the beginning of a command line whose program is refused "epoll_create1", "flock", or "clone" for threads of Go."""
    machine = MACHINES.get(platform.machine())
    if not sys.platform.startswith("linux") or machine is None:
        pytest.skip("a filter of system calls is written for Linux on amd64 and arm64")
    return (sys.executable, "-c", SCRIPT, _filter(machine, call, answer).hex())


def _filter(machine: Machine, call: str, answer: int) -> bytes:
    """Return a classic BPF program: another architecture, call or kind of clone is let pass (linux/filter.h)."""
    import struct

    load, equal, leave = 0x20, 0x15, 0x06
    tests = [(4, machine.audit), (0, getattr(machine, call))]
    tests += [(16, machine.thread_of_go)] if call == "clone" else []
    steps = []
    for number, (offset, value) in enumerate(tests):
        past = 2 * (len(tests) - number - 1) + 1
        steps += [(load, 0, 0, offset), (equal, 0, past, value)]
    steps += [(leave, 0, 0, answer), (leave, 0, 0, PERMIT)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
