"""The modules in the cache are the ones that go.sum records, file by file.

Why
    Go holds a module against go.sum when it fetches it, and never again: a file that is changed in the module cache
    later, by a debugging session, a tool or an attacker, goes into every program that is built from it.

Looks at
    Every module that go.sum records and go.mod does not require in another version: the files in its folder in the
    module cache, or its archive where it is not unpacked yet, hashed as go does it, but without go. Up to 1000 modules.
    A vendor folder has no checksums. Files that were added and begin with a dot no build looks at. Only with --deep.

Fix
    Remove the folder of that one module, and let go unpack it again.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Severity, Unavailable, check
from goverify.facts.deep.proofs import demand_deep
from goverify.facts.file_remedies import path_word
from goverify.facts.held import borne_on
from goverify.facts.modules.kept import Changed, kept_modules
from goverify.facts.project.vendoring import vendoring
from goverify.facts.remedies import sudo
from goverify.facts.variables.shells import powershell
from goverify.facts.words import plain
from goverify.host import System

SHOWN = 4


@check(causes=("sum-mismatch",))
def altered(ask: Ask) -> Iterator[Finding | Evidence]:
    ask(demand_deep)
    if ask(vendoring):
        raise Unavailable("go takes packages from the vendor folder here, which has no checksums")
    found = ask(kept_modules)
    if found is None:
        raise Unavailable("there is no go.sum that can be read, or no place for a module cache")
    if not found.looked_at and not found.left_out:
        raise Unavailable(f"the module cache has none of the modules that {found.sums} records")
    yield from (_finding(ask, each, str(found.sums)) for each in found.changed)
    yield Evidence(str(found.sums), f"{found.looked_at} of its modules are in the cache, and were hashed")
    yield from (Evidence("not looked at", each) for each in found.left_out[:SHOWN])


def _finding(ask: Ask, changed: Changed, sums: str) -> Finding:
    module = changed.module
    place = changed.folder if changed.unpacked else changed.archive
    evidence = [Evidence(f"{sums}, line {changed.line}", changed.recorded)]
    evidence.append(Evidence(str(place), changed.found or "holds what no module does"))
    evidence += [Evidence(str(changed.folder), plain(each)) for each in changed.files[:SHOWN]]
    return Finding(
        cause="sum-mismatch",
        subject=module.path,
        message=f"what the module cache holds for {module} is not what go.sum records: {_what(changed)}",
        evidence=tuple(evidence),
        fix=_fix(ask, changed),
        detail="No build looks at it." if changed.harmless else "No build notices it; `go mod verify` does.",
        severity=Severity.LOW if changed.harmless else None,
        concerns=(changed.folder, *borne_on(ask)),
    )


def _what(changed: Changed) -> str:
    if not changed.unpacked:
        return f"{changed.archive} is another archive"
    if not changed.files:
        return f"the files in {changed.folder} have another checksum"
    more = f", and {len(changed.files) - 1} more" if len(changed.files) > 1 else ""
    return f"{plain(changed.files[0])} in {changed.folder}{more}"


def _fix(ask: Ask, changed: Changed) -> Fix:
    """Return how go comes to unpack the module again, and to fetch it again where its archive is not sound either."""
    summary = (
        "Remove the folder of that module and let go unpack it again. Look first at what was changed, and by whom."
    )
    if not changed.archive_sound:
        summary = "Remove what the cache has of that module and let go fetch it again, which holds it against go.sum."
    places = [changed.folder] if changed.unpacked else []
    places += [] if changed.archive_sound else [changed.archive, changed.archive.with_suffix(".ziphash")]
    words = [path_word(ask.host, place) for place in places]
    if ask.host.platform.system is System.WINDOWS:
        removal = tuple(powershell(ask, f"Remove-Item -Recurse -Force -ErrorAction Ignore {word}") for word in words)
    else:
        who = sudo(ask, places[0])
        opening = f"{who}chmod -R u+w {words[0]} && " if changed.unpacked else ""
        removal = (f"{opening}{who}rm -rf {' '.join(words)}",)
    return Fix(summary, (*removal, f"go mod download {changed.module}"))
