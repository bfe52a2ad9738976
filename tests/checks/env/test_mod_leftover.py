"""env.mod-leftover: -mod of another project is reported; one that fits the module here is not."""

import pytest

from goverify.checks.env.mod_leftover import mod_leftover
from goverify.host.recorded import RecordedHost
from tests.checks.env.stored import STORED, with_env, with_stored
from tests.checks.path.looking import commands, findings, level
from tests.hosts import text

MODULE, VENDOR = "/home/gopher/go.mod", "/home/gopher/vendor/modules.txt"


def project(flags: str, *files: str) -> RecordedHost:
    """Return a host whose current folder holds these files."""
    return with_env(GOFLAGS=flags).but(files={file: text("module app\n") for file in files})


def test_vendor_without_a_vendor_folder_is_left_over() -> None:
    [finding] = findings(mod_leftover, project("-mod=vendor", MODULE))
    assert (finding.cause, finding.subject, level(finding)) == ("goflags-mod-leftover", "GOFLAGS", "high")


def test_vendor_without_a_module_is_milder() -> None:
    [finding] = findings(mod_leftover, project("-mod=vendor"))
    assert level(finding) == "medium"


def test_vendor_beside_a_vendor_folder_fits() -> None:
    assert not findings(mod_leftover, project("-mod=vendor", MODULE, VENDOR))


def test_a_stored_flag_is_named_with_its_file() -> None:
    host = with_stored("GOFLAGS=-mod=vendor\n").but(files={MODULE: text("module app\n")})
    [finding] = findings(mod_leftover, host)
    assert STORED["linux"] in finding.message
    assert commands(finding) == (f"sed -i '/^GOFLAGS=/d' {STORED['linux']}",)


def test_mod_passes_over_a_vendor_folder() -> None:
    [finding] = findings(mod_leftover, project("-mod=mod", MODULE, VENDOR))
    assert level(finding) == "medium"


def test_mod_is_refused_in_a_workspace() -> None:
    [finding] = findings(mod_leftover, project("-mod=mod", MODULE, "/home/gopher/go.work"))
    assert level(finding) == "high"


@pytest.mark.parametrize("flags", ["-mod=mod", "-mod=readonly", "-trimpath", "-mod=vendor -mod=mod"])
def test_what_does_no_harm_in_a_plain_module_is_no_fault(flags: str) -> None:
    assert not findings(mod_leftover, project(flags, MODULE))
