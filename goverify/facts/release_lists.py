"""What a release knows by name, read from the source in its tree: variables, experiments, kinds of machines, flags.

Sources: internal/cfg (KnownEnv), internal/goexperiment (Flags), internal/platform (List, from 1.21 on), cmd/go.
"""

import re
from pathlib import PurePath

from goverify.facts import Facts, Unavailable
from goverify.facts.goroot import goroot
from goverify.host.paths import read_text

SOURCE_BYTES = 512 << 10
"""The largest of these files, the help texts of go, has 160 KB."""

VARIABLES = frozenset(
    """
    AR CC CGO_CFLAGS CGO_CFLAGS_ALLOW CGO_CFLAGS_DISALLOW CGO_CPPFLAGS CGO_CPPFLAGS_ALLOW CGO_CPPFLAGS_DISALLOW
    CGO_CXXFLAGS CGO_CXXFLAGS_ALLOW CGO_CXXFLAGS_DISALLOW CGO_ENABLED CGO_FFLAGS CGO_FFLAGS_ALLOW CGO_FFLAGS_DISALLOW
    CGO_LDFLAGS CGO_LDFLAGS_ALLOW CGO_LDFLAGS_DISALLOW CXX FC GCCGO GO111MODULE GO386 GOAMD64 GOARCH GOARM GOARM64
    GOAUTH GOBIN GOCACHE GOCACHEPROG GOENV GOEXE GOEXPERIMENT GOFIPS140 GOFLAGS GOGCCFLAGS GOHOSTARCH GOHOSTOS GOINSECURE
    GOMIPS GOMIPS64 GOMODCACHE GONOPROXY GONOSUMDB GOOS GOPATH GOPPC64 GOPRIVATE GOPROXY GORISCV64 GOROOT GOSUMDB GOTMPDIR
    GOTOOLCHAIN GOTOOLDIR GOVCS GOWASM GOWORK GO_EXTLINK_ENABLED PKG_CONFIG
    """.split()
)
"""What the releases from 1.19 to 1.27 know between them: the start of every list, so that no older source is needed."""

RUNTIME = frozenset(
    "GODEBUG GOGC GOMAXPROCS GOMEMLIMIT GOTRACEBACK GORACE GOCOVERDIR GOTELEMETRY GOTELEMETRYDIR GOPACKAGESDRIVER".split()
)
"""What programs and tools read from the environment, and the go env file cannot give them."""


def known_variables(ask: Facts) -> frozenset[str]:
    """Return the names that go looks up in the environment and in the go env file."""
    text = source_of(ask, "internal/cfg/cfg.go") or ""
    _, _, listed = text.partition("KnownEnv = `")
    return VARIABLES | frozenset(re.findall(r"^\t([A-Z][A-Z0-9_]{1,40})$", listed.partition("`")[0], re.MULTILINE))


def experiments(ask: Facts) -> frozenset[str] | None:
    """Return the experiments that the release has; None where its source does not tell."""
    _, mark, body = (source_of(ask, "internal/goexperiment/flags.go") or "").partition("type Flags struct {")
    names = re.findall(r"^\t([A-Z]\w*)[ \t]+bool\b", body.partition("\n}")[0], re.MULTILINE)
    return frozenset(name.lower() for name in names) if mark and names else None


def listed_targets(ask: Facts) -> frozenset[tuple[str, str]] | None:
    """Return the kinds of machines that the release builds for, as GOOS and GOARCH; None where its source does not tell."""
    pairs = re.findall(r'^\t\{"(\w+)", "(\w+)"\},$', source_of(ask, "internal/platform/zosarch.go") or "", re.MULTILINE)
    return frozenset((pair[0], pair[1]) for pair in pairs) or None


def documents_flag(ask: Facts, name: str) -> bool:
    """Return whether the release's own texts name a flag; True where they cannot be read, for then nothing is proven."""
    help_texts = source_of(ask, "cmd/go/alldocs.go")
    if help_texts is None:
        return True
    of_tests = source_of(ask, "cmd/go/internal/test/flagdefs.go") or ""
    return f'"{name}":' in of_tests or re.search(rf"(?<![\w-])-{re.escape(name)}(?![\w-])", help_texts) is not None


def knows_database(ask: Facts, name: str) -> bool:
    """Return whether go has the key of a checksum database by its name.

    Where its source cannot be read, what looks like a host counts as known, for then nothing is proven.
    """
    texts = [source_of(ask, f"cmd/go/internal/modfetch/{file}.go") for file in ("key", "sumdb")]
    return any(f'"{name}"' in text for text in texts if text) or ("." in name and None in texts)


def default_of(ask: Facts, name: str) -> str:
    """Return the value that the release's own go.env file gives a setting; empty where it gives none.

    Releases before 1.21 have no such file and their values in the source.
    """
    found = re.search(rf"^{name}=(.*)$", _file(ask, "go.env") or "", re.MULTILINE)
    if found is None:
        found = re.search(rf'envOr\("{name}", "([^"\n]*)"\)', source_of(ask, "cmd/go/internal/cfg/cfg.go") or "")
    return found[1].strip() if found else ""


def source_of(ask: Facts, name: str) -> str | None:
    """Return a file of the release's own source; None where it is not there or cannot be read."""
    return _file(ask, f"src/{name}")


def _file(ask: Facts, name: str) -> str | None:
    try:
        root: PurePath | None = ask(goroot).judged
        return read_text(ask.host, root / name, SOURCE_BYTES) if root else None
    except (OSError, Unavailable):
        return None
