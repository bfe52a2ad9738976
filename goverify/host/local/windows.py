"""What only Windows has: reparse points, volumes, the registry, its own names for processors, releases and errors."""

import errno
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from goverify.host import FileSystem, Kind, Platform, System
from goverify.host.paths import PATHEXT

ABSENT = {21, 53, 64, 67, 123, 161, 1214}
"""Errors that mean: no such drive, server or share, or no name that a file can have (winerror.h)."""

SYMLINK, JUNCTION, APP_ALIAS = 0xA000000C, 0xA0000003, 0x8000001B
"""Reparse tags (ntifs.h): IO_REPARSE_TAG_SYMLINK, _MOUNT_POINT, _APPEXECLINK."""

MACHINES = {0x8664: "amd64", 0xAA64: "arm64", 0x014C: "386", 0x01C4: "arm"}
"""IMAGE_FILE_MACHINE_* (winnt.h)."""

PROCESSORS = {"AMD64": "amd64", "ARM64": "arm64", "X86": "386", "ARM": "arm"}
"""Values of PROCESSOR_ARCHITECTURE."""

SERVERS = ((26100, "2025"), (20348, "2022"), (17763, "2019"), (14393, "2016"))
"""The first build of each Windows Server."""

WINDOWS_11_BUILD = 22000
WORKSTATION = 1
"""VER_NT_WORKSTATION."""

READ_ONLY_VOLUME = 0x00080000
"""FILE_READ_ONLY_VOLUME."""

EXEC_ERRORS = {
    193: "ENOEXEC",  # no program
    216: "ENOEXEC",  # another machine's
    225: "EACCES",  # taken for a virus
    226: "ENOENT",  # taken for one, and deleted
    740: "EACCES",  # wants an administrator
    1260: "EPERM",  # AppLocker or a software restriction policy
    1920: "EACCES",  # an app execution alias without its app
    4551: "EPERM",  # App Control or Smart App Control: 4556 to 4559 by what is said of the file
    4556: "EPERM",
    4557: "EPERM",
    4558: "EPERM",
    4559: "EPERM",
}
"""Why CreateProcess refused (winerror.h), for which Python has another errno or none."""

BATCH_UNSAFE = frozenset('&|<>^%!"\r\n')
"""cmd.exe, which runs every batch file, gives these a meaning that no quoting takes away for sure (CVE-2024-24576)."""

HIVES = {
    "HKCU": "HKEY_CURRENT_USER",
    "HKLM": "HKEY_LOCAL_MACHINE",
    "HKCR": "HKEY_CLASSES_ROOT",
    "HKU": "HKEY_USERS",
}


def platform() -> Platform:
    """Return what machine and system this is."""
    if sys.platform != "win32":
        raise NotImplementedError
    version = sys.getwindowsversion()
    native = _native_arch()
    translated = native == "arm64" and "(arm64)" not in sys.version.lower()
    kernel = f"{version.major}.{version.minor}.{version.build}"
    name = release_name(version.build, server=version.product_type != WORKSTATION)
    return Platform(System.WINDOWS, native, kernel, name, translated)


def release_name(build: int, *, server: bool) -> str:
    """Return what people call the release with that build number."""
    if server:
        year = next((year for first, year in SERVERS if build >= first), "")
        return f"Windows Server {year}".strip()
    return "Windows 11" if build >= WINDOWS_11_BUILD else "Windows 10"


def _native_arch() -> str:
    """Return the processor's GOARCH, also where this program is built for another one."""
    if sys.platform != "win32":
        raise NotImplementedError
    import ctypes

    kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
    own, native = ctypes.c_ushort(0), ctypes.c_ushort(0)
    try:
        kernel32.GetCurrentProcess.restype = ctypes.c_void_p
        process = ctypes.c_void_p(kernel32.GetCurrentProcess())
        if kernel32.IsWow64Process2(process, ctypes.byref(own), ctypes.byref(native)) and native.value in MACHINES:
            return MACHINES[native.value]
    except AttributeError:  # before Windows 10 1511
        pass
    name = os.environ.get("PROCESSOR_ARCHITEW6432") or os.environ.get("PROCESSOR_ARCHITECTURE", "")
    return PROCESSORS.get(name.upper(), name.lower())


