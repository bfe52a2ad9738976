"""Every setting of Go holds a value that go accepts.

Why
    A value that go refuses makes every command or every build fail; one that it passes over in silence does not do
    what it was set for.

Looks at
    The settings of one word (GO111MODULE, GOTOOLCHAIN, GOFIPS140, CGO_ENABLED, GOMEMLIMIT, the levels of processors),
    GOOS and GOARCH against the kinds of machines in the release's source, GOVCS and GOAUTH, the patterns of GOPRIVATE,
    GONOPROXY, GONOSUMDB and GOINSECURE, and GOBIN, GOWORK and GOMODCACHE, which must be absolute paths. What a
    release does not look at yet is no fault under it.

Fix
    Unset the variable, or give it one of the accepted values.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Severity, check
from goverify.facts.held import about_setting, as_written, cut, named
from goverify.facts.list_rules import authentication_fault, pattern_fault, version_control_fault
from goverify.facts.place_rules import OUTCOMES, path_fault
from goverify.facts.release_lists import RUNTIME
from goverify.facts.settings import Origin, Setting, setting
from goverify.facts.target_names import Unknown, unknown_names
from goverify.facts.value_rules import RULES, Fault, fault_of
from goverify.facts.work_release import numbers_at_work

AUTHENTICATION = (1, 24, 0)
"""The first release that looks at GOAUTH."""

PATTERNS = ("GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE")


@check(causes=("env-value-invalid",))
def value(ask: Ask) -> Iterator[Finding | Evidence]:
    looked_at = (*RULES, *OUTCOMES, *PATTERNS, "GOVCS", "GOAUTH", "GOOS", "GOARCH")
    given = [held for name in looked_at if (held := ask(setting, name)) and _in_force(held)]
    for held in given:
        fault = _fault(ask, held)
        yield _finding(ask, held, fault) if fault else Evidence(held.place, as_written(held))
    for unknown in ask(unknown_names):
        yield _unknown(ask, unknown)


def _in_force(held: Setting) -> bool:
    return held.origin is Origin.ENVIRONMENT or held.name not in RUNTIME


def _fault(ask: Ask, held: Setting) -> Fault | None:
    name, text = held.name, held.value
    if name in RULES:
        return fault_of(name, text, ask(numbers_at_work))
    if name in OUTCOMES:
        why = path_fault(name, text, absolute=ask.host.path(text).is_absolute())
        return Fault(why) if why else None
    if name in PATTERNS:
        why = pattern_fault(text)
        return Fault(f"matches no module: {why}", ignored=True) if why else None
    if name == "GOAUTH" and ask(numbers_at_work) < AUTHENTICATION:
        return None
    rules = {"GOVCS": version_control_fault, "GOAUTH": authentication_fault}
    why = rules[name](text) if name in rules else ""
    return Fault(f"cannot be read: {why}, so go fetches nothing over it") if why else None


def _finding(ask: Ask, held: Setting, fault: Fault) -> Finding:
    milder = Severity.MEDIUM if held.name in {*PATTERNS, *OUTCOMES} - {"GOWORK"} else Severity.LOW
    return about_setting(
        ask,
        "env-value-invalid",
        held,
        f"{named(held)} {cut(fault.why)}",
        remedy=f"Or set {held.name}={fault.meant}." if fault.meant else "",
        severity=milder if fault.ignored or held.name in {"GOBIN", "GOMODCACHE"} else None,
    )


def _unknown(ask: Ask, unknown: Unknown) -> Finding:
    held = unknown.held
    return about_setting(
        ask,
        "env-value-invalid",
        held,
        f"{named(held)} names nothing that this release builds for, so every build fails",
        remedy=f"Or spell it as go does: {held.name}={unknown.meant}." if unknown.meant else "",
    )
