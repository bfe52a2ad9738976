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
from goverify.facts.cgo.findings import of_compiler, touched, touched_with_go, verdict
from goverify.facts.cgo.need import cgo_needs
from goverify.facts.cgo.packages import install_part, package_of
from goverify.facts.cgo.scripts import lost_by
from goverify.facts.cgo.switch import cgo_switch
from goverify.facts.cgo.xcode import tools_lacking
from goverify.facts.held import about_setting, as_written, named
from goverify.facts.path.entries import search_path
from goverify.facts.remedies import set_variable, unset_variable
from goverify.facts.settings.in_force import setting
from goverify.facts.taming import split_flags
from goverify.facts.tree import release_at_work
from goverify.host.paths import is_file, resolve

PROGRAMS = {
    Format.ELF: frozenset({"linux"}),
    Format.MACHO: frozenset({"darwin"}),
    Format.FAT: frozenset({"darwin"}),
    Format.PE: frozenset({"windows"}),
}
REFUSING = (1, 15, 0)
"""The first release that does (golang/go#38372)."""

RUNS_TOO = {"amd64": {"386"}, "arm64": {"arm", "amd64", "386"}}
"""What else a processor runs, or a system translates."""


@check(causes=("cc-invalid",))
def cc_invalid(ask: Ask) -> Iterator[Finding | Evidence]:
    refused = tuple(_refused(ask))
    if refused:
        yield from refused
        return
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
        finding = _broken(ask, cc, f"{cc.shown}, the C compiler that go starts, {why}", why)
        yield finding._replace(fix=_behind(ask, cc) or finding.fix)
    elif cc.file:
        yield from _tried(ask, cc)


def _refused(ask: Ask) -> Iterator[Finding]:
    """Yield what go refuses before it builds anything, with C in it or not (cmd/go/internal/work, BuildInit)."""
    host, release = ask.host, ask(release_at_work)
    if release and release.numbers < REFUSING:
        return
    for held in filter(None, (ask(setting, name) for name in ("CC", "CXX", "FC"))):
        words = split_flags(held.value)
        path = host.path(words[0]) if words else None
        if words is None:
            why = "has a quote that is not closed"
        elif path is not None and not path.is_absolute() and str(path) != path.name:
            why = f"names {words[0]} by a relative path, which go refuses"
        else:
            continue
        yield about_setting(
            ask,
            "cc-invalid",
            held,
            f"{named(held)} {why}, so every build fails",
            remedy="Or give it an absolute path, written out.",
            detail="So it is where nothing has C in it, too.",
            severity=Severity.CRITICAL,
            concerns=touched_with_go(ask),
        )


def _fault(ask: Ask, cc: Compiler) -> str:
    """Return why a compiler cannot be started, as the end of a sentence; empty where nothing shows that."""
    if not cc.words:
        return "names nothing"
    if cc.file is None:
        hint = ": a path with a blank in it needs quotes" if _split_path(cc) else ""
        return f"names {cc.words[0]}, which is no program that this user can start{hint}"
    if cc.real is None:
        return f"names the launcher {cc.words[0]}, and the compiler behind it is not found"
    return _foreign_file(ask, cc)


def _split_path(cc: Compiler) -> str:
    """Return the path that a value without quotes was meant to be, where it looks like one that holds a blank."""
    blank = " ".join(cc.words) if cc.words and len(cc.words) > 1 else ""
    return blank if "/" in blank.replace("\\", "/").partition(" ")[2] and "-" not in blank else ""


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
    missing = name if cc.file is None or name not in LAUNCHERS else next(iter((cc.words or ())[1:]), "")
    package = package_of(ask, ask.host.path(missing).name) if missing else ""
    whole = _split_path(cc) if cc.file is None else ""
    remedy = f"Or install it: {package}" if package else "Or name a compiler that is there."
    cplusplus = cc.variable == "CXX"
    needed = any(need.cplusplus for need in ask(cgo_needs))
    return about_setting(
        ask,
        "cc-invalid",
        cc.held,
        f"{named(cc.held)} {why}",
        remedy=f"Or put quotes around the path, inside of those of the shell: {cc.variable}=\"'{whole}'\""
        if whole
        else remedy,
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
    what = f"cannot start {found.what}, the compiler proper" if found.what else f"compiles nothing: {found.quote}"
    finding = _broken(ask, cc, f"{cc.shown} {what}", found.quote)
    if cc.held and cc.held in found.guilty:
        unset = unset_variable(ask, cc.held)
        finding = finding._replace(
            fix=Fix(f"{unset.summary} Without it a program with C in it is built.", unset.commands)
        )
    yield finding


def _broken(ask: Ask, cc: Compiler, message: str, quote: str) -> Finding:
    commands = install_part(ask, "compiler", cc.real.name if cc.real else "")
    fix = Fix("Install the C compiler again, with all its packages.", commands)
    if cc.held:
        unset = unset_variable(ask, cc.held)
        message = f"{message} ({as_written(cc.held)} in {cc.held.place})"
        fix = Fix(f"{fix.summary} Or: {unset.summary}", commands or unset.commands)
    return of_compiler(ask, "cc-invalid", message, (Evidence(str(cc.file or cc.text), quote),), fix)


def _behind(ask: Ask, cc: Compiler) -> Fix | None:
    """Return how to come to the compiler that a stand-in hides: one that comes later on PATH and is another file."""
    if cc.file is None or not cc.words:
        return None
    folders = [entry.folder for entry in ask(search_path) if entry.folder and entry.folder != cc.file.parent]
    places = (folder / cc.file.name for folder in folders)
    others = (place for place in places if is_file(ask.host, place) and ask.host.access(place, "x"))
    other = next((place for place in others if resolve(ask.host, place) != cc.real), None)
    if other is None:
        return None
    summary = f"Remove {cc.file}, which hides {other}, or mend what it leads to. Until then name the other one."
    return Fix(summary, (set_variable(ask, cc.variable, other),))
