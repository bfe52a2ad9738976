"""The catalogue of checks: which there are, which were asked for; only those are imported."""

import fnmatch
import importlib
import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from goverify import checks
from goverify.registry import CHECKS, Check, check_id
from goverify.stops import BadInput


class UnknownName(BadInput):
    """A selection names no check; the text says so and what may have been meant."""


@cache
def modules() -> Mapping[str, str]:
    """Return the module of every check by id, in the order of ids, without importing any."""
    found = {}
    for area in pkgutil.iter_modules(checks.__path__, f"{checks.__name__}."):
        paths = [f"{folder}/{area.name.rpartition('.')[2]}" for folder in checks.__path__]
        for module in pkgutil.iter_modules(paths, f"{area.name}."):
            found[check_id(module.name)] = module.name
    return dict(sorted(found.items()))


def select(only: Sequence[str] = (), skip: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the ids that `only` names (all, if it is empty) less those that `skip` names.

    A name is an id, an area or a glob over ids. UnknownName is raised for one that fits no check, and where
    nothing remains: a slip of the pen must never look like a clean bill of health.
    """
    known = tuple(modules())
    wanted = _matching(only, known) if only else set(known)
    chosen = wanted - _matching(skip, known)
    if not chosen:
        raise UnknownName("the selection leaves no check to run")
    return tuple(id_ for id_ in known if id_ in chosen)


def load(id_: str) -> Check:
    """Import one check and return it."""
    importlib.import_module(modules()[id_])
    return CHECKS[id_]


def nearest(name: str, names: Iterable[str]) -> str:
    """Return a hint such as "; did you mean 'path.link'?", or nothing where no name is near."""
    import difflib  # for mistakes alone

    names = tuple(names)
    near = difflib.get_close_matches(name, names, n=1) or [known for known in names if name in known][:1]
    return f"; did you mean {near[0]!r}?" if near else ""


def _matching(patterns: Sequence[str], known: Sequence[str]) -> set[str]:
    matched: set[str] = set()
    areas = {id_.partition(".")[0] for id_ in known}
    for pattern in patterns:
        hits = fnmatch.filter(known, f"{pattern}.*" if pattern in areas else pattern)
        if not hits:
            raise UnknownName(f"no check or area is called {pattern!r}{nearest(pattern, [*known, *areas])}")
        matched.update(hits)
    return matched
