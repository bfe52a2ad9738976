"""The report as commands to a GitHub Actions runner, which makes annotations of them; and what a step leaves in files.

The runner keeps ten annotations of a level for each step and drops the others unsaid; here the tenth says how many
more there are. Escapes are those of the runner's own toolkit (actions/toolkit, packages/core/src/command.ts).
"""

from collections.abc import Iterator, Sequence

from goverify.model import Outcome, Severity
from goverify.render.layout import visible
from goverify.render.places import Surroundings, spot_of
from goverify.render.remedy import remedy_lines
from goverify.report import Diagnosis, Report

LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "notice",
}
MAX_ANNOTATIONS = 10
MAX_MESSAGE_BYTES = 3500
"""The runner cuts at 4 KiB."""

DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY = {**DATA, ":": "%3A", ",": "%2C"}


def render(report: Report, surroundings: Surroundings) -> str:
    """Return the annotations, the gravest first, and a line with the verdict."""
    lines: list[str] = []
    for level in ("error", "warning", "notice"):
        items = [item for item in report.diagnosis if LEVELS.get(item.severity) == level]
        commands = [_annotation(level, item, report, surroundings.project) for item in items]
        commands += _open(report) if level == "warning" else ()
        lines += _limited(level, commands)
    return "\n".join([*lines, _verdict(report)]) + "\n"


def outputs(report: Report, delimiter: str) -> str:
    """Return the outputs of the step, in the form for GITHUB_OUTPUT whose values end where a line is the delimiter."""
    score = report.score.total
    values = {
        "health": report.health.value,
        "score": "" if score is None else str(score),
        "exit-code": str(report.run.exit_code),
    }
    return "".join(f"{name}<<{delimiter}\n{value}\n{delimiter}\n" for name, value in values.items())


def _annotation(level: str, item: Diagnosis, report: Report, project: str) -> str:
    properties = {"title": f"goverify: {item.cause}"}
    spot = spot_of(item, report, project)
    if spot:
        properties["file"] = spot.name
        if spot.line:
            properties["line"] = str(spot.line)
    lines = [item.title, *([item.detail] if item.detail else []), *remedy_lines(item.fix)]
    return _command(level, properties, lines)


def _open(report: Report) -> Iterator[str]:
    """Yield one warning for all checks that could not find out."""
    unknown = [check for check in report.checks if check.outcome is Outcome.UNKNOWN]
    if unknown:
        title = f"goverify: {len(unknown)} of {len(report.checks)} checks could not find out"
        yield _command("warning", {"title": title}, [f"{check.id}: {check.reason}" for check in unknown])


def _limited(level: str, commands: Sequence[str]) -> list[str]:
    if len(commands) <= MAX_ANNOTATIONS:
        return list(commands)
    more = len(commands) - MAX_ANNOTATIONS + 1
    last = _command(level, {"title": "goverify"}, [f"{more} more of this level; the job summary lists them all"])
    return [*commands[: MAX_ANNOTATIONS - 1], last]


def _command(level: str, properties: dict[str, str], lines: Sequence[str]) -> str:
    text = "\n".join(map(visible, lines))
    cut = text.encode("utf-8")[:MAX_MESSAGE_BYTES].decode("utf-8", "ignore")
    told = ",".join(f"{name}={_escaped(visible(value), PROPERTY)}" for name, value in properties.items())
    return f"::{level} {told}::{_escaped(cut if cut == text else f'{cut} …', DATA)}"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)


def _verdict(report: Report) -> str:
    score = "none" if report.score.total is None else str(report.score.total)
    reason = visible(report.run.exit_reason)
    return f"goverify: {report.health.value}, score {score}, exit status {report.run.exit_code}: {reason}"
