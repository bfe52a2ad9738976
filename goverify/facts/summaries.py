"""Provenance, choices, contexts and circumstances as a report tells them: texts in place of paths."""

from goverify.facts.ancestry import Circumstance
from goverify.facts.contexts.values import Context
from goverify.facts.managers.values import Choice
from goverify.facts.provenance.judgement import Provenance
from goverify.report_parts import ChoiceSummary, CircumstanceSummary, ContextSummary, SourceSummary


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


def of_circumstance(found: Circumstance) -> CircumstanceSummary:
    """Return what goverify runs under for a report."""
    return CircumstanceSummary(found.kind, found.id, found.name, found.confidence.value, found.evidence)


def of_context(context: Context) -> ContextSummary:
    """Return a context for a report."""
    go = context.go
    return ContextSummary(
        id=context.id,
        name=context.name,
        path=context.path,
        known=context.known,
        found=str(go.found) if go else None,
        file=str(go.file) if go else None,
        version=go.version if go else None,
        differs=context.differs,
        why=context.why,
        cause=context.cause,
        gaps=context.gaps,
        note=context.note,
        asked=context.asked,
    )
