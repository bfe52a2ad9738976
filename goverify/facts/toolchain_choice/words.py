"""The choice of a Go in words: what would happen here, in one sentence."""

from goverify.facts.toolchain_choice.values import Ending, ToolchainChoice
from goverify.facts.words import plain

HOW = {
    Ending.ON_PATH: "it is on PATH as {runs}",
    Ending.CACHED: "it lies in the module cache",
    Ending.DOWNLOAD: "it would have to be downloaded",
    Ending.ABSENT: "it is not on PATH, and GOTOOLCHAIN allows no download",
    Ending.UNREADABLE: "that is no name of a toolchain",
}


def told(choice: ToolchainChoice) -> str:
    """Return what a go command would do in this folder, as a sentence without its period."""
    if choice.ending is Ending.LOCAL:
        return plain(_at_home(choice))
    return plain(f"{choice.wanted} is asked for by {source(choice)}; {outcome(choice)}")


def source(choice: ToolchainChoice) -> str:
    """Return who asks for the Go that is wanted."""
    wish, policy = choice.decided, choice.policy
    return f"{wish.text} in {wish.place}" if wish else f"{policy.text} in {policy.place}"


def _at_home(choice: ToolchainChoice) -> str:
    if choice.refusal:
        wish = choice.refusal.wish
        return f"{choice.local} runs, and {choice.refusal.why}: {wish.text} in {wish.place}{_kept(choice)}"
    if not choice.wishes:
        return f"{choice.local} runs itself; nothing asks for another one"
    needs = [wish for wish in choice.wishes if wish.key == "go" or choice.policy.mode]
    lines = " and ".join(f"{wish.text} in {wish.place}" for wish in needs)
    idle = [wish for wish in choice.wishes if wish not in needs]
    passed = f"; {choice.policy.text} passes over {idle[0].text} in {idle[0].place}" if idle else ""
    return f"{choice.local} runs itself{f', which is enough for {lines}' if lines else ''}{passed}"


def _kept(choice: ToolchainChoice) -> str:
    """Return what keeps go from giving way to a newer one."""
    if choice.refusal and choice.refusal.module and choice.policy.mode:
        return ""
    if choice.policy.mode:
        return ", beside a toolchain line that says default"
    return f"; {choice.policy.text} in {choice.policy.place} allows no other" if choice.policy.value else ""


def outcome(choice: ToolchainChoice) -> str:
    """Return where another Go comes from, and what comes of that."""
    how, reach, refusal = HOW[choice.ending].format(runs=choice.runs), choice.reach, choice.refusal
    if choice.ending in {Ending.ABSENT, Ending.UNREADABLE}:
        return f"{how}, so every go command fails"
    downloaded = choice.ending is Ending.DOWNLOAD
    if reach.possible is False:
        return f"{how}, {'and cannot be' if downloaded else 'but go does not take it'}: {reach.why}"
    if refusal:
        return f"{how}, and {'then ' if downloaded else ''}{refusal.why} ({refusal.wish.place})"
    if reach.possible is None:
        return f"{how}; {reach.why}, which was not tried"
    return f"{how}, and can be" if downloaded else f"{how} and would run"
