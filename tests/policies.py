"""Policies for tests: read from a text as if it lay in goverify.toml, on a day that is always the same."""

import datetime as dt

from goverify.facts import Allowances, Facts
from goverify.host import Host
from goverify.policy import Policy
from goverify.policy_file.reading import policy_in

TODAY = dt.date(2026, 11, 20)
FILE = "goverify.toml"


def policy(text: str, name: str = FILE) -> Policy:
    """Return the policy that a text holds."""
    found = policy_in(name, text, TODAY)
    assert found is not None
    return found


def under(host: Host, text: str) -> Facts:
    """Return the facts of a host under a policy."""
    return Facts(host, Allowances(requires=policy(text).requires))


def waiver(cause: str, until: str, subject: str = "", reason: str = "it is being mended") -> str:
    """Return the text of a waiver."""
    glob = f"subject = '{subject}'\n" if subject else ""
    return f'[[waiver]]\ncause = "{cause}"\n{glob}reason = "{reason}"\nuntil = {until}\n'
