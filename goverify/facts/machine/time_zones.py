"""Where Go finds time zones: in folders of the system, else in the tree of the Go that built the program."""

from pathlib import PurePath

from goverify.facts import Facts
from goverify.host import System
from goverify.host.paths import is_folder

FOLDERS = ("/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/usr/lib/locale/TZ", "/etc/zoneinfo")
"""Where Go looks on Unix (src/time/zoneinfo_unix.go); Windows has none that Go could read."""

OF_THE_TREE = "lib/time/zoneinfo.zip"


def places_of_the_system(ask: Facts) -> tuple[PurePath, ...]:
    """Return the folders of this system that may hold time zones for Go."""
    return () if ask.host.platform.system is System.WINDOWS else tuple(map(ask.host.path, FOLDERS))


def system_has_zones(ask: Facts) -> bool:
    """Return whether programs find time zones without those in Go's tree."""
    return any(is_folder(ask.host, place) for place in ask(places_of_the_system))
