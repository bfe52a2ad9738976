"""The summary of a host: the go that answers and every Go tree, as far as they are known."""

import contextlib
from collections.abc import Callable
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

from goverify.facts import Facts, Unavailable
from goverify.facts.go_commands import go_commands
from goverify.facts.goroot import goroot
from goverify.facts.installations import installations
from goverify.facts.origins import origin
from goverify.host.paths import same_file
from goverify.report import GoSummary, InstallationSummary

P = ParamSpec("P")
T = TypeVar("T")


class Summary(NamedTuple):
    """What a report says of the host beside its checks."""

    go: GoSummary | None
    installations: tuple[InstallationSummary, ...]


def summarise(facts: Facts) -> Summary:
    """Return the summary; a part that cannot be found out is None or missing, and the checks say why."""
    return Summary(_go(facts), _installations(facts))


def _go(facts: Facts) -> GoSummary | None:
    commands = _known(facts, go_commands) or ()
    if not commands:
        return None
    first = commands[0]
    root = _known(facts, goroot)
    return GoSummary(
        command=str(first.found),
        file=str(first.file),
        version=str(first.release) if first.release else None,
        goroot=str(root.root) if root and root.root else None,
        provenance={"origin": _known(facts, origin, first.file), "wrapper": first.wrapper},
        authenticity={"status": "unknown", "reason": "not looked at"},
    )


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
    with contextlib.suppress(Unavailable, LookupError, OSError, ValueError):
        return facts(fact, *args, **kwargs)
    return None
