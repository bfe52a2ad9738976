"""The agreement on the corpus: build info, build ID and linkage of every binary are what go and the libraries see.

Where go sees less, `goverify.binfmt.visibility` says so beforehand, from the facts, and for the release that is asked.
"""

from pathlib import Path

import pytest

from goverify.binfmt import Binary, Format
from goverify.binfmt.visibility import missed_by
from goverify.inspected import Row, State
from goverify.render.inspect_lines import line
from goverify.render.style import Style
from tests.binfmt.go_output import as_go_prints, identified_file
from tests.binfmt.oracles import ours, theirs
from tests.corpus.differences import MISSED
from tests.corpus.recipes import OLDEST, RELEASES
from tests.corpus.reference import build_ids, references
from tests.corpus.whole import Corpus, corpus
from tests.trees import NEWER, NoTree

pytestmark = pytest.mark.corpus

FEWEST = 500
"""Binaries of Go that there are wherever the releases can be had at all."""


@pytest.fixture(scope="module", name="whole")
def _whole() -> Corpus:
    try:
        return corpus()
    except NoTree as why:
        pytest.skip(f"needs whole Go releases: {why}")


@pytest.fixture(scope="module", name="answers")
def _answers(whole: Corpus) -> dict[Path, Binary]:
    return {file: identified_file(file) for file in whole.files}


def test_hundreds_of_them_are_of_go(answers: dict[Path, Binary]) -> None:
    assert sum(binary.go is not None for binary in answers.values()) >= FEWEST


def test_a_line_is_the_same_however_much_was_read(answers: dict[Path, Binary]) -> None:
    style = Style.fitting(100, colour=False, unicode=False)
    for file, whole in answers.items():
        brief = identified_file(file, brief=True)
        rows = [Row(str(file), named=False, state=State.READ, binary=binary) for binary in (brief, whole)]
        assert line(rows[0], style) == line(rows[1], style)


def test_every_format_that_go_can_make_is_among_them(answers: dict[Path, Binary]) -> None:
    made = {Format.ELF, Format.MACHO, Format.FAT, Format.PE, Format.XCOFF, Format.PLAN9, Format.WASM, Format.ARCHIVE}
    assert made <= {binary.format for binary in answers.values()}


def test_all_of_them_could_be_had(whole: Corpus) -> None:
    if whole.lacking:
        pytest.skip(f"the corpus lacks {len(whole.lacking)}: {'; '.join(whole.lacking)}")


@pytest.mark.parametrize("which", [*RELEASES, "PATH"])
def test_build_info_is_what_go_prints_unless_foreseen(which: str, whole: Corpus, answers: dict[Path, Binary]) -> None:
    reference = references(whole).get(which)
    if reference is None:
        pytest.skip("no go on PATH that works")
    printed = reference.build_info(answers)
    for file, binary in answers.items():
        why = missed_by(binary, reference.minor)
        foreseen = as_go_prints(binary.go) if binary.go and not why else []
        assert printed.get(file, []) == foreseen, f"{whole.name(file)}: {why}"


@pytest.mark.parametrize("release", RELEASES)
def test_what_go_misses_is_this_and_nothing_else(release: str, whole: Corpus, answers: dict[Path, Binary]) -> None:
    reference = references(whole)[release]
    printed = reference.build_info(answers)
    missed = {(binary.format, file.name) for file, binary in answers.items() if binary.go and file not in printed}
    plan9 = {pair for pair in missed if pair[0] is Format.PLAN9}  # by chance, which is foreseen file by file
    made_here = {pair for pair in MISSED[reference.minor] if pair[1] in {file.name for file in answers}}
    assert missed - plan9 == made_here


@pytest.mark.parametrize("release", [NEWER, OLDEST])
def test_build_id_is_what_go_prints(release: str, whole: Corpus, answers: dict[Path, Binary]) -> None:
    for file, printed in build_ids(whole, release, answers):
        assert (printed or b"") == _printed(answers[file]), whole.name(file)


def _printed(binary: Binary) -> bytes:
    """Return what `go tool buildid` has to print: Go's own ID, else the raw bytes of the GNU linker's; of the first slice."""
    if binary.slices:
        return _printed(binary.slices[0].binary)
    if binary.go_build_id is None and binary.gnu_build_id:
        return bytes.fromhex(binary.gnu_build_id)
    return (binary.go_build_id or "").encode()


@pytest.mark.parametrize("form", [Format.ELF, Format.MACHO, Format.PE])
def test_linkage_is_what_the_libraries_see(form: Format, whole: Corpus, answers: dict[Path, Binary]) -> None:
    for file, binary in answers.items():
        if binary.format is form and not binary.problem:
            assert ours(binary) == theirs(form, file), whole.name(file)
