"""A program that was just built and is gone, or closed to its own maker: what protection software does on Windows.

Such software opens, moves away or bars a new program between the end of the build and its start. On other systems
mounts and rights account for the same errors, and other checks tell these.
"""

from goverify.facts import Facts
from goverify.facts.failures.reading import POLICY_REMEDY
from goverify.facts.go_commands import GoCommand
from goverify.facts.goroot import concerned
from goverify.facts.variables.shells import powershell
from goverify.facts.words import STARTING
from goverify.host import Completed, System
from goverify.model import Evidence, Finding, Fix

WHAT = {
    "ENOENT": "is gone again, as when protection software takes it away",
    "EACCES": "may not be started, as when protection software holds it",
    "EPERM": "may not be started by a policy of this machine",
}
"""What became of the new program, by the error with which it does not start."""


def vanished(ask: Facts, go: GoCommand, run: Completed) -> Finding | None:
    """Return what is to be said of the run of a program whose build has just gone well; None where nothing took it away."""
    if ask.host.platform.system is not System.WINDOWS or run.error not in WHAT:
        return None
    exclusion = Fix(
        "Exclude go's cache and work folders from protection, for example in Windows Security as an administrator.",
        (powershell(ask, "Add-MpPreference -ExclusionPath (go env GOCACHE), $env:TEMP"),),
    )
    return Finding(
        cause="antivirus-interferes",
        subject=go.found,
        message=f"a program that {go.found} has just built {WHAT[run.error]}",
        evidence=(Evidence("the new program", STARTING[run.error]),),
        fix=Fix(POLICY_REMEDY) if run.error == "EPERM" else exclusion,
        concerns=concerned(ask),
    )
