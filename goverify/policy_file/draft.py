"""The draft of a policy that `goverify init` writes: what is so on this machine becomes what is required."""

from goverify.facts.provenance.judgement import UNKNOWN
from goverify.facts.release import Release
from goverify.policy_file.reading import PROVEN
from goverify.report import GoSummary
from goverify.report_parts import ToolchainSummary

HEAD = """\
# The policy of goverify for this folder and those below it; docs/policy.md tells every key.
# What the command line says goes before it.

"""

TAIL = """
# The mildest finding that makes the exit status 1: critical, high, medium, low, never.
fail-on = "high"

# Checks that are not to be run: ids, areas or globs (goverify list).
# skip = ["ide"]

# Another severity for a cause (goverify explain CAUSE): info, low, medium, high, critical.
# [severity]
# gobin-not-on-path = "info"

# A finding that is accepted until a day; what stands there is shown as waived, and fails again afterwards.
# [[waiver]]
# cause = "release-unsupported"
# subject = "/usr/local/go*"
# reason = "the last release that our oldest customers' systems run"
# until = 2027-01-31
"""


def draft(go: GoSummary | None, toolchain: ToolchainSummary | None) -> str:
    """Return the text of a policy that the machine with this go, and the Go that it hands over to, meets."""
    release = Release.parse(go.version) if go and go.version else None
    if toolchain and toolchain.source != "local":
        release = Release.parse(toolchain.wanted) or release
    return "\n".join([HEAD + _go(release), _provenance(go), _authenticity(go)]) + TAIL


def _go(release: Release | None) -> str:
    note = "# The releases that may build here: the line of the one at hand, and the next.\n"
    if release is None:
        return f'{note}# go = ">=1.26, <1.28"\n'
    major, minor, _ = release.numbers
    return f'{note}go = ">={major}.{minor}, <{major}.{minor + 2}"\n'


def _provenance(go: GoSummary | None) -> str:
    source = go.provenance.source if go else None
    note = "# Where the go that answers may come from, by the ids that `goverify which --json` shows.\n"
    if source is None or source.id == UNKNOWN:
        return f'{note}# provenance = ["official-tarball"]\n'
    return f'{note}provenance = ["{source.id}"]\n'


def _authenticity(go: GoSummary | None) -> str:
    note = "# Whether each file of the Go tree must be proven to be its release's or its packager's.\n"
    proven = go is not None and go.authenticity.get("status") in PROVEN
    return f'{note}{"" if proven else "# "}authenticity = "required"\n'
