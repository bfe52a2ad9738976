"""The documents of a check-up: which were asked for, and the report in the form of each."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from goverify import console
from goverify.catalog import load, modules, nearest
from goverify.host import Host
from goverify.stops import BadInput

if TYPE_CHECKING:
    from goverify.host.redact import Redactor
    from goverify.report import Report

FORMATS = ("text", "json", "ndjson", "junit", "sarif", "markdown", "github", "openmetrics", "html")

CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "WORKSPACE")
"""The variables in which GitHub, GitLab and Jenkins name the folder of the checkout."""


class Around(NamedTuple):
    """What a document may tell beside the report."""

    project: str
    """The folder that names of files are told relative to; empty where there is none."""
    leg: str
    """What tells this job from others of the same commit; may be empty."""


class Target(NamedTuple):
    """A document that is to be written."""

    form: str
    output: str
    """A file; empty for stdout."""


def targets(form: str, output: str, also: Sequence[str]) -> tuple[Target, ...]:
    """Return what is to be written, the main document last; BadInput where one of `also` is no "FORMAT=FILE"."""
    further = []
    for item in also:
        name, _, file = item.partition("=")
        if name not in FORMATS or not file:
            hint = nearest(name, FORMATS) if name not in FORMATS else ""
            raise BadInput(f"--also {item}: that is not FORMAT=FILE, with a format of {', '.join(FORMATS)}{hint}")
        further.append(Target(name, file))
    return (*further, Target(form, output))


def draws(wanted: Sequence[Target]) -> bool:
    """Return whether one of the documents shows every go on PATH, which others have no use for."""
    return any(target.form == "html" for target in wanted)


def project(host: Host, redactor: "Redactor") -> str:
    """Return the folder that names of files are told relative to: what a CI job checked out, else the current one."""
    try:
        folder = host.cwd
    except OSError:
        return ""  # it is gone
    checkouts = [host.path(host.env[name]) for name in CHECKOUTS if host.env.get(name)]
    return redactor.text(str(next((each for each in checkouts if folder.is_relative_to(each)), folder)))


def write(
    report: "Report", wanted: Sequence[Target], around: Around, *, verbose: int, quiet: bool, colour: bool
) -> None:
    """Write the report to each target; for GitHub also what the job's summary and outputs are to hold."""
    for target in wanted:
        if target.form == "text":
            document = _text(report, target.output, verbose, quiet=quiet, colour=colour)
        else:
            document = _for_programs(report, target.form, around)
        console.write(document, target.output)
    if any(target.form == "github" for target in wanted):
        from goverify.commands import job
        from goverify.render import github, markdown

        job.tell(partial(markdown.render, report), partial(github.outputs, report))


def _text(report: "Report", output: str, verbose: int, *, quiet: bool, colour: bool) -> str:
    from goverify.render.text import render

    width, coloured, unicode = console.shape(output)
    return render(report, width=width, colour=colour and coloured, unicode=unicode, verbose=verbose, quiet=quiet)


def _for_programs(report: "Report", form: str, around: Around) -> str:
    from goverify.render.formats import document
    from goverify.render.places import Surroundings

    known = (check.id for check in report.checks if check.id in modules())
    return document(form, report, Surroundings(around.project, tuple(map(load, known)), around.leg))
