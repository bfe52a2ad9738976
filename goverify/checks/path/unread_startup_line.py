"""The line that puts Go on PATH stands in a file that this user's shell reads.

Why
    Instructions name one start-up file, and the shell at hand reads another: zsh does not read ~/.bash_profile, fish
    reads neither, and bash reads ~/.profile only where there is no ~/.bash_profile. The line is right and has no effect.

Looks at
    Where no go answers: the lines for PATH in the start-up files of all shells, of the user and of the system, that
    lead to a folder with a go, against the files that the shell of SHELL reads, and in what kind of session. A line
    that each of its terminals reads is no fault: then it is this process that was started otherwise.

Fix
    Add the line to the start-up file of the shell that is used.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.go_commands import go_commands
from goverify.facts.surroundings import sudo_caller
from goverify.facts.variables.path_lines import PathLine, lines_to_go, read_by_this_shell
from goverify.facts.variables.shell_dialects import misread
from goverify.facts.variables.shells import Shell, append_command, lasting_file, prepend_to_path, user_shell
from goverify.facts.variables.startup_files import BASH_LOGIN
from goverify.host.paths import home, is_file


@check(causes=("go-path-line-unread",))
def unread_startup_line(ask: Ask) -> Iterator[Finding | Evidence]:
    if ask(go_commands):
        raise Unavailable("a go answers, so nothing is missing from PATH")
    if sudo_caller(ask):
        raise Unavailable("sudo sets PATH itself, whatever start-up files say")
    shell, lines = ask(user_shell), ask(lines_to_go)
    for line, folder in lines:
        yield Evidence(f"{line.file.path}, line {line.number}", f"{line.text} (leads to {folder})")
    if ask(read_by_this_shell):
        return
    if lines:
        # A line that the shell does read at times tells more than one that it never does.
        line, folder = next((pair for pair in lines if pair[0].file.read_by(shell)), lines[0])
        yield _finding(ask, shell, line, folder)


def _finding(ask: Ask, shell: Shell, line: PathLine, folder: PurePath) -> Finding:
    when = line.file.read_by(shell)
    place = f"{line.file.path}, line {line.number}"
    reason = f"{shell} reads it {when}, and this process was started otherwise" if when else _never(ask, shell, line)
    if when and (wrong := misread(shell, line.text, str(line.file.path))):
        reason = wrong
    elif when and line.too_early:
        reason = f"uses {line.too_early} before a line below sets it, so that nothing stands in its place"
    return Finding(
        cause="go-path-line-unread",
        subject=line.file.path,
        message=f"{place} {'is to put' if line.too_early else 'puts'} {folder} on PATH, but {reason}",
        evidence=(
            Evidence(place, line.text[:200]),
            Evidence("SHELL", ask.host.env.get("SHELL", "") or f"not set, {shell} by what runs here"),
            Evidence("PATH", ask.host.env.get("PATH", "not set")),
        ),
        fix=_fix(ask, shell, line, folder),
        detail=_further(shell, line),
        concerns=("PATH",),
    )


def _further(shell: Shell, line: PathLine) -> str:
    if not line.file.read_by(shell):
        return ""
    if line.too_early:
        return "A session that is started by one that has the variable finds it, and a new one does not."
    if misread(shell, line.text, str(line.file.path)):
        return "Such a line is an error there, or sets something else than PATH."
    return "A session that was open before the line was written does not have it either."


def _never(ask: Ask, shell: Shell, line: PathLine) -> str:
    """Return why a shell does not read the file at all."""
    if _behind_another(ask, shell, line):
        return f"{shell} does not read that file where there is a ~/.bash_profile or ~/.bash_login before it"
    return f"{shell}, this user's shell, does not read that file"


def _behind_another(ask: Ask, shell: Shell, line: PathLine) -> bool:
    """Return whether the file is one of those of which bash reads the first alone."""
    base = home(ask.host)
    return shell is Shell.BASH and base is not None and line.file.path in {base / name for name in BASH_LOGIN}


def _target(ask: Ask, shell: Shell, line: PathLine) -> PurePath:
    """Return the file that the line belongs in."""
    usual = ask(lasting_file, shell)
    if line.file.read_by(shell) is None and _behind_another(ask, shell, line):
        return next(usual.parent / name for name in BASH_LOGIN if is_file(ask.host, usual.parent / name))
    return usual


def _fix(ask: Ask, shell: Shell, line: PathLine, folder: PurePath) -> Fix:
    now, target = prepend_to_path(ask, folder), _target(ask, shell, line)
    if target == line.file.path and not misread(shell, line.text, str(line.file.path)) and not line.too_early:
        return Fix("Log in again, or use this line; in a script, job or service, set PATH there.", (now,))
    again = "Log in again, or add" if line.file.read_by(shell) else "Add"
    if misread(shell, line.text, str(line.file.path)) or line.too_early:
        again = f"Take line {line.number} out of {line.file.path}, and add"
    summary = f"{again} the line to {target}, which {shell} reads, and open a new terminal; the second command is for this one."
    return Fix(summary, (append_command(ask, shell, folder, target), now))
