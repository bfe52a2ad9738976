"""What a check imports beside the facts that it asks; one that runs go has `goverify.blame` as well."""

from goverify.facts import Blocked, Facts, Unavailable
from goverify.model import Evidence, Finding, Fix, Severity
from goverify.registry import check

Ask = Facts

__all__ = ["Ask", "Blocked", "Evidence", "Finding", "Fix", "Severity", "Unavailable", "check"]
