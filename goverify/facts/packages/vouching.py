"""Whoever packaged a tree, by their own records: the one question that facts.authenticity asks of packagers."""

from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.packages import apk, conda, dpkg, holding, pacman, pip, portage, rpm, wholes
from goverify.facts.packages.values import BadRecord, Held
from goverify.facts.writers import alone, other_writer
from goverify.host.paths import follow

NATIVE = (dpkg.records, apk.records, pacman.records, portage.records, conda.records, pip.records)
ASKED = (rpm.held, wholes.of_nix, wholes.of_mounts, wholes.of_receipts)


def vouched(ask: Facts, root: PurePath) -> Held | None:
    """Return how a tree stands to its packager's records; None where no packager knows it.

    BadRecord where these are not to be believed; NotRecorded and OSError as the host raises them.
    """
    end = follow(ask.host, root).end
    for find in NATIVE:
        if records := find(ask, end):
            _demand_own(ask, records.packages[0].record)
            return holding.held(ask, records)
    return next((held for judge in ASKED if (held := judge(ask, end))), None)


def _demand_own(ask: Facts, record: PurePath) -> None:
    """Raise BadRecord where others than root and this user may write a record: then it vouches for nothing."""
    writer = None if ask(alone) else ask(other_writer, record)
    if writer:
        raise BadRecord(f"{record} vouches for nothing: {writer.reason}")
