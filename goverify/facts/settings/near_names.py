"""Names of variables that look like a setting of Go and are none: by how they differ from one that go knows."""

from collections.abc import Collection

from goverify.facts.release_lists import RUNTIME

OTHERS = frozenset(
    """
    GO_ENV GO_BIN GO_VERSION GO_GCFLAGS GO_LDFLAGS GO_DISTFLAGS GO_BUILDER_NAME GOVERSION GOMOD GOROOT_FINAL
    GOROOT_BOOTSTRAP GOBUILD GOTEST GOFMT GOLINT GOVET GORUN GODOC GOIMPORTS GOOSARCH GOMOBILE
    """.split()
)
"""Names in use: of scripts, of Go's own build, of web frameworks."""

SET_BY_NOBODY = frozenset({"GOEXE", "GOGCCFLAGS", "GOHOSTARCH", "GOHOSTOS", "GOTOOLDIR", "GOVERSION", "GOMOD"})
"""What go tells and nobody sets: no misspelling of these is meant."""

TAKEN_FOR = {
    "GONOSUM": "GONOSUMDB",
    "GONOSUMCHECK": "GONOSUMDB",
    "GONOVERIFY": "GONOSUMDB",
    "GOCACHEDIR": "GOCACHE",
    "GOMODCACHEDIR": "GOMODCACHE",
    "GOTMP": "GOTMPDIR",
}
"""Names of which people believe that go knows them, and what it knows."""

SHORTEST = 6
"""Letters of a name, from which on one wrong letter shows what was meant."""

LONGEST = 24


def meant_by(name: str, known: Collection[str]) -> str:
    """Return the setting that a name is a misspelling of; empty where it is none."""
    wanted = {each for each in (*known, *RUNTIME) if each.startswith(("GO", "CGO_"))}
    if name in wanted or name in OTHERS or len(name) > LONGEST or not name.startswith(("GO", "CGO", "OGO", "G0")):
        return ""
    wanted -= SET_BY_NOBODY
    if name in TAKEN_FOR:
        return TAKEN_FOR[name]
    plain = name.replace("_", "")
    respelt = sorted(each for each in wanted if each.replace("_", "") == plain)
    near = sorted(each for each in wanted if len(each) >= SHORTEST and one_slip(name, each))
    return next(iter([*respelt, *near]), "")


def one_slip(name: str, known: str) -> bool:
    """Return whether one letter is missing, added, wrong, or changed places with the next; a digit at the end is a choice."""
    start = next((at for at, pair in enumerate(zip(name, known, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        longer, shorter = (name, known) if len(name) > len(known) else (known, name)
        return len(longer) - len(shorter) == 1 and not longer[-1].isdigit() and longer[-1] != "_"
    rest, wanted = name[start:], known[start:]
    swapped = rest[1:2] + rest[:1] + rest[2:] == wanted
    return swapped or rest[1:] == wanted or rest == wanted[1:] or rest[1:] == wanted[1:]
