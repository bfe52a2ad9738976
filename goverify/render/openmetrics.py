"""The report as metrics, for the textfile collectors of node_exporter and windows_exporter and for OpenMetrics alike.

The collectors know no `info` and no `stateset` and take no file with timestamps (prometheus/node_exporter#1988, #1284);
so every family is a gauge, which both formats have. No label holds a path: what differs on every host makes a series of its own.
"""

from collections.abc import Iterator, Mapping

from goverify import __version__
from goverify.model import CheckResult, Outcome
from goverify.render.layout import escaped, visible
from goverify.report import Diagnosis, Health, Report

MAX_VALUE = 64
"""Characters of a label's value; a release has ten."""

Row = tuple[Mapping[str, str], float]


def render(report: Report) -> str:
    """Return one family of samples after the other, and the mark of the end."""
    lines: list[str] = []
    for name, meaning, rows in _families(report):
        full = f"goverify_{name}"
        lines += [f"# TYPE {full} gauge", f"# HELP {full} {meaning}"]
        lines += [f"{full}{_labels(labels)} {_number(value)}" for labels, value in rows]
    return "\n".join([*lines, "# EOF"]) + "\n"


def _families(report: Report) -> Iterator[tuple[str, str, list[Row]]]:
    """Yield each family: its name, what it means, its samples."""
    about = {"version": __version__, "system": str(report.host.get("system")), "arch": str(report.host.get("arch"))}
    if report.go and report.go.version:
        about["go"] = report.go.version
    yield "build", "Always 1; the labels name goverify, the host and the go that answers.", [(about, 1)]
    health: list[Row] = [({"health": each.value}, float(each is report.health)) for each in Health]
    yield "health", "1 for the verdict that holds, 0 for the others.", health
    yield "exit_code", "The exit status of the run.", [({}, report.run.exit_code)]
    yield from _score(report)
    yield "checks", "How many checks ended in each outcome.", _outcomes(report.checks)
    yield "check", "1 for how a check ended.", [_check(check) for check in report.checks]
    yield "diagnosis", "How many root causes of this name stand, worst severity first.", _causes(report.diagnosis)
    yield "run_duration_seconds", "How long the run took.", [({}, report.run.duration_s)]
    yield "run_timestamp_seconds", "When the run began, in seconds since 1970.", [({}, _seconds(report.run.started_at))]


def _score(report: Report) -> Iterator[tuple[str, str, list[Row]]]:
    """Yield the score and its bounds; where nothing could be judged there is none, and no sample says 0."""
    score = report.score
    bounds = {"total": score.total, "min": score.min, "max": score.max}
    rows: list[Row] = [({"bound": name}, value) for name, value in bounds.items() if value is not None]
    yield "score", "The score in points of 100, and what unknown checks leave open.", rows
    yield (
        "coverage_ratio",
        "Weight of the decided checks over that of the decided and unknown ones.",
        [({}, score.coverage)],
    )


def _outcomes(checks: tuple[CheckResult, ...]) -> list[Row]:
    return [({"outcome": each.value}, sum(check.outcome is each for check in checks)) for each in Outcome]


def _check(check: CheckResult) -> Row:
    return {"check": check.id, "category": check.category, "outcome": check.outcome.value}, 1


def _causes(diagnosis: tuple[Diagnosis, ...]) -> list[Row]:
    """Return a row for each cause and severity: two diagnoses of one cause would be one series twice."""
    counts: dict[tuple[str, str, str], int] = {}
    for item in diagnosis:
        key = (item.cause, item.severity.label, "true" if item.bystander else "false")
        counts[key] = counts.get(key, 0) + 1
    return [({"cause": key[0], "severity": key[1], "bystander": key[2]}, count) for key, count in counts.items()]


def _seconds(moment: str) -> float:
    from datetime import datetime

    return datetime.fromisoformat(moment).timestamp()


def _labels(labels: Mapping[str, str]) -> str:
    return "{" + ",".join(f'{name}="{_value(value)}"' for name, value in labels.items()) + "}" if labels else ""


def _value(text: str) -> str:
    r"""Return the text between the quotes: `\` and `"` behind a backslash, no line ends, ASCII for any stream."""
    ascii_ = "".join(sign if sign.isascii() else escaped(sign) for sign in visible(text[:MAX_VALUE]))
    return ascii_.replace("\\", "\\\\").replace('"', '\\"')


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))
