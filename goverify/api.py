"""All that a check may import, beside the facts it asks."""

from goverify.blame import BLAMED, blame
from goverify.facts import Blocked, Facts, Unavailable
from goverify.model import Evidence, Finding, Fix, Severity
from goverify.registry import check

Ask = Facts

__all__ = ["BLAMED", "Ask", "Blocked", "Evidence", "Finding", "Fix", "Severity", "Unavailable", "blame", "check"]
