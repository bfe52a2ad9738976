"""Only root and this user decide which go PATH leads to.

Why
    A command line starts the first go it meets. Whoever may write to a folder that comes early, or to the current
    folder where PATH names that, can put a program called go there and have it run by everybody.

Looks at
    Every entry up to the system's own folders and up to the go that answers: whether it is relative, who owns it
    and the folders above it, whether everybody may write to them. Folders that a group may write to do not count.
    In a container and on a runner made for one job nobody else is there, so it is only untidy.

Fix
    Take the permission away, or remove the entry, or move it to the end of PATH.
"""

import re
import shlex
from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.broken_entries import broken_entries
from goverify.facts.go_commands import go_commands
from goverify.facts.path.entries import PathEntry, search_path, shown
from goverify.facts.remedies import sudo
from goverify.facts.variables.shells import Shell, user_shell
from goverify.host import System

SYSTEM_FOLDERS = frozenset(
    {"/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin", "/usr/local/sbin", "/run/current-system/sw/bin"}
)

UNEXPANDED = re.compile(r"""["'~$%\\]""")
"""How an entry begins that names a strange folder by mistake: nobody is likely to make one of that name."""


@check(causes=("path-entry-unsafe",))
def unsafe_entry(ask: Ask) -> Iterator[Finding | Evidence]:
    entries = ask(search_path)
    if not entries:
        raise Unavailable("PATH is not set or empty")
    commands = ask(go_commands)
    answering = commands[0].entry.index if commands else -1
    system = next((entry.index for entry in entries if _of_system(ask, entry)), len(entries) - 1)
    early = [entry for entry in entries if entry.index <= max(system, answering)]
    yield Evidence("PATH", f"{len(early)} of {len(entries)} entries come before a go or a system folder is found")
    seen = {broken.entry.folder for broken in ask(broken_entries)}
    for entry in early:
        if entry.why_untrusted and (entry.relative or not _of_system(ask, entry)) and entry.folder not in seen:
            seen.add(entry.folder)
            yield _finding(ask, entry, answers=entry.index == answering)


def _of_system(ask: Ask, entry: PathEntry) -> bool:
    if entry.folder is None or entry.relative:
        return False
    if ask.host.platform.system is System.WINDOWS:
        root = ask.host.path(ask.host.env.get("SYSTEMROOT", "") or r"C:\Windows")
        return entry.folder.is_relative_to(root)
    return str(entry.folder) in SYSTEM_FOLDERS


def _finding(ask: Ask, entry: PathEntry, *, answers: bool) -> Finding:
    what = f"PATH entry {shown(entry.text)}" if entry.text else f"The empty PATH entry (number {entry.index + 1})"
    stake = "the go that answers stands there" if answers else "a go that somebody puts there would run first"
    mild = entry.trusted or UNEXPANDED.match(entry.text)
    return Finding(
        cause="path-entry-unsafe",
        subject=entry.writer.place if entry.writer else "PATH",
        message=f"{what} is not safe: {entry.why_untrusted}; {stake}",
        evidence=(Evidence(f"PATH entry {entry.index + 1}", f"{shown(entry.text)}: {entry.why_untrusted}"),),
        fix=_fix(ask, entry, answers=answers),
        detail="Nobody else is expected in a container or on a runner made for one job." if entry.trusted else "",
        severity=Severity.LOW if mild else None,
        concerns=("PATH",),
    )


def _fix(ask: Ask, entry: PathEntry, *, answers: bool) -> Fix:
    writer = entry.writer
    if writer is None:
        whole = str(entry.folder) if answers and entry.folder else ""
        texts = (whole if other.text == entry.text else other.text for other in ask(search_path))
        rest = ":".join(dict.fromkeys(filter(None, texts)))
        unix = ask.host.platform.system is not System.WINDOWS and ask(user_shell) in {
            Shell.BASH,
            Shell.ZSH,
            Shell.SH,
            Shell.KSH,
        }
        commands = (f"export PATH={shlex.quote(rest)}",) if unix else ()
        if whole:
            return Fix(f"Write {whole}, the whole path of the folder that is meant, in its place.", commands)
        return Fix("Remove the entry from PATH, or write out the whole path of the folder that is meant.", commands)
    place = shlex.quote(str(writer.place))
    if writer.owner:
        return Fix(
            f"Move {entry.text} to the end of PATH, or give {writer.place} to root.", (f"sudo chown root {place}",)
        )
    return Fix(f"Let nobody but its owner write to {writer.place}.", (f"{sudo(ask, writer.place)}chmod o-w {place}",))
