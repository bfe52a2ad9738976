"""The operating system and the Go release support each other.

Why
    Each Go release needs a system that was current when it came out: its programs make calls that older ones do not
    have. And a newer system may refuse programs of an old release: macOS 26 starts none of Go before 1.24 by itself.

Looks at
    The release of the kernel and of the go that answers, in a table made from Go's list of minimum requirements. Where
    go builds and runs a program all the same, it is only said.

Fix
    Update the system, or install a Go release that fits it.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.build import probe_loop
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned
from goverify.facts.machine.os_support import Support, last_supported, os_support


@check(causes=("os-too-old", "release-too-old-for-os"))
def system_release(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(answering_go)
    support = ask(os_support)
    if support is None:
        raise Unavailable("the release of go is not known")
    platform = ask.host.platform
    if support.need:
        last = last_supported(platform.system, platform.kernel)
        other = f", or install Go {last}, the last that supports this one" if last else ""
        what = f"{support.release} needs {support.need.name} or later"
        yield _finding(ask, "os-too-old", what, f"Update the system{other}.")
    elif support.refusal:
        first = ".".join(map(str, support.refusal.release))
        here = f"{support.refusal.name} and later start no programs of Go before {first}"
        what = f"{here}, such as {support.release}: {support.refusal.why}"
        yield _finding(ask, "release-too-old-for-os", what, f"Install Go {first} or later.")
    else:
        yield Evidence(str(ask(answering_go).found), f"{support.release} supports {platform.name} ({platform.kernel})")


def _finding(ask: Ask, cause: str, what: str, remedy: str) -> Finding:
    go, platform = ask(answering_go), ask.host.platform
    return Finding(
        cause=cause,
        subject=go.found,
        message=f"{what}, and this is {platform.name} (kernel {platform.kernel})",
        evidence=(Evidence("the kernel", platform.kernel), Evidence(str(go.found), str(_release(ask)))),
        fix=Fix(remedy),
        severity=Severity.LOW if _works(ask) else None,
        concerns=concerned(ask),
    )


def _release(ask: Ask) -> object:
    support: Support | None = ask(os_support)
    return support.release if support else "unknown"


def _works(ask: Ask) -> bool:
    """Tell whether go built a program here that ran: then nothing was refused."""
    try:
        return ask(probe_loop).ok
    except (Unavailable, OSError):
        return False
