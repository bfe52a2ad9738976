"""The commands that bring a C compiler or a part of one, in the words of the packager that is here."""

import re
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.remedies import sudo
from goverify.facts.variables.shells import prepend_to_path
from goverify.host import System
from goverify.host.paths import is_file


class Packager(NamedTuple):
    """A package manager, and what it calls the parts."""

    program: str
    install: str
    anew: str
    """Installs what may be there in part."""
    compiler: str
    library: str
    """The headers and objects of the C library."""
    linker: str = "binutils"
    twice: bool = False
    """What installs anew wants it to be there: it is installed first."""


PACKAGERS = (
    Packager(
        "/usr/bin/apt-get",
        "apt-get install -y",
        "apt-get install -y --reinstall",
        "gcc libc6-dev",
        "libc6-dev linux-libc-dev",
    ),
    Packager(
        "/usr/bin/dnf",
        "dnf install -y",
        "dnf reinstall -y",
        "gcc glibc-devel",
        "glibc-devel kernel-headers",
        twice=True,
    ),
    Packager(
        "/usr/bin/microdnf",
        "microdnf install -y",
        "microdnf reinstall -y",
        "gcc glibc-devel",
        "glibc-devel",
        twice=True,
    ),
    Packager(
        "/usr/bin/yum",
        "yum install -y",
        "yum reinstall -y",
        "gcc glibc-devel",
        "glibc-devel kernel-headers",
        twice=True,
    ),
    Packager("/sbin/apk", "apk add", "apk fix", "gcc musl-dev", "musl-dev", twice=True),
    Packager("/usr/bin/pacman", "pacman -S --needed", "pacman -S", "gcc", "glibc linux-api-headers"),
    Packager(
        "/usr/bin/zypper",
        "zypper install -y",
        "zypper install -y -f",
        "gcc glibc-devel",
        "glibc-devel linux-glibc-devel",
    ),
    Packager("/usr/bin/xbps-install", "xbps-install -y", "xbps-install -yf", "gcc", "glibc-devel kernel-libc-headers"),
    Packager("/usr/bin/emerge", "emerge", "emerge --oneshot", "sys-devel/gcc", "sys-libs/glibc", "sys-devel/binutils"),
)

TOOLS = ("xcode-select --install",)
"""Brings the compiler of macOS."""

MSYS2 = r"C:\msys64\usr\bin\pacman.exe -S --noconfirm"
WINDOWS = {
    "amd64": ("mingw-w64-ucrt-x86_64-gcc", r"C:\msys64\ucrt64\bin"),
    "arm64": ("mingw-w64-clang-aarch64-clang", r"C:\msys64\clangarm64\bin"),
    "386": ("mingw-w64-i686-gcc", r"C:\msys64\mingw32\bin"),
}
"""The package of MSYS2 for a kind of processor, and the folder that belongs on PATH then."""

DEBIAN_CROSS = {
    "aarch64-linux-gnu": "gcc-aarch64-linux-gnu",
    "arm-linux-gnueabihf": "gcc-arm-linux-gnueabihf",
    "arm-linux-gnueabi": "gcc-arm-linux-gnueabi",
    "riscv64-linux-gnu": "gcc-riscv64-linux-gnu",
    "x86_64-w64-mingw32": "gcc-mingw-w64-x86-64",
    "i686-w64-mingw32": "gcc-mingw-w64-i686",
    "i686-linux-gnu": "gcc-i686-linux-gnu",
    "s390x-linux-gnu": "gcc-s390x-linux-gnu",
    "powerpc64le-linux-gnu": "gcc-powerpc64le-linux-gnu",
}
NAMED = {
    "musl-gcc": "musl-tools",
    "clang": "clang",
    "clang++": "clang",
    "g++": "g++",
    "ccache": "ccache",
    "tcc": "tcc",
    "pkg-config": "pkg-config",
}
"""Debian's packages by the programs that they bring."""

ELSEWHERE = {"clang": "clang", "ccache": "ccache", "pkg-config": "pkgconf"}
"""Packages that have one name in all other distributions."""

CPLUSPLUS = {
    "/sbin/apk": "g++",
    "/usr/bin/pacman": "gcc",
    "/usr/bin/xbps-install": "gcc",
    "/usr/bin/emerge": "sys-devel/gcc",
}
"""What brings g++ in distributions where it is not gcc-c++."""


def packager(ask: Facts) -> Packager | None:
    """Return the package manager of this distribution; None where it is none that is known."""
    host = ask.host
    if host.platform.system is not System.LINUX:
        return None
    return next((each for each in PACKAGERS if is_file(host, host.path(each.program))), None)


def install_compiler(ask: Facts) -> tuple[str, ...]:
    """Return the commands that bring a C compiler with all its parts; none where they are not known."""
    system = ask.host.platform.system
    if system is System.MACOS:
        return TOOLS
    if system is System.WINDOWS:
        package, folder = WINDOWS.get(ask.host.platform.arch, WINDOWS["amd64"])
        return ("winget install MSYS2.MSYS2", f"{MSYS2} {package}", prepend_to_path(ask, ask.host.path(folder)))
    found = ask(packager)
    return (_as_root(ask, f"{found.install} {found.compiler}"),) if found else ()


def install_part(ask: Facts, part: str, driver: str = "") -> tuple[str, ...]:
    """Return the commands that bring back a part: "compiler", "library", "linker" or "support", which is what gcc links in itself.

    `driver` is the compiler's file name.
    """
    found = ask(packager)
    if found is None:
        return install_compiler(ask)
    names = {"library": found.library, "linker": found.linker}.get(part, found.compiler.split(" ")[0])
    release = re.search(r"-(\d{1,2})$", driver)
    if part == "compiler" and "apt-get" in found.program:
        names = f"gcc-{release[1]} cpp-{release[1]}" if release else "gcc cpp"
    elif part == "support" and "apt-get" in found.program:
        names = f"libgcc-{release[1]}-dev" if release else "gcc"
    first = (_as_root(ask, f"{found.install} {names}"),) if found.twice else ()
    return (*first, _as_root(ask, f"{found.anew} {names}"))


def package_of(ask: Facts, name: str) -> str:
    """Return the command that brings a program by its name; empty where it is not known."""
    found = ask(packager)
    if found is None:
        return ""
    if "apt-get" in found.program:
        package = NAMED.get(name, DEBIAN_CROSS.get(name.rpartition("-")[0], ""))
    else:
        package = CPLUSPLUS.get(found.program, "gcc-c++") if name == "g++" else ELSEWHERE.get(name, "")
    return _as_root(ask, f"{found.install} {package}") if package else ""


def _as_root(ask: Facts, command: str) -> str:
    return sudo(ask, ask.host.path("/etc")) + command
