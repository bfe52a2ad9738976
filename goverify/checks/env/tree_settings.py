"""The tree's own go.env gives nobody a setting that go refuses.

Why
    GOROOT/go.env may hold every setting of Go, for all who use that tree, and images and packages add to it. A value
    that go refuses, or Windows line ends, then fail for everyone, while neither the environment nor `go env -w` shows
    where it comes from.

Looks at
    The settings in go.env of the tree at work that neither the environment nor the user's own file overrides: each by
    the rules that hold for it in the environment, and a -toolexec in GOFLAGS. Values that differ from the release's
    own, such as another proxy or GOTOOLCHAIN=local, are no fault.

Fix
    Mend the line in GOROOT/go.env.
"""

import shlex
from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.held import as_written, borne_on, cut, named, stands
from goverify.facts.path.entries import split
from goverify.facts.release_lists import experiments
from goverify.facts.remedies import rewritten, sudo
from goverify.facts.settings.goflags import refused_flag, taken_apart
from goverify.facts.settings.in_force import Setting
from goverify.facts.settings.list_rules import database_fault, proxy_fault
from goverify.facts.settings.place_rules import why_relative
from goverify.facts.settings.tree_goenv import DEFAULTS, given_to_everyone
from goverify.facts.settings.value_faults import JUDGED, value_fault
from goverify.host import System


@check(
    causes=(
        "env-value-invalid",
        "proxy-invalid",
        "sumdb-invalid",
        "goflags-invalid",
        "toolexec-set",
        "goexperiment-invalid",
        "gopath-invalid",
    )
)
def tree_settings(ask: Ask) -> Iterator[Finding | Evidence]:
    given = ask(given_to_everyone)
    if not given:
        raise Unavailable("no setting of the tree's own go.env is in force")
    for held in given:
        cause, why = _fault(ask, held)
        program = taken_apart(held).last("toolexec") if held.name == "GOFLAGS" and not why else None
        if why:
            yield _finding(ask, held, cause, f"is none that go takes: {cut(why)}")
        elif program and program.value:
            does = f"makes every build start {cut(program.value)} in front of the compiler and the linker"
            yield _finding(ask, held, "toolexec-set", does)
        else:
            yield Evidence(held.place, as_written(held))


def _fault(ask: Ask, held: Setting) -> tuple[str, str]:
    """Return the cause and what is wrong with a value, as the end of a sentence; empty where nothing is."""
    name, text = held.name, held.value
    if name == "GOPROXY":
        return "proxy-invalid", proxy_fault(text)
    if name == "GOSUMDB":
        return "sumdb-invalid", database_fault(text, _may_be_host)
    if name == "GOFLAGS":
        flags = taken_apart(held).flags
        faults = ("a quote is not closed",) if flags is None else (refused_flag(ask, flag) for flag in flags)
        return "goflags-invalid", next(filter(None, faults), "")
    if name == "GOEXPERIMENT":
        known = ask(experiments)
        words = (word for word in text.split(",")[:200] if known and word not in {"", "none"})
        unknown = (word for word in words if word.removeprefix("no") not in (known or set()) | {"regabi"})
        return "goexperiment-invalid", next((f"{word!r} is no experiment of this release" for word in unknown), "")
    if name == "GOPATH":
        entries = [entry for entry in split(ask.host.platform.system, text) if entry]
        wrong = next((entry for entry in entries if not ask.host.path(entry).is_absolute()), None)
        return "gopath-invalid", f"{wrong} {why_relative(wrong)}" if wrong is not None else ""
    fault = value_fault(ask, held) if name in JUDGED and name not in _ELSEWHERE else None
    return "env-value-invalid", fault.why if fault and not fault.ignored else ""


def _may_be_host(name: str) -> bool:
    """Return whether a database may be one whose key go has: to look that up would be to read its source on each run."""
    return "." in name


_ELSEWHERE = frozenset("GODEBUG GOGC GOMAXPROCS GOMEMLIMIT GOTRACEBACK GOTELEMETRY GOPACKAGESDRIVER".split())
"""What no program reads from this file."""


def _finding(ask: Ask, held: Setting, cause: str, what: str) -> Finding:
    return Finding(
        cause=cause,
        subject=held.name,
        message=f"{named(held)}, which goes for everyone who uses this tree, {what}",
        evidence=stands(ask, held),
        fix=_mended(ask, held),
        concerns=borne_on(ask),
    )


def _mended(ask: Ask, held: Setting) -> Fix:
    """Return how to mend the line: Windows line ends alone where it has these, else by taking it out."""
    path, macos = held.place, ask.host.platform.system is System.MACOS
    if held.value.endswith("\r"):
        summary, change = f"Write {path} anew with plain line ends.", ""
        edit = "$'s/\\r$//'" if macos else "'s/\\r$//'"  # sed of macOS does not know the escape
    else:
        own = ", or write the release's own value into it" if held.name in DEFAULTS else ""
        summary, change = f"Take the {held.name} line out of {path}{own}.", f" -notmatch '^{held.name}='"
        edit = f"'/^{held.name}=/d'"
    if ask.host.platform.system is System.WINDOWS:
        return Fix(summary, (rewritten(ask, ask.host.path(path), change),))
    in_place = "sed -i ''" if macos else "sed -i"
    return Fix(summary, (f"{sudo(ask, ask.host.path(path))}{in_place} {edit} {shlex.quote(path)}",))
