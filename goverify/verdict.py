"""The verdict: what the results of the checks come to, as one report with its exit status."""

from goverify.diagnosis import diagnose, health_of
from goverify.host import Host
from goverify.model import CheckResult, Terms
from goverify.report import Health, Report, RunSummary
from goverify.score import score
from goverify.summary import Summary


def report_of(host: Host, run: RunSummary, results: tuple[CheckResult, ...], summary: Summary | None) -> Report:
    """Return the report of a run; a summary that was not finished in time is left out."""
    diagnosis = diagnose(results)
    points = score(results, diagnosis)
    return Report(
        run=run,
        host=_about(host),
        go=summary.go if summary else None,
        installations=summary.installations if summary else (),
        health=health_of(diagnosis, points.coverage),
        score=points,
        diagnosis=diagnosis,
        checks=results,
        under=summary.under if summary else (),
        settings=summary.settings if summary else (),
        information=summary.information if summary else (),
        toolchain=summary.toolchain if summary else None,
    )


def with_exit_status(report: Report, terms: Terms) -> Report:
    """Return the report with the exit status that the terms give it."""
    code, reason = exit_status(report, terms)
    return report._replace(run=report.run._replace(exit_code=code, exit_reason=reason))


def exit_status(report: Report, terms: Terms) -> tuple[int, str]:
    """Return the exit status and why: 1 for findings, 3 for an undecided run, else 0."""
    grave = [item for item in report.diagnosis if terms.fail_on is not None and item.severity >= terms.fail_on]
    if grave:
        return 1, f"{grave[0].cause} is {grave[0].severity.label}"
    lowest = report.score.min
    if terms.min_score and (lowest is None or lowest < terms.min_score):
        return 1, f"the score {lowest} is below {terms.min_score}"
    if report.health is Health.UNDECIDED and not terms.allow_incomplete:
        return 3, f"only {report.score.coverage:.0%} of what applies could be decided"
    return 0, "nothing at or above the threshold"


def _about(host: Host) -> dict[str, str | int | bool | None]:
    platform = host.platform
    return {
        "system": platform.system.value,
        "arch": platform.arch,
        "kernel": platform.kernel,
        "name": platform.name,
        "translated": platform.translated,
        "wsl": platform.wsl,
    }
