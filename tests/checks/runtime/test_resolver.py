"""runtime.resolver: a localhost that leads nowhere, or away, is reported; each loopback address is as good."""

import pytest

from goverify.checks.runtime.resolver import resolver
from tests.checks.host.probing import Steps, probe_tells
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring, text

NOWHERE: Steps = {"dns": {"err": "lookup localhost: not in the hosts file, and no server was asked"}}


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_know_localhost(name: str) -> None:
    assert findings(resolver, boring(name)) == []


def test_a_name_that_leads_nowhere_is_reported_with_the_line_for_the_hosts_file() -> None:
    [finding] = findings(resolver, probe_tells(NOWHERE))
    assert (finding.cause, finding.subject, level(finding)) == ("localhost-unknown", "localhost", "low")
    assert "leads nowhere: lookup localhost" in finding.message
    assert commands(finding) == ("echo '127.0.0.1 localhost' | sudo tee -a /etc/hosts",)


def test_a_name_that_leads_away_is_reported() -> None:
    [finding] = findings(resolver, probe_tells({"dns": ["127.0.0.1", "203.0.113.7"]}))
    assert "leads to 203.0.113.7, which is not this host" in finding.message


@pytest.mark.parametrize("addresses", [["::1"], ["127.0.1.1"], ["::1", "127.0.0.1"]])
def test_every_address_of_the_loopback_is_fine(addresses: list[str]) -> None:
    assert findings(resolver, probe_tells({"dns": addresses})) == []


@pytest.mark.parametrize(
    ("source", "fine"), [("myhostname", True), ("resolve [!UNAVAIL=return]", True), ("dns", False)]
)
def test_systemd_answers_for_the_name_where_it_stands_behind_the_resolver(source: str, fine: bool) -> None:
    switch = text(f"passwd: files\nhosts: mymachines files {source}\n")
    found = findings(resolver, probe_tells(NOWHERE).but(files={"/etc/nsswitch.conf": switch}))
    assert (found == []) is fine


def test_on_windows_the_file_is_named_and_nothing_is_to_be_pasted() -> None:
    [finding] = findings(resolver, probe_tells(NOWHERE, on="windows"))
    assert finding.fix
    assert r"drivers\etc\hosts" in finding.fix.summary
    assert commands(finding) == ()
