"""The commands that mend what several checks find: a tree set up anew, a variable set or taken away."""

import re
import shlex
from pathlib import PurePath
from typing import TYPE_CHECKING

from goverify.facts import Facts
from goverify.facts.provenance.origins import installed_by
from goverify.facts.release import Release, Stage
from goverify.facts.settings.in_force import Origin, Setting
from goverify.facts.variables.places import Place
from goverify.facts.variables.shells import Shell, as_typed, powershell, quoted, user_shell
from goverify.facts.words import plain
from goverify.host import System
from goverify.host.paths import home
from goverify.model import Fix

if TYPE_CHECKING:
    from goverify.facts.variables.origins import VariableOrigin

DOWNLOADS = "https://go.dev/dl/"

LONGEST_QUOTE = 120
"""Characters of a line that a remedy repeats."""

TEMPORARY = ("TMP", "TEMP")
"""What Windows gives every user; without the one, programs go by the other."""

AS_ADMINISTRATOR = ", in a terminal that runs as administrator"
"""What a summary adds where Windows lets nobody else do it; a command cannot ask for it by itself, as sudo does."""

SETTING = {
    Shell.FISH: "set -gx {name} {value}",
    Shell.CSH: "setenv {name} {value}",
    Shell.NU: "$env.{name} = {value}",
    Shell.POWERSHELL: "$env:{name} = {value}",
    Shell.CMD: 'set "{name}={value}"',
}
UNSETTING = {
    Shell.FISH: "set -e {name}",
    Shell.CSH: "unsetenv {name}",
    Shell.NU: "hide-env {name}",
    Shell.POWERSHELL: "Remove-Item Env:{name}",
    Shell.CMD: 'set "{name}="',
}
"""How the shells that are no Bourne shells set and unset a variable."""


def reinstall(ask: Facts, root: PurePath, release: Release | None) -> Fix:
    """Return how to set a tree up anew as it was meant to be; never by unpacking over what is there."""
    keeper = ask(installed_by, root)
    command = keeper.reinstall if keeper else ""
    if keeper and command and (release or "{version}" not in command):
        label = keeper.label_on(ask.host.platform)
        return Fix(f"Reinstall this Go with what installed it ({label}).", (_filled(command, root, release),))
    platform = f"{ask.host.platform.system.goos}-{_archive_arch(ask.host.platform.arch)}"
    what = f"the {platform} archive of {release}" if release else f"an archive for {platform}"
    anew = f"{DOWNLOADS} anew{AS_ADMINISTRATOR * _needs_administrator(ask, root)}"
    summary = f"Remove {root} and unpack {what} from {anew}, never over the old tree."
    if release is None or release.stage is Stage.DEVEL:
        removes, windows = _remove(ask, root), ask.host.platform.system is System.WINDOWS
        return Fix(summary, (powershell(ask, removes) if windows else removes,))
    return Fix(summary, _download(ask, root, f"{release}.{platform}"))


def _filled(command: str, root: PurePath, release: Release | None) -> str:
    """Return a command for one tree; a distribution's folder names the minor release where the tree does not."""
    named = re.search(r"\d+\.\d+", root.name)
    minor = release.minor if release else named[0] if named else ""
    version = str(release).removeprefix("go") if release else ""
    text = command.replace("golang-{minor}-", "golang-") if not minor else command
    return text.format(version=version, minor=minor, root=shlex.quote(str(root)))


def unset_variable(ask: Facts, given: Setting) -> Fix:
    """Return how to take a setting away, where it stands and in the session at hand."""
    if given.origin is Origin.FILE and given.file is not None:
        # `go env -u` is of no use: with a bad GOROOT every go command fails, and from 1.27 on it refuses GOROOT.
        summary = f"Remove the {given.name} line from {given.file}."
        return Fix(summary, (_without_line(ask, given.file, given.name),))
    from goverify.facts.variables.origins import variable_origin  # only where something has to be unset

    if given.name in TEMPORARY and ask.host.platform.system is System.WINDOWS and (base := home(ask.host)):
        usual = base / "AppData" / "Local" / "Temp"
        if ask.host.path(given.value) != usual:
            return _temporary(ask, usual)
    origin = ask(variable_origin, given.name)
    taken = (_taken_back(ask, given.name, place) for place in origin.places)
    commands = (_unset(ask, given.name), *filter(None, taken))
    return Fix(f"Unset {given.name}, and {_at_its_origin(ask, origin)}", tuple(dict.fromkeys(commands)))


def _temporary(ask: Facts, folder: PurePath) -> Fix:
    """Return how to set what names the folder for temporary files back to what Windows gives each user."""
    to = quoted(Shell.POWERSHELL, str(folder))
    lines = (f"[Environment]::SetEnvironmentVariable('{name}', {to}, 'User')" for name in TEMPORARY)
    summary = f"Set TMP and TEMP back to {folder}: for this session with the first lines, for good with the others."
    now = tuple(set_variable(ask, name, folder) for name in TEMPORARY)
    return Fix(summary, now + tuple(powershell(ask, line) for line in lines))


