"""The parts of made-up reports: checks with their outcomes, and what they add up to."""

from collections.abc import Sequence

from goverify.model import CheckResult, Evidence, Finding, Outcome, Severity
from goverify.registry import CATEGORIES
from goverify.report import Consequence, Diagnosis, GoSummary, Health, InstallationSummary, Report, RunSummary
from goverify.report_parts import ProvenanceSummary
from goverify.score import score

TITLES = {
    "path.link": "The go on PATH leads to a file.",
    "path.shadowed-go": "The go that answers is not hiding a newer one.",
    "path.unsafe-entry": "No early entry of PATH can be written by others.",
    "path.gobin": "Programs that go installs are found on PATH.",
    "manager.bypassed": "The Go that a version manager chose is the one that answers.",
    "binary.architecture": "The go file is made for this processor.",
    "binary.damage": "The go file is whole.",
    "goroot.missing": "GOROOT, where it is set, names a folder that is there.",
    "goroot.mismatch": "GOROOT, where it is set, is the tree of the go that answers.",
    "goroot.redundant": "GOROOT is set only where go needs it.",
    "tree.tools": "Compiler, linker and assembler are there, and of go's release.",
    "tree.source": "The standard library's source is complete.",
    "flavour.gccgo": "The go that answers is the Go project's, not GCC's.",
    "build.commands": "Plain go commands answer in the user's own folder.",
    "build.by-itself": "A small program builds and runs without the user's settings.",
    "build.under-settings": "A small program builds and runs under the user's settings.",
    "env.goflags": "GOFLAGS holds only flags that go knows.",
    "project.toolchain": "The Go that answers is new enough for this project.",
    "storage.build-cache": "The build cache can be written.",
    "host.limits": "Limits of this process leave room for builds.",
}

WEIGHTS = {"path.gobin": Severity.MEDIUM, "path.shadowed-go": Severity.MEDIUM, "goroot.redundant": Severity.INFO}

GO = GoSummary(
    "/usr/local/go/bin/go",
    "/usr/local/go/bin/go",
    "go1.27.3",
    "/usr/local/go",
    ProvenanceSummary("go.dev archive", None),
    {"status": "unknown", "reason": "not looked at"},
)
TREE = InstallationSummary("/usr/local/go", "go1.27.3", "go.dev archive", answers=True, on_path=True)
OLD_TREE = InstallationSummary("/usr/lib/go-1.19", "go1.19.8", "Debian package", answers=False, on_path=True)


def results(*changed: CheckResult) -> tuple[CheckResult, ...]:
    """Return all checks as passed, but for those given."""
    instead = {result.id: result for result in changed}
    return tuple(instead.get(id_) or passed(id_) for id_ in sorted(TITLES))


def passed(id_: str, *seen: tuple[str, str], findings: tuple[Finding, ...] = ()) -> CheckResult:
    """Return a check that found nothing wrong."""
    severity = WEIGHTS.get(id_, Severity.CRITICAL)
    category = CATEGORIES[id_.partition(".")[0]]
    evidence = tuple(Evidence(*row) for row in seen)
    return CheckResult(id_, category, TITLES[id_], Outcome.PASSED, severity, "", findings, evidence, 0.0121)


def failed(id_: str, *findings: Finding) -> CheckResult:
    """Return a check that found something wrong."""
    return passed(id_)._replace(outcome=Outcome.FAILED, findings=findings)


def without(id_: str, outcome: Outcome, reason: str) -> CheckResult:
    """Return a check that did not come to a judgement."""
    return passed(id_)._replace(outcome=outcome, reason=reason)


def diagnosis_of(
    finding: Finding, severity: Severity, *checks: str, consequences: Sequence[Consequence] = ()
) -> Diagnosis:
    """Return the diagnosis that a single finding comes to."""
    return Diagnosis(
        cause=finding.cause,
        severity=severity,
        title=finding.message,
        detail=finding.detail,
        subject=str(finding.subject),
        evidence=finding.evidence,
        fix=finding.fix,
        consequences=tuple(consequences),
        checks=checks,
        bystander=finding.bystander,
    )


def report(
    health: Health,
    checks: tuple[CheckResult, ...],
    *diagnosis: Diagnosis,
    go: GoSummary | None = GO,
    installations: tuple[InstallationSummary, ...] = (TREE,),
) -> Report:
    """Return a report of these parts, scored as they deserve."""
    return Report(
        run=RunSummary(
            "5f0c",
            "2026-11-20T09:30:00+00:00",
            2.345,
            "dev",
            online=False,
            deep=False,
            exit_code=0,
            exit_reason="made up",
        ),
        host={
            "system": "linux",
            "arch": "amd64",
            "kernel": "6.1.0-18-amd64",
            "name": "Debian GNU/Linux 12 (bookworm)",
            "translated": False,
            "wsl": False,
        },
        go=go,
        installations=installations,
        health=health,
        score=score(checks, diagnosis),
        diagnosis=diagnosis,
        checks=checks,
    )
