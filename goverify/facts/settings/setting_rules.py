"""Which settings of Go have no effect wherever they stand: what go alone tells, what a release does not know yet.

Sources: cmd/go/internal/envcmd (checkEnvWrite: what cannot be modified), internal/cfg (KnownEnv) of 1.19 to 1.27 and
the release notes for the first release that reads a setting, cmd/go/internal/cfg (GetArchEnv).
"""

from goverify.facts import Facts, Unavailable
from goverify.facts.go_commands import answering_go
from goverify.facts.release_lists import RUNTIME, VARIABLES
from goverify.facts.settings.in_force import setting
from goverify.facts.work_release import numbers_at_work

TOLD = frozenset("GOEXE GOGCCFLAGS GOHOSTARCH GOHOSTOS GOMOD GOTELEMETRY GOTELEMETRYDIR GOTOOLDIR GOVERSION".split())
"""What `go env` tells and takes from nowhere; a variable of that name does nothing."""

SINCE = {
    "GOTOOLCHAIN": (1, 21),
    "GOARM64": (1, 23),
    "GORISCV64": (1, 23),
    "GOAUTH": (1, 24),
    "GOCACHEPROG": (1, 24),
    "GOFIPS140": (1, 24),
    "GOCOVERDIR": (1, 20),
}
"""The first release that reads a setting, for those that 1.19 does not."""

OF_ARCH = {
    "GO386": ("386",),
    "GOAMD64": ("amd64",),
    "GOARM": ("arm",),
    "GOARM64": ("arm64",),
    "GOMIPS": ("mips", "mipsle"),
    "GOMIPS64": ("mips64", "mips64le"),
    "GOPPC64": ("ppc64", "ppc64le"),
    "GORISCV64": ("riscv64",),
    "GOWASM": ("wasm",),
}
"""The kinds of processors that a setting is about."""


def unknown_here(ask: Facts, name: str) -> str:
    """Return why the release at work does not take a setting from anybody; empty where it does."""
    if name in TOLD:
        return "go works it out itself and takes it from nowhere"
    if name not in VARIABLES | RUNTIME:
        return "go knows no such setting"
    numbers = ask(numbers_at_work)
    if numbers[:2] >= SINCE.get(name, (1, 0)):
        return ""
    held = ask(setting, "GOEXPERIMENT")
    if name == "GOCACHEPROG" and numbers[:2] >= (1, 21) and held and "cacheprog" in held.value.split(","):
        return ""
    return f"go{numbers[0]}.{numbers[1]} does not know it"


def not_of_this_machine(ask: Facts, name: str) -> str:
    """Return why a setting for one kind of processor does not matter to builds here; empty where it does."""
    wanted = OF_ARCH.get(name)
    if wanted is None:
        return ""
    held = ask(setting, "GOARCH")
    arch = held.value if held else ask(_own_arch)
    return "" if arch in wanted else f"builds are for {arch}"


def _own_arch(ask: Facts) -> str:
    """Return what the answering go builds for by itself."""
    try:
        binary = ask(answering_go).binary
    except Unavailable:
        binary = None
    made_for = binary.architectures if binary else ()
    return made_for[0] if len(made_for) == 1 else ask.host.platform.arch
