"""What `goverify record` does: examine this machine, and write what it answered, redacted."""

from goverify import console
from goverify.catalog import modules
from goverify.facts import Allowances
from goverify.guard import FINE
from goverify.model import Terms
from goverify.progress import Progress
from goverify.selection import Selection, View, opened, terminable


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
