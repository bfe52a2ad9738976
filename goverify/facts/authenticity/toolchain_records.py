"""What is recorded of a toolchain, by the best source at hand, and the list of its files where there is one."""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.authenticity.cached_records import archived_manifest, kept
from goverify.facts.authenticity.online_records import online_record
from goverify.facts.authenticity.shipped_records import shipped_record
from goverify.sumdb.client import Proven
from goverify.sumdb.manifest import Manifest


class Record(NamedTuple):
    """What a release's files come to, and who says so."""

    sum: str
    """As go.sum has it: "h1:…"."""
    source: str
    """Where it comes from, as the end of "according to"."""
    proven: Proven | None
    """The database's signature and proof behind it; None where there is no more than the source's word."""


def record_of(ask: Facts, module: str, root: PurePath) -> Record | None:
    """Return the record of a module that is at hand, the best proven first; Refused where it does not hold.

    `root` is the tree that is judged, whose go.env may name the proxy to ask.
    """
    shipped = shipped_record(module)
    if shipped is not None:
        return Record(shipped.sum, "the checksum database's record that comes with goverify", shipped)
    cached = ask(kept, module)
    if cached is not None and cached.proven is not None:
        return Record(cached.proven.sum, "the checksum database's record in the module cache", cached.proven)
    online = ask(online_record, module, root)
    if online is not None:
        return Record(online.sum, "the record that the checksum database has given now", online)
    if cached is None:
        return None
    return Record(cached.sum, "what go noted in the module cache when it fetched this release", None)


def fetched_manifest(ask: Facts, module: str, record: Record) -> Manifest | None:
    """Return the files of a module whose archive go kept when it fetched it, proven by the record; None where there is none."""
    cached = ask(kept, module)
    return archived_manifest(ask.host, cached.archive, module, record.sum) if cached else None
