"""The C compiler that go is told to use is there and runs.

Why
    CC and CXX outlive what they name: a compiler that was removed, a launcher that is not installed here, a folder of
    another machine. Every build with C in it then fails.

Looks at
    CC and CXX taken apart as go does, what their first words lead to, and the file behind links and launchers: whether
    it is a program for this machine. The compiler's own parts, as far as a program with C in it shows that they work.

Fix
    Unset the variable, or install what it names.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.binfmt import Format
from goverify.facts.cgo.compiler import LAUNCHERS, Compiler, compiler
from goverify.facts.cgo.findings import of_compiler, touched, verdict
from goverify.facts.cgo.need import cgo_needs
from goverify.facts.cgo.packages import install_part, package_of
from goverify.facts.cgo.scripts import lost_by
from goverify.facts.cgo.switch import cgo_switch
from goverify.facts.cgo.xcode import tools_lacking
from goverify.facts.held import about_setting, as_written, named
from goverify.facts.remedies import unset_variable

PROGRAMS = {
    Format.ELF: frozenset({"linux"}),
    Format.MACHO: frozenset({"darwin"}),
    Format.FAT: frozenset({"darwin"}),
    Format.PE: frozenset({"windows"}),
}
RUNS_TOO = {"amd64": {"386"}, "arm64": {"arm", "amd64", "386"}}
"""What else a processor runs, or a system translates."""


@check(causes=("cc-invalid",))
def cc_invalid(ask: Ask) -> Iterator[Finding | Evidence]:
    switch = ask(cgo_switch)
    if not switch.on:
        raise Unavailable(f"cgo is off: {switch.why}")
    if ask(tools_lacking):
        raise Unavailable("the compilers of this system lead to developer tools that are not there")
    cplusplus = ask(compiler, "CXX")
    if cplusplus.held and (why := _fault(ask, cplusplus)):
        yield _named_in_vain(ask, cplusplus, why)
    cc = ask(compiler, "CC")
    why = _fault(ask, cc) if cc.held or cc.file else ""
    if why and cc.held:
        yield _named_in_vain(ask, cc, why)
    elif why:
        yield _broken(ask, cc, f"{cc.shown}, the C compiler that go starts, {why}", why)
    elif cc.file:
        yield from _tried(ask, cc)


def _fault(ask: Ask, cc: Compiler) -> str:
    """Return why a compiler cannot be started, as the end of a sentence; empty where nothing shows that."""
    if cc.words is None:
        return "has a quote that is not closed"
    if not cc.words:
        return "names nothing"
    if cc.file is None:
        blank = " ".join(cc.words) if len(cc.words) > 1 else ""
        spaced = blank and "/" in blank.replace("\\", "/").partition(" ")[2]
        hint = ": a path with a blank in it needs quotes" if spaced and "-" not in blank else ""
        return f"names {cc.words[0]}, which is no program that this user can start{hint}"
    if cc.real is None:
        return f"names the launcher {cc.words[0]}, and the compiler behind it is not found"
    return _foreign_file(ask, cc)


def _foreign_file(ask: Ask, cc: Compiler) -> str:
    binary, platform = cc.binary, ask.host.platform
    if binary is None or cc.real is None:
        return ""
    if binary.format is Format.SCRIPT:
        lost = lost_by(ask, cc.real)
        return f"leads to the script {cc.real}, which needs {lost}, and that is not there" if lost else ""
    if binary.format is Format.EMPTY:
        return f"leads to {cc.real}, which is empty"
    own = platform.system.goos
    if binary.format in PROGRAMS and own not in PROGRAMS[binary.format] and not (platform.wsl and own == "linux"):
        return f"leads to {cc.real}, a program for {binary.system or 'another system'}"
    fitting = {platform.arch, *RUNS_TOO.get(platform.arch, ())}
    if binary.architectures and fitting.isdisjoint(binary.architectures):
        return f"leads to {cc.real}, a program for {binary.architectures[0]} processors"
    return ""


def _named_in_vain(ask: Ask, cc: Compiler, why: str) -> Finding:
    assert cc.held is not None  # the callers have looked
    name = cc.words[0] if cc.words else ""
    missing = name if cc.file is None or name not in LAUNCHERS else (cc.words or ("", ""))[1]
    package = package_of(ask, ask.host.path(missing).name) if missing else ""
    cplusplus = cc.variable == "CXX"
    needed = any(need.cplusplus for need in ask(cgo_needs))
    return about_setting(
        ask,
        "cc-invalid",
        cc.held,
        f"{named(cc.held)} {why}",
        remedy=f"Or install it: {package}" if package else "Or name a compiler that is there.",
        detail=f"Every build with {'C++' if cplusplus else 'C'} in it fails, while cgo is on.",
        severity=Severity.LOW if cplusplus and not needed else None,
        evidence=(Evidence("PATH" if cc.file is None else str(cc.file), why),),
        concerns=touched(ask),
    )


def _tried(ask: Ask, cc: Compiler) -> Iterator[Finding | Evidence]:
    try:
        found = ask(verdict)
    except Unavailable:
        yield Evidence(str(cc.file), f"leads to {cc.real}")
        return
    if found is None or found.cause != "cc-invalid":
        yield Evidence(str(cc.file), f"leads to {cc.real}")
        return
    what = f"cannot start {found.what}, the compiler proper" if found.what else "compiles nothing"
    yield _broken(ask, cc, f"{cc.shown} {what}", found.quote)


def _broken(ask: Ask, cc: Compiler, message: str, quote: str) -> Finding:
    commands = install_part(ask, "compiler", cc.real.name if cc.real else "")
    fix = Fix("Install the C compiler again, with all its packages.", commands)
    if cc.held:
        unset = unset_variable(ask, cc.held)
        message = f"{message} ({as_written(cc.held)} in {cc.held.place})"
        fix = Fix(f"{fix.summary} Or: {unset.summary}", commands or unset.commands)
    return of_compiler(ask, "cc-invalid", message, (Evidence(str(cc.file or cc.text), quote),), fix)
