"""The Go release in use still gets security fixes, and has those that are out.

Why
    Go's authors mend the two newest lines of releases, by a patch release about every month, most with security fixes.
    A line ends on the day on which the second newer one begins; what is found in it later, stays in it and in all
    programs that it builds.

Looks at
    The release of the Go that answers, against a table of releases that comes with goverify and bears its date. It knows
    nothing of later days: it never says which release is the newest, and says so when it has grown old. The packages of
    distributions, and builds with a maker's own suffix, get fixes from their makers under unchanged numbers; for them
    both causes are information. Where go gives way to another release that is at hand, for the project's sake, an ended
    line is a lesser matter. A patch release that was made less than a month ago is no fault. Development versions
    are not judged.

Fix
    Install a release of a supported line, or the newer patch release, by the same way as the Go that is there.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.flavour import is_gccgo
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned
from goverify.facts.machine.os_support import last_supported
from goverify.facts.release import Release, Stage
from goverify.facts.release_history import (
    GROWN_OLD_MONTHS,
    History,
    Line,
    day_at_least,
    months_between,
    release_history,
)
from goverify.facts.release_upgrade import OF_DISTRIBUTIONS, upgrade, whence
from goverify.facts.toolchain_choice.choosing import toolchain_choice
from goverify.facts.toolchain_choice.values import Ending
from goverify.facts.tree import release_at_work

GRACE_MONTHS = 1
"""Packagers and images need some days, and nobody upgrades on the first."""

EXPERIMENTS = ("X:", "-X:")
"""How a suffix begins that names experiments and no maker."""

OWN_FAULTS = "Programs that are built with it have its faults too, and get rid of them when they are rebuilt."

TABLE = "goverify's table of releases"


@check(causes=("release-unsupported", "release-outdated"))
def release_support(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    if ask(is_gccgo, go):
        raise Unavailable(f"{go.found} is gccgo's, which is mended with GCC")
    release, history = ask(release_at_work), release_history()
    if release is None or release.stage is Stage.DEVEL:
        raise Unavailable("it is not known which release answers" if release is None else f"{release} is no release")
    line, today = history.line(release), ask(day_at_least, history)
    yield Evidence(TABLE, _age(history, today))
    if line is None and release > history.lines[0].newest:
        yield Evidence(str(go.found), f"is {release}, of a line that came after the table was made")
    elif line is None or line.ended_by:
        yield _unsupported(ask, release, line, history)
    elif release < line.newest and not _fresh(release, line, today):
        yield _outdated(ask, release, line, history)
    else:
        yield Evidence(str(go.found), f"is {release}, of a line that got fixes on {history.as_of}")


def _age(history: History, today: str) -> str:
    months = months_between(history.as_of, today)
    if months < GROWN_OLD_MONTHS:
        return f"is of {history.as_of}"
    return (
        f"is of {history.as_of}, hence {months:.0f} months old: newer releases are out, and a line may have ended since"
    )


def _fresh(release: Release, line: Line, today: str) -> bool:
    """Return whether all that a release lacks is a patch release of the last weeks."""
    next_one = release.stage is Stage.FINAL and release.numbers[2] + 1 == line.newest.numbers[2]
    return next_one and months_between(line.made, today) < GRACE_MONTHS


def _maker(ask: Ask, release: Release) -> str:
    """Return who mends this Go by other numbers than Go's authors, as a sentence; empty where nobody is known to."""
    origin = ask(whence)
    if origin.id in OF_DISTRIBUTIONS:
        return (
            f"It is a package ({origin.label}): its makers may carry security fixes over without changing the number, "
            "so that their own notices count and not the number."
        )
    if release.suffix and not release.suffix.startswith(EXPERIMENTS):
        return f"It is a maker's own build (\"{release.suffix}\"), which that maker mends and not Go's authors."
    return ""


def _unsupported(ask: Ask, release: Release, line: Line | None, history: History) -> Finding:
    began = f"when Go {line.ended_by.minor} came out on {line.ended_by.first}" if line and line.ended_by else "long ago"
    maker, other = _maker(ask, release), _stand_in(ask)
    built = (
        f"In this folder go gives way to {other}, so that its own age matters elsewhere alone." if other else OWN_FAULTS
    )
    go = ask(answering_go)
    return Finding(
        cause="release-unsupported",
        subject=go.found,
        message=f"{go.found} is {release}, and Go {release.minor} stopped getting security fixes {began}",
        evidence=(
            Evidence(str(go.found), str(release)),
            Evidence(TABLE, f"of {history.as_of}: fixes for {' and '.join(each.minor for each in _mended(history))}"),
        ),
        fix=_to_a_supported_line(ask, release, history),
        detail=maker or built,
        severity=Severity.INFO if maker else Severity.LOW if other else None,
        concerns=concerned(ask),
    )


def _stand_in(ask: Ask) -> str:
    """Return the release that works in this folder in the place of the one that answers; empty where none is at hand."""
    try:
        choice = ask(toolchain_choice)
    except Unavailable:
        return ""
    return choice.wanted if choice.works and choice.ending in {Ending.ON_PATH, Ending.CACHED} else ""


def _to_a_supported_line(ask: Ask, release: Release, history: History) -> Fix:
    """Return how to get to the newest line, or to the last one that this system can run."""
    platform, target = ask.host.platform, history.lines[0].newest
    last = Release.parse(f"go{last_supported(platform.system, platform.kernel)}")
    if last is None or last > target:
        return upgrade(ask, target, same_line=False)
    line = history.line(last)
    if line is None or line.newest <= release:
        return Fix(f"Upgrade {platform.name} first: Go {last.minor} is the last line that it can run.")
    return upgrade(ask, line.newest, same_line=line.minor == release.minor)


def _mended(history: History) -> tuple[Line, ...]:
    return tuple(line for line in history.lines if not line.ended_by)


def _outdated(ask: Ask, release: Release, line: Line, history: History) -> Finding:
    maker = _maker(ask, release)
    go = ask(answering_go)
    return Finding(
        cause="release-outdated",
        subject=go.found,
        message=f"{go.found} is {release}, and {line.newest} of the same line was made on {line.made}",
        evidence=(
            Evidence(str(go.found), str(release)),
            Evidence(TABLE, f"of {history.as_of}: {line.newest}, made on {line.made}, or a later one"),
        ),
        fix=upgrade(ask, line.newest, same_line=True),
        detail=maker or "Patch releases mend faults, among them those of security, and change nothing else.",
        severity=Severity.INFO if maker else None,
        concerns=concerned(ask),
    )
