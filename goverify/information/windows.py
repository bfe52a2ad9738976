"""What Windows allows programs. Sources: src/runtime/os_windows.go (initLongPathSupport), src/os/file_windows.go (Symlink)."""

from goverify.facts import Facts
from goverify.information.item import WINDOWS, Item, Seen

FILES = r"HKLM\SYSTEM\CurrentControlSet\Control\FileSystem"
UNLOCK = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\AppModelUnlock"


def long_paths(ask: Facts) -> Seen:
    """Return whether the system lets programs use paths of more than 260 characters."""
    if ask.host.registry(FILES).get("LongPathsEnabled") == "1":
        return Seen("on")
    return Seen("off", "go itself gets along; git, C compilers and editors may fail in deep module caches.")


def developer_mode(ask: Facts) -> Seen:
    """Return whether every user may make symbolic links."""
    if ask.host.registry(UNLOCK).get("AllowDevelopmentWithoutDevLicense") == "1":
        return Seen("on", "os.Symlink works for every user.")
    return Seen("off", "os.Symlink fails for ordinary users, and so do tests that need links.")


ITEMS = (
    Item(
        "host.long-paths",
        "Long paths",
        WINDOWS,
        f"LongPathsEnabled in {FILES}",
        "Programs that are made for it may use paths of more than 260 characters.",
        long_paths,
        "Go programs do not need it: Go lengthens such paths itself, or declares its programs fit for them.",
    ),
    Item(
        "host.developer-mode",
        "Developer mode",
        WINDOWS,
        f"AllowDevelopmentWithoutDevLicense in {UNLOCK}",
        "With it every user may make symbolic links, else administrators alone.",
        developer_mode,
    ),
)
