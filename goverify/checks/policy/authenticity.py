"""The Go that answers is proven to be what its release or its packager recorded, where the policy asks for that.

Why
    That nothing speaks against a tree is no proof of it. Where what is built is shipped, a policy may ask for one: the
    release's own record of every file, or the packager's.

Looks at
    The line `authenticity` in the policy, and what comes of comparing each file of the tree with the records at hand.

Fix
    Install a release whose record is at hand, or let goverify ask for it with --online.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.authenticity.judgement import Status
from goverify.facts.authenticity.judgement import authenticity as worth
from goverify.facts.goroot import concerned
from goverify.facts.tree import answering_tree


@check(causes=("policy-authenticity",))
def authenticity(ask: Ask) -> Iterator[Finding | Evidence]:
    required = ask.allow.requires.authenticity if ask.allow.requires else None
    if required is None:
        raise Unavailable("no policy asks for a proof of the tree")
    found = ask(worth, ask(answering_tree).root)
    seen = Evidence(str(found.root), f"{found.status.value}: {found.reason}")
    if found.status.value in required.names:
        yield seen
        return
    online = Fix("Let goverify ask the checksum database for the record.", ("goverify check --online",))
    yield Finding(
        cause="policy-authenticity",
        subject=found.root,
        message=f"the policy asks for a proven tree, and {found.root} is {found.status.value}",
        evidence=(Evidence(required.place, 'authenticity = "required"'), seen),
        fix=online
        if found.status is Status.UNKNOWN and not ask.allow.online
        else Fix(f"Install a release anew in place of {found.root}."),
        concerns=concerned(ask),
    )
