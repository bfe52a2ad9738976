"""What the commands of the command line do; each returns its exit status."""

import contextlib
import signal
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from goverify import console, documents, policy_files
from goverify.catalog import UnknownName, load, modules, nearest, select
from goverify.causes import CAUSES
from goverify.facts import Allowances, Facts
from goverify.guard import FINDINGS, FINE
from goverify.host import Host, NotRecorded
from goverify.model import Terms
from goverify.plan import NO_POLICY, Plan, Wishes, planned
from goverify.progress import Progress
from goverify.stops import BadInput, Interrupted

if TYPE_CHECKING:
    from goverify.report import WhichReport

TIMEOUT_S = 180.0
"""For the whole of a check-up; a cold one on a busy machine takes half of it."""

DEEP_TIMEOUT_S = 600.0
"""For one with the proofs that build: a minute or two on a quiet machine."""

HEADWAY_S = 1.0
"""How much sooner programs are stopped than checks, so that a check can still say which one hung."""


class Selection(NamedTuple):
    """What is to be examined, and how far it may go."""

    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    host: str = ""
    """A recorded host's file, "-" for stdin; empty for this machine."""
    project: str = ""
    timeout_s: float = TIMEOUT_S
    run_unknown: bool = False
    cache: bool = True
    online: bool = False
    deep: bool = False
    """Prove by building what takes a minute."""
    hashes: bool = False
    """Record the hashes of the tree's files too."""
    shells: bool = False
    """Ask the shells themselves."""


class View(NamedTuple):
    """How the document is to be written."""

    json: bool = False
    form: str = "text"
    """Of the report of a check-up, which has more forms than these two."""
    output: str = ""
    verbose: int = 0
    quiet: bool = False
    also: tuple[str, ...] = ()
    """Further documents of the report, each "FORMAT=FILE"."""
    leg: str = ""
    """What tells this job from others of the same commit."""


def check(selection: Selection, view: View, wishes: Wishes) -> int:
    """Examine a host and write the report."""
    from goverify.examine import examine  # the facts are needed here alone

    targets = documents.targets(view.form, view.output, view.also)
    plan = _plan(selection, wishes)
    before = policy_files.earlier(wishes.baseline) if wishes.baseline else None
    allow = Allowances(selection.run_unknown, selection.cache, online=selection.online, deep=selection.deep)
    with _host(selection) as host, _terminable(), Progress() as progress:
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
    only, skip = _split(selection.only), _split(selection.skip)
    if wishes.no_config and wishes.config is not None:
        raise BadInput("--config and --no-config contradict each other")
    if wishes.config is None and (selection.host or wishes.no_config):
        return planned(wishes, NO_POLICY, only, skip)
    return planned(wishes, policy_files.in_force(wishes.config, selection.project), only, skip)


def _ways(host: Host) -> "Callable[[Facts], WhichReport]":
    """Return what finds out every go on PATH, for the formats that draw it."""
    from goverify.candidates import candidates

    return partial(candidates, cut=_is_recording(host))


def which(selection: Selection, view: View) -> int:
    """Write every go on PATH with the way to its file; the exit status is 1 where none answers, or what does has none to run."""
    from goverify.candidates import candidates
    from goverify.host.redact import Level, Redactor
    from goverify.render import which as as_which
    from goverify.render.redacted import redacted_which

    with _host(selection) as host:
        _insist_on_a_folder(host)
        facts = Facts(host, Allowances(ask_shells=selection.shells))
        try:
            found = candidates(facts, cut=_is_recording(host), judging_all=True)
        except NotRecorded as error:
            raise BadInput(f"the recording does not tell {error}") from error
        report = redacted_which(found, Redactor.of(host, Level.LOCAL))
    if view.json:
        console.write(as_which.render_json(report), view.output)
    else:
        shape = console.shape(view.output)
        text = as_which.render(
            report, width=shape.width, colour=shape.colour, unicode=shape.unicode, verbose=view.verbose
        )
        console.write(text, view.output)
    answering = [candidate.choice for candidate in report.candidates if candidate.answers]
    return FINE if any(chosen is None or chosen.runs is not None for chosen in answering) else FINDINGS


def _insist_on_a_folder(host: Host) -> None:
    """Raise BadInput where the current folder is gone: which Go answers is asked as seen from a folder."""
    try:
        _ = host.cwd
    except OSError as error:
        raise BadInput("the current folder is gone; change to another one, or name one with --project") from error


def list_checks(selection: Selection, view: View) -> int:
    """Write the catalogue; what is only told stands in the whole one."""
    from goverify.information import ITEMS
    from goverify.render import pages

    checks, items = tuple(map(load, select(_split(selection.only)))), () if selection.only else tuple(ITEMS.values())
    console.write(pages.catalogue_json(checks, items) if view.json else pages.catalogue(checks, items), view.output)
    return FINE


def explain(name: str) -> int:
    """Write the page of a check, a cause, an item of information or a step of the probe."""
    from goverify.facts.probe_steps import PREFIX, STEPS
    from goverify.information import ITEMS
    from goverify.render import pages

    if name in modules():
        console.write(pages.check_page(load(name)), "")
    elif name in CAUSES:
        reporting = tuple(item for item in map(load, modules()) if name in item.causes)
        console.write(pages.cause_page(CAUSES[name], reporting), "")
    elif name in ITEMS:
        console.write(pages.information_page(ITEMS[name]), "")
    elif name.removeprefix(PREFIX) in STEPS:
        step = STEPS[name.removeprefix(PREFIX)]
        console.write(pages.step_page(step, load(step.check)), "")
    else:
        known = [*modules(), *CAUSES, *ITEMS, *(f"{PREFIX}{each}" for each in STEPS)]
        raise UnknownName(f"no check or cause is called {name!r}{nearest(name, known)}")
    return FINE


def record(selection: Selection, view: View) -> int:
    """Examine this machine and write what it answered, redacted."""
    from goverify.examine import examine
    from goverify.host.recording import RecordingHost

    with _host(selection) as live, _terminable(), Progress() as progress:
        host = RecordingHost(live, digests=selection.hashes)
        allow = Allowances(selection.run_unknown, selection.cache, deep=selection.deep)
        deadline_s = selection.timeout_s
        examine(host, tuple(modules()), allow=allow, terms=Terms(None), deadline_s=deadline_s, watch=progress.watch)
        console.write(host.recording(), view.output)
    return FINE


def schema(document: str, view: View) -> int:
    """Write a JSON Schema."""
    from importlib import resources

    console.write(resources.files("goverify.schema").joinpath(f"{document}-1.json").read_text("utf-8"), view.output)
    return FINE


def _split(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for name in names for part in name.split(",") if part.strip())


def _is_recording(host: Host) -> bool:
    """Return whether a host is the recording of a live one, which holds only a part of what was there."""
    from goverify.host.recorded import RecordedHost

    return isinstance(host, RecordedHost) and not host.recording.closed


@contextlib.contextmanager
def _host(selection: Selection) -> Iterator[Host]:
    if selection.host:
        from goverify.host.recorded import RecordedHost

        yield RecordedHost.load(console.read(selection.host))
        return
    from goverify.host.live import LiveHost

    project = console.folder(selection.project) if selection.project else None
    with LiveHost(project, deadline_s=max(1.0, selection.timeout_s - HEADWAY_S)) as host:
        yield host


@contextlib.contextmanager
def _terminable() -> Iterator[None]:
    """Turn SIGTERM into an exception, so that a supervisor too gets the report of what is done."""

    def stop(number: int, _: object) -> None:
        raise Interrupted(number)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
