"""What `goverify record` does: examine this machine, and write what it answered, redacted."""

from goverify import console
from goverify.catalog import modules
from goverify.commands.guard import FINE
from goverify.commands.progress import Progress
from goverify.commands.selection import Selection, View, opened, terminable
from goverify.facts import Allowances
from goverify.model import Terms


def record(selection: Selection, view: View) -> int:
    """Examine this machine and write what it answered, redacted."""
    from goverify.examine import examine
    from goverify.host.recording import RecordingHost

    with opened(selection) as live, terminable(), Progress() as progress:
        host = RecordingHost(live, digests=selection.hashes)
        allow = Allowances(selection.run_unknown, selection.cache, deep=selection.deep)
        deadline_s = selection.timeout_s
        examine(host, tuple(modules()), allow=allow, terms=Terms(None), deadline_s=deadline_s, watch=progress.watch)
        console.write(host.recording(), view.output)
    return FINE
