"""Recorded hosts with Go tools that somebody installed: programs known by their build info, and a project beside them."""

from collections.abc import Mapping

from goverify.host.recorded import RecordedHost
from goverify.host.replay.file_changes import FileChange
from goverify.host.replay.records import FileRecord
from tests.hosts import boring, go_binary

BIN = "/home/gopher/go/bin"
APP = "/home/gopher/app"
LINT = "github.com/golangci/golangci-lint/v2/cmd/golangci-lint"
DLV = "github.com/go-delve/delve/cmd/dlv"
GOPLS = "golang.org/x/tools/gopls"
STATICCHECK = "honnef.co/go/tools/cmd/staticcheck"


def tool(package: str, release: str, version: str = "", *, system: str = "linux") -> FileRecord:
    """Return a program; with a version it is one that `go install package@version` fetched, else one of a checkout."""
    # The maker of programs writes the path as it stands: the line of the module goes along.
    module = f"\nmod\t{package.partition('/cmd/')[0]}\t{version}\th1:" + 43 * "A" + "=" if version else ""
    return go_binary(release, path=f"{package}{module}", system=system)


def with_tools(
    files: Mapping[str, FileChange],
    mod: str | None = "go 1.27.3\n",
    path: str = f"{BIN}:/usr/local/go/bin:/usr/bin:/bin",
) -> RecordedHost:
    """Return the boring Linux with these files, in a project whose go.mod has these lines (None: no project)."""
    project = {} if mod is None else {f"{APP}/go.mod": f"module example.com/app\n\n{mod}"}
    host = boring("linux").but(env={"PATH": path}, files={**project, **files})
    return host if mod is None else host.but(cwd=APP)
