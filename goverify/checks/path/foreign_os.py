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
from goverify.facts.executable import executable
from goverify.facts.file_remedies import path_word
from goverify.facts.go_commands import GoCommand, go_commands
from goverify.facts.goroot import by_location
from goverify.facts.managers.choosing import pursuit
from goverify.facts.path.standing import foreign_programs
from goverify.facts.provenance.installations import best_installation
from goverify.facts.provenance.steady_folders import steady_folder
from goverify.facts.provenance.wrappers import HAND_WRITTEN
from goverify.facts.remedies import DOWNLOADS, reinstall, sudo
from goverify.facts.surroundings import install_command
from goverify.facts.variables.shells import prepend_to_path
from goverify.host.paths import follow
from goverify.model import Subject

NAMES = {"linux": "Linux", "darwin": "macOS", "windows": "Windows", "freebsd": "FreeBSD"}


@check(causes=("go-foreign-os",))
def foreign_os(ask: Ask) -> Iterator[Finding | Evidence]:
    platform = ask.host.platform
    commands = ask(go_commands)
    if commands:
        first = commands[0]
        made_for = _system_behind(ask, first)
        yield Evidence(str(first.found), f"is made for {NAMES.get(made_for or '', made_for or 'no system')}")
        if made_for and made_for != platform.system.goos:
            yield _answering(ask, first, made_for)
        return
    for program in ask(foreign_programs)[:1]:
        what = "the go.exe of Windows" if platform.wsl else "a go.exe, which is made for Windows"
        message = f"The only Go that PATH leads to is {program}, {what}; `go` does not start it"
        yield _finding(ask, program, message, ("PATH",), None)


def _system_behind(ask: Ask, go: GoCommand) -> str | None:
    """Return the system that the go file is made for, or the one that a script leads to."""
    end = ask(pursuit, go.found).go if go.wrapper in HAND_WRITTEN else None
    try:
        binary = ask(executable, follow(ask.host, end).end) if end else go.binary
    except OSError:
        return None
    return binary.system if binary else None


def _answering(ask: Ask, go: GoCommand, made_for: str) -> Finding:
    here = NAMES[ask.host.platform.system.goos]
    behind = f" (the file {go.file})" if go.file != go.found else ""
    if go.wrapper:
        behind = f", a script, starts {ask(pursuit, go.found).go}, which"
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
    # A whole tree of another system is in use there, and stays.
    if answering and root and not answering.file.name.endswith(".exe"):
        return reinstall(ask, root, answering.release)
    first = f"Remove {answering.found}, and install" if answering else "Install"
    commands = [ask(install_command)]
    if answering and (answering.wrapper or answering.chain.hops):
        commands.insert(0, f"{sudo(ask, answering.found)}rm {path_word(ask.host, answering.found)}")
    return Fix(f"{first} Go for {system} from {DOWNLOADS}.", tuple(filter(None, commands)))
