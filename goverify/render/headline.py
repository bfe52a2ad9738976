"""What a report comes to, in the sentences that people are told first: the verdict, the score, the go, the host."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from goverify.model import Outcome, Severity
from goverify.render.policy import baseline_line, policy_line
from goverify.report import Diagnosis, GoSummary, Health, Report, Score

VERDICTS = {
    Health.DEGRADED: "go needs attention",
    Health.BROKEN: "go is broken",
    Health.UNDECIDED: "go could not be judged in full",
}

INTERRUPTED = 128
"""Exit statuses above say that a signal ended the run, and which."""


class Headline(NamedTuple):
    """The verdict, and the diagnosis that it is named with."""

    health: Health
    """How the verdict is to look: calm also where a fault is another Go's."""
    verdict: str
    so_far: bool
    """What is not known yet may turn out to be graver."""
    first: Diagnosis | None


def headline(report: Report) -> Headline:
    """Return the verdict; where the go that answers has no grave fault, which it is."""
    first = next((item for item in report.diagnosis if item.severity > Severity.INFO), None)
    if report.health is Health.OK or (report.health is Health.DEGRADED and first and first.bystander):
        return Headline(Health.OK, _calm(report.go, first), so_far=False, first=first)
    so_far = first is not None and report.health is Health.UNDECIDED
    return Headline(report.health, VERDICTS[report.health], so_far, first)


def _calm(go: GoSummary | None, first: Diagnosis | None) -> str:
    answers = f"{go.version or 'a go of unknown version'} answers at {go.command}" if go else ""
    if first is None:
        return f"no fault found: {answers}" if answers else "no fault found"
    return f"{answers or 'no grave fault found'}; {'elsewhere' if first.bystander else 'worth mending'}"


def left_open(report: Report) -> str:
    """Return how many checks could not find out, and what kept most of them from it; empty where none."""
    reasons = Counter(check.reason for check in report.checks if check.outcome is Outcome.UNKNOWN)
    if not reasons:
        return ""
    [(reason, _)] = reasons.most_common(1)
    mostly = ", mostly" if len(reasons) > 1 else ""
    return f"{reasons.total()} of {len(report.checks)} checks could not find out{mostly}: {reason}"


def rows(report: Report) -> Iterator[tuple[str, str]]:
    """Yield what is so in short, each with its label."""
    counts = Counter(check.outcome for check in report.checks)
    stopped = f", {report.run.exit_reason}" if report.run.exit_code > INTERRUPTED else ""
    went = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome]) or "none"
    told = (
        ("score", score_sentence(report.score, counts[Outcome.UNKNOWN])),
        ("go", _go(report.go) if report.go else "none answers here"),
        ("tree", _tree(report.go) if report.go else ""),
        ("policy", policy_line(report.policy)),
        ("since", baseline_line(report.baseline)),
        ("host", _host(report)),
        ("checks", f"{went} ({report.run.duration_s:.1f} s{stopped})"),
    )
    yield from ((label, text) for label, text in told if text)


def score_sentence(score: Score, unknown: int) -> str:
    """Return the score with its bounds and what holds it down, given how many checks could not find out."""
    if score.total is None:
        return "none, for nothing could be judged"
    points = f"{score.total}" if score.min == score.max else f"{score.min} to {score.max}"
    text = f"{points} of 100" + (f", grade {score.grade}" if score.grade else "")
    if score.min != score.max:
        text += f", as {unknown} {'check' if unknown == 1 else 'checks'} could not find out"
    if score.cap and score.uncapped is not None and score.uncapped > score.cap.value:
        text += f"; held down from {score.uncapped} by {', '.join(score.cap.causes)}"
    return text


def _host(report: Report) -> str:
    host = report.host
    system = "/".join(str(host[key]) for key in ("system", "arch") if host.get(key))
    extra = [
        word for key, word in (("wsl", "under WSL"), ("translated", "this process is translated")) if host.get(key)
    ]
    extra += [f"under {each.name}" for each in report.under if each.confidence == "high" and each.kind != "system"]
    return ", ".join([str(part) for part in (host.get("name"), system) if part] + extra)


def _go(go: GoSummary) -> str:
    way = f"{go.command} -> {go.file}" if go.file != go.command else go.command
    return ", ".join(part for part in (go.version or "unknown version", way, go.provenance.wrapper) if part)


def _tree(go: GoSummary) -> str:
    status = go.authenticity.get("status")
    known = (go.goroot or "unknown", go.provenance.origin, status if status != "unknown" else None)
    return ", ".join(part for part in known if part)
