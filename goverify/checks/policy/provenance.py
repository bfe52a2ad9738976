"""The go that answers was put there in a way that the policy allows.

Why
    Where updates are somebody's task, a Go that came another way gets none: an archive unpacked by hand beside the
    package that is patched every week, or a copy of which nobody knows where it is from.

Looks at
    The ids under `provenance` in the policy, and where the go that answers comes from, as goverify which tells it.

Fix
    Install Go in one of the ways that are allowed, or add this one to the policy.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned
from goverify.facts.provenance.judgement import provenance as where_from


@check(causes=("policy-provenance",))
def provenance(ask: Ask) -> Iterator[Finding | Evidence]:
    allowed = ask.allow.requires.provenance if ask.allow.requires else None
    if allowed is None:
        raise Unavailable("no policy says where a Go may come from")
    go = ask(answering_go)
    found = ask(where_from, go.found)
    if found.id in allowed.names:
        yield Evidence(str(go.found), f"{found.name} ({found.id})")
        return
    yield Finding(
        cause="policy-provenance",
        subject=go.found,
        message=f"{go.found} comes from {found.id} ({found.name}), which the policy does not allow",
        evidence=(Evidence(allowed.place, f"provenance: {', '.join(allowed.names)}"), *found.evidence),
        fix=Fix(f"Install Go by {' or '.join(allowed.names)}, or add {found.id} to the list in {allowed.place}."),
        concerns=concerned(ask),
    )
