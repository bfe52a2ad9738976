"""The tools that builds and tests run answer, and all of them as one release.

Why
    go asks compile, asm, link, cgo and vet for their version before it uses them, and keeps what they made under
    that answer. The compiler refuses a go of another release, the linker objects with another header.

Looks at
    What each of them answers to -V=full in an environment without settings: against the release of the go that
    answers, the build info and the build ID in its own file, and the answers of the others, experiments included.
    With --deep also the header of one object by the compiler and one by the assembler, and whether the content of
    each tool fits the hash in its build ID; that is told alone, since a packager may strip or sign what was built.

Fix
    Remove the tree and unpack its release anew.
"""

from collections.abc import Iterator

from goverify.api import Ask, Blocked, Evidence, Finding, Severity, Unavailable, check
from goverify.facts.chain import chain_answers
from goverify.facts.deep.content_ids import content_id
from goverify.facts.deep.objects import BUILD_ID, Object, objects
from goverify.facts.go_commands import answering_go
from goverify.facts.goroot import concerned
from goverify.facts.release import Release
from goverify.facts.remedies import reinstall
from goverify.facts.tools import NEEDED, USEFUL, ToolAnswer, tools
from goverify.facts.tree import Tree, answering_tree, release_at_work
from goverify.facts.words import summary

Reasons = dict[str, str]
"""What is wrong with a tool, by its name."""


@check(causes=("tool-altered", "tree-tools-mismatch"))
def chain(ask: Ask) -> Iterator[Finding | Evidence]:
    tree, release = ask(answering_tree), ask(release_at_work)
    answers = ask(chain_answers, tree)
    if not answers:
        raise Blocked(f"no tool in {ask(tools, tree).folder} can be asked")
    made = _objects(ask, tree)
    for answer in answers:
        yield Evidence(f"{answer.tool.path} -V=full", answer.version or answer.problem)
    for item in made:
        yield Evidence(f"an object by {item.tool.name}", " ".join(item.header) or summary(item.completed))
    if ask.allow.deep:
        yield Evidence("content against build ID", _contents(ask, answers))
    altered = _no_tools(made) | _contradictions(answers)
    if altered:
        yield _finding(ask, tree, "tool-altered", "tools in {folder} are damaged or replaced", altered)
    others = _other_headers(made) | _other_versions(ask, answers)
    if release and release == (tree.release or release):
        others |= _other_releases(answers, release)
    others = {name: why for name, why in others.items() if name not in altered}
    if others:
        said = f"tools in {{folder}} are of another release than go ({release or 'unknown'}), or of another make"
        yield _finding(ask, tree, "tree-tools-mismatch", said, others)


def _objects(ask: Ask, tree: Tree) -> tuple[Object, ...]:
    """Return the objects that were asked for; none also of a host that was recorded without."""
    try:
        return ask(objects, tree) if ask.allow.deep else ()
    except Unavailable:
        return ()


def _contents(ask: Ask, answers: tuple[ToolAnswer, ...]) -> str:
    return ", ".join(f"{answer.tool.name} {ask(content_id, answer.tool)}" for answer in answers)


def _contradictions(answers: tuple[ToolAnswer, ...]) -> Reasons:
    """Return the tools that do not answer, or not as what their files say that they are."""
    found = {}
    for answer in answers:
        tool, own = answer.tool, answer.tool.binary.go_build_id if answer.tool.binary else None
        if answer.problem:
            found[tool.name] = f"does not tell its version: {answer.problem}"
        elif answer.release and tool.release and answer.release != tool.release:
            found[tool.name] = f"was built as {tool.release} and says {answer.release}"
        elif answer.build_id and own and answer.build_id != own:
            found[tool.name] = f"says that its build ID is {answer.build_id}, and its file holds {own}"
    return found


def _other_releases(answers: tuple[ToolAnswer, ...], release: Release) -> Reasons:
    return {
        answer.tool.name: f"says {answer.release}" for answer in answers if answer.release and answer.release != release
    }


def _other_versions(ask: Ask, answers: tuple[ToolAnswer, ...]) -> Reasons:
    """Return the tools of the right release whose version does not fit that of the compiler, or of go, to the letter."""
    compiler = next((answer for answer in answers if answer.tool.name == "compile" and answer.version), None)
    if compiler is None:
        return {}
    alike = (answer for answer in answers if answer.tool.name in NEEDED and answer.release == compiler.release)
    found = {
        answer.tool.name: f"says {answer.version}, and compile says {compiler.version}"
        for answer in alike
        if answer.version != compiler.version
    }
    go, made = ask(answering_go), compiler.tool.binary.go if compiler.tool.binary else None
    built = go.binary.go.version if go.binary and go.binary.go and not go.wrapper else ""
    # The compiler compares both to the letter (cmd/compile/internal/base, -goversion).
    if made and built.startswith("go") and made.version != built and Release.parse(made.version) == go.release:
        found["compile"] = f"is of {made.version}, and go of {built}"
    return found


def _no_tools(made: tuple[Object, ...]) -> Reasons:
    """Return the tools that make no object, or do not write down what they were told to."""
    found = {item.tool.name: f"makes no object: {summary(item.completed)}" for item in made if not item.header}
    wrong = (item for item in made if item.build_id not in {"", BUILD_ID})
    return found | {item.tool.name: f"writes the build ID {item.build_id} for {BUILD_ID}" for item in wrong}


def _other_headers(made: tuple[Object, ...]) -> Reasons:
    """Return the assembler where the linker would refuse its objects beside the compiler's."""
    headers = {item.tool.name: " ".join(item.header) for item in made if item.header}
    one, other = headers.get("asm"), headers.get("compile")
    if one is None or other is None or one == other:
        return {}
    return {"asm": f"heads its objects {one!r}, and compile {other!r}"}


def _finding(ask: Ask, tree: Tree, cause: str, said: str, reasons: Reasons) -> Finding:
    folder = ask(tools, tree).folder
    names, severity = set(reasons), None
    if not names & set(NEEDED):
        severity = Severity.HIGH if names & set(USEFUL) else Severity.MEDIUM
    listed = "; ".join(f"{name} {why}" for name, why in reasons.items())
    return Finding(
        cause=cause,
        subject=tree.root,
        message=f"{said.format(folder=folder)}: {listed}",
        evidence=tuple(Evidence(str(folder / name), why) for name, why in reasons.items()),
        fix=reinstall(ask, tree.root, ask(release_at_work) or tree.release),
        severity=severity,
        concerns=concerned(ask),
    )
