"""Provenance and choices as a report tells them: texts in place of paths."""

from goverify.facts.managers.values import Choice
from goverify.facts.provenance import Provenance
from goverify.report import ChoiceSummary, SourceSummary


def of_provenance(found: Provenance) -> SourceSummary:
    """Return a provenance for a report."""
    return SourceSummary(found.id, found.name, found.confidence.value, found.evidence)


def of_choice(chosen: Choice) -> ChoiceSummary:
    """Return a choice for a report."""
    return ChoiceSummary(
        manager=chosen.manager,
        version=chosen.version,
        decided_by=chosen.decided_by.text if chosen.decided_by else None,
        installed=chosen.installed,
        runs=str(chosen.runs) if chosen.runs else None,
        why=f"{chosen.why}; {chosen.instead}" if chosen.instead else chosen.why,
    )
