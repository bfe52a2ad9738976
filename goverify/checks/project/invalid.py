"""Go accepts every line of go.mod, go.work and go.sum.

Why
    One line that go does not understand in these files ends every command that needs the module: "errors parsing
    go.mod". Merge conflicts, editors that write UTF-16, and directives that came with a later release put such lines
    there.

Looks at
    The go.mod nearest above (or what -modfile puts in its place), the go.work in effect with the modules that it
    uses, and their go.sum, read by go's own grammar. Windows line ends and comments are no fault.

Fix
    Mend the line that is named; of a go.sum keep the sums alone, and let `go mod tidy` add what is lacking.
"""

from collections.abc import Callable, Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.file_remedies import path_word
from goverify.facts.held import borne_on, cut
from goverify.facts.project.gomod_syntax import Defect
from goverify.facts.project.refused_lines import Refused, refused_files
from goverify.facts.project.roots import project
from goverify.facts.remedies import rewritten
from goverify.facts.toolchain_choice.remedies import mended_line
from goverify.facts.variables.shells import Shell, powershell, quoted
from goverify.host import System

SHOWN = 4

OF_THE_TOOLCHAIN = ("go", "toolchain")
"""Directives that name a release."""


@check(causes=("gomod-invalid", "toolchain-unavailable"))
def invalid(ask: Ask) -> Iterator[Finding | Evidence]:
    found = ask(project)
    if found is None:
        raise Unavailable("there is neither a go.mod nor a go.work here or further up")
    refused = ask(refused_files)
    for each in refused:
        yield _finding(ask, each)
    if not refused:
        file = found.workspace.file if found.workspace else found.module
        yield Evidence(str(file), "has no line that go refuses")


def _finding(ask: Ask, refused: Refused) -> Finding:
    file, first, conflict = refused.file, refused.defects[0], refused.conflict
    why = f"{_where(first)}{cut(first.why)}"
    if conflict is not None:
        why = f"line {conflict.line} holds a mark of a merge conflict that was left in it"
    release = first.text.partition(" ")[0] in OF_THE_TOOLCHAIN and conflict is None and len(refused.defects) == 1
    return Finding(
        cause="toolchain-unavailable" if release else "gomod-invalid",
        subject=file,
        message=f"go refuses {file}: {why}",
        evidence=tuple(
            Evidence(f"{file}:{each.line}" if each.line else str(file), _seen(each)) for each in refused.defects[:SHOWN]
        ),
        fix=_fix(ask, file, first, conflict),
        detail="Every go command that needs the module fails until the line is mended." if refused.needed else "",
        severity=None if refused.needed else Severity.LOW,
        concerns=borne_on(ask),
    )


def _where(defect: Defect) -> str:
    return f"in line {defect.line}, " if defect.line else ""


def _seen(defect: Defect) -> str:
    return f"{cut(defect.text)}: {cut(defect.why)}" if defect.text else cut(defect.why)


def _fix(ask: Ask, file: PurePath, first: Defect, conflict: Defect | None) -> Fix:
    if file.suffix == ".sum":
        return _sums_alone(ask, file)
    if conflict is not None:
        return Fix(f"Settle the merge conflict in {file}: keep one side and remove the marks; then run go mod tidy.")
    found = next((remedy for words, remedy in REMEDIES.items() if words in first.why), None)
    if found is not None:
        return found(ask, file, first)
    return mended_line(ask, file, first.line, first.text) or Fix(f"Mend {_line_of(first)}{file}.")


def _sums_alone(ask: Ask, file: PurePath) -> Fix:
    """Return the commands that keep the sums of a go.sum; go mod tidy by itself leaves what is none where it stands."""
    summary = f"Take out of {file} what is no sum, and let go mod tidy add what is lacking then."
    if ask.host.platform.system is System.WINDOWS:
        return Fix(summary, (rewritten(ask, file, r" -match '^[^<=>|]\S* \S+ \S+$'"), "go mod tidy"))
    place, new = path_word(ask.host, file), path_word(ask.host, f"{file}.new")
    return Fix(summary, (f"awk 'NF == 3 && /^[^<=>|]/' {place} > {new} && mv {new} {place}", "go mod tidy"))


def _named(ask: Ask, file: PurePath, _: Defect) -> Fix:
    name = path_word(ask.host, f"-module={file.parent.name or 'example.com/app'}")
    return Fix("Name the module, or remove the file.", (f"go mod edit {name} {path_word(ask.host, file)}",))


def _raised(_: Ask, __: PurePath, ___: Defect) -> Fix:
    return Fix("Raise the go line of the go.work.", ("go work use",))


def _tidied(_: Ask, __: PurePath, ___: Defect) -> Fix:
    return Fix("Keep one of the two lines; go mod tidy keeps the later version.", ("go mod tidy",))


def _line_of(defect: Defect) -> str:
    return f"line {defect.line} of " if defect.line else ""


def _as_utf8(ask: Ask, file: PurePath, defect: Defect) -> Fix:
    """Return the command that writes a file anew in the form that go reads."""
    summary = f"Write {file} anew as UTF-8 without a byte-order mark."
    if ask.host.platform.system is System.WINDOWS:
        name = quoted(Shell.POWERSHELL, str(file))
        return Fix(summary, (powershell(ask, f"[IO.File]::WriteAllText({name}, [IO.File]::ReadAllText({name}))"),))
    place, new = path_word(ask.host, file), path_word(ask.host, f"{file}.new")
    read = f"tail -c +4 {place}" if "byte-order mark" in defect.why else f"iconv -f UTF-16 -t UTF-8 {place}"
    return Fix(summary, (f"{read} > {new} && mv {new} {place}",))


REMEDIES: dict[str, Callable[[Ask, PurePath, Defect], Fix]] = {
    "no module line": _named,
    "byte-order mark": _as_utf8,
    "zero bytes": _as_utf8,
    " asks for go ": _raised,
    " twice, as ": _tidied,
}
"""What mends a defect, by words of its reason."""
