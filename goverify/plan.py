"""The plan of a check-up: what the command line, the policy's file and the profile come to, in this order."""

from typing import NamedTuple

from goverify.catalog import select
from goverify.facts.requirements import Requirements
from goverify.model import Severity, Terms
from goverify.policy import Policy, Rules
from goverify.profiles import PROFILES

NO_POLICY = Policy()

POLICY = "policy"
"""The area that judges what the policy requires: a selection in the file itself never leaves it out."""


class Wishes(NamedTuple):
    """What the command line says; None and empty where it says nothing."""

    fail_on: str | None = None
    min_score: int | None = None
    allow_incomplete: bool = False
    profile: str | None = None
    config: str | None = None
    """The policy's file; None to look for it."""
    no_config: bool = False
    baseline: str = ""
    """An earlier report's file; empty for none."""


class Plan(NamedTuple):
    """What is to be run and how it is to be taken."""

    checks: tuple[str, ...]
    terms: Terms
    rules: Rules
    requires: Requirements | None
    colour: bool


def planned(wishes: Wishes, policy: Policy, only: tuple[str, ...], skip: tuple[str, ...]) -> Plan:
    """Return the plan for a selection on the command line; UnknownName where it leaves nothing to run."""
    name = wishes.profile or policy.profile or "dev"
    profile = PROFILES[name]
    fail_on = wishes.fail_on or policy.fail_on or profile.fail_on
    return Plan(
        checks=select(only, skip) if only else _checks(policy, (*skip, *policy.skip, *profile.skip)),
        terms=Terms(
            fail_on=None if fail_on == "never" else Severity[fail_on.upper()],
            min_score=wishes.min_score if wishes.min_score is not None else policy.min_score or 0,
            allow_incomplete=wishes.allow_incomplete
            or (profile.allow_incomplete if policy.allow_incomplete is None else policy.allow_incomplete),
        ),
        rules=Rules(
            profile=name,
            file=policy.file,
            severities={**profile.severities, **policy.severities},
            waivers=policy.waivers,
            expired=policy.requires.expired if policy.requires else (),
        ),
        requires=policy.requires,
        colour=profile.colour,
    )


def _checks(policy: Policy, skip: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of the checks to run where the command line names none."""
    return select((*policy.only, POLICY) if policy.only else (), skip)
