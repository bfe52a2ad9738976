"""GOTOOLCHAIN: what it says, and where it stands.

Source: cmd/go/internal/toolchain (Select) of 1.21 to 1.27: the environment, the go env file, then GOROOT/go.env, where
distributions write local.
"""

from pathlib import PurePath

from goverify.facts import Facts, Unavailable
from goverify.facts.goroot import goroot
from goverify.facts.release_lists import default_of
from goverify.facts.settings.in_force import setting
from goverify.facts.toolchain_choice.values import Policy
from goverify.host.paths import read_text

MODES = ("auto", "path")


def policy(ask: Facts) -> Policy:
    """Return GOTOOLCHAIN as it is in force; Unavailable where the release's own settings cannot be read."""
    held = ask(setting, "GOTOOLCHAIN")
    file = None if held else ask(own_settings)
    value = held.value if held else default_of(ask, "GOTOOLCHAIN")
    if value in MODES:
        return Policy(value, held, file, "", value)
    name, _, mode = value.partition("+")
    return Policy(value, held, file if value else None, "" if name == "local" else name, mode)


def own_settings(ask: Facts) -> PurePath:
    """Return the go.env file of the release, there or not; Unavailable where nobody can tell what it says."""
    root = ask(goroot).judged
    if root is None:
        raise Unavailable("the tree with the settings of this release is not known")
    try:
        read_text(ask.host, root / "go.env", 1)
    except OSError as error:
        raise Unavailable(f"{root / 'go.env'} cannot be read: {error.strerror or error}") from error
    return root / "go.env"