def reparsed(path: PurePath, tag: int) -> tuple[Kind, str | None] | None:
    """Return the kind and target of a reparse point; None for a file or folder that is just kept in some other way."""
    if tag == APP_ALIAS:
        return Kind.ALIAS, None
    if tag not in (SYMLINK, JUNCTION):
        return None
    target = plain_target(os.readlink(path))
    return (Kind.FOLDER, None) if target is None else (Kind.LINK, target)


def plain_target(target: str) -> str | None:
    r"""Return a link's target without the prefix `\\?\` of the kernel's names; None for a volume mounted there."""
    if target.startswith("\\\\?\\Volume{"):
        return None
    if target.startswith("\\\\?\\UNC\\"):
        return "\\\\" + target[8:]
    return target.removeprefix("\\\\?\\").removeprefix("\\??\\")


def may_start(path: PurePath) -> bool:
    """Return whether `path` is a folder, or has the name of a program: Windows has no other mark for it."""
    endings = (os.environ.get("PATHEXT") or PATHEXT).upper().split(";")
    return os.path.isdir(path) or (path.suffix.upper() in endings and path.suffix != "" and os.path.lexists(path))


def filesystem(path: PurePath) -> FileSystem:
    """Return the volume that holds `path`; OSError where there is none."""
    if sys.platform != "win32":
        raise NotImplementedError
    import ctypes

    kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
    volume, kind = ctypes.create_unicode_buffer(1024), ctypes.create_unicode_buffer(64)
    flags, free = ctypes.c_ulong(0), ctypes.c_ulonglong(0)
    if not (
        kernel32.GetVolumePathNameW(str(path), volume, 1024)
        and kernel32.GetVolumeInformationW(volume.value, None, 0, None, None, ctypes.byref(flags), kind, 64)
        and kernel32.GetDiskFreeSpaceExW(volume.value, ctypes.byref(free), None, None)
    ):
        raise ctypes.WinError(ctypes.get_last_error())
    return FileSystem(
        type=kind.value,
        mount=volume.value,
        read_only=bool(flags.value & READ_ONLY_VOLUME),
        noexec=False,
        free_bytes=free.value,
        free_inodes=None,
    )


def elevated() -> bool:
    """Return whether this process has an administrator's rights."""
    if sys.platform != "win32":
        raise NotImplementedError
    import ctypes

    return bool(ctypes.windll.shell32.IsUserAnAdmin())


def registry(key: str) -> Mapping[str, str]:
    r"""Return the values of a key such as r"HKCU\Environment", unexpanded; empty where there is none to read."""
    if sys.platform != "win32":
        return {}
    import winreg

    hive, _, below = key.partition("\\")
    root = getattr(winreg, HIVES.get(hive.upper(), hive.upper()), None)
    values: dict[str, str] = {}
    try:
        if not isinstance(root, int):
            return {}
        # Without this a 32-bit program is shown another registry.
        with winreg.OpenKey(root, below, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as opened:
            for index in range(winreg.QueryInfoKey(opened)[1]):
                name, value, _ = winreg.EnumValue(opened, index)
                values[name] = value_text(value)
    except OSError:
        pass
    return values


def value_text(value: object) -> str:
    """Return a registry value as text: a list's items separated by semicolons, bytes in hexadecimal."""
    if isinstance(value, list):
        return ";".join(map(str, value))
    return value.hex() if isinstance(value, bytes) else "" if value is None else str(value)


def exec_error(error: OSError) -> str | None:
    """Return the name that fits an error of CreateProcess better than Python's choice of an errno."""
    return EXEC_ERRORS.get(getattr(error, "winerror", None) or 0)


def demand_safe(argv: Sequence[str]) -> None:
    """Raise OSError where a batch file would be given an argument that its interpreter could take for a command."""
    if argv[0].lower().endswith((".bat", ".cmd")) and any(BATCH_UNSAFE & set(text) for text in argv):
        raise OSError(errno.EINVAL, "a batch file cannot be given this safely", argv[0])
