"""The Go that the project asks for can be had here.

Why
    A go from 1.21 on gives way to the release that go.mod or go.work asks for: to a command of that name on PATH, to
    the one in the module cache, else to one that it downloads first. Where it cannot, every go command in the folder
    fails, `go version` too. Even what lies in the module cache counts only when the checksum database vouches for it.

Looks at
    PATH, the module cache with the hashes and the database's answers that go keeps there, GOTOOLCHAIN, GOPROXY,
    GONOPROXY, GOSUMDB, GONOSUMDB; a folder that GOPROXY names. Without --online the network is not asked, and a
    release that would have to be downloaded is told as information alone.

Fix
    Install the release, or remove what forbids the download.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, check
from goverify.facts.toolchain_choice.choosing import toolchain_choice
from goverify.facts.toolchain_choice.existence import why_none
from goverify.facts.toolchain_choice.findings import blocked_finding
from goverify.facts.toolchain_choice.words import told


@check(causes=("toolchain-blocked",))
def blocked(ask: Ask) -> Iterator[Finding | Evidence]:
    choice = ask(toolchain_choice)
    if choice.decided and choice.reach.possible is not True and not why_none(choice):
        yield blocked_finding(ask, choice, choice.decided)
    else:
        yield Evidence("the choice of a Go", told(choice))
