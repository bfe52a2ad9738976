"""GOVCS allows git where go fetches with it.

Why
    GOVCS names the version control programs that go may start for a module. Where it forbids git for one that no proxy
    is asked for, the download ends with "GOVCS disallows using git".

Looks at
    GOVCS, and the modules that the project lacks, that go fetches without a proxy and that lie in git repositories by
    their paths. What is cached or vendored is not fetched.

Fix
    Unset GOVCS, or allow git for these modules.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Unavailable, check
from goverify.facts.held import about_setting, as_written, cut, named
from goverify.facts.network.govcs import forbidden_modules
from goverify.facts.settings.in_force import setting

SHOWN = 3


@check(causes=("env-value-invalid",))
def version_control(ask: Ask) -> Iterator[Finding | Evidence]:
    held = ask(setting, "GOVCS")
    if held is None:
        raise Unavailable("GOVCS is not set")
    found = ask(forbidden_modules)
    if found is None:
        yield Evidence(held.place, as_written(held))
        return
    more = f" and {len(found.paths) - SHOWN} more" if len(found.paths) > SHOWN else ""
    paths = ", ".join(map(cut, found.paths[:SHOWN]))
    pattern = found.rule.partition(":")[0]
    yield about_setting(
        ask,
        "env-value-invalid",
        held,
        f"{named(held)} forbids git ({cut(found.rule)}), with which go would fetch {paths}{more}",
        remedy=f"Or allow git there: {cut(pattern)}:git.",
        detail='Go says "GOVCS disallows using git".',
        concerns=("GOPROXY",),
    )
