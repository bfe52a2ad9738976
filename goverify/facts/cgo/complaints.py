"""What the words mean with which a C compiler, its linker or go fail at a program with C in it.

The texts are those of gcc 4 to 15, binutils, clang, lld and Apple's tools under LC_ALL=C, and of cmd/cgo.
"""

import re
from typing import NamedTuple

from goverify.facts.cgo.trial import Trial
from goverify.facts.words import plain, words_of

LONGEST = 300

_Q = r"['\"`‘’]"

READINGS = (
    (
        "xcode-missing",
        r"xcrun: error: .*|xcode-select: (?:error|note): .*|.*(?:agreed|[Aa]greeing) to the Xcode\S* license.*|.*no developer tools were found.*",
    ),
    ("cc-foreign", r".*no such instruction.*"),
    (
        "cc-foreign",
        r".*[Aa]ssembler messages.*|.*file format not recognized.*|.*incompatible with .* output.*",
    ),
    (
        "cc-foreign",
        rf".*(?:unrecogni[sz]ed (?:command[- ]line )?|unsupported )option {_Q}-(?:m64|m32|marm|mthreads|arch){_Q}.*|.*64-bit mode not compiled in.*",
    ),
    (
        "cc-foreign",
        r".*unknown target triple.*|.*unrecogni[sz]ed emulation mode.*|.*wrong architecture.*|.*building for .* but attempting to link.*",
    ),
    (
        "linker-missing",
        rf".*(?:cannot (?:find|execute)|trying to exec|cannot exec) {_Q}(?P<what>ld(?:\.\w+)?|as|collect2){_Q}.*",
    ),
    ("linker-missing", rf".*invalid linker name in argument {_Q}-fuse-ld=(?P<what>[\w./-]+){_Q}.*"),
    ("linker-missing", r".*unable to execute command: Executable \"(?P<what>ld|as)[\w.]*\" doesn't exist.*"),
    (
        "cc-invalid",
        rf".*(?:cannot (?:find|execute)|trying to exec|cannot exec) {_Q}(?P<what>cc1\w*){_Q}.*|.*installation problem, cannot exec.*",
    ),
    (
        "cc-invalid",
        r".*cannot parse \S+ as ELF, Mach-O, PE.*|.*exec format error.*|.*error while loading shared libraries.*|.*C compiler .* not found.*",
    ),
    (
        "libc-headers-missing",
        rf".*?(?:fatal )?error: {_Q}?(?P<what>[\w./+-]+\.h){_Q}?(?: file not found|: No such file or directory).*",
    ),
    ("crt-missing", r".*cannot find (?P<what>\w*crt\w*\.o|-l(?:c|pthread|gcc|gcc_s|m|dl|resolv|mingw32|System)\b).*"),
    (
        "crt-missing",
        r".*(?:cannot open|no such file or directory:?) .*?(?P<what>\w*crt\w*\.o).*|.*unable to find library (?P<lib>-l(?:c|pthread|gcc|gcc_s))\b.*",
    ),
    ("crt-missing", r".*library (?:not found for )?(?P<what>-lSystem|'System').*"),
)
"""By cause; the first that fits wins. A group says what is lacking."""


class Complaint(NamedTuple):
    """What a failure comes from, as its words tell."""

    cause: str
    what: str
    """What is lacking; empty where the words do not name it."""
    quote: str


def complaint(trial: Trial) -> Complaint | None:
    """Return what a failed trial complains of; None where its words tell nothing."""
    text = words_of(trial.failed)
    for cause, pattern in READINGS:
        found = re.search(rf"^(?:{pattern})$", text, re.MULTILINE)
        if found:
            what = next((value for value in found.groupdict().values() if value), "")
            return Complaint(cause, plain(what), plain(found[0].strip())[:LONGEST])
    return None
