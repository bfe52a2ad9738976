"""How the compilers and the git of macOS come to have developer tools behind them again (xcode-select(1))."""

from goverify.facts import Facts
from goverify.facts.cgo.packages import TOOLS
from goverify.facts.cgo.xcode import DeveloperTools, other_tools
from goverify.facts.remedies import unset_variable
from goverify.facts.settings.in_force import Origin, Setting
from goverify.model import Fix


def tools_remedy(ask: Facts, tools: DeveloperTools) -> Fix:
    """Return how to choose tools that are there, or to install some; those that are installed cannot be installed anew."""
    if tools.by == "DEVELOPER_DIR":
        held = Setting(tools.by, ask.host.env.get(tools.by, ""), Origin.ENVIRONMENT, "the environment")
        unset = unset_variable(ask, held)
        if ask(other_tools, tools.folder):
            return unset
        return Fix(f"{unset.summary} Or install the command line tools.", (*unset.commands, *TOOLS))
    other = ask(other_tools, tools.folder)
    if other:
        return Fix(f"Choose the developer tools that are installed, {other}.", (f"sudo xcode-select --switch {other}",))
    return Fix("Install the command line tools.", TOOLS)
