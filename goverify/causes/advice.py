"""What a person is told of causes that no check of their own looks for: they are read in what a failed go says."""

from collections.abc import Mapping

_UNEXPLAINED = """Why
    What go or the program said names nothing that goverify knows, and no check found a cause either. It may be a fault
    that nobody has met yet, or one of this machine: memory, disk, a security module.

Looks at
    How the run ended, and all that it said. The first line that tells something stands in the message, the whole of
    it in the evidence.

Fix
    Read the message from its first line on. `goverify check --deep` proves more, `goverify authenticate` tells whether
    the tree is whole. A recording of this machine, redacted (`goverify record > host.json`), lets others see the same.
"""

ADVICE: Mapping[str, str] = {
    "build-fails": _UNEXPLAINED,
    "go-command-fails": _UNEXPLAINED,
    "target-in-env": """Why
    GOOS and GOARCH say for which system and processor go builds. Left over from a build for another machine, they make
    every program one that does not start here: "exec format error", after a long build of the whole standard library.

Looks at
    GOOS and GOARCH of the environment and of the go env file, against this machine; and what go says when it cannot
    start what it has built.

Fix
    `unset GOOS GOARCH`; where the go env file holds them, `go env -u GOOS GOARCH`. To build for another machine, name
    them for that one command: `GOOS=linux GOARCH=arm64 go build`.
""",
    "gomod-untidy": """Why
    go.mod names the modules that the code needs, go.sum what each of them hashes to. Since Go 1.16 a build changes
    neither: an import that nobody has added, or a line of go.sum that was left out of a commit, ends it.

Looks at
    What go says of the module at hand: "missing go.sum entry", "updates to go.mod needed", "no required module
    provides package". None of it is a matter of the network or of Go itself.

Fix
    `go mod tidy` in the module's folder, then commit go.mod and go.sum; beside a vendor folder `go mod vendor` too.
""",
    "antivirus-interferes": """Why
    Protection software takes new programs for a threat as long as it does not know them, and a build makes many. It
    deletes or locks them before go can start them: "Access is denied", "contains a virus", or the file is gone.

Looks at
    Whether a program that was just built can be started and is still there, and what the system says.

Fix
    Have go's build cache and work folder excluded: `go env GOCACHE`, and the folder for temporary files or GOTMPDIR. In
    Windows Security, as an administrator: `Add-MpPreference -ExclusionPath (go env GOCACHE), $env:TEMP`.
""",
}
"""By the cause, in the form of a check's own page."""
