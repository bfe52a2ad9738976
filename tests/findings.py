"""Findings and check results for tests, with everything filled in that a test does not care about."""

from goverify.model import CheckResult, Evidence, Finding, Fix, Outcome, Severity, Subject


def finding(
    cause: str,
    subject: Subject = "/go/bin/go",
    *concerns: Subject,
    severity: Severity | None = None,
    bystander: bool = False,
    message: str | None = None,
    detail: str = "",
    evidence: tuple[Evidence, ...] = (),
    fix: Fix | None = None,
) -> Finding:
    """Return a finding whose message names its cause and subject."""
    return Finding(
        cause=cause,
        subject=subject,
        message=message or f"{cause} at {subject}",
        evidence=evidence or (Evidence(str(subject), cause),),
        fix=fix,
        detail=detail,
        severity=severity,
        concerns=concerns,
        bystander=bystander,
    )


def result(
    id_: str,
    *findings: Finding,
    outcome: Outcome | None = None,
    severity: Severity = Severity.CRITICAL,
    category: str = "resolution",
) -> CheckResult:
    """Return a check's result: failed when it has findings and nothing else is said, else passed."""
    return CheckResult(
        id=id_,
        category=category,
        title=f"Nothing is wrong with {id_}.",
        outcome=outcome or (Outcome.FAILED if findings else Outcome.PASSED),
        severity=severity,
        reason="",
        findings=findings,
        evidence=(),
        duration_s=0.001,
    )
