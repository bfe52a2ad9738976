"""Private repositories let go in.

Why
    Go runs git with nobody to ask for a password. A private repository over https then ends in "could not read Username …
    terminal prompts disabled".

Looks at
    With --online, the modules that the project lacks and go fetches without a proxy (GOPRIVATE, GONOPROXY, direct): their
    repository is asked as git asks it, after insteadOf, with the login that the netrc file has for it. Credential
    helpers are not run; where git's settings name one, nothing is claimed.

Fix
    Have git use ssh for that site, or give it a credential helper or a line in the netrc file.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.held import borne_on
from goverify.facts.network.logins import login_for
from goverify.facts.network.repositories import Repository, repositories


@check(causes=("vcs-credentials",))
def credentials(ask: Ask) -> Iterator[Finding | Evidence]:
    if not ask.allow.online:
        raise Unavailable("the network is asked with --online only")
    found = ask(repositories)
    if not found:
        raise Unavailable("the project lacks no module that go would fetch from its own site over http")
    for each in found:
        if each.wants_login and not each.known_to_git:
            yield _finding(ask, each)
        else:
            yield Evidence(each.url, each.known_to_git or each.answer.why or "answers")


def _finding(ask: Ask, found: Repository) -> Finding:
    server = found.url.split("/", 3)[2]
    site = found.module.path.split("/")[0]
    refused = login_for(ask, found.url) is not None
    lacks = "refuses the login in the netrc file" if refused else "wants a login, and nothing here has one for it"
    turned = f" (git is told {found.rewritten})" if found.rewritten else ""
    return Finding(
        cause="vcs-credentials",
        subject=found.module.path,
        message=f"the repository of {found.module} at {server}{turned} {lacks}",
        evidence=(Evidence(found.answer.url, f"answers {found.answer.exchange.status}"),),
        fix=Fix(
            f"Have git use ssh for {site} with a key that may read the repository; or give git a credential helper, or put "
            f"machine {server} with login and token into the netrc file.",
            (f'git config --global url."ssh://git@{site}/".insteadOf "https://{site}/"',),
        ),
        detail="Go lets git ask nobody for a name and a password. Many sites say the same of a repository that does not exist.",
        concerns=("GOPRIVATE", server, *borne_on(ask)),
    )
