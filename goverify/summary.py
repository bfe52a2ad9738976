"""The summary of a host: the go that answers and every Go tree, as far as they are known."""

import contextlib
from collections.abc import Callable
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

from goverify.facts import Facts, Unavailable
from goverify.facts.ancestry import ancestry
from goverify.facts.go_commands import GoCommand, go_commands
from goverify.facts.goroot import goroot, same_tree
from goverify.facts.managers.values import Choice
from goverify.facts.provenance.installations import installations
from goverify.facts.provenance.judgement import provenance
from goverify.facts.provenance.origins import origin
from goverify.facts.summaries import of_choice, of_circumstance, of_provenance
from goverify.host.paths import same_file
from goverify.report import GoSummary, InstallationSummary
from goverify.report_parts import (
    CircumstanceSummary,
    InformationSummary,
    ProvenanceSummary,
    SettingSummary,
    ToolchainSummary,
)

P = ParamSpec("P")
T = TypeVar("T")


INFORMED = frozenset({"host", "runtime", "storage"})
"""The areas of checks that have information beside them."""

SETTLED = "env"
"""The area of checks that has the settings beside it."""

NOT_LOOKED_AT = {"status": "unknown", "reason": "not looked at"}


class Summary(NamedTuple):
    """What a report says of the host beside its checks."""

    go: GoSummary | None
    installations: tuple[InstallationSummary, ...]
    under: tuple[CircumstanceSummary, ...] = ()
    settings: tuple[SettingSummary, ...] = ()
    information: tuple[InformationSummary, ...] = ()
    toolchain: ToolchainSummary | None = None


def summarise(
    facts: Facts, *, authentic: bool = False, areas: frozenset[str] = frozenset(), chosen: bool = False
) -> Summary:
    """Return the summary; a part that cannot be found out is None or missing, and the checks say why.

    What the tree is worth is found out only if `authentic`, since all its files are hashed for that, and
    what else is worth knowing is told of the `areas`, what is set if env is among them, and which Go would run here only
    if `chosen`.
    """
    under = tuple(of_circumstance(each) for each in _known(facts, ancestry) or ())
    information = _information(facts, areas) if areas & INFORMED else ()
    settings = _settings(facts) if SETTLED in areas else ()
    go, trees = _go(facts, authentic=authentic), _installations(facts)
    return Summary(go, trees, under, settings, information, _toolchain(facts) if chosen else None)


def _settings(facts: Facts) -> tuple[SettingSummary, ...]:
    from goverify.facts.setting_summaries import setting_summaries  # not needed when a few checks are run

    return _known(facts, setting_summaries) or ()


def _toolchain(facts: Facts) -> ToolchainSummary | None:
    from goverify.facts.toolchain_choice.choosing import toolchain_choice  # not needed when a few checks are run
    from goverify.facts.toolchain_choice.summaries import of_toolchain_choice

    chosen = _known(facts, toolchain_choice)
    return of_toolchain_choice(chosen) if chosen else None


def _information(facts: Facts, areas: frozenset[str]) -> tuple[InformationSummary, ...]:
    from goverify.information import inform  # not needed when a few checks are run

    return inform(facts, areas)


def _go(facts: Facts, *, authentic: bool) -> GoSummary | None:
    commands = _known(facts, go_commands) or ()
    if not commands:
        return None
    first = commands[0]
    root = _known(facts, goroot)
    source, chosen = _known(facts, provenance, first.found), _choice(facts, first)
    return GoSummary(
        command=str(first.found),
        file=str(first.file),
        version=_version(facts, first),
        goroot=str(root.root) if root and root.root else None,
        provenance=ProvenanceSummary(
            origin=_known(facts, origin, first.file),
            wrapper=first.wrapper,
            source=of_provenance(source) if source else None,
            choice=of_choice(chosen) if chosen else None,
        ),
        authenticity=_authenticity(facts) if authentic else NOT_LOOKED_AT,
    )


def _version(facts: Facts, go: GoCommand) -> str | None:
    """Return the release that a go names, or that of the tree which a stand-in leads to."""
    if go.release or not go.wrapper:
        return str(go.release) if go.release else None
    from goverify.facts.tree import answering_tree, tree_release

    tree = _known(facts, answering_tree)
    release = _known(facts, tree_release, tree.root) if tree else None
    return str(release) if release else None


def _choice(facts: Facts, go: GoCommand) -> Choice | None:
    """Return what a manager chose, where a stand-in, a link or a session of gvm shows that one did."""
    if not (go.wrapper or go.chain.hops or facts.host.env.get("GVM_ROOT")):
        return None
    from goverify.facts.managers.choosing import choice

    return _known(facts, choice, go.found)


def _authenticity(facts: Facts) -> dict[str, str | None]:
    from goverify.facts.authenticity.judgement import Status, authenticity  # seldom needed when a few checks are run
    from goverify.facts.tree import answering_tree

    tree, root = _known(facts, answering_tree), _known(facts, goroot)
    found = _known(facts, authenticity, tree.root) if tree else None
    if not tree or not found:
        return dict(NOT_LOOKED_AT)
    if root and root.root and not same_tree(facts.host, root.root, tree.root):
        told = f"{root.root} is no Go tree; the one that the go stands in, {tree.root}, is {found.status.value}"
        return {"status": Status.UNKNOWN.value, "reason": told}
    return {"status": found.status.value, "reason": found.reason}


def _installations(facts: Facts) -> tuple[InstallationSummary, ...]:
    commands = _known(facts, go_commands) or ()
    root = _known(facts, goroot)
    answering = root.root if root else None
    return tuple(
        InstallationSummary(
            root=str(tree.root),
            version=str(tree.release) if tree.release else None,
            origin=tree.origin,
            answers=answering is not None and same_file(facts.host, tree.root, answering),
            on_path=any(command.file == tree.go for command in commands),
        )
        for tree in _known(facts, installations) or ()
    )


def _known(facts: Facts, fact: Callable[Concatenate[Facts, P], T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """Return a fact, or None where it cannot be had."""
    # Where the system starts no threads, what needs some is a RuntimeError (threading.Thread.start).
    with contextlib.suppress(Unavailable, LookupError, OSError, RuntimeError, ValueError):
        return facts(fact, *args, **kwargs)
    return None
