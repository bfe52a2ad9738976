"""What may keep system calls from programs here: a seccomp filter, and what has set it up, as far as signs show it.

A filter alone proves nothing: nearly every container has one. Sources: proc_pid_status(5), seccomp(2), moby/moby#42680.
"""

from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.ancestry import Circumstance, ancestry
from goverify.facts.machine.kernel_values import own_status
from goverify.facts.provenance.judgement import Confidence
from goverify.host import System

STATUS = "/proc/self/status"

FILTER = "2"
_MODES = {"0": "no filter", "1": "the strict mode, in which no program can work", FILTER: "a filter"}

CONFINING = ("container", "package")
"""Kinds of circumstances whose makers set up filters."""


class Sandbox(NamedTuple):
    """What the kernel says of the filters on this process, which programs inherit."""

    mode: str
    """As the kernel numbers it; `FILTER` is one that refuses some calls."""
    filters: str
    """How many there are, empty where the kernel does not say."""
    no_new_privileges: bool
    """Whoever set it up does not let programs gain rights, as sandboxes and systemd units do."""

    @property
    def told(self) -> str:
        """Return it as a part of a sentence."""
        known = _MODES.get(self.mode, f"mode {self.mode}")
        many = f" ({self.filters} of them)" if self.mode == FILTER and self.filters not in {"", "0", "1"} else ""
        return f"{known}{many}{', and no new privileges' if self.no_new_privileges else ''}"


def sandbox(ask: Facts) -> Sandbox | None:
    """Return the filters on this process; None where the kernel does not tell."""
    rows = ask(own_status) if ask.host.platform.system is System.LINUX else {}
    if not rows.get("Seccomp", "").isdecimal():
        return None
    filters = rows.get("Seccomp_filters", "")
    return Sandbox(rows["Seccomp"][:2], filters[:3] if filters.isdecimal() else "", rows.get("NoNewPrivs") == "1")


def confined_by(ask: Facts) -> Circumstance | None:
    """Return the container or package that this process runs in; None where none shows by two signs that agree."""
    found = (each for each in ask(ancestry) if each.kind in CONFINING and each.confidence is Confidence.HIGH)
    return next(found, None)
