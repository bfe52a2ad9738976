"""What a check of this area finds on a host."""

from collections.abc import Callable, Iterator, Mapping

from goverify.api import Blocked, Unavailable
from goverify.causes import severity_of
from goverify.facts import Facts
from goverify.host import Host
from goverify.host.replay.file_changes import FileChange
from goverify.model import Evidence, Finding

Files = Mapping[str, FileChange]
CheckFunction = Callable[[Facts], Iterator[Finding | Evidence]]


def findings(check: CheckFunction, host: Host) -> list[Finding]:
    """Return the findings of a check, none where it does not apply."""
    try:
        return [each for each in check(Facts(host)) if isinstance(each, Finding)]
    except Unavailable:
        return []


def blocked(check: CheckFunction, host: Host) -> bool:
    """Return whether an earlier fault keeps a check from looking."""
    try:
        list(check(Facts(host)))
    except Blocked:
        return True
    return False


def level(finding: Finding) -> str:
    """Return a finding's severity by name."""
    return severity_of(finding).label


def commands(finding: Finding) -> tuple[str, ...]:
    """Return the commands that mend it."""
    return finding.fix.commands if finding.fix else ()
