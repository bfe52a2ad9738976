"""GOEXPERIMENT names experiments that this release has.

Why
    An experiment that has become a part of Go, or was given up, is gone from the next release's list. GOEXPERIMENT
    still names it, and then every go command fails.

Looks at
    GOEXPERIMENT against the list in the release's own source (internal/goexperiment), with the forms that go takes:
    a name, a name behind "no", regabi for two of them, and none.

Fix
    Unset GOEXPERIMENT, or leave the name out.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Unavailable, check
from goverify.facts.held import about_setting, as_written, cut, named
from goverify.facts.release_lists import experiments
from goverify.facts.settings.in_force import setting

LIMIT_NAMES = 200


@check(causes=("goexperiment-invalid",))
def experiment(ask: Ask) -> Iterator[Finding | Evidence]:
    held = ask(setting, "GOEXPERIMENT")
    if held is None:
        raise Unavailable("GOEXPERIMENT is not set")
    known = ask(experiments)
    if known is None:
        raise Unavailable("there is no source that lists the release's experiments")
    names = [name for name in held.value.split(",")[:LIMIT_NAMES] if name and name != "none"]
    unknown = [name for name in names if name.removeprefix("no") not in known | {"regabi"}]
    if not unknown:
        yield Evidence(held.place, as_written(held))
        return
    rest = ",".join(name for name in held.value.split(",") if name and name not in unknown)
    yield about_setting(
        ask,
        "goexperiment-invalid",
        held,
        f"{named(held)} asks for {cut(', '.join(map(_shown, unknown)))}, which this release does not have, so every go "
        "command fails",
        remedy=f"Or leave what is unknown out: GOEXPERIMENT={rest}." if rest else "",
        evidence=(Evidence("the release's experiments", ", ".join(sorted(known))),),
    )


def _shown(name: str) -> str:
    return name if name == name.strip() else repr(name)
