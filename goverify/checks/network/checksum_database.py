"""The checksum database answers.

Why
    Go takes no module for the first time that the database does not vouch for. Where a firewall lets modules through
    and not the database, every new module fails with "verifying …".

Looks at
    With --online, the database that GOSUMDB names, asked as go asks it: at the address in GOSUMDB, else through a proxy
    that serves it, else directly. The record of a module that everybody has must be there, signed and proven.

Fix
    Let this machine reach the database, or a proxy that serves it; name private modules in GOPRIVATE.
"""

from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Fix, Severity, check
from goverify.facts.held import borne_on, stands
from goverify.facts.network.answers import State
from goverify.facts.network.database import Asked, asked_database
from goverify.facts.network.private import asked_in_vain
from goverify.facts.network.remedies import without_variable
from goverify.facts.network.servers import any_serves
from goverify.facts.network.sums import recorded_sums
from goverify.facts.network.wanted import by_database, for_what
from goverify.facts.remedies import unset_variable
from goverify.host.web import Trouble


@check(causes=("sumdb-unreachable",))
def checksum_database(ask: Ask) -> Iterator[Finding | Evidence]:
    found = ask(asked_database)
    name = found.database.key.name
    if found.serves:
        yield Evidence(found.base, f"serves {name}: a record was looked up, and is signed and proven")
    elif _told_elsewhere(ask, found):
        yield Evidence(found.answer.url, found.answer.why)
    elif not ask(any_serves):
        raise Blocked("modules cannot be fetched either")
    else:
        yield _finding(ask, found)


def _for_the_first_time(ask: Ask, path: str) -> bool:
    """Return whether go asks the database for a module: what go.sum lists it holds against that."""
    listed = ask(recorded_sums)
    return ask(by_database, path) and not (listed and any(name == path for name, _ in listed.lines))


def _told_elsewhere(ask: Ask, found: Asked) -> bool:
    """Return whether the fault is one of the certificate, of the module, or none that could be seen from here."""
    if found.answer.state is State.ABSENT:
        return bool(ask(asked_in_vain))
    return found.answer.state in {State.DISTRUSTED, State.UNKNOWN} and not found.doubt


def _finding(ask: Ask, found: Asked) -> Finding:
    name, held, answer = found.database.key.name, found.database.held, found.answer
    server = answer.url.split("/", 3)[2]
    where = "" if server == name else f" at {server}"
    why = f"tells what it has not signed or cannot prove ({found.doubt})" if found.doubt else answer.why
    needed = ask(for_what, _for_the_first_time)
    return Finding(
        cause="sumdb-unreachable",
        subject="GOSUMDB",
        message=f"the checksum database {name}{where} {why}, while modules can be fetched",
        evidence=(Evidence(answer.url, why), *(stands(ask, held) if held else ())),
        fix=_fix(ask, found, server),
        detail=f"Go takes no module without it that go.sum does not list. The project needs {needed}."
        if needed
        else "",
        severity=Severity.HIGH if needed else None,
        concerns=(server, *borne_on(ask)),
    )


def _fix(ask: Ask, found: Asked, server: str) -> Fix:
    came, held = found.answer.exchange, found.database.held
    if came.trouble is Trouble.PROXY:
        unset = without_variable(ask, came.variable)
        return Fix(f"{unset.summary} Or start the proxy {came.proxy}.", unset.commands)
    summary = (
        f"Let this machine reach {server}, or name a proxy in GOPROXY that serves {found.database.key.name} too. "
        "Modules of your own belong in GOPRIVATE; where a proxy of your own is trusted to have checked the others, "
        "GONOSUMDB can name them."
    )
    if held is None:
        return Fix(summary)
    unset = unset_variable(ask, held)
    return Fix(f"{unset.summary} {summary}", unset.commands)
