"""A versioned go command, such as go1.27.3, has the Go that it stands for.

Why
    `go install golang.org/dl/go1.27.3@latest` installs a small program and nothing more; the Go itself comes with
    `go1.27.3 download`. Until then the command only says so, and go takes it all the same for the toolchain of that
    name, where a go.mod asks for it.

Looks at
    The commands of golang.org/dl where `go install` puts programs, and the one that answers for go; for each the
    folder below ~/sdk and the mark that the download was finished.

Fix
    Run its own download, or remove the command.
"""

import shlex
from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.go_commands import go_commands
from goverify.facts.managers.golang_dl import Launcher, launcher, launchers
from goverify.facts.variables.shells import powershell
from goverify.host import System


@check(causes=("dl-sdk-missing",))
def dl_sdk_missing(ask: Ask) -> Iterator[Finding | Evidence]:
    first = next((go for go in ask(go_commands)[:1] if go.wrapper), None)
    answering = ask(launcher, first.file) if first else None
    found = {each.path: each for each in (*([answering] if answering else []), *ask(launchers))}
    if not found:
        raise Unavailable("no command of golang.org/dl is installed")
    for each in found.values():
        if each.downloaded:
            yield Evidence(str(each.path), f"runs {each.root}")
        else:
            yield _finding(ask, each, first.found if first and each == answering else None)


def _finding(ask: Ask, each: Launcher, answers: PurePath | None) -> Finding:
    windows = ask.host.platform.system is System.WINDOWS
    text = str(each.path)
    call = powershell(ask, f"& '{text}' download") if windows else f"{shlex.quote(text)} download"
    remove = powershell(ask, f"Remove-Item '{text}'") if windows else f"rm {shlex.quote(text)}"
    return Finding(
        cause="dl-sdk-missing",
        subject=each.path,
        message=f"{each.path} stands for {each.name}, which was never downloaded to {each.root}",
        evidence=(
            Evidence(str(each.path), f"is golang.org/dl's {each.name}"),
            Evidence(str(each.root), "is not whole"),
        ),
        fix=Fix(f"Run `{each.name} download`, or remove the command: {remove}", (call,)),
        detail=f"It answers every command with \"not downloaded. Run '{each.name} download'\".",
        severity=None if answers else Severity.MEDIUM,
        concerns=(each.root, *(("PATH", answers) if answers else ())),
    )
