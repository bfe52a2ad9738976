"""What is told of a host, by the ids of the items."""

from goverify.facts import Facts
from goverify.host.recorded import RecordedHost
from goverify.information import inform
from goverify.report_parts import InformationSummary
from goverify.summary import INFORMED
from tests.hosts import boring, text


def told(host: RecordedHost) -> dict[str, InformationSummary]:
    """Return all that is told of a host."""
    return {item.id: item for item in inform(Facts(host), INFORMED)}


def linux(**files: str) -> RecordedHost:
    """Return a Linux host with these values in the kernel's files, named by the keys with slashes as two underscores."""
    return boring("linux").but(
        files={f"/{name.replace('__', '/')}": text(f"{value}\n") for name, value in files.items()}
    )
