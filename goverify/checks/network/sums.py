"""Modules are the ones that go.sum records.

Why
    Go refuses a module whose content has another checksum than the one in go.sum: a mirror that changed it, a version
    that was tagged anew, a damaged cache, or an attack.

Looks at
    go.sum beside the project's go.mod; the checksums that go noted in the module cache for the versions that go.mod
    requires; for the first five modules that the cache lacks, the go.mod and the archive (up to 8 MiB) that a folder in
    GOPROXY holds, with --online also those that a server serves.

Fix
    Find out which of the two is right before anything is deleted; the checksum database knows it of public modules.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.held import borne_on
from goverify.facts.network.sums import Mismatch, mismatches, recorded_sums


@check(causes=("sum-mismatch",))
def sums(ask: Ask) -> Iterator[Finding | Evidence]:
    listed = ask(recorded_sums)
    if listed is None:
        raise Unavailable("there is no go.sum that can be read")
    found = ask(mismatches)
    yield from (_finding(ask, each, str(listed.file)) for each in found)
    if not found:
        yield Evidence(str(listed.file), f"{len(listed.lines)} checksums, and none that is known to differ")


def _finding(ask: Ask, found: Mismatch, file: str) -> Finding:
    module, source, cached = found.module, found.source, found.cached
    if source:
        where = f"what {source.text} serves for {module}"
        remedy = f"Ask whoever runs {source.text} why, and fetch from another proxy (GOPROXY) meanwhile; where the"
    else:
        where = f"what the module cache holds for {module}"
        remedy = "Fetch it anew with an empty module cache; where the"
    return Finding(
        cause="sum-mismatch",
        subject=module.path,
        message=f"{where} is not what go.sum records: {found.what} has another checksum",
        evidence=(
            Evidence(f"{file}, line {found.line}", found.recorded),
            Evidence(source.text if source else str(cached), found.found),
        ),
        fix=Fix(
            f"{remedy} new content is known to be right, remove the lines of {module} from go.sum and run go mod tidy.",
            ("go clean -modcache",) if cached else (),
        ),
        concerns=("GOPROXY", *borne_on(ask)),
    )
