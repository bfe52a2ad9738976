"""The texts by which go says that it finds no place for its caches, or may not write there.

Sources: cmd/go/internal/cache (initDefaultCache, defaultDir) and cmd/go/internal/modfetch (checkCacheDir) of Go 1.21
to 1.27. That "cannot find GOROOT directory" has no reading: whether GOROOT is wrong, the tree has lost its tools or go
was taken out of it, the disk tells.
"""

from goverify.facts.failures.reading import Reading, of_host

DENIED = r"permission denied|Access is denied\.?|read-only file system|not a directory"

OF_THE_CACHE = (
    Reading(
        r"build cache is disabled by GOCACHE=off|GOCACHE is not an absolute path",
        "cache-disabled",
        "{held} leaves go without a build cache, and it builds nothing without one",
        "Or give it an absolute path.",
        ("GOCACHE",),
    ),
    of_host(
        r"GOCACHE is not defined and (?:neither \$XDG_CACHE_HOME nor \$(?P<what>HOME) are|[$%]?(?P<other>\w+)%? is) ?(?:not )?defined",
        "cache-unlocatable",
        "neither GOCACHE nor {what}{other} is set, so go has no place for its caches",
        "Set {what}{other}, or GOCACHE, to an absolute path.",
        subject="{what}{other}",
    ),
    of_host(
        rf"failed to initialize build cache at (?P<where>.+?): (?P<why>.*(?:{DENIED}|no such file or directory))",
        "cache-not-writable",
        "go cannot write to the build cache {where}: {why}",
        "Give the folder back to this user, or set GOCACHE to another.",
        subject="{where}",
    ),
    of_host(
        r"(?:could not create module cache|failed to create cache directory): (?P<why>.*)"
        rf"|(?P<what>(?:mkdir|open|rename) \S*[/\\]pkg[/\\]mod\b.*: (?:{DENIED}))",
        "modcache-not-writable",
        "go cannot write to the module cache: {why}{what}",
        "Give the folder back to this user, or set GOMODCACHE to another.",
        subject="GOMODCACHE",
    ),
)
