"""network.certificates: certificates that Go would not believe are reported, each for its own reason."""

from pathlib import PurePosixPath

import pytest

from goverify.checks.network.certificates import certificates
from goverify.facts import Unavailable
from goverify.host.recorded import RecordedHost
from goverify.host.web import Exchange, Trouble
from tests.checks.network.asking import INFO, MIRROR, SHOWN, found, lacking, refused, served
from tests.golang import Files, commands, findings, level
from tests.hosts import BORING, boring, text

BUNDLE = "/etc/ssl/certs/ca-certificates.crt"
PEM = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
DEBIAN: Files = {BUNDLE: text(PEM), "/etc/debian_version": text("12\n")}


def trusting(**env: str) -> RecordedHost:
    """Return a host that has authorities to trust."""
    return lacking(**env).but(files=DEBIAN)


def showing(trouble: Trouble, skew_s: int | None = 0) -> dict[str, Exchange]:
    """Return what a proxy answers whose certificate is not believed."""
    return refused(Exchange(trouble=trouble, words="verify failed", certificate=SHOWN, skew_s=skew_s))


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_are_not_asked(name: str) -> None:
    with pytest.raises(Unavailable, match="--online"):
        findings(certificates, boring(name))


def test_a_certificate_that_is_believed_is_fine() -> None:
    assert found(certificates, trusting(), served()) == []


def test_an_authority_that_is_not_trusted_is_named_and_made_known() -> None:
    [finding] = found(certificates, trusting(), showing(Trouble.UNTRUSTED))
    assert (finding.cause, level(finding), finding.subject) == ("tls-untrusted", "high", "mirror.example")
    assert "a certificate from Example Inspection CA, which is not trusted here" in finding.message
    assert commands(finding) == ("sudo cp ca.crt /usr/local/share/ca-certificates/", "sudo update-ca-certificates")


def test_where_the_system_is_asked_nothing_is_claimed() -> None:
    host = boring("macos").but(env={"GOPROXY": MIRROR, "GOSUMDB": "off"})
    asked = INFO.replace("example.com/greet/@v/v1.0.0", "golang.org/x/text/@v/v0.3.0")
    assert found(certificates, host, {asked: showing(Trouble.UNTRUSTED)[INFO]}) == []


def test_a_certificate_for_another_server_is_never_to_be_trusted() -> None:
    [finding] = found(certificates, trusting(), showing(Trouble.OTHER_NAME))
    assert (finding.cause, commands(finding)) == ("tls-untrusted", ())
    assert "for another server" in finding.message


@pytest.mark.parametrize(
    ("trouble", "said"), [(Trouble.EXPIRED, "has expired"), (Trouble.NOT_YET_VALID, "is not valid yet")]
)
def test_a_certificate_out_of_its_time_is_told_with_its_time(trouble: Trouble, said: str) -> None:
    [finding] = found(certificates, trusting(), showing(trouble))
    assert (finding.cause, level(finding), finding.subject) == ("tls-expired", "high", "mirror.example")
    assert f"{said}: it is valid from 2026-01-02T00:00:00Z to 2026-02-03T00:00:00Z" in finding.message
    assert "GOPROXY" in finding.concerns


def test_a_host_without_authorities_is_told_that_and_nothing_else() -> None:
    host = lacking().but(files={"/usr/bin/apt-get": text("")})
    [finding] = found(certificates, host, showing(Trouble.NO_ROOTS))
    assert (finding.cause, level(finding)) == ("ca-missing", "high")
    assert commands(finding) == ("sudo apt-get install -y ca-certificates",)


def test_without_the_network_a_project_that_lacks_modules_needs_authorities() -> None:
    finding = next(certificates_of(lacking()))
    assert getattr(finding, "cause", "") == "ca-missing"
    with pytest.raises(Unavailable):
        next(certificates_of(lacking(GOPROXY="http://mirror.example")))
    with pytest.raises(Unavailable):
        next(certificates_of(boring("linux").but(env={"GOPROXY": MIRROR})))


def certificates_of(host: RecordedHost):  # type: ignore[no-untyped-def] # as the check gives it
    """Return what the check says without the network, one by one."""
    from goverify.facts import Facts

    return certificates(Facts(host))


def test_a_variable_that_leads_to_none_is_to_be_unset() -> None:
    host = lacking(SSL_CERT_FILE="/gone.pem", SSL_CERT_DIR="/gone").but(files={BUNDLE: text(PEM)})
    [finding] = found(certificates, host, showing(Trouble.NO_ROOTS))
    assert (finding.cause, finding.subject) == ("ca-missing", "SSL_CERT_FILE")
    assert commands(finding) == ("unset SSL_CERT_FILE",)


def test_a_folder_of_authorities_is_enough() -> None:
    host = lacking().but(files={PurePosixPath("/etc/ssl/certs/one.pem"): text(PEM)})
    assert found(certificates, host, served()) == []
