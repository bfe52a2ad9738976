"""The number of the release whose rules the settings are read by."""

from goverify.facts import Facts, Unavailable
from goverify.facts.tree import release_at_work

CURRENT = (1, 27, 0)
"""Stands in for a release that is not known."""


def numbers_at_work(ask: Facts) -> tuple[int, int, int]:
    """Return the numbers of the release that answers, or those of a current one where none tells."""
    try:
        release = ask(release_at_work)
    except Unavailable:
        return CURRENT
    return release.numbers if release else CURRENT
