"""The C compiler finds the headers of the C library.

Why
    Distributions keep them in a package of their own. Without it the compiler runs and compiles nothing, and with cgo on
    even a program that only imports package net fails, in runtime/cgo.

Looks at
    The places of the headers, and where one is not found or something here needs C, a small program with C in it that go
    builds under this user's settings.

Fix
    Install the package of headers: libc6-dev, glibc-devel, musl-dev.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, check
from goverify.facts.cgo.lacking_parts import lacking_part


@check(causes=("libc-headers-missing",))
def headers(ask: Ask) -> Iterator[Finding | Evidence]:
    yield from lacking_part(ask, "libc-headers-missing", "library", "the header {what} of the C library")
