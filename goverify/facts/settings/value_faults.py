"""What is wrong with the value of one setting under the release at work, whatever place it stands in."""

from collections.abc import Callable

from goverify.facts import Facts, Unavailable
from goverify.facts.goroot import goroot
from goverify.facts.path.startable import startable
from goverify.facts.settings.godebug import godebug_fault, removed_switches
from goverify.facts.settings.in_force import Setting, setting
from goverify.facts.settings.list_rules import authentication_fault, pattern_fault, version_control_fault
from goverify.facts.settings.place_rules import OUTCOMES, path_fault
from goverify.facts.settings.value_rules import RULES, Fault, fault_of, megabytes
from goverify.facts.work_release import numbers_at_work
from goverify.host.paths import is_file

AUTHENTICATION = (1, 24, 0)
"""The first release that looks at GOAUTH."""

TELEMETRY = (1, 23, 0)
"""The first release with telemetry."""

PATTERNS = ("GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE")

CRAWL_MIB = 8
"""With less, the garbage collector takes nearly all of a go command's time (tried: 40 times as long with 1 MiB)."""


def value_fault(ask: Facts, held: Setting) -> Fault | None:
    """Return why go refuses a value or passes over it; None where it takes it, or the setting is judged elsewhere."""
    name, text = held.name, held.value
    if name in RULES:
        return (fault_of(name, text, ask(numbers_at_work)) or _unsuited(ask, held)) if _looked_at(ask, name) else None
    if name in OUTCOMES:
        why = path_fault(name, text, absolute=ask.host.path(text).is_absolute())
        if not why and name == "GOBIN" and is_file(ask.host, ask.host.path(text)):
            why = "is a file, and go install needs a folder to put programs into"
        return Fault(why) if why else None
    if name in PATTERNS:
        why = pattern_fault(text)
        return Fault(f"matches no module: {why}", ignored=True) if why else None
    judge = _OTHERS.get(name)
    return judge(ask, text) if judge else None


def _unsuited(ask: Facts, held: Setting) -> Fault | None:
    """Return why a value does harm that go can read."""
    rules = {"GOFIPS140": _module_fault, "GOMEMLIMIT": _limit_fault}
    return rules[held.name](ask, held.value) if held.name in rules else None


def _looked_at(ask: Facts, name: str) -> bool:
    """Return whether builds come to look at a setting: GO386 is read for that processor alone (cmd/compile/internal/x86)."""
    arch = ask(setting, "GOARCH")
    return name != "GO386" or (arch.value if arch else ask.host.platform.arch) == "386"


def _module_fault(ask: Facts, text: str) -> Fault | None:
    """Return why there is no such cryptographic module (cmd/go/internal/fips140)."""
    if text in {"off", "latest"}:
        return None
    try:
        root = ask(goroot).judged
        names = ask.host.names(root / "lib" / "fips140") if root else ()
    except (OSError, Unavailable):
        return None
    if not names or {f"{text}.zip", f"{text}.txt"} & set(names):
        return None
    there = sorted(name.rpartition(".")[0] for name in names if name.endswith(".zip"))
    return Fault(f"asks for a module that this release does not have ({', '.join(there)}), and every build fails")


def _limit_fault(ask: Facts, text: str) -> Fault | None:  # noqa: ARG001 - as its neighbours
    limit = megabytes(text)
    if limit is None or limit >= CRAWL_MIB:
        return None
    return Fault("is so low that every go command crawls, collecting garbage for most of its time", ignored=True)


def _version_control(ask: Facts, text: str) -> Fault | None:  # noqa: ARG001 - as its neighbours
    why = version_control_fault(text)
    return Fault(f"cannot be read: {why}, so go fetches nothing over it") if why else None


def _authentication(ask: Facts, text: str) -> Fault | None:
    why = authentication_fault(text) if ask(numbers_at_work) >= AUTHENTICATION else ""
    return Fault(f"cannot be read: {why}, so go fetches nothing over it") if why else None


def _debug(ask: Facts, text: str) -> Fault | None:
    return godebug_fault(text, ask(numbers_at_work), ask(removed_switches))


def _driver(ask: Facts, text: str) -> Fault | None:
    if text == "off" or startable(ask, text):
        return None
    return Fault(
        "names no program that this user can start, and gopls and other tools that load packages through it fail",
        ignored=True,
    )


def _telemetry(ask: Facts, text: str) -> Fault | None:  # noqa: ARG001 - as its neighbours
    if ask(numbers_at_work) < TELEMETRY:
        return None
    return Fault("has no effect: go reads it from no variable, and `go telemetry` shows and sets it", ignored=True)


_OTHERS: dict[str, Callable[[Facts, str], Fault | None]] = {
    "GOVCS": _version_control,
    "GOAUTH": _authentication,
    "GODEBUG": _debug,
    "GOPACKAGESDRIVER": _driver,
    "GOTELEMETRY": _telemetry,
}

JUDGED = (*RULES, *OUTCOMES, *PATTERNS, *_OTHERS)
"""The settings whose values are judged here."""
