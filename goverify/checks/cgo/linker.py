"""The C compiler finds its assembler and its linker.

Why
    gcc and clang hand their work to as and ld, which come in a package of their own (binutils). A linker that
    -fuse-ld names is a further program.

Looks at
    The places of both, and where one is not found or something here needs C, a small program with C in it that go builds
    under this user's settings.

Fix
    Install binutils, or the linker that the flag names; or take the flag away.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, check
from goverify.facts.cgo.lacking_parts import lacking_part


@check(causes=("linker-missing",))
def linker(ask: Ask) -> Iterator[Finding | Evidence]:
    yield from lacking_part(ask, "linker-missing", "linker", "{what}, to which it hands its work")
