"""runtime.certificates: a pool that is empty on Linux is reported once; that of macOS and Windows always is."""

import pytest

from goverify.checks.network.certificates import certificates as fetching
from goverify.checks.runtime.certificates import certificates
from goverify.diagnosis import diagnose
from goverify.facts import Facts
from goverify.host.recorded import RecordedHost
from goverify.model import Finding, Severity
from tests.checks.host.probing import probe_tells
from tests.checks.network.asking import lacking
from tests.findings import result
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring, text

BUNDLE = "/etc/ssl/certs/ca-certificates.crt"
ONE = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
APT = "/usr/bin/apt-get"


def without(**env: str) -> RecordedHost:
    """Return a host whose programs count no authority."""
    return probe_tells({"ca_roots": {"count": 0}}, **env).but(files={BUNDLE: None, APT: text("", mode=0o755)})


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_authorities_or_a_store_of_the_systems(name: str) -> None:
    assert findings(certificates, boring(name)) == []


def test_none_at_all_is_reported_with_the_package_that_brings_them() -> None:
    [finding] = findings(certificates, without())
    assert (finding.cause, finding.subject, level(finding)) == ("ca-missing", "the authorities", "low")
    assert "finds no certificate of an authority" in finding.message
    assert commands(finding) == ("sudo apt-get install -y ca-certificates",)


def test_a_pool_that_cannot_be_read_is_as_bad() -> None:
    host = probe_tells({"ca_roots": {"err": "permission denied"}}).but(files={BUNDLE: text(ONE)})
    [finding] = findings(certificates, host)
    assert f"although {BUNDLE} seems to hold one" in finding.message


def test_a_variable_that_leads_to_none_is_the_subject() -> None:
    env = {"SSL_CERT_FILE": "/gone.pem", "SSL_CERT_DIR": "/nowhere"}
    [finding] = findings(certificates, probe_tells({}, **env))
    assert finding.subject == "SSL_CERT_FILE"
    assert "SSL_CERT_FILE=/gone.pem leads Go programs to no certificate" in finding.message
    assert "unset SSL_CERT_FILE" in commands(finding)


def test_where_the_system_has_none_either_to_unset_the_variable_is_no_remedy() -> None:
    [finding] = findings(certificates, without(SSL_CERT_FILE=BUNDLE))
    assert finding.subject == "SSL_CERT_FILE"
    assert commands(finding) == ("sudo apt-get install -y ca-certificates",)


def test_a_variable_that_leads_to_one_makes_up_for_the_system() -> None:
    host = without(SSL_CERT_FILE="/etc/own.pem").but(files={"/etc/own.pem": text(ONE)})
    assert findings(certificates, host) == []


def test_where_modules_are_to_be_fetched_both_checks_have_one_finding() -> None:
    graver = next(fetching(Facts(lacking().but(files={BUNDLE: None}))))
    assert isinstance(graver, Finding)
    [own] = findings(certificates, without())
    [one] = diagnose([result("runtime.certificates", own), result("network.certificates", graver)])
    assert (one.cause, one.severity) == ("ca-missing", Severity.HIGH)
