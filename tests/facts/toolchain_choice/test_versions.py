"""Go versions: compared as cmd/go compares them, told from what is none."""

from itertools import pairwise

import pytest

from goverify.facts.toolchain_choice.versions import of_toolchain, version

RISING = (
    "1",
    "1.2",
    "1.19.13",
    "1.20rc1",
    "1.20",
    "1.20.1",
    "1.21",
    "1.21rc2",
    "1.21rc10",
    "1.21.0",
    "1.21.10",
    "1.22",
)
"""In the order of internal/gover's own tests."""


@pytest.mark.parametrize(("lower", "higher"), list(pairwise(RISING)))
def test_each_version_is_below_the_next(lower: str, higher: str) -> None:
    below, above = version(lower), version(higher)
    assert below is not None
    assert above is not None
    assert below < above


def test_before_1_21_the_name_of_a_language_is_its_first_release() -> None:
    assert version("1.20") == version("1.20.0")
    assert version("1.21") != version("1.21.0")


@pytest.mark.parametrize(
    "text", ["", "x", "1.", "1.25.x", "1.25.03", "01.2", "1.26.7rc1", "go1.25", "1.2.3.4", "-1", "1." + 5000 * "9"]
)
def test_what_is_no_version_is_none(text: str) -> None:
    assert version(text) is None


@pytest.mark.parametrize("name", ["go1.27.3", "go1.27.3-bigcorp", "go1.27.3 X:nodwarf5", "go1.27.3\tx"])
def test_a_packagers_suffix_makes_no_other_version(name: str) -> None:
    assert of_toolchain(name) == version("1.27.3")


@pytest.mark.parametrize(
    "name", ["local", "1.27.3", "gccgo-go1.28", "go1.27.3-../../x", "go", r"go1.2-a\b", "go1.25.x"]
)
def test_what_names_no_toolchain_is_none(name: str) -> None:
    assert of_toolchain(name) is None
