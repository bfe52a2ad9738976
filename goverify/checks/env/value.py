"""Every setting of Go holds a value that go accepts.

Why
    A value that go refuses makes every command or every build fail; one that it passes over in silence does not do
    what it was set for.

Looks at
    The settings of one word (GO111MODULE, GOTOOLCHAIN, GOFIPS140, CGO_ENABLED, the levels of processors), those of
    every Go program (GOMEMLIMIT, GOGC, GOMAXPROCS, GOTRACEBACK, GODEBUG), GOOS and GOARCH against the kinds of
    machines in the release's source, GOVCS and GOAUTH, the patterns of GOPRIVATE, GONOPROXY, GONOSUMDB and GOINSECURE,
    GOPACKAGESDRIVER, and GOBIN, GOWORK and GOMODCACHE, which must be absolute paths. What a release does not look at
    yet is no fault under it, nor is a switch in GODEBUG that it does not know.

Fix
    Unset the variable (`go env -u` and its name where the go env file holds it), or give it one of the accepted values.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Severity, check
from goverify.facts.held import about_setting, as_written, cut, named
from goverify.facts.release_lists import RUNTIME
from goverify.facts.settings.in_force import Origin, Setting, setting
from goverify.facts.settings.place_rules import OUTCOMES
from goverify.facts.settings.target_names import Unknown, unknown_names
from goverify.facts.settings.value_faults import JUDGED, PATTERNS, value_fault
from goverify.facts.settings.value_rules import Fault

FATAL = frozenset({"GO111MODULE", "GOTOOLCHAIN", "GOMEMLIMIT"})
"""With a value of these that go refuses, not even `go version` answers."""

HARMFUL = frozenset({"GOMEMLIMIT", "GOPACKAGESDRIVER"})
"""What is taken and does harm all the same, if less."""


@check(causes=("env-value-invalid",))
def value(ask: Ask) -> Iterator[Finding | Evidence]:
    given = [held for name in (*JUDGED, "GOOS", "GOARCH") if (held := ask(setting, name)) and _in_force(held)]
    for held in given:
        fault = value_fault(ask, held)
        yield _finding(ask, held, fault) if fault else Evidence(held.place, as_written(held))
    for unknown in ask(unknown_names):
        yield _unknown(ask, unknown)


def _in_force(held: Setting) -> bool:
    return held.origin is Origin.ENVIRONMENT or held.name not in RUNTIME


def _finding(ask: Ask, held: Setting, fault: Fault) -> Finding:
    return about_setting(
        ask,
        "env-value-invalid",
        held,
        f"{named(held)} {cut(fault.why)}",
        remedy=f"Or set {held.name}={fault.meant}." if fault.meant else "",
        severity=_severity(held.name, fault),
    )


def _severity(name: str, fault: Fault) -> Severity | None:
    if name == "GOTELEMETRY":
        return Severity.INFO
    if name in {"GOBIN", "GOMODCACHE"} or (fault.ignored and name in {*PATTERNS, *OUTCOMES, *HARMFUL} - {"GOWORK"}):
        return Severity.MEDIUM
    if fault.ignored:
        return Severity.LOW
    return Severity.CRITICAL if name in FATAL else None


def _unknown(ask: Ask, unknown: Unknown) -> Finding:
    held = unknown.held
    return about_setting(
        ask,
        "env-value-invalid",
        held,
        f"{named(held)} names nothing that this release builds for, so every build fails",
        remedy=f"Or spell it as go does: {held.name}={unknown.meant}." if unknown.meant else "",
    )
