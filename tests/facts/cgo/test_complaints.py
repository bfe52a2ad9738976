"""facts.cgo.complaints: what compilers, linkers and Apple's stand-ins say, and the cause that their words name."""

from pathlib import PurePosixPath

import pytest

from goverify.facts.cgo.complaints import complaint
from goverify.facts.cgo.trial import Trial
from goverify.host import Completed


def cause(words: str) -> str:
    """Return the cause that a build's words name, empty where they name none."""
    said = complaint(Trial(Completed(1, stderr=f"# runtime/cgo\n{words}\n"), None, None, PurePosixPath("/x")))
    return said.cause if said else ""


@pytest.mark.parametrize(
    "words",
    [
        "xcrun: error: invalid active developer path (/Library/Developer/CommandLineTools), missing xcrun at: /x",
        "xcode-select: note: No developer tools were found, requesting install.",
        "You have not agreed to the Xcode license agreements. Please run 'sudo xcodebuild -license' from a Terminal.",
        "Agreeing to the Xcode/iOS license requires admin privileges, please run “sudo xcodebuild -license”.",
    ],
)
def test_apples_stand_ins_ask_for_the_tools_or_the_licence(words: str) -> None:
    assert cause(words) == "xcode-missing"


@pytest.mark.parametrize(
    "words",
    [
        "cc1.exe: sorry, unimplemented: 64-bit mode not compiled in",
        "clang: error: unsupported option '-mthreads' for target 'x86_64-pc-windows-msvc'",
        "gcc: error: unrecognized command-line option ‘-mthreads’; did you mean ‘-pthread’?",
    ],
)
def test_compilers_for_another_machine_do_not_know_its_flags(words: str) -> None:
    assert cause(words) == "cc-foreign"


def test_what_is_wrong_with_the_program_is_no_complaint_of_the_compiler() -> None:
    assert cause("main.go:7:2: error: 'x' undeclared (first use in this function)") == ""
