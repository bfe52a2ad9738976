"""runtime.time-zones: a host on which Go finds no zone is reported; zones in Go's tree alone do."""

import pytest

from goverify.checks.runtime.time_zones import time_zones
from goverify.facts import Facts
from goverify.model import Evidence
from tests.checks.host.probing import Steps, probe_tells
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring, text

NONE: Steps = {"tz": {"err": "unknown time zone Asia/Shanghai"}}
ZYPPER, DNF = "/usr/bin/zypper", "/usr/bin/dnf"


@pytest.mark.parametrize("name", BORING)
def test_zones_in_the_tree_alone_are_fine(name: str) -> None:
    *_, last = time_zones(Facts(boring(name)))
    assert isinstance(last, Evidence)
    assert last.observed == "is there"


@pytest.mark.parametrize(
    ("manager", "command"), [(DNF, "sudo dnf install -y tzdata"), (ZYPPER, "sudo zypper install -y timezone")]
)
def test_none_at_all_is_reported_with_the_package_that_brings_them(manager: str, command: str) -> None:
    [finding] = findings(time_zones, probe_tells(NONE).but(files={manager: text("", mode=0o755)}))
    assert (finding.cause, finding.subject, level(finding)) == ("zoneinfo-missing", "the time zones", "low")
    assert "unknown time zone Asia/Shanghai" in finding.message
    assert commands(finding) == (command,)


def test_windows_has_them_in_the_tree_alone() -> None:
    [finding] = findings(time_zones, probe_tells(NONE, on="windows"))
    assert finding.fix
    assert "zoneinfo.zip" in finding.fix.summary
