"""facts.release_lists: what real releases know is read from their own source."""

from functools import cache

import pytest

from goverify.facts import Facts
from goverify.facts.release_lists import (
    VARIABLES,
    default_of,
    documents_flag,
    experiments,
    known_variables,
    knows_database,
    listed_targets,
)
from goverify.facts.settings.goflags import FLAGS
from tests.hosts import boring
from tests.trees import NEWER, OLDER, go_tree

FILES = (
    "go.env",
    "src/internal/cfg/cfg.go",
    "src/internal/goexperiment/flags.go",
    "src/internal/platform/zosarch.go",
    "src/cmd/go/alldocs.go",
    "src/cmd/go/internal/test/flagdefs.go",
    "src/cmd/go/internal/modfetch/key.go",
    "src/cmd/go/internal/modfetch/sumdb.go",
)


@cache
def sources(version: str) -> dict[str, str]:
    """Return the files of a real release that name what it knows."""
    root = go_tree(version)
    return {f"/usr/local/go/{name}": (root / name).read_text("utf-8") for name in FILES}


def asking(version: str) -> Facts:
    """Return the facts of a host with a release's own source."""
    return Facts(boring("linux").but(files=sources(version)))


@pytest.mark.parametrize("version", [NEWER, OLDER])
def test_the_variables_of_a_release_are_among_those_that_are_known_beforehand(version: str) -> None:
    assert asking(version)(known_variables) == VARIABLES


@pytest.mark.parametrize("version", [NEWER, OLDER])
def test_the_experiments_are_the_fields_of_its_flags(version: str) -> None:
    found = asking(version)(experiments)
    assert found
    assert {"fieldtrack", "boringcrypto", "jsonv2", "heapminimum512kib"} <= found
    assert "rangefunc" not in found


def test_the_targets_are_all_that_it_builds_for() -> None:
    found = asking(NEWER)(listed_targets)
    assert found
    assert {("linux", "amd64"), ("darwin", "arm64"), ("js", "wasm"), ("linux", "386")} <= found
    assert len(found) > 40


@pytest.mark.parametrize("name", ["trimpath", "toolexec", "fuzztime", "skip"])
def test_a_flag_is_known_by_the_help_texts(name: str) -> None:
    assert asking(NEWER)(documents_flag, name)


def test_what_no_text_names_is_no_flag() -> None:
    assert not asking(NEWER)(documents_flag, "bogus")
    assert "bogus" not in FLAGS


def test_the_default_database_is_one_whose_key_is_known() -> None:
    ask = asking(NEWER)
    assert ask(knows_database, ask(default_of, "GOSUMDB"))
    assert not ask(knows_database, "other.example")


def test_releases_without_a_go_env_file_have_their_defaults_in_the_source() -> None:
    source = '\tGOPROXY    = envOr("GOPROXY", "https://mirror.example,direct")\n\tGOSUMDB    = envOr("GOSUMDB", "")\n'
    tree = "/usr/local/go"
    ask = Facts(boring("linux").but(files={f"{tree}/go.env": None, f"{tree}/src/cmd/go/internal/cfg/cfg.go": source}))
    assert (ask(default_of, "GOPROXY"), ask(default_of, "GOSUMDB")) == ("https://mirror.example,direct", "")


def test_without_a_source_nothing_is_listed() -> None:
    ask = Facts(boring("linux"))
    assert ask(experiments) is None
    assert ask(listed_targets) is None
    assert ask(known_variables) == VARIABLES
    assert ask(documents_flag, "bogus")
