"""build.repeatable: two programs of one source that differ are reported; the same bytes are not."""

import pytest

from goverify.checks.build.repeatable import repeatable
from goverify.facts import Blocked, Unavailable
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import FileRecord
from tests.builds import GO, OK, failed
from tests.golang import commands, findings, level
from tests.hosts import go_binary
from tests.proofs import built, found, made, proving, told

FIRST, AGAIN = built("nothing"), built("nothing", output="again")
TRIMMED = built("nothing", "-trimpath", output="trimmed"), built("elsewhere", "-trimpath", output="trimmed")
OTHER = go_binary("go1.27.3", path="goverify.other")


def host(changed: dict[str, FileRecord] | None = None, runs: dict[str, Completed] | None = None) -> RecordedHost:
    """Return a host where the same comes out each time, but for what was changed."""
    files = made("nothing") | made("nothing", "again") | made("nothing", "trimmed") | made("elsewhere", "trimmed")
    return proving(dict.fromkeys((FIRST, AGAIN, *TRIMMED), OK) | (runs or {}), files | (changed or {}))


def test_it_is_left_out_unless_asked_for() -> None:
    with pytest.raises(Unavailable, match="asked for with --deep"):
        findings(repeatable, host())


def test_the_same_bytes_twice_are_sound() -> None:
    assert found(repeatable, host()) == []
    assert told(repeatable, host()).count("SHA-256") == 2


@pytest.mark.parametrize(
    ("place", "pair"),
    [
        ("<scratch>/nothing/again", "in the same folder"),
        ("<scratch>/elsewhere/trimmed", "with -trimpath in two folders"),
    ],
)
def test_other_bytes_are_reported_with_both_hashes(place: str, pair: str) -> None:
    [finding] = found(repeatable, host({place: OTHER}))
    assert (finding.cause, str(finding.subject), level(finding)) == ("build-nondeterministic", GO, "medium")
    assert f"two different programs of the same source {pair}" in finding.message
    assert len({item.observed for item in finding.evidence}) == 2
    assert commands(finding) == ("goverify authenticate",)


def test_a_second_build_that_fails_is_reported() -> None:
    [finding] = found(repeatable, host(runs={AGAIN: failed("something odd")}))
    assert (finding.cause, level(finding)) == ("build-fails", "high")
    assert "cannot build a program twice from nothing in the same folder" in finding.message


def test_where_the_first_fails_another_check_tells() -> None:
    with pytest.raises(Blocked, match="a build from an empty build cache fails"):
        found(repeatable, host(runs={FIRST: failed("something odd")}))