def _taken_back(ask: Facts, name: str, place: Place) -> str:
    """Return the command that takes a variable from what keeps it for new sessions; empty for a line of a file."""
    if place.target:
        return powershell(ask, f"[Environment]::SetEnvironmentVariable('{name}', $null, '{place.target}')")
    return f"launchctl unsetenv {name}" if place.job else ""


def _at_its_origin(ask: Facts, origin: "VariableOrigin") -> str:
    """Return where a variable is to be removed for good, as the end of a sentence."""
    if not origin.places:
        others = "".join(f"; {_described(ask, place)} gives another value" for place in origin.others[:2])
        return f"remove it from what exports it: {origin.by}{others}."
    reopened = ", and open a new terminal" if any(place.target for place in origin.places) else ""
    machines = any(place.target == "Machine" for place in origin.places) and not ask.host.identity.elevated
    shown = " and ".join(_described(ask, place) for place in origin.places[:3]) + AS_ADMINISTRATOR * machines
    return f"remove {shown}{reopened}."


def _described(ask: Facts, place: Place) -> str:
    if place.file is None:
        return place.where
    unix = ask.host.platform.system is not System.WINDOWS
    file = as_typed(ask, place.file) if unix else str(place.file)
    line = f"line {place.line} of {file}" if place.line else f"the job {file}"
    return f"{line} ({plain(place.text[:LONGEST_QUOTE])})"


def set_variable(ask: Facts, name: str, value: PurePath | str) -> str:
    """Return the line that sets a variable in this user's shell."""
    shell = ask(user_shell)
    text = str(value) if shell is Shell.CMD else quoted(shell, str(value))
    return SETTING.get(shell, "export {name}={value}").format(name=name, value=text)


def rewritten(ask: Facts, file: PurePath, change: str = "") -> str:
    """Return the command that writes a go env file of Windows anew, with an operator of PowerShell's applied to its lines.

    Get-Content would read it by the system's code page, and Set-Content end its lines as Windows does: go takes the
    carriage return for a part of the value.
    """
    name = quoted(Shell.POWERSHELL, str(file))
    lines = f"@([IO.File]::ReadAllLines({name})){change}"
    return powershell(ask, f'[IO.File]::WriteAllText({name}, (({lines}) -join "`n") + "`n")')


def sudo(ask: Facts, path: PurePath) -> str:
    """Return "sudo " where this user may not change what stands at a path, else nothing."""
    host = ask.host
    if host.platform.system is System.WINDOWS or host.identity.uid == 0:
        return ""
    try:
        entry = host.entry(path) or host.entry(path.parent)
    except OSError:
        entry = None
    return "" if entry is not None and entry.uid == host.identity.uid else "sudo "


def _needs_administrator(ask: Facts, root: PurePath) -> bool:
    """Return whether Windows lets administrators alone change a folder: in those for all users' programs and data."""
    host = ask.host
    places = (host.env.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)", "ProgramData", "SystemRoot"))
    closed = any(place and root.is_relative_to(host.path(place)) for place in places)
    return closed and host.platform.system is System.WINDOWS and not host.identity.elevated


def _unset(ask: Facts, name: str) -> str:
    return UNSETTING.get(ask(user_shell), "unset {name}").format(name=name)


def _without_line(ask: Facts, file: PurePath, name: str) -> str:
    if ask.host.platform.system is System.WINDOWS:
        return rewritten(ask, file, f" -notmatch '^{name}='")
    in_place = "sed -i ''" if ask.host.platform.system is System.MACOS else "sed -i"
    return f"{in_place} '/^{name}=/d' {shlex.quote(str(file))}"


def _remove(ask: Facts, root: PurePath) -> str:
    if ask.host.platform.system is System.WINDOWS:
        return f"Remove-Item -Recurse -Force {quoted(Shell.POWERSHELL, str(root))}"
    return f"{sudo(ask, root)}rm -rf {shlex.quote(str(root))}"


def _download(ask: Facts, root: PurePath, name: str) -> tuple[str, ...]:
    """Return the commands that fetch an archive and put its tree in place of the old one, which goes only once the new is there."""
    if ask.host.platform.system is System.WINDOWS:
        archive, draft = f"$env:TEMP\\{name}.zip", f"$env:TEMP\\{name}"
        unpacked = f'Expand-Archive "{archive}" "{draft}" -Force -ErrorAction Stop'
        moved = f'{_remove(ask, root)}; Move-Item "{draft}\\go" {quoted(Shell.POWERSHELL, str(root))}'
        lines = (f'Invoke-WebRequest {DOWNLOADS}{name}.zip -OutFile "{archive}"', f"{unpacked}; {moved}")
        return tuple(powershell(ask, line) for line in lines)
    who, place, archive = sudo(ask, root), shlex.quote(str(root)), f"{name}.tar.gz"
    unpacked = f"{who}mkdir -p {place} && {who}tar -C {place} --strip-components=1 -xzf {archive}"
    return (f"curl -fLO {DOWNLOADS}{archive}", f"gzip -t {archive} && {_remove(ask, root)} && {unpacked}")


def _archive_arch(arch: str) -> str:
    """Return the name that archives have for an architecture."""
    return "armv6l" if arch == "arm" else arch
