"""The C compiler finds the objects and libraries that every program is linked with.

Why
    crt1.o, libc and libpthread come with the C library's development files. Without them C is compiled and cannot be
    linked.

Looks at
    The places of these files, and where one is not found or something here needs C, a small program with C in it that go
    builds under this user's settings.

Fix
    Install the C library's development files: libc6-dev, glibc-devel, musl-dev.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, check
from goverify.facts.cgo.lacking_parts import lacking_part


@check(causes=("crt-missing",))
def start_files(ask: Ask) -> Iterator[Finding | Evidence]:
    yield from lacking_part(ask, "crt-missing", "library", "{what}, with which every program is linked")
