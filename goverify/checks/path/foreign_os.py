"""The go on PATH belongs to this operating system.

Why
    Under WSL, PATH also lists the folders of Windows. Its go.exe is not what `go` starts, and where it is called by
    its whole name it builds for Windows, with the settings and paths of Windows.

Looks at
    The operating system that the answering go file is made for; where no go answers, any go.exe that PATH reaches.

Fix
    Install Go for this system and put it on PATH.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, check
from goverify.facts.go_commands import GoCommand, go_commands
from goverify.facts.installations import best_installation
from goverify.facts.remedies import DOWNLOADS
from goverify.facts.shells import prepend_to_path
from goverify.facts.standing import foreign_programs
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
        yield _finding(ask, program, message, ("PATH",))


def _answering(ask: Ask, go: GoCommand, made_for: str) -> Finding:
    here = NAMES[ask.host.platform.system.goos]
    behind = f" (the file {go.file})" if go.file != go.found else ""
    message = f"{go.found}{behind} is made for {NAMES.get(made_for, made_for)}, this is {here}"
    return _finding(ask, go.file, message, ("PATH", go.found, go.file.parent.parent))


def _finding(ask: Ask, subject: Subject, message: str, concerns: tuple[Subject, ...]) -> Finding:
    system = NAMES[ask.host.platform.system.goos]
    best = ask(best_installation)
    if best is not None:
        fix = Fix(f"Put the Go for {system} in {best.root} first on PATH.", (prepend_to_path(ask, best.go.parent),))
    else:
        command = ask(install_command)
        fix = Fix(f"Install Go for {system} from {DOWNLOADS}.", (command,) if command else ())
    return Finding(
        cause="go-foreign-os",
        subject=subject,
        message=message,
        evidence=(Evidence(str(subject), "is made for another operating system"),),
        fix=fix,
        severity=Severity.CRITICAL,
        concerns=concerns,
    )
