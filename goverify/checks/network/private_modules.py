"""Private modules are not asked of public services.

Why
    The public proxy and the checksum database cannot see a private module: they answer 404 or 410, go takes that for a
    failure, and the names of private modules leave the house.

Looks at
    With --online, the modules that the project requires and the module cache lacks, the first five of them: what the
    proxies of GOPROXY and the checksum database answer for them. What GOPRIVATE, GONOPROXY or GONOSUMDB cover is not
    asked there, and neither is the database for what go.sum lists.

Fix
    Name them in GOPRIVATE: `go env -w GOPRIVATE=git.example.com/team`, several with commas between them.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.held import borne_on, stands
from goverify.facts.network.private import Private, asked_in_vain
from goverify.facts.network.remedies import give_setting
from goverify.facts.network.wanted import wanted
from goverify.facts.settings.in_force import setting

REMEDIES = {
    "GOPRIVATE": "name it in GOPRIVATE, so that go asks its own site and no public service",
    "GONOSUMDB": "name it in GONOSUMDB: your own proxy serves it, and the database cannot know it",
}


@check(causes=("private-module-public",))
def private_modules(ask: Ask) -> Iterator[Finding | Evidence]:
    if not ask.allow.online:
        raise Unavailable("the network is asked with --online only")
    if not ask(wanted):
        raise Unavailable("the project lacks no module")
    found = ask(asked_in_vain)
    yield from (_finding(ask, each) for each in found)
    if not found:
        yield Evidence("GOPRIVATE", "no module of the project is asked of a public service in vain")


def _finding(ask: Ask, found: Private) -> Finding:
    held = ask(setting, found.name) or ask(setting, "GOPRIVATE")
    value = f"{held.value},{found.pattern}" if held else found.pattern
    return Finding(
        cause="private-module-public",
        subject=found.module.path,
        message=f"{found.module} is asked of {found.service}, which answers {found.status}: it knows no such module",
        evidence=(
            Evidence(found.url, f"answers {found.status} for {found.module}"),
            *(stands(ask, held) if held else ()),
        ),
        fix=Fix(
            f"If the module is private, {REMEDIES[found.name]}. If it is public, {found.module.version} does not exist.",
            (give_setting(ask, found.name, value),),
        ),
        concerns=("GOSUMDB", "GOPROXY", *borne_on(ask)),
    )
