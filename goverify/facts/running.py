"""How go is run for a look: in which environment, and under which limits.

A question to go must neither change the machine nor obey its settings unasked: without `GOTOOLCHAIN=local` even
`go version` may download a release (golang/go#65568), and from 1.23 on every go command counts itself below the
user's configuration folder unless cmd/internal/telemetry is told another place.
"""

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from goverify.facts import Blocked, Facts
from goverify.facts.taming import tamed
from goverify.host import Completed
from goverify.host.environment import changed_env

QUESTION_LIMIT_S = 10.0
"""For what takes milliseconds on a quiet machine; a busy one gets some patience."""

BUILD_LIMIT_S = 300.0
"""For a cold build, which compiles the standard library: 4 s, minutes on a busy machine. Slow is not broken."""

PASSED_ON = (
    "PATH HOME USER LOGNAME USERPROFILE SYSTEMROOT SYSTEMDRIVE WINDIR PATHEXT COMSPEC APPDATA LOCALAPPDATA PROGRAMDATA "
    "PROGRAMFILES PROGRAMFILES(X86) PROGRAMW6432 COMMONPROGRAMFILES NUMBER_OF_PROCESSORS PROCESSOR_ARCHITECTURE"
).split()
"""What a program needs to start at all; nothing of it is a setting of Go."""

MANAGERS = ("ASDF_", "MISE_", "GOENV_", "RTX_")
"""Variables by which a version manager's shim finds its own files and its choice."""

OFFLINE = {"MISE_OFFLINE": "1", "MISE_NOT_FOUND_AUTO_INSTALL": "false", "MISE_AUTO_INSTALL": "false"}
"""Keeps a shim that was asked a question from installing something."""

BOUND = {"GOTOOLCHAIN": "local", "GOPROXY": "off", "LC_ALL": "C"}
"""No other release, no network, messages in English."""

GO_DEFAULTS = BOUND | {"GOENV": "off", "GOWORK": "off", "GOFLAGS": ""}
"""Go by itself: no settings of the user."""


def clean_env(ask: Facts) -> dict[str, str]:
    """Return an environment without any setting of Go."""
    kept = {
        name: value
        for name, value in ask.host.env.items()
        if name.upper() in PASSED_ON or name.upper().startswith(MANAGERS)
    }
    return kept | OFFLINE | GO_DEFAULTS | _own_places(ask)


def user_env(ask: Facts) -> dict[str, str]:
    """Return the user's own environment and settings, kept from the network and from starting programs of their own."""
    changes = OFFLINE | BOUND | ask(tamed) | _own_places(ask)
    return dict(changed_env(ask.host.platform.system, ask.host.env, changes))


def _own_places(ask: Facts) -> dict[str, str]:
    return {"TEST_TELEMETRY_DIR": str(ask(scratch, "telemetry"))}


def scratch(ask: Facts, name: str) -> PurePath:
    """Return an empty folder of the run's own, the same for every asker; Blocked where nothing can be written."""
    try:
        return ask.host.scratch(name, {})
    except OSError as error:
        raise Blocked(str(error)) from error


def run_go(
    ask: Facts,
    go: PurePath,
    args: Sequence[str],
    *,
    env: Mapping[str, str],
    cwd: PurePath | None = None,
    timeout_s: float = QUESTION_LIMIT_S,
) -> Completed:
    """Run a go command or a tool of its tree; without `cwd`, in an empty folder, where no go.mod has a say."""
    return run_to_end(ask, go, args, env=env, cwd=cwd or ask(scratch, "empty"), timeout_s=timeout_s)


def run_to_end(
    ask: Facts, program: PurePath, args: Sequence[str], *, env: Mapping[str, str], cwd: PurePath, timeout_s: float
) -> Completed:
    """Run a program; TimeoutError where not its own limit ended it but the end of the whole check-up, which proves nothing."""
    run = ask.host.run((str(program), *args), timeout_s=timeout_s, env=env, cwd=cwd)
    if run.timed_out and run.duration_s < timeout_s:
        raise TimeoutError(f"{program} was still running when the time for the whole check-up was over")
    return run
