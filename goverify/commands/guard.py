"""The outermost guard: whatever a command runs into becomes one line on stderr and an exit status."""

import signal
from collections.abc import Callable

from goverify import console
from goverify.stops import BadInput, Interrupted, ReaderGone

FINE, FINDINGS, USAGE, FAILED = 0, 1, 2, 4
"""Exit statuses beside those of a report: wrong usage or configuration; goverify itself failed."""


def guarded(command: Callable[[], object]) -> int:
    """Run a command and return its exit status; every failure becomes one line on stderr, never a traceback."""
    try:
        status = command()
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else FINE
    except BadInput as mistake:
        console.complain(str(mistake))
        return USAGE
    except ReaderGone:
        console.abandon_stdout()
        return FINE
    except (KeyboardInterrupt, Interrupted) as stop:
        return 128 + getattr(stop, "signal_number", signal.SIGINT)
    except Exception as error:  # noqa: BLE001 - the outermost place: a bare traceback would exit with 1, like findings
        console.complain(f"goverify itself failed: {type(error).__name__}: {error}")
        return FAILED
    return status if isinstance(status, int) else FINE
