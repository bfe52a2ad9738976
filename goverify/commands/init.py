"""What `goverify init` does: look at this machine and write the policy that it meets."""

from goverify import console
from goverify.commands.guard import FINE
from goverify.facts import Facts
from goverify.host.live import LiveHost
from goverify.policy_file import places
from goverify.policy_file.draft import draft
from goverify.summary import summarise

LOOKING_S = 120.0
"""For hashing the tree on a slow disk; nothing is built."""


def run(project: str, *, force: bool) -> int:
    """Write goverify.toml in the project's folder, and say so."""
    places.refuse_existing(project, force=force)
    folder = console.folder(project) if project else None
    with LiveHost(folder, deadline_s=LOOKING_S) as host:
        found = summarise(Facts(host), authentic=True, chosen=True)
    name = places.create(project, draft(found.go, found.toolchain))
    console.complain(f"wrote {name}; goverify check goes by it from here on")
    return FINE
