"""The address of the web proxy can be read.

Why
    A password with # or / in it, a port that is a word, or quotes around the address make HTTPS_PROXY and HTTP_PROXY
    unreadable. Go does not say so: it takes "http" for the name of the proxy, or goes without one, and fails with
    "proxyconnect tcp: … lookup http".

Looks at
    HTTPS_PROXY and HTTP_PROXY, in capital letters or not, where a server of GOPROXY is asked through them.

Fix
    Unset the variable, or write special characters of its login with % and two digits.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.held import borne_on
from goverify.facts.network.remedies import without_variable
from goverify.facts.network.wanted import by_proxy, for_what
from goverify.facts.network.web_proxies import Unread, unread_proxies
from goverify.facts.variables.origins import variable_origin

NAMES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")


@check(causes=("proxy-unreachable",))
def web_proxy(ask: Ask) -> Iterator[Finding | Evidence]:
    given = [name for name in NAMES if ask.host.env.get(name)]
    if not given:
        raise Unavailable("neither HTTPS_PROXY nor HTTP_PROXY is set")
    found = ask(unread_proxies)
    yield from (_finding(ask, each) for each in found)
    if not found:
        yield Evidence("the environment", f"{', '.join(given)}: nothing there that go could not read")


def _finding(ask: Ask, unread: Unread) -> Finding:
    name, needed = unread.variable, ask(for_what, by_proxy)
    outcome = (
        f"so it takes {unread.taken_for} for the name of the proxy, and reaches no server"
        if unread.taken_for
        else "so it says nothing and asks servers without a proxy"
    )
    unset = without_variable(ask, name)
    grave = Severity.HIGH if needed and unread.taken_for else Severity.MEDIUM
    return Finding(
        cause="proxy-unreachable",
        subject=name,
        message=f"go cannot read the address of the web proxy in {name}: {unread.why}, {outcome}",
        evidence=(
            Evidence("the environment", f"{name}: {unread.why}"),
            *(Evidence(place.where, name) for place in ask(variable_origin, name).places[:3]),
        ),
        fix=Fix(
            f"{unset.summary} Or write the address so that go can read it: a scheme, the host and a number for the port, "
            "and what is no letter or digit in a password as % with two digits (# is %23, / is %2F, % is %25).",
            unset.commands,
        ),
        detail=f"The project needs {needed}." if needed else "",
        severity=grave,
        concerns=("GOPROXY", *borne_on(ask)),
    )
