"""The tools in the tree are of the same release as its go.

Why
    go tells the compiler its own release, and the compiler refuses another: "version does not match go tool
    version". The linker and the assembler fail later and less clearly. It happens when tools are copied, cached or
    unpacked apart from their go.

Looks at
    The release in the build info of each tool, and what compile, asm and link answer to -V=full, against the release
    of the go that answers. Also whether each file is a whole program for this platform.

Fix
    Remove the tree and unpack its release anew.
"""

from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Severity, check
from goverify.binfmt import Format
from goverify.facts.goroot import concerned
from goverify.facts.release import Release
from goverify.facts.remedies import reinstall
from goverify.facts.tools import NEEDED, USEFUL, Tool, ToolAnswer, brought_by, tool_answers, tools
from goverify.facts.tree import Tree, answering_tree, release_at_work


@check(causes=("tree-tools-mismatch", "tool-altered"))
def tools_mismatch(ask: Ask) -> Iterator[Finding | Evidence]:
    tree, release = ask(answering_tree), ask(release_at_work)
    found = ask(tools, tree)
    known = brought_by(release) if release else frozenset(NEEDED)
    judged = [tool for tool in found.tools if tool.name in known]
    if not judged:
        raise Blocked(f"{found.folder} holds no tools")
    altered = {tool.name: why for tool in judged if (why := _what_is_wrong(tool, found.platform))}
    answers = {answer.tool.name: answer for answer in ask(tool_answers, tree) if answer.tool.name not in altered}
    altered |= {name: why for name, answer in answers.items() if (why := _contradiction(answer))}
    yield Evidence(str(found.folder), _seen(judged, answers))
    if altered:
        yield _altered(ask, tree, altered)
    others = [tool for tool in judged if tool.release and tool.name not in altered and tool.release != release]
    if others and release and release == (tree.release or release):
        yield _mismatch(ask, tree, release, others, answers)


def _what_is_wrong(tool: Tool, platform: str) -> str:
    """Return why a file is no whole tool for a platform; empty where it is, or nobody may read it."""
    made = tool.binary
    if made is None:
        return ""
    if made.problem or not made.architectures:
        return "is empty" if made.format is Format.EMPTY else f"is {made.problem or f'no program ({made.format})'}"
    if made.go and made.go.path not in {f"cmd/{tool.name}", ""}:
        return f"is the program {made.go.path}"
    system, _, arch = platform.partition("_")
    if (
        made.system
        and (made.system, system) != ("linux", "android")
        and (made.system != system or arch not in made.architectures)
    ):
        return f"is made for {made.system}/{'/'.join(made.architectures)}"
    return ""


def _contradiction(answer: ToolAnswer) -> str:
    if answer.problem:
        return f"does not tell its version: {answer.problem}"
    if answer.release and answer.tool.release and answer.release != answer.tool.release:
        return f"was built as {answer.tool.release} and says {answer.release}"
    return ""


def _seen(judged: list[Tool], answers: dict[str, ToolAnswer]) -> str:
    told = {tool.name: str(tool.release or "no build info") for tool in judged}
    said = {name: f"{told[name]}, says {answer.release}" for name, answer in answers.items() if answer.release}
    return "; ".join(f"{name} {text}" for name, text in (told | said).items())


def _altered(ask: Ask, tree: Tree, altered: dict[str, str]) -> Finding:
    folder = ask(tools, tree).folder
    return Finding(
        cause="tool-altered",
        subject=tree.root,
        message=f"tools in {folder} are damaged or replaced: "
        + "; ".join(f"{name} {why}" for name, why in altered.items()),
        evidence=tuple(Evidence(str(folder / name), why) for name, why in altered.items()),
        fix=reinstall(ask, tree.root, tree.release or ask(release_at_work)),
        severity=_severity(set(altered)),
        concerns=concerned(ask),
    )


def _mismatch(ask: Ask, tree: Tree, release: Release, others: list[Tool], answers: dict[str, ToolAnswer]) -> Finding:
    folder = ask(tools, tree).folder
    named = ", ".join(f"{tool.name} ({tool.release})" for tool in others)
    said = [answer for answer in answers.values() if answer.tool in others and answer.release]
    return Finding(
        cause="tree-tools-mismatch",
        subject=tree.root,
        message=f"tools in {folder} are of another release than go ({release}): {named}",
        evidence=(
            *(Evidence(str(tool.path), f"its build info says {tool.release}") for tool in others),
            *(Evidence(f"{answer.tool.path} -V=full", str(answer.release)) for answer in said),
        ),
        fix=reinstall(ask, tree.root, release),
        severity=_severity({tool.name for tool in others}),
        concerns=concerned(ask),
    )


def _severity(names: set[str]) -> Severity | None:
    """Return how much it matters which tools are wrong; None for the cause's own severity."""
    if names & set(NEEDED):
        return None
    return Severity.HIGH if names & set(USEFUL) else Severity.MEDIUM
