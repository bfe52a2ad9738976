"""The module proxies answer.

Why
    Every module that is not at hand comes from an entry of GOPROXY. Behind a comma go turns to the next entry only
    where one says that it has no such module (404 or 410): one that is down, or wants a login, ends the matter.

Looks at
    Each entry of GOPROXY, else of the release's own go.env: with --online its server is asked for the description of
    one module, within ten seconds, through the HTTP proxy that go would take and with the login that go would send. A
    folder is looked at in any case. Where the project lacks modules and no entry has one, that is told as well, and so
    is a site that go would ask itself and cannot reach.

Fix
    Mend the way to the proxy, give go a login for it, or name another one in GOPROXY.
"""

import re
from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.held import borne_on, cut, named, stands
from goverify.facts.network.answers import State
from goverify.facts.network.modules import Found, lacking_modules
from goverify.facts.network.proxies import Proxy, proxies
from goverify.facts.network.remedies import without_variable
from goverify.facts.network.repositories import Repository, repositories
from goverify.facts.network.sources import sources
from goverify.facts.network.wanted import by_proxy, for_what, kept_from_proxies
from goverify.facts.release_lists import default_of
from goverify.facts.remedies import unset_variable
from goverify.facts.settings.list_rules import covers_everything
from goverify.host.web import Trouble

CAUSES = {State.UNREACHABLE: "proxy-unreachable", State.REFUSED: "proxy-denied"}


@check(causes=("proxy-unreachable", "proxy-denied"))
def proxy(ask: Ask) -> Iterator[Finding | Evidence]:
    found, direct = ask(proxies), ask(repositories)
    sites = [_about_site(ask, each) for each in direct if each.answer.state is State.UNREACHABLE]
    if not ask(for_what, by_proxy):
        yield from sites  # first, for the project asks nothing of a proxy
    for each in found:
        if each.answer.state in CAUSES:
            yield _about_proxy(ask, each)
        else:
            yield Evidence(each.source.text, each.answer.why or "answers")
    failing = {each.source for each in found if each.answer.state in CAUSES}
    for module in ask(lacking_modules):
        if module.nowhere and failing.isdisjoint(module.lacking) and not _is_public(ask, module):
            yield _about_module(ask, module)
    if ask(for_what, by_proxy):
        yield from sites
    if not ask.allow.online:
        raise Unavailable("servers are asked with --online only")
    if not found and not direct:
        raise Unavailable("GOPROXY names no server")


def _about_proxy(ask: Ask, found: Proxy) -> Finding:
    source, answer = found.source, found.answer
    needed = ask(for_what, by_proxy)
    harmless = found.passed_by or not found.last
    severity = Severity.LOW if harmless else Severity.HIGH if needed else None
    return _finding(
        ask,
        CAUSES[answer.state],
        f"the module proxy {source.text} {answer.why}",
        detail=" ".join(part for part in (_next(ask, found), f"The project needs {needed}." if needed else "") if part),
        severity=severity,
        place=source.text,
        fix=_fix(ask, found),
        server=source.server or source.text,
    )


def _next(ask: Ask, found: Proxy) -> str:
    """Return what go does then, as a sentence."""
    entries = ask(sources).entries
    at = entries.index(found.source) + 1
    if at >= len(entries):
        return ""
    if found.passed_by:
        return "Go comes to it only for modules that the entries before it do not have."
    if found.last:
        return f"Go does not turn to {entries[at].text} then: behind a comma it does so only after 404 and 410."
    return f"Go turns to {entries[at].text} then, after having waited for this one."


def _fix(ask: Ask, found: Proxy) -> Fix:
    held, came = ask(sources).held, found.answer.exchange
    if came.trouble is Trouble.PROXY:
        unset = without_variable(ask, came.variable)
        return Fix(
            f"{unset.summary} Or start the proxy {came.proxy}, or except the server in NO_PROXY.", unset.commands
        )
    if came.status in (401, 403, 407):
        summary = f"Give go a login for {found.source.server}: a machine line in the netrc file (over https), or GOAUTH"
        return Fix(f"{summary}; or name a proxy in GOPROXY that needs none, or put a bar before the next entry.")
    if held is None:
        summary = f"Give this machine a way to {found.source.server} (network, name service, or HTTPS_PROXY)"
        return Fix(f"{summary}, or name a proxy in GOPROXY that it can reach.")
    unset = unset_variable(ask, held)
    return Fix(f"Mend {found.source.text}, or name another entry in GOPROXY. {unset.summary}", unset.commands)


def _is_public(ask: Ask, found: Found) -> bool:
    """Return whether a proxy that everybody has says that there is no such module, which network.private-modules tells."""
    return any(source.text in default_of(ask, "GOPROXY") for source in found.lacking)


def _about_module(ask: Ask, found: Found) -> Finding:
    names = ", ".join(source.text for source in found.lacking)
    return _finding(
        ask,
        "proxy-denied",
        f"{names} does not have {found.module}, and GOPROXY leads nowhere else",
        detail="A proxy whose address has a wrong path says the same of every module.",
        severity=Severity.HIGH,
        place=names,
        fix=Fix("Correct the address in GOPROXY, or put ,direct behind it so that go asks the module's own site."),
        server=found.lacking[0].server or names,
    )


def _about_site(ask: Ask, found: Repository) -> Finding:
    server = found.url.split("/", 3)[2]
    held = ask(kept_from_proxies, found.module.path)
    said = f", as {named(held)} has it," if held else ","
    fix = Fix(f"Give this machine a way to {server}, or name a proxy in GOPROXY that has the module.")
    if held and covers_everything(held.value):
        unset = unset_variable(ask, held)
        fix = Fix(
            f"{unset.summary} Or let it name the private modules alone: * keeps all of them from every proxy.",
            unset.commands,
        )
    return _finding(
        ask,
        "proxy-unreachable",
        f"go fetches {found.module} from {server} itself{said} which {found.answer.why}",
        detail=_beyond_direct(ask) if held is None else "",
        severity=Severity.HIGH,
        place=found.url,
        fix=fix,
        server=server,
    )


def _beyond_direct(ask: Ask) -> str:
    """Return that go never comes to what stands behind direct, as a sentence; empty where nothing does."""
    held = ask(sources).held
    behind = re.search(r"(?:^|[,|])\s*direct\s*[,|]\s*(\S.*)", held.value) if held else None
    return f"direct ends the list, so go never asks {cut(behind[1])}: it belongs before direct." if behind else ""


def _finding(
    ask: Ask, cause: str, message: str, *, detail: str, severity: Severity | None, place: str, fix: Fix, server: str
) -> Finding:
    held = ask(sources).held
    return Finding(
        cause=cause,
        subject="GOPROXY",
        message=message,
        evidence=(Evidence(place, message), *(stands(ask, held) if held else ())),
        fix=fix,
        detail=detail,
        severity=severity,
        concerns=(server, *borne_on(ask)),
    )
