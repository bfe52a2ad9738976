"""No waiver of the policy is past its date.

Why
    A waiver accepts a fault for a while, so that somebody mends it in the meantime. One that is past its date accepts
    nothing more, and stays in the file until somebody decides anew.

Looks at
    Each waiver of the policy and its last day, `until`.

Fix
    Mend what it was for and remove it, or give it a new date and say why.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check


@check(causes=("waiver-expired",))
def waivers(ask: Ask) -> Iterator[Finding | Evidence]:
    requires = ask.allow.requires
    if requires is None or not requires.waivers:
        raise Unavailable("no policy waives anything")
    for waiver in requires.expired:
        what = f"{waiver.cause} at {waiver.subject}" if waiver.subject else waiver.cause
        yield Finding(
            cause="waiver-expired",
            subject=waiver.place,
            message=f"the waiver of {what} in {waiver.place} ended on {waiver.until}",
            evidence=(Evidence(waiver.place, f"until {waiver.until}: {waiver.reason}"),),
            fix=Fix(f"Mend {waiver.cause} and remove the waiver, or give it a new date in {waiver.place}."),
        )
    if not requires.expired:
        yield Evidence("the policy's waivers", f"{requires.waivers}, all of them before their last day")
