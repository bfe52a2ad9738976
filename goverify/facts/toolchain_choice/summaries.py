"""The choice of a Go as a report tells it."""

from goverify.facts.toolchain_choice.values import Ending, ToolchainChoice
from goverify.facts.toolchain_choice.words import told
from goverify.model import Evidence
from goverify.report_parts import ToolchainSummary

SOURCES = {
    Ending.LOCAL: "local",
    Ending.ON_PATH: "path",
    Ending.CACHED: "module-cache",
    Ending.DOWNLOAD: "download",
    Ending.ABSENT: "none",
    Ending.UNREADABLE: "invalid",
}


def of_toolchain_choice(choice: ToolchainChoice) -> ToolchainSummary:
    """Return which Go would run here for a report."""
    policy = choice.policy
    lines = tuple(Evidence(wish.place, wish.text) for wish in choice.wishes)
    return ToolchainSummary(
        wanted=choice.wanted,
        source=SOURCES[choice.ending],
        runs=str(choice.runs) if choice.runs else None,
        works=None if choice.works and choice.reach.possible is None else choice.works,
        asked_by=(*lines, *((Evidence(policy.place, policy.text),) if policy.value else ())),
        why=told(choice),
    )
