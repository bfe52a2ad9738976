"""What `goverify check` does: examine a host, hold it to the policy, and write the report in each form that is asked for."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from goverify.commands import documents
from goverify.commands.progress import Progress
from goverify.commands.selection import Selection, View, is_recording, opened, split, terminable
from goverify.facts import Allowances, Facts
from goverify.host import Host
from goverify.plan import NO_POLICY, Plan, Wishes, planned
from goverify.policy_file import places
from goverify.stops import BadInput

if TYPE_CHECKING:
    from goverify.report import WhichReport


def check(selection: Selection, view: View, wishes: Wishes) -> int:
    """Examine a host and write the report."""
    from goverify.examine import examine  # the facts are needed here alone

    targets = documents.targets(view.form, view.output, view.also)
    plan = _plan(selection, wishes)
    before = places.earlier(wishes.baseline) if wishes.baseline else None
    allow = Allowances(selection.run_unknown, selection.cache, online=selection.online, deep=selection.deep)
    with opened(selection) as host, terminable(), Progress() as progress:
        report = examine(
            host,
            plan.checks,
            allow=allow._replace(requires=plan.requires),
            terms=plan.terms,
            deadline_s=selection.timeout_s,
            watch=progress.watch,
            rules=plan.rules,
            ways=_ways(host) if documents.draws(targets) else None,
        )

        from goverify.host.redact import Level, Redactor  # when the checks are done
        from goverify.render.redacted import redacted

        redactor = Redactor.of(host, Level.LOCAL)
        report = redacted(report, redactor)
        if before:
            from goverify.baseline import held_against

            report = held_against(report, before, plan.terms)
        project = documents.project(host, redactor)
    around = documents.Around(project, view.leg)
    documents.write(report, targets, around, verbose=view.verbose, quiet=view.quiet, colour=plan.colour)
    return report.run.exit_code


def _plan(selection: Selection, wishes: Wishes) -> Plan:
    """Return what the command line, the policy and the profile come to; a recording has the policy that is named."""
    only, skip = split(selection.only), split(selection.skip)
    if wishes.no_config and wishes.config is not None:
        raise BadInput("--config and --no-config contradict each other")
    if wishes.config is None and (selection.host or wishes.no_config):
        return planned(wishes, NO_POLICY, only, skip)
    return planned(wishes, places.in_force(wishes.config, selection.project), only, skip)


def _ways(host: Host) -> "Callable[[Facts], WhichReport]":
    """Return what finds out every go on PATH, for the formats that draw it."""
    from goverify.candidates import candidates

    return partial(candidates, cut=is_recording(host))
