"""The Go that the CI job set up is the one that runs.

Why
    A step such as actions/setup-go puts a Go of the runner's tool cache first on PATH. Where a later step or the image
    puts another one before it, the job builds with a release that nobody asked for, and says nothing.

Looks at
    The PATH entries within the runner's tool cache against the go that answers, under a CI service that has one. A go
    of the same release, or another one of the cache, is no fault; nor is one that only the image brought along.

Fix
    Let the step that sets Go up come last, or take the other folder out of PATH.
"""

from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.facts.ci import ci_service, runner_tool_cache
from goverify.facts.go_commands import GoCommand, answering_go, go_commands
from goverify.facts.variables.shells import prepend_to_path


@check(causes=("manager-bypassed",))
def tool_cache(ask: Ask) -> Iterator[Finding | Evidence]:
    cache = ask(runner_tool_cache)
    service = ask(ci_service) if cache else None
    if service is None or cache is None:
        raise Unavailable("no CI service with a tool cache runs this")
    first = ask(answering_go)
    cached = [go for go in ask(go_commands) if go.entry.folder and cache in go.entry.folder.parents]
    if not cached:
        raise Unavailable(f"PATH names no Go of the tool cache in {cache}")
    wanted = cached[0]
    differ = first.release and wanted.release and first.release != wanted.release
    if differ and cache not in first.file.parents:
        yield _finding(ask, first, wanted, service.name)
    else:
        yield Evidence(str(first.found), f"runs {first.release}, as the job set up")


def _finding(ask: Ask, first: GoCommand, wanted: GoCommand, service: str) -> Finding:
    folder = wanted.found.parent
    summary = "Let the step that sets Go up come after what changes PATH, or put its folder first again."
    return Finding(
        cause="manager-bypassed",
        subject=first.found,
        message=f"this job of {service} set up {wanted.release} in {folder}, and PATH runs {first.found} ({first.release}) before it",
        evidence=tuple(
            Evidence(str(go.found), f"PATH entry {go.entry.index + 1}, runs {go.release}") for go in (first, wanted)
        ),
        fix=Fix(summary, (prepend_to_path(ask, folder),)),
        concerns=("PATH", first.file.parent.parent),
    )
