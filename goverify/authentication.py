"""What `goverify authenticate` finds out of one tree, as plain values that a renderer shows."""

from pathlib import PurePath

from goverify.authenticated import Difference, Packaging, Proof, Verdict
from goverify.facts import Facts, Unavailable
from goverify.facts.authenticity.judgement import Authenticity, authenticity
from goverify.facts.tree import answering_tree
from goverify.host import NotRecorded
from goverify.host.paths import is_folder
from goverify.stops import BadInput
from goverify.sumdb.client import DATABASE
from goverify.sumdb.records import parse_head


class NoTree(BadInput):
    """There is no tree to be judged; the message says why."""


def authenticate(facts: Facts, name: str) -> Verdict:
    """Return what the tree called `name` is worth, or for no name the tree of the go that answers; NoTree where there is none."""
    try:
        return _verdict(facts(authenticity, _root(facts, name)))
    except NotRecorded as error:
        raise NoTree(f"the recording does not tell {error}") from error


def _root(facts: Facts, name: str) -> PurePath:
    host = facts.host
    if not name:
        try:
            return facts(answering_tree).root
        except Unavailable as error:
            raise NoTree(f"{error}; name the tree that is to be judged") from error
    root = host.cwd / host.path(name)
    if not is_folder(host, root):
        raise NoTree(f"{name} is no folder")
    return root


def _verdict(found: Authenticity) -> Verdict:
    record, files = found.record, found.files
    return Verdict(
        root=str(found.root),
        status=found.status.value,
        reason=found.reason,
        module=found.module,
        sum=found.sum,
        recorded_sum=record.sum if record else "",
        source=record.source if record else "",
        proof=_proof(found),
        same=files.same if files else None,
        differences=_differences(found),
        left_out=files.left_out if files else (),
        settings=found.settings,
        outside={name: why.value for name, why in sorted(found.outside.items())},
        unreadable=dict(sorted(found.unreadable.items())),
        links=dict(sorted(found.links.items())),
        package=_packaging(found),
    )


def _proof(found: Authenticity) -> Proof | None:
    proven = found.record.proven if found.record else None
    if proven is None:
        return None
    size = parse_head(proven.note, DATABASE).size
    return Proof(proven.record.decode(), proven.proof.number, size, proven.note.decode())


def _packaging(found: Authenticity) -> Packaging | None:
    held = found.package
    if held is None:
        return None
    packages = tuple((each.name, each.version, str(each.record)) for each in held.packages)
    return Packaging(held.packager, packages, held.total, held.same, held.retargeted, held.replaced)


def _differences(found: Authenticity) -> tuple[Difference, ...]:
    if found.files is None:
        return ()
    kinds = {"changed": found.files.changed, "missing": found.files.missing, "added": found.files.added}
    return tuple(Difference(name, how, found.elsewhere.get(name, ())) for how, names in kinds.items() for name in names)
