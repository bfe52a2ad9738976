"""The compilers of macOS lead to developer tools that are there.

Why
    The programs in /usr/bin named clang, gcc and git only hand on to Xcode or to the command line tools. An update of
    macOS can remove these; then C is not compiled ("invalid active developer path"), and go fails to read the state of
    repositories.

Looks at
    DEVELOPER_DIR, the link that xcode-select keeps, the folders that the system tries without one, and the compiler and
    SDK in there. None of the programs is started, since without the tools each of them opens an installer.

Fix
    Install the command line tools, or choose another Xcode.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.cgo.compiler import compiler
from goverify.facts.cgo.findings import touched, verdict
from goverify.facts.cgo.need import cgo_needs
from goverify.facts.cgo.packages import TOOLS
from goverify.facts.cgo.switch import cgo_switch
from goverify.facts.cgo.tools_remedy import tools_remedy
from goverify.facts.cgo.trial import cgo_trial
from goverify.facts.cgo.xcode import DeveloperTools, developer_tools, is_stand_in, tools_lacking
from goverify.host import System


@check(causes=("xcode-missing",), systems=(System.MACOS,))
def xcode(ask: Ask) -> Iterator[Finding | Evidence]:
    switch, tools = ask(cgo_switch), ask(developer_tools)
    if not switch.on:
        raise Unavailable(f"cgo is off: {switch.why}")
    cc = ask(compiler, "CC")
    if tools is None or not is_stand_in(ask, cc):
        raise Unavailable("the C compiler is none of the system's own")
    if ask(tools_lacking):
        yield _finding(ask, tools, _what(tools), ())
        return
    said = _refused(ask)
    if said:
        yield _finding(ask, tools, "do not work", (Evidence(str(cc.file), said),))
    else:
        yield Evidence(str(tools.folder), f"holds {tools.clang} and {tools.sdk}")


def _refused(ask: Ask) -> str:
    """Return what the tools themselves say against it, such as a licence that nobody has agreed to; else empty."""
    try:
        ask(cgo_trial)
        found = ask(verdict)
    except Unavailable:
        return ""
    return found.quote if found and found.cause == "xcode-missing" else ""


def _what(tools: DeveloperTools) -> str:
    if tools.clang is None:
        return "have no clang" if tools.sdk else "are not installed"
    return "have no SDK of macOS"


def _finding(ask: Ask, tools: DeveloperTools, what: str, more: tuple[Evidence, ...]) -> Finding:
    needed = any(need.code or need.fatal for need in ask(cgo_needs))
    place = f"{tools.folder}, which {tools.by} names," if tools.chosen else f"{tools.folder}"
    return Finding(
        cause="xcode-missing",
        subject=tools.folder,
        message=f"the Xcode command line tools {what}: {place} holds no whole set of them, "
        f"and {ask(compiler, 'CC').shown} leads there",
        evidence=(Evidence(tools.by, str(tools.folder)), *more),
        fix=_licence() if what == "do not work" else tools_remedy(ask, tools),
        detail='Builds with C in it end in "xcrun: error: invalid active developer path".',
        severity=None if needed or tools.chosen else Severity.LOW,
        concerns=touched(ask),
    )


def _licence() -> Fix:
    return Fix("Accept the licence, or install the tools anew.", ("sudo xcodebuild -license accept", *TOOLS))
