"""The go on PATH belongs to this operating system.

Why
    Under WSL, PATH also lists the folders of Windows. Its go.exe is not what `go` starts, and where it is called by
    its whole name it builds for Windows, with the settings and paths of Windows.

Looks at
    The operating system that the answering go file is made for; where no go answers, any go.exe that PATH reaches.

Fix
    Replace the tree by the release for this system, or install one and put it first on PATH.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, check
from goverify.facts.go_commands import GoCommand, go_commands
from goverify.facts.goroot import by_location
from goverify.facts.installations import best_installation
from goverify.facts.remedies import DOWNLOADS, reinstall
from goverify.facts.shells import prepend_to_path
from goverify.facts.standing import foreign_programs
from goverify.facts.steady_folders import steady_folder
from goverify.facts.surroundings import install_command
from goverify.model import Subject

NAMES = {"linux": "Linux", "darwin": "macOS", "windows": "Windows", "freebsd": "FreeBSD"}


@check(causes=("go-foreign-os",))
def foreign_os(ask: Ask) -> Iterator[Finding | Evidence]:
    platform = ask.host.platform
    commands = ask(go_commands)
    if commands:
        first = commands[0]
        made_for = first.binary.system if first.binary else None
        yield Evidence(str(first.found), f"is made for {NAMES.get(made_for or '', made_for or 'no system')}")
        if made_for and made_for != platform.system.goos:
            yield _answering(ask, first, made_for)
        return
    for program in ask(foreign_programs)[:1]:
        what = "the go.exe of Windows" if platform.wsl else "a go.exe, which is made for Windows"
        message = f"The only Go that PATH leads to is {program}, {what}; `go` does not start it"
        yield _finding(ask, program, message, ("PATH",), None)


def _answering(ask: Ask, go: GoCommand, made_for: str) -> Finding:
    here = NAMES[ask.host.platform.system.goos]
    behind = f" (the file {go.file})" if go.file != go.found else ""
    message = f"{go.found}{behind} is made for {NAMES.get(made_for, made_for)}, this is {here}"
    return _finding(ask, go.file, message, ("PATH", go.found, go.file.parent.parent), go)


def _finding(
    ask: Ask, subject: Subject, message: str, concerns: tuple[Subject, ...], answering: GoCommand | None
) -> Finding:
    return Finding(
        cause="go-foreign-os",
        subject=subject,
        message=message,
        evidence=(Evidence(str(subject), "is made for another operating system"),),
        fix=_fix(ask, answering),
        severity=Severity.CRITICAL,
        concerns=concerns,
    )


def _fix(ask: Ask, answering: GoCommand | None) -> Fix:
    """Return where a go for this system is, or comes from; one that answers keeps any other from being asked."""
    system = NAMES[ask.host.platform.system.goos]
    best = ask(best_installation)
    if best is not None:
        return Fix(
            f"Put the Go for {system} in {best.root} first on PATH.", (prepend_to_path(ask, steady_folder(ask, best)),)
        )
    root = by_location(ask.host, answering) if answering else None
    if answering and root:
        return reinstall(ask, root, answering.release)
    command = ask(install_command)
    first = f"Remove {answering.found}, and install" if answering else "Install"
    return Fix(f"{first} Go for {system} from {DOWNLOADS}.", (command,) if command else ())
