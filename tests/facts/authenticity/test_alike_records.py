"""facts.alike_records: a tree without a record of its own is held against that of its release for another platform."""

from itertools import combinations

import pytest

from goverify.facts import Allowances, Facts
from goverify.facts.authenticity.alike_records import PROGRAMS
from goverify.facts.authenticity.judgement import Authenticity, Status, authenticity
from goverify.facts.authenticity.shipped_records import shipped_alike, shipped_manifest
from goverify.host import Digests
from tests.facts.authenticity.test_online_records import Online
from tests.golang import ROOTS, whole
from tests.seen_files import STRANGE, released
from tests.test_sumdb_records import shipped_modules

WINDOWS = {
    **{name: digest for name, digest in released().items() if not name.startswith(PROGRAMS)},
    "bin/go.exe": STRANGE,
    "bin/gofmt.exe": STRANGE,
    "pkg/tool/windows_amd64/compile.exe": STRANGE,
}
"""The files of go1.27.3 for Windows, of which no record is shipped: its programs are not known."""


def judged(changes: dict[str, str | None] | None = None) -> Authenticity:
    """Return the verdict on such a tree with these changes."""
    files = {name: digest for name, digest in (WINDOWS | (changes or {})).items() if digest}
    host = whole("windows").but(digests={ROOTS["windows"]: Digests(files)})
    return Facts(host)(authenticity, host.path(ROOTS["windows"]))


def test_every_platform_has_the_same_files_but_for_its_programs() -> None:
    pairs = [
        (one, other)
        for one, other in combinations(shipped_modules(), 2)
        if one.rpartition(".")[0] == other.rpartition(".")[0]
    ]
    assert len(pairs) >= 12
    for pair in pairs:
        one, other = (
            {name: digest for name, digest in (shipped_manifest(module) or {}).items() if not name.startswith(PROGRAMS)}
            for module in pair
        )
        assert one == other, pair


def test_without_its_own_record_a_tree_is_as_far_known_as_platforms_are_alike() -> None:
    found = judged()
    assert found.status is Status.UNKNOWN
    assert "all but its programs is as in go1.27.3." in found.reason
    assert "since no record of go1.27.3.windows-amd64 is at hand" in found.reason
    assert found.record is None
    assert found.files is not None
    assert found.files.same > 11_000


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"src/fmt/print.go": STRANGE}, (("src/fmt/print.go",), (), ())),
        ({"src/fmt/print.go": None}, ((), ("src/fmt/print.go",), ())),
        ({"src/fmt/evil.go": STRANGE}, ((), (), ("src/fmt/evil.go",))),
    ],
)
def test_a_source_that_differs_is_a_modification_all_the_same(
    changes: dict[str, str | None], named: tuple[tuple[str, ...], ...]
) -> None:
    found = judged(changes)
    assert found.status is Status.MODIFIED
    assert found.files is not None
    assert found.files[:3] == named
    assert found.record is not None
    assert found.record.proven is not None


def test_a_database_that_cannot_be_asked_leaves_as_much_known() -> None:
    host = whole("windows").but(digests={ROOTS["windows"]: Digests(WINDOWS)})
    offline = Online(host.recording)
    found = Facts(offline, Allowances(online=True))(authenticity, host.path(ROOTS["windows"]))
    assert found.status is Status.UNKNOWN
    assert "all but its programs is as in go1.27.3." in found.reason
    assert "the checksum database cannot be asked" in found.reason


def test_a_release_of_which_nothing_is_shipped_has_none_alike() -> None:
    assert shipped_alike("go1.27.2.windows-amd64") is None
