"""Go programs find time zones.

Why
    time.LoadLocation reads the system's time zones, else those in the tree of the Go that built the program. Slim images
    have none, Debian's and Alpine's Go brings none: "unknown time zone Asia/Shanghai", and tests of dates fail.

Looks at
    Whether the probe can load a zone, and whether the system or only Go's tree has them. Programs that are built with
    -trimpath, or run on another machine, do not find those in the tree.

Fix
    Install tzdata, or import time/tzdata in the program, which carries the zones in it.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, check
from goverify.facts import Facts
from goverify.facts.goroot import concerned, goroot
from goverify.facts.machine.time_zones import OF_THE_TREE, places_of_the_system
from goverify.facts.probing.probe import probe
from goverify.facts.system_packages import install_package
from goverify.host import System
from goverify.host.paths import is_file, is_folder


@check(causes=("zoneinfo-missing",))
def time_zones(ask: Ask) -> Iterator[Finding | Evidence]:
    step = ask(probe).step("tz")
    if step is None:
        raise Blocked("the probe does not tell")
    places = _places(ask)
    for place in places:
        there = (is_file if place.suffix else is_folder)(ask.host, place)
        yield Evidence(str(place), "is there" if there else "is not there")
    if not step.error:
        return
    yield Finding(
        cause="zoneinfo-missing",
        subject="the time zones",
        message=f"a Go program finds no time zone: {step.error}",
        evidence=(Evidence("the probe's step tz", step.error),),
        fix=_remedy(ask),
        detail="Programs that know but UTC work; time.LoadLocation fails, and the local time is UTC for want of a zone.",
        concerns=concerned(ask),
    )


def _places(ask: Facts) -> tuple[PurePath, ...]:
    """Return the places that may hold time zones."""
    root = ask(goroot).judged
    return (*ask(places_of_the_system), *((root.joinpath(OF_THE_TREE),) if root else ()))


def _remedy(ask: Ask) -> Fix:
    if ask.host.platform.system is System.WINDOWS:
        return Fix('Install the release anew, whose lib\\time\\zoneinfo.zip is missing, or import _ "time/tzdata".')
    packaged = install_package(ask, "tzdata", zypper="timezone")
    return Fix('Install the system\'s time zones (tzdata), or import _ "time/tzdata" in the program.', packaged)
