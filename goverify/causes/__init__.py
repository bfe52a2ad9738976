"""The cause vocabulary: what can be at the root of a bad Go environment, how much it matters, what it accounts for."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from goverify.causes.explanations import EXPLAINS
from goverify.causes.vocabulary import VOCABULARY
from goverify.model import Finding, Severity


# A tuple is made eight times faster than a frozen dataclass, and every start-up makes all of them.
class Cause(NamedTuple):
    """One root cause. Its slug is public and permanent, its severity a default."""

    slug: str
    severity: Severity
    title: str
    """What is so, as a sentence without its period."""
    explains: tuple[str, ...]
    """The causes that are its consequences where they concern the same subject."""


CAUSES: Mapping[str, Cause] = MappingProxyType(
    {slug: Cause(slug, severity, title, EXPLAINS.get(slug, ())) for slug, severity, title in VOCABULARY}
)
"""Every cause by its slug, in the vocabulary's order."""


def severity_of(finding: Finding) -> Severity:
    """Return a finding's severity: its own, else its cause's default."""
    return CAUSES[finding.cause].severity if finding.severity is None else finding.severity
