"""Which installed tools depend on the release that they were built with, and how: known by their main package.

A tool that type-checks brings go/types along, as it was when the tool was built, and that one refuses a module whose
go line names a newer language: "package requires newer Go version go1.27 (application built with go1.26)".

Sources: go/types (checkFiles), golang.org/x/tools/go/packages v0.51 (loadPackage hands go/types the module's go line;
so does honnef.co/go/tools/go/loader v0.8), golangci-lint 2.0 to 2.15 (pkg/goutil, pkg/config detectGoVersion),
gopls v0.24 (internal/cache validGoVersion), Delve 1.20 to 1.27 (pkg/goversion/compat.go).
"""

import re
from enum import Enum


class ToolKind(Enum):
    """What a tool does where a module asks for a newer release than it was built with."""

    LINTER = "golangci-lint"
    """It compares the versions itself, and ends before it looks at anything."""
    CHECKER = "type checker"
    """It does not get past the types."""
    SERVER = "gopls"
    """It goes on without knowing the language's version."""
    DEBUGGER = "dlv"
    """It refuses programs of releases newer than its own version, whatever it was built with."""


_PACKAGES = {
    ToolKind.LINTER: r"github\.com/golangci/golangci-lint(/v\d+)?/cmd/golangci-lint",
    ToolKind.SERVER: r"golang\.org/x/tools/gopls",
    ToolKind.DEBUGGER: r"github\.com/go-delve/delve/cmd/dlv",
    ToolKind.CHECKER: r"honnef\.co/go/tools/cmd/staticcheck|golang\.org/x/vuln/cmd/govulncheck"
    r"|golang\.org/x/tools/cmd/(stringer|deadcode)|github\.com/kisielk/errcheck|github\.com/securego/gosec/v\d+/cmd/gosec"
    r"|github\.com/google/wire/cmd/wire|github\.com/vektra/mockery/v\d+|sigs\.k8s\.io/controller-tools/cmd/controller-gen",
}
_KINDS = tuple((kind, re.compile(text)) for kind, text in _PACKAGES.items())

DELVE_NAMED_AFTER_GO = (1, 20)
"""From this version on Delve's own number is that of the newest release whose programs it debugs."""

DWARF5_SINCE = (1, 25)
"""The release from which on programs carry DWARF 5, for which a dlv has to be built with it as well; not on macOS."""

READS_TOOLCHAIN_SINCE = 2
"""The major version of golangci-lint that takes the toolchain line, and without a module the Go in use, for its target."""


def kind_of_tool(package: str) -> ToolKind | None:
    """Return what a tool does by its main package; None where it works with any release."""
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(package)), None)


def major_of(package: str) -> int:
    """Return the major version that a main package's path names, 1 where it names none."""
    found = re.search(r"/v(\d{1,4})(?=/|$)", package)
    return int(found[1]) if found else 1


def delve_line(version: str) -> tuple[int, int] | None:
    """Return the newest line of releases that a version of Delve debugs; None where its number does not tell."""
    found = re.match(r"v(\d{1,4})\.(\d{1,4})\.\d", version)
    line = (int(found[1]), int(found[2])) if found else None
    return line if line is not None and line >= DELVE_NAMED_AFTER_GO else None
