"""Hosts of this area: settings in the environment, stored by `go env -w`, and the release's own lists."""

from goverify.host import Entry
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import FileRecord
from tests.hosts import boring, text

STORED = {
    "linux": "/home/gopher/.config/go/env",
    "macos": "/Users/gopher/Library/Application Support/go/env",
    "windows": r"C:\Users\gopher\AppData\Roaming\go\env",
}
"""Where go keeps what it stores."""

SOURCE = "/usr/local/go/src"
EXPERIMENTS = "package goexperiment\n\ntype Flags struct {\n\tArenas bool\n\t// JSONv2 enables.\n\tJSONv2 bool\n}\n"
TARGETS = 'var List = []OSArch{\n\t{"darwin", "arm64"},\n\t{"linux", "386"},\n\t{"linux", "amd64"},\n}\n'
HELP = "//\t-trimpath\n//\t-newflag value\n"

Files = dict[str, FileRecord | Entry | str | bytes | None]


def with_env(name: str = "linux", **env: str) -> RecordedHost:
    """Return a boring host with these variables in the environment."""
    return boring(name).but(env=env)


def with_stored(content: str | bytes, name: str = "linux", **env: str) -> RecordedHost:
    """Return a boring host with that go env file."""
    record = content if isinstance(content, bytes) else text(content)
    return boring(name).but(env=env, files={STORED[name]: record})


def with_source(**env: str) -> RecordedHost:
    """Return a Linux host whose tree holds the release's own lists."""
    files: Files = {
        f"{SOURCE}/internal/goexperiment/flags.go": EXPERIMENTS,
        f"{SOURCE}/internal/platform/zosarch.go": TARGETS,
        f"{SOURCE}/internal/cfg/cfg.go": "const KnownEnv = `\n\tGOPATH\n\tGOPROXYS\n`\n",
        f"{SOURCE}/cmd/go/alldocs.go": HELP,
    }
    return boring("linux").but(env=env, files=files)
