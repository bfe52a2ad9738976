"""GOSUMDB is set so that fetched modules are compared with the checksum database.

Why
    The database proves that everyone gets the same content for a version. GOSUMDB=off, or patterns that cover every
    module, switch that off; a value that go cannot read makes it refuse every new module.

Looks at
    GOSUMDB, and GONOSUMDB, else GOPRIVATE, in the environment and in the go env file. Where GOPROXY names a proxy
    chosen by someone, or is off, switching the database off is part of that choice and no fault.

Fix
    Unset GOSUMDB; name private modules alone in GOPRIVATE.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, check
from goverify.facts.held import about_setting, as_written, cut, named
from goverify.facts.release_lists import default_of, knows_database
from goverify.facts.settings.in_force import Setting, setting
from goverify.facts.settings.list_rules import covers_everything, database_fault, proxies


@check(causes=("sumdb-invalid", "sumdb-disabled"))
def checksums(ask: Ask) -> Iterator[Finding | Evidence]:
    held = ask(setting, "GOSUMDB")
    fault = database_fault(held.value, lambda name: knows_database(ask, name)) if held else ""
    if held and fault:
        yield about_setting(
            ask,
            "sumdb-invalid",
            held,
            f"{named(held)} is no checksum database that go accepts: {cut(fault)}",
            detail="Go refuses every module that go.sum does not list yet.",
        )
    disabled = _disabled(ask, held)
    if disabled and _open_to_the_world(ask):
        yield about_setting(
            ask,
            "sumdb-disabled",
            disabled,
            f"{named(disabled)} keeps go from comparing fetched modules with the checksum database",
            remedy="Or name your own modules in GOPRIVATE, which leaves the others compared.",
        )
    elif held or disabled:
        yield from (Evidence(each.place, as_written(each)) for each in {held, disabled} if each)


def _disabled(ask: Ask, held: Setting | None) -> Setting | None:
    """Return the setting that switches the database off for every module."""
    if held and held.value == "off":
        return held
    patterns = ask(setting, "GONOSUMDB") or ask(setting, "GOPRIVATE")
    return patterns if patterns and covers_everything(patterns.value) else None


def _open_to_the_world(ask: Ask) -> bool:
    """Return whether modules come from where everyone's come from."""
    held = ask(setting, "GOPROXY")
    return held is None or set(proxies(held.value)) <= {"direct", *proxies(ask(default_of, "GOPROXY"))}
