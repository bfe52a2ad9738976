"""There is a C compiler where cgo is on or the project needs it.

Why
    With cgo on, go hands C code, that of the standard library included, to a C compiler. Where none is found, go 1.20
    and later turn cgo off by themselves, and packages that hold C then seem to have no files; with CGO_ENABLED=1 every
    build that comes to package net, os/user or other C fails.

Looks at
    CGO_ENABLED, CC and the usual compiler of this release on PATH, and what here needs cgo: the project's own files,
    modules known to be C inside, GOFLAGS; the C++ compiler where there is C++. A host without a C compiler on which nothing needs one is in order.

Fix
    Install a C compiler; or unset CGO_ENABLED, or set it to 0, where nothing needs C.
"""

import re
import shlex
from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.cgo.compiler import compiler
from goverify.facts.cgo.findings import touched, touched_with_go
from goverify.facts.cgo.need import Need, cgo_needs
from goverify.facts.cgo.packages import install_compiler, package_of
from goverify.facts.cgo.switch import Switch, cgo_switch
from goverify.facts.ci import phrased
from goverify.facts.held import named, stands
from goverify.facts.path.entries import search_path, shown
from goverify.facts.path.hits import culprit
from goverify.facts.remedies import sudo
from goverify.facts.settings.in_force import setting
from goverify.host import Kind, System
from goverify.host.paths import Chain, Dead, command_names, follow, is_file

SHOWN = 3


@check(causes=("cc-missing", "cc-absent"))
def cc_missing(ask: Ask) -> Iterator[Finding | Evidence]:
    switch = ask(cgo_switch)
    if not switch.on and not switch.lacking:
        raise Unavailable(f"cgo is off: {switch.why}")
    cc = ask(compiler, "CC")
    if switch.lacking:
        yield _absent(ask, switch)
    elif cc.file is not None:
        yield Evidence(str(cc.file), f"is the C compiler that go starts{f', {cc.kind}' if cc.kind else ''}")
        yield from _without_cplusplus(ask)
    elif cc.held is None and switch.held is None:
        yield _absent(ask, switch._replace(lacking=cc.text))
    elif cc.held is None:
        yield _missing(ask, switch, cc.text)


def _absent(ask: Ask, switch: Switch) -> Finding:
    """Return the finding where go turned cgo off by itself: bad where the project or a flag cannot do without."""
    needs = ask(cgo_needs)
    demanded = next((need for need in needs if need.fatal and not need.code), None)
    wanted = demanded or next((need for need in needs if need.code), None)
    because = f", and {wanted.place} {wanted.why}" if wanted else ""
    return Finding(
        cause="cc-missing" if demanded else "cc-absent",
        subject=switch.lacking,
        message=f"PATH offers no {switch.lacking}{_dead(ask, switch.lacking)}, so cgo is off{because}",
        evidence=(Evidence("PATH", f"offers no {switch.lacking}"), *_wanting(needs), *_near(ask, switch.lacking)),
        fix=_opened(ask, switch.lacking)
        or _fix(
            ask,
            "Install a C compiler (gcc or clang)."
            if wanted
            else "Install a C compiler (gcc or clang) if C is to be compiled.",
        ),
        detail=_meaning(ask, switch, wanted),
        severity=None if demanded else _weight(needs),
        concerns=touched_with_go(ask) if demanded else touched(ask),
    )


def _meaning(ask: Ask, switch: Switch, wanted: Need | None) -> str:
    named_in_file = ask(setting, "CC")
    if named_in_file:
        return f"{named(named_in_file)} does not count for that: go looks at CC in the environment, or for {switch.lacking}."
    if wanted and wanted.code:
        return "Go then leaves out every file that holds C, and says that build constraints exclude all Go files."
    return "" if wanted else "Programs without C are built as ever, with Go's own resolver and user look-up."


def _weight(needs: tuple[Need, ...]) -> Severity | None:
    """Return how much the lack matters; None where it is only worth knowing."""
    if any(need.fatal for need in needs):
        return Severity.HIGH
    return Severity.MEDIUM if any(need.code for need in needs) else None


