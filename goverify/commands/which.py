"""What `goverify which` does: show every go on PATH, where it comes from, and who would run which."""

from goverify import console
from goverify.commands.guard import FINDINGS, FINE
from goverify.commands.selection import Selection, View, is_recording, opened
from goverify.facts import Allowances, Facts
from goverify.host import Host, NotRecorded
from goverify.stops import BadInput


def which(selection: Selection, view: View) -> int:
    """Write every go on PATH with the way to its file; the exit status is 1 where none answers, or what does has none to run."""
    from goverify.candidates import candidates
    from goverify.host.redact import Level, Redactor
    from goverify.render import which as as_which
    from goverify.render.redacted import redacted_which

    with opened(selection) as host:
        _insist_on_a_folder(host)
        facts = Facts(host, Allowances(ask_shells=selection.shells))
        try:
            found = candidates(facts, cut=is_recording(host), judging_all=True)
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
