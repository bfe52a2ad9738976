"""The file with the stored settings can be read, and means what it seems to say.

Why
    Go takes settings from the file that `go env -w` writes, and where it cannot read it or a line of it, it goes on
    without and says nothing. An editor that saves with a byte-order mark or Windows line ends is enough.

Looks at
    The go env file (GOENV, else the default place): whether this user can read it; its encoding and line ends; quotes
    around values; lines that begin with export or a blank, or have no =; names that go takes from the environment
    alone; an XDG_CONFIG_HOME that is no absolute path. Comments, empty lines and unknown names are no fault, nor a file
    that is not there.

Fix
    Give the file back to this user, or write it anew as plain text.
"""

import shlex
from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.file_remedies import moved_away
from goverify.facts.held import borne_on, cut
from goverify.facts.network.remedies import without_variable
from goverify.facts.remedies import rewritten
from goverify.facts.settings.goenv_defects import MARKED, QUOTED, RETURNS, WIDE, Defect, goenv_defects
from goverify.facts.settings.in_force import GoEnvFile
from goverify.facts.settings.in_force import goenv_file as stored_settings
from goverify.facts.variables.shells import powershell
from goverify.host import System
from goverify.host.paths import is_folder

FOLDER = "XDG_CONFIG_HOME"


@check(causes=("goenv-unreadable",))
def goenv_file(ask: Ask) -> Iterator[Finding | Evidence]:
    file = ask(stored_settings)
    if file is None and _is_relative(ask):
        yield _placeless(ask)
        return
    if file is None:
        raise Unavailable("there is no go env file: GOENV=off, or no variable tells its place")
    if file.problem:
        yield _unreadable(ask, file)
        return
    for defect in ask(goenv_defects):
        yield _defective(ask, file, defect)
    yield Evidence(str(file.path), f"holds {len(file.values)} settings" if file.exists else "does not exist")


def _is_relative(ask: Ask) -> bool:
    """Return whether XDG_CONFIG_HOME keeps go from finding its file, where nothing else names or forbids one."""
    host, named = ask.host, ask.host.env.get(FOLDER, "")
    linux = host.platform.system is System.LINUX
    return linux and bool(named) and not host.env.get("GOENV") and not host.path(named).is_absolute()


def _placeless(ask: Ask) -> Finding:
    value, unset = ask.host.env[FOLDER], without_variable(ask, FOLDER)
    return Finding(
        cause="goenv-unreadable",
        subject=FOLDER,
        message=f"{FOLDER}={cut(value)} is no absolute path, so go finds no place for the settings that `go env -w` stores",
        evidence=(Evidence("the environment", f"{FOLDER}={cut(value)}"),),
        fix=Fix(f"{unset.summary} Or set it to an absolute path.", unset.commands),
        detail="Go goes on without what was stored and says nothing; `go env -w` fails: cannot find go env config.",
        concerns=borne_on(ask),
    )


def _unreadable(ask: Ask, file: GoEnvFile) -> Finding:
    folder = is_folder(ask.host, file.path)
    problem = "it is a folder" if folder else file.problem
    return Finding(
        cause="goenv-unreadable",
        subject=file.path,
        message=f"{file.path}, which holds what `go env -w` stored, cannot be read: {problem}",
        evidence=(Evidence(str(file.path), problem), *_named_by(ask, file)),
        fix=_moved_away(ask, file.path) if folder else _given_back(ask, file.path),
        detail="Go goes on without these settings and says nothing; `go env -w` fails.",
        concerns=borne_on(ask),
    )


def _named_by(ask: Ask, file: GoEnvFile) -> tuple[Evidence, ...]:
    return (Evidence("the environment", f"GOENV={ask.host.env['GOENV']}"),) if file.named else ()


def _moved_away(ask: Ask, path: PurePath) -> Fix:
    return Fix(f"Move the folder {path} away.", (moved_away(ask, path),))


def _given_back(ask: Ask, path: PurePath) -> Fix:
    user = ask.host.identity.name
    if ask.host.platform.system is System.WINDOWS:
        return Fix(f"Let this user read {path}.", (powershell(ask, f'icacls "{path}" /grant "{user}:F"'),))
    text = shlex.quote(str(path))
    return Fix(
        f"Give {path} back to {user or 'this user'} (chown, chmod).",
        (f'sudo chown "$(id -un)" {text}', f"chmod u+rw {text}"),
    )


def _defective(ask: Ask, file: GoEnvFile, defect: Defect) -> Finding:
    lost = ", ".join(dict.fromkeys(defect.names[:6]))
    return Finding(
        cause="goenv-unreadable",
        subject=file.path,
        message=f"go does not apply {file.path} as it is written: {defect.kind.name} ({cut(lost)})",
        evidence=(
            *(Evidence(f"{file.path}, line {number}", cut(line)) for number, line in defect.lines),
            *(() if defect.lines else (Evidence(str(file.path), defect.kind.name),)),
        ),
        fix=_rewritten(ask, file.path, defect),
        detail="Go says nothing about it.",
        severity=None if defect.kind.grave else Severity.LOW,
        concerns=(*dict.fromkeys(defect.names), *borne_on(ask)),
    )


def _rewritten(ask: Ask, path: PurePath, defect: Defect) -> Fix:
    if defect.kind not in {WIDE, MARKED, RETURNS, QUOTED}:
        where = ", ".join(str(number) for number, _ in defect.lines)
        return Fix(
            f"In {path}, write line {where} as NAME=value, with nothing before the name; what go reads from the "
            "environment alone belongs into a start-up file of your shell."
        )
    summary = f"Write {path} anew as plain UTF-8 text, with nothing around the values."
    if ask.host.platform.system is System.WINDOWS:
        names = "|".join(dict.fromkeys(defect.names))
        bare = f""" -replace '^({names})=[\"''](.*)[\"'']$', '$1=$2'""" if defect.kind is QUOTED else ""
        return Fix(summary, (rewritten(ask, path, bare),))
    text = shlex.quote(str(path))
    copy = shlex.quote(f"{path}.new")
    plain = {
        WIDE: f"iconv -f UTF-16 -t UTF-8 {text} | tr -d '\\r'",
        MARKED: f"tail -c +4 {text}",
        RETURNS: f"tr -d '\\r' < {text}",
        QUOTED: " ".join(["sed", *(f"""-e "/^{name}=/s/[\\"']//g\"""" for name in dict.fromkeys(defect.names)), text]),
    }[defect.kind]
    return Fix(summary, (f"{plain} > {copy} && mv {copy} {text}",))
