"""GOPROXY=off does not stand in the way of what the project needs.

Why
    With GOPROXY=off go fetches nothing. A project whose modules are vendored or lie in the module cache builds all the
    same; any other one does not.

Looks at
    GOPROXY in the environment, in the go env file and in the release's own go.env; the modules that go.mod requires, a
    vendor folder, and the module cache.

Fix
    Unset GOPROXY, or bring the modules along: go mod vendor where there is a network.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.held import borne_on, stands
from goverify.facts.network.sources import Way, sources
from goverify.facts.network.wanted import by_proxy, wanted
from goverify.facts.remedies import unset_variable
from goverify.facts.storage.folders import module_cache_folder

SHOWN = 3


@check(causes=("proxy-off",))
def proxy_off(ask: Ask) -> Iterator[Finding | Evidence]:
    listed = ask(sources)
    if listed.entries[0].way is not Way.OFF:
        raise Unavailable("GOPROXY is not off")
    lacking = [str(module) for module in ask(wanted) if ask(by_proxy, module.path)]
    cache = ask(module_cache_folder)
    if not lacking or cache is None:
        yield Evidence("GOPROXY", "off, and the project lacks nothing")
        return
    held, names = listed.held, ", ".join(lacking[:SHOWN])
    unset = unset_variable(ask, held) if held else Fix("Set GOPROXY to a proxy that has them.")
    yield Finding(
        cause="proxy-off",
        subject="GOPROXY",
        message=f"GOPROXY=off forbids fetching modules, and {cache.path} lacks {names}, which the project requires",
        evidence=(
            *(stands(ask, held) if held else ()),
            *(Evidence(str(cache.path), f"lacks {each}") for each in lacking[:SHOWN]),
        ),
        fix=Fix(
            f"{unset.summary} Or bring the modules along: run go mod vendor where there is a network.", unset.commands
        ),
        concerns=borne_on(ask),
    )