def _missing(ask: Ask, switch: Switch, name: str) -> Finding:
    assert switch.held is not None  # the caller has looked
    needs = [need for need in ask(cgo_needs) if need.code or need.fatal]
    instead = "" if needs else f" Or unset {switch.held.name}, and go turns cgo off by itself."
    return Finding(
        cause="cc-missing",
        subject=switch.held.name,
        message=f"{named(switch.held)} demands cgo, and PATH offers no C compiler: {name} is not found{_dead(ask, name)}",
        evidence=(
            *stands(ask, switch.held),
            Evidence("PATH", f"offers no {name}"),
            *_wanting(tuple(needs)),
            *_near(ask, name),
        ),
        fix=_opened(ask, name)
        or _fix(ask, f"Install a C compiler (gcc or clang), or set CGO_ENABLED=0 where nothing needs C.{instead}"),
        detail="Every build that comes to package net, os/user or other C fails.",
        concerns=touched_with_go(ask) if any(need.fatal for need in needs if not need.code) else touched(ask),
    )


def _without_cplusplus(ask: Ask) -> Iterator[Finding]:
    """Yield that the project holds C++ and nothing compiles it, while C is compiled."""
    cxx, need = ask(compiler, "CXX"), next((need for need in ask(cgo_needs) if need.cplusplus), None)
    if need is None or cxx.held or cxx.file:
        return
    package = package_of(ask, cxx.text)
    yield Finding(
        cause="cc-missing",
        subject=cxx.text,
        message=f"PATH offers no C++ compiler ({cxx.text}), and there is C++ beside {need.place}, so its package is not built",
        evidence=(Evidence("PATH", f"offers no {cxx.text}"), Evidence(need.place, "has C++ beside it")),
        fix=Fix(phrased(ask, f"Install the C++ compiler ({cxx.text})."), (package,) if package else ()),
        severity=Severity.HIGH if need.fatal else Severity.MEDIUM,
        concerns=touched(ask),
    )


def _fix(ask: Ask, summary: str) -> Fix:
    commands = install_compiler(ask)
    windows = ask.host.platform.system is System.WINDOWS
    path = " Put the folder of its gcc on PATH for good." if windows else ""
    return Fix(phrased(ask, summary + path), commands)


def _wanting(needs: tuple[Need, ...]) -> tuple[Evidence, ...]:
    return tuple(Evidence(need.place, need.why) for need in needs[:SHOWN])


def _near(ask: Ask, name: str) -> tuple[Evidence, ...]:
    """Return the entries of PATH that lead to a compiler as soon as they are written right."""
    found = ((entry, _mended(entry.text)) for entry in ask(search_path))
    return tuple(
        Evidence(f"the PATH entry {shown(entry.text)}", f"would lead to {name}, were it written {shown(text)}")
        for entry, text in found
        if text != entry.text and _leads(ask, text, name)
    )[:SHOWN]


def _mended(text: str) -> str:
    return re.sub(r"^[\s\"']+|[\s\"']+$", "", text)


def _leads(ask: Ask, text: str, name: str) -> bool:
    folder = ask.host.path(text)
    return folder.is_absolute() and any(is_file(ask.host, folder / file) for file in command_names(ask.host, name))


def _dead(ask: Ask, name: str) -> str:
    """Return what stands on PATH under a compiler's name and cannot be started, in brackets; empty where nothing does."""
    for chain in _standing(ask, name):
        if chain.dead in {Dead.DANGLING, Dead.LOOP} and culprit(ask.host, chain):
            return f" ({chain.start} is a link to {chain.end}, which is not there)"
        if _is_closed(ask, chain):
            return f" ({chain.start} is a file that this user may not execute)"
    return ""


def _standing(ask: Ask, name: str) -> Iterator[Chain]:
    """Yield what each folder of PATH holds under a compiler's name."""
    for entry in ask(search_path):
        for file in command_names(ask.host, name) if entry.folder else ():
            if entry.folder:
                yield follow(ask.host, entry.folder / file)


def _is_closed(ask: Ask, chain: Chain) -> bool:
    return chain.dead is None and chain.kind is Kind.FILE and not ask.host.access(chain.end, "x")


def _opened(ask: Ask, name: str) -> Fix | None:
    """Return how a compiler that is there comes to be started again: who installs it anew finds it installed."""
    closed = next((chain.end for chain in _standing(ask, name) if _is_closed(ask, chain)), None)
    if closed is None or ask.host.platform.system is System.WINDOWS:
        return None
    return Fix(f"Let everybody start {closed}.", (f"{sudo(ask, closed)}chmod a+rx {shlex.quote(str(closed))}",))
