"""facts.release: every spelling of a release is read, and releases stand in their order."""

import pytest

from goverify.facts.release import Release


def parsed(text: str) -> Release:
    release = Release.parse(text)
    assert release is not None
    return release


@pytest.mark.parametrize(
    ("text", "plain", "minor"),
    [
        ("go1.27.3", "go1.27.3", "1.27"),
        ("go1.25.5 X:arenas", "go1.25.5", "1.25"),
        ("go1.26.6-X:arenas", "go1.26.6", "1.26"),
        ("go1.22rc1", "go1.22rc1", "1.22"),
        ("go1.18beta2", "go1.18beta2", "1.18"),
        ("go1.22-20230729-RC00 cl/552016856 +457721cd52 X:fieldtrack,boringcrypto", "go1.22", "1.22"),
        ("go1.25.1 (Red Hat 1.25.1-1.el10)", "go1.25.1", "1.25"),
        ("go1.21.4-1-openssl-fips", "go1.21.4", "1.21"),
        ("devel go1.28-3f5c8a5b21 Fri Nov 6 01:02:03 2026 +0000", "devel go1.28", "1.28"),
        ("go1.28-devel_3f5c8a5b21 Fri Nov 6 01:02:03 2026 +0000", "devel go1.28", "1.28"),
        ("go1.20", "go1.20", "1.20"),
        ("go1", "go1", "1.0"),
        ("go1.27.3\ntime 2026-11-03T17:12:05Z", "go1.27.3", "1.27"),
    ],
)
def test_every_spelling_gives_the_plain_name(text: str, plain: str, minor: str) -> None:
    assert (str(parsed(text)), parsed(text).minor) == (plain, minor)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "unknown",
        "devel +3f5c8a5 Tue",
        "1.27.3",
        "gopher",
        "go1.27.3.4",
        "go1.27x",
        "go1.27rc",
        "go" + "9" * 5000,
        "go version",
    ],
)
def test_what_names_no_release_is_none(text: str) -> None:
    assert Release.parse(text) is None


def test_suffixes_and_experiments_make_no_other_release() -> None:
    spellings = ("go1.26.6", "go1.26.6 X:arenas", "go1.26.6-X:arenas", "go1.26.6 (Red Hat 1.26.6-1.el10)")
    assert len({parsed(text) for text in spellings}) == 1


def test_a_line_without_patch_number_is_its_first_release() -> None:
    assert parsed("go1.20") == parsed("go1.20.0")


def test_releases_are_ordered_by_number_then_by_stage() -> None:
    ordered = [
        "go1.9.7",
        "go1.26.9",
        "devel go1.27-abc",
        "go1.27beta1",
        "go1.27rc1",
        "go1.27rc2",
        "go1.27.0",
        "go1.27.3",
        "go1.27.10",
    ]
    assert sorted(map(parsed, reversed(ordered))) == [parsed(text) for text in ordered]


def test_a_release_equals_nothing_but_a_release() -> None:
    assert parsed("go1.27.3") != "go1.27.3"


def test_a_release_cannot_be_compared_with_text() -> None:
    with pytest.raises(TypeError):
        _ = parsed("go1.27.3") < "go1.28"
