"""The policy and the baseline as a report tells them: in JSON, in lines of text, without secrets."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from goverify.render.layout import visible
from goverify.report_parts import BaselineSummary, NewFinding, PolicySummary, WaiverSummary

STATES = ("applied", "unused", "expired")


Rows = Sequence[Mapping[str, str | None]]


def policy_json(policy: PolicySummary | None) -> Mapping[str, str | Rows | Mapping[str, str] | None] | None:
    """Return the policy in the contract's names."""
    if policy is None:
        return None
    return {
        "file": policy.file,
        "waivers": [waiver._asdict() for waiver in policy.waivers],
        "severities": {cause: severity.label for cause, severity in sorted(policy.severities.items())},
    }


def baseline_json(baseline: BaselineSummary | None) -> Mapping[str, str | int | Rows] | None:
    """Return the baseline in the contract's names."""
    if baseline is None:
        return None
    return {
        "file": baseline.file,
        "new": [{"cause": one.cause, "subject": one.subject, "severity": one.severity.label} for one in baseline.new],
        "known": baseline.known,
        "gone": [{"cause": cause, "subject": subject} for cause, subject in baseline.gone],
    }


def policy_line(policy: PolicySummary | None) -> str:
    """Return the policy in a line; empty where there is none."""
    if policy is None or policy.file is None:
        return ""
    counts = [(sum(waiver.state == state for waiver in policy.waivers), state) for state in STATES]
    told = [f"{count} {'waiver' if count == 1 else 'waivers'} {state}" for count, state in counts if count]
    return ", ".join([visible(policy.file), *told])


def unused_waivers(policy: PolicySummary | None) -> Iterator[str]:
    """Yield a sentence for each waiver that accepts nothing: nobody wants to keep what nobody needs any more."""
    for waiver in policy.waivers if policy else ():
        if waiver.state == "unused":
            about = f" of {waiver.subject}" if waiver.subject else ""
            yield f"{waiver.place} waives {waiver.cause}{about} until {waiver.until}, and this run found nothing of the kind"


def baseline_line(baseline: BaselineSummary | None) -> str:
    """Return the baseline in a line; empty where there is none."""
    if baseline is None:
        return ""
    causes = ", ".join(dict.fromkeys(one.cause for one in baseline.new))
    new = f"{len(baseline.new)} new ({causes})" if baseline.new else "nothing new"
    return f"{visible(baseline.file)}: {new}, {baseline.known} known, {len(baseline.gone)} gone"


def redacted_policy(policy: PolicySummary | None, text: Callable[[str], str]) -> PolicySummary | None:
    """Return the policy without secrets."""
    if policy is None:
        return None
    waivers = tuple(_redacted(policy.waivers, text))
    return policy._replace(file=policy.file and text(policy.file), waivers=waivers)


def redacted_baseline(baseline: BaselineSummary | None, text: Callable[[str], str]) -> BaselineSummary | None:
    """Return the baseline without secrets."""
    if baseline is None:
        return None
    new = tuple(NewFinding(one.cause, text(one.subject), one.severity) for one in baseline.new)
    gone = tuple((cause, text(subject)) for cause, subject in baseline.gone)
    return baseline._replace(file=text(baseline.file), new=new, gone=gone)


def _redacted(waivers: Sequence[WaiverSummary], text: Callable[[str], str]) -> Iterator[WaiverSummary]:
    for waiver in waivers:
        subject = None if waiver.subject is None else text(waiver.subject)
        yield waiver._replace(subject=subject, reason=text(waiver.reason), place=text(waiver.place))
