"""What machine and system this is, and as whom and under which limits this process runs."""

import os
import sys

from goverify.host import Identity, Limits, Platform, System
from goverify.host.local import windows
from goverify.host.local.files import read_start

GOARCH = {
    "x86_64": "amd64",
    "amd64": "amd64",
    "i86pc": "amd64",  # illumos, which Go knows on 64 bits only
    "aarch64": "arm64",
    "aarch64_be": "arm64be",
    "arm64": "arm64",
    "loongarch64": "loong64",
    "riscv64": "riscv64",
    "s390x": "s390x",
    "ppc64le": "ppc64le",
    "ppc64": "ppc64",
    "sparc64": "sparc64",
    "i386": "386",
    "x86": "386",
}
"""The names of uname(1) that stand for one GOARCH each."""

SMALLER = {"arm64": "arm", "amd64": "386", "ppc64": "ppc", "s390x": "s390", "mips64": "mips", "mips64le": "mipsle"}
"""The architectures whose programs a processor runs without being emulated."""

PERSONALITY_MASK = 0xFF
"""The execution domain in a persona; its flags are above (sys/personality.h)."""

PERSONALITY_ASK = 0xFFFFFFFF
"""Returns the persona without a change (personality(2))."""

OS_RELEASE = ("/etc/os-release", "/usr/lib/os-release")
"""In this order (os-release(5))."""

MAC_RELEASE = tuple(
    f"/System/Library/CoreServices/{name}.plist" for name in (".SystemVersionPlatform", "SystemVersion")
)
"""The first is never put off with 10.16, which macOS tells programs that were built long ago."""


def goarch(machine: str, byte_order: str = sys.byteorder) -> str:
    """Return the GOARCH for a machine name of uname(1); the name itself where Go has none."""
    name = machine.lower()
    if name in GOARCH:
        return GOARCH[name]
    if len(name) == 4 and name[0] == "i" and name.endswith("86"):
        return "386"
    if name.startswith("mips"):
        return ("mips64" if "64" in name else "mips") + ("le" if byte_order == "little" else "")
    return "arm" if name.startswith("arm") else name


def platform() -> Platform:
    """Return what machine and system this is."""
    if sys.platform == "win32":
        return windows.platform()
    names = os.uname()
    if sys.platform == "darwin":
        translated = _sysctl("sysctl.proc_translated") == 1
        arm = translated or _sysctl("hw.optional.arm64") == 1
        arch = "arm64" if arm else goarch(names.machine)
        return Platform(System.MACOS, arch, names.release, _mac_name(), translated)
    said = goarch(names.machine)
    arch = goarch(_kernel_machine(names.machine)) if sys.platform == "linux" else said
    kernel = names.release
    wsl = "microsoft" in kernel.lower() or "wsl" in kernel.lower() or "WSL_INTEROP" in os.environ
    name = _linux_name() or f"{names.sysname} {kernel}"
    return Platform(System.LINUX, arch, kernel, name, said not in (arch, SMALLER.get(arch)), wsl)


def _kernel_machine(said: str) -> str:
    """Return the machine that the kernel was built for, whatever uname(2) tells this process.

    A 32-bit personality hides it, and so do emulators of a foreign processor (qemu-user, Rosetta in a virtual machine).
    """
    try:
        return read_start("/proc/sys/kernel/arch", 64).decode("ascii", "replace").strip() or said
    except OSError:  # before Linux 6.1
        return native_machine() if goarch(said) in SMALLER.values() else said


def native_machine() -> str:
    """Return what uname(2) says to this thread once its personality is put aside for a moment."""
    if sys.platform != "linux":
        raise NotImplementedError
    import ctypes

    library = ctypes.CDLL(None)
    before = library.personality(ctypes.c_ulong(PERSONALITY_ASK))
    if before < 0 or library.personality(ctypes.c_ulong(before & ~PERSONALITY_MASK)) < 0:
        return os.uname().machine
    try:
        return os.uname().machine
    finally:
        library.personality(ctypes.c_ulong(before))


def _sysctl(name: str) -> int:
    """Return a number that macOS keeps under `name`; 0 where it has none."""
    import ctypes

    value, size = ctypes.c_int(0), ctypes.c_size_t(4)
    failed = ctypes.CDLL(None).sysctlbyname(
        name.encode(), ctypes.byref(value), ctypes.byref(size), None, ctypes.c_size_t(0)
    )
    return 0 if failed else value.value


def _linux_name() -> str | None:
    for path in OS_RELEASE:
        try:
            return pretty_name(read_start(path).decode("utf-8", "replace"))
        except OSError:
            continue
    return None


def pretty_name(text: str) -> str | None:
    """Return what an os-release file calls the system, or None where it does not say (os-release(5))."""
    import shlex

    values: dict[str, str] = {}
    for line in text.splitlines():
        name, equals, value = line.strip().partition("=")
        if equals:
            try:
                values[name] = "".join(shlex.split(value))
            except ValueError:  # a quote that does not end
                values[name] = value.strip("\"'")
    return values.get("PRETTY_NAME") or " ".join(filter(None, (values.get("NAME"), values.get("VERSION")))) or None


def _mac_name() -> str:
    import plistlib

    for path in MAC_RELEASE:
        try:
            return f"macOS {plistlib.loads(read_start(path))['ProductVersion']}"
        except (OSError, KeyError, ValueError, plistlib.InvalidFileException):
            continue
    return "macOS"


def identity() -> Identity:
    """Return whom this process acts as."""
    if sys.platform == "win32":
        return Identity(-1, -1, (), os.environ.get("USERNAME", ""), windows.elevated())
    import pwd

    uid, gid = os.geteuid(), os.getegid()
    try:
        name = pwd.getpwuid(uid).pw_name
    except KeyError:  # a container's user without an entry
        name = str(uid)
    return Identity(uid, gid, tuple(sorted({gid, *os.getgroups()})), name, uid == 0)


def limits() -> Limits:
    """Return the soft limits that programs started here inherit; Windows has none of them."""
    if sys.platform == "win32":
        return Limits(None, None, None, None)
    import resource

    def soft(name: str) -> int | None:
        kind = getattr(resource, name, None)  # illumos lacks one
        value = resource.RLIM_INFINITY if kind is None else resource.getrlimit(kind)[0]
        return None if value == resource.RLIM_INFINITY else value

    return Limits(soft("RLIMIT_NOFILE"), soft("RLIMIT_NPROC"), soft("RLIMIT_FSIZE"), soft("RLIMIT_AS"))
