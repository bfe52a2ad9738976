"""What of a tree is known by the record of its release for another platform: every file but its programs.

A release is packed once, and its archives differ in what was compiled alone: of the module's 12,000 files all but the
programs in bin and pkg/tool are the same for every platform. Source: cmd/distpack, and the records themselves.
"""

from goverify.facts import Facts
from goverify.facts.authenticity.shipped_records import shipped_alike, shipped_manifest, shipped_record
from goverify.facts.authenticity.toolchain_records import Record
from goverify.facts.authenticity.tree_verdict import Authenticity, Status, by_manifest
from goverify.facts.tree_files import tree_files
from goverify.sumdb.toolchain import layout

PROGRAMS = ("bin/", "pkg/tool/")


def by_another_platform(ask: Facts, unknown: Authenticity, minor: tuple[int, int], why_not: str) -> Authenticity | None:
    """Return a verdict that is MODIFIED or UNKNOWN, as its programs may be anything; None where no such record is shipped.

    `why_not` says why its own record is not there.
    """
    module = shipped_alike(unknown.module)
    proven = shipped_record(module) if module else None
    manifest = shipped_manifest(module) if module else None
    if module is None or proven is None or manifest is None:
        return None
    files = ask(tree_files, unknown.root)
    found = layout(files.names, minor, unknown.module.rpartition(".")[2])
    members = {recorded: name for recorded, name in found.members.items() if not recorded.startswith(PROGRAMS)}
    so_far = unknown._replace(unreadable=files.unreadable, links=files.links, outside=found.outside)
    record = Record(proven.sum, f"the checksum database's record of {module} that comes with goverify", proven)
    shared = {name: digest for name, digest in manifest.items() if not name.startswith(PROGRAMS)}
    judged = by_manifest(ask, so_far, record, files, found._replace(members=members), shared)
    if judged.status is not Status.GENUINE:
        return judged._replace(record=record if judged.status is Status.MODIFIED else None)
    return judged._replace(
        status=Status.UNKNOWN,
        reason=f"all but its programs is as in {module}; of these nothing can be told, since {why_not}",
    )
