"""What `goverify init` does: look at this machine and write the policy that it meets."""

from goverify import console, policy_files
from goverify.facts import Facts
from goverify.guard import FINE
from goverify.host.live import LiveHost
from goverify.policy_draft import draft
from goverify.summary import summarise

LOOKING_S = 120.0
"""For hashing the tree on a slow disk; nothing is built."""


def run(project: str, *, force: bool) -> int:
    """Write goverify.toml in the project's folder, and say so."""
    policy_files.refuse_existing(project, force=force)
    folder = console.folder(project) if project else None
    with LiveHost(folder, deadline_s=LOOKING_S) as host:
        found = summarise(Facts(host), authentic=True, chosen=True)
    name = policy_files.create(project, draft(found.go, found.toolchain))
    console.complain(f"wrote {name}; goverify check goes by it from here on")
    return FINE
