"""binary.signature: a broken one is reported, and a stranger's in Go's own place; packagers' and one's own builds are not."""

import pytest

from goverify.checks.binary.signature import signature
from goverify.facts import Facts, Unavailable
from goverify.facts.signature import Seal
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import Fault, FileRecord
from goverify.model import Evidence
from tests.golang import ROOTS, Files, answer, commands, findings, level, run, tree, whole
from tests.hosts import BORING, go_binary, script
from tests.seals import ANOTHERS, BROKEN, LINKERS, OFFICIAL, sealed

GO = "/usr/local/go/bin/go"
COMPILE = "/usr/local/go/pkg/tool/darwin_arm64/compile"
CELLAR = "/opt/homebrew/Cellar/go/1.27.3/libexec"


def seen(host: RecordedHost) -> list[str]:
    """Return what the check tells of what it saw."""
    return [item.observed for item in signature(Facts(host)) if isinstance(item, Evidence)]


def homebrew() -> RecordedHost:
    """Return a macOS host with Homebrew's go alone."""
    answers = [run("go", answer(CELLAR, system="darwin", arch="arm64"))]
    files = tree(CELLAR, system="darwin", arch="arm64")
    return whole("macos").but(env={"PATH": f"{CELLAR}/bin"}, files=files, runs=answers)


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_are_in_order(name: str) -> None:
    assert not findings(signature, whole(name))


def test_linux_and_windows_say_that_none_is_normal() -> None:
    for name in ("linux", "windows"):
        assert "carries no signature, as" in seen(whole(name))[0]
        assert "checksums" in seen(whole(name))[0]


def test_googles_is_told_with_its_day() -> None:
    said = seen(whole("macos"))
    assert len(said) == 1
    assert "likewise gofmt, asm, cgo, compile" in said[0]
    assert "Google LLC (EQHXZ8M8AV), hardened runtime, timestamped 2026-10-19" in said[0]


def test_a_go_that_was_changed_after_it_was_signed_is_reported() -> None:
    [finding] = findings(signature, sealed(whole("macos"), BROKEN, on=[GO]))
    assert (finding.cause, level(finding), str(finding.subject)) == ("go-signature-invalid", "critical", GO)
    assert "its code was changed after it was signed" in finding.message
    assert "Killed: 9" in finding.detail
    assert "go1.27.3.darwin-arm64.tar.gz" in commands(finding)[0]


def test_a_changed_compiler_is_one_finding_with_the_others() -> None:
    host = sealed(whole("macos"), BROKEN, on=[COMPILE, COMPILE.replace("compile", "link")])
    [finding] = findings(signature, host)
    assert str(finding.subject) == COMPILE
    assert "and so is link" in finding.message
    assert len(finding.evidence) == 2


def test_homebrews_build_that_names_nobody_is_fine() -> None:
    assert not findings(signature, sealed(homebrew(), LINKERS, on=[f"{CELLAR}/bin/go"]))
    assert not findings(signature, homebrew())


def test_a_strangers_signature_in_the_place_of_gos_own_is_reported() -> None:
    [finding] = findings(signature, sealed(whole("macos"), ANOTHERS, on=[GO]))
    assert (finding.cause, level(finding)) == ("go-signer-unexpected", "medium")
    assert "Somebody Else" in finding.message
    assert "Google LLC" in finding.message


def test_one_whose_root_is_not_known_is_reported_too() -> None:
    unknown = OFFICIAL._replace(status="untrusted", reason="its certificates lead to no root that is known here")
    [finding] = findings(signature, sealed(whole("macos"), unknown, on=[GO]))
    assert (finding.cause, level(finding)) == ("go-signer-unexpected", "medium")


@pytest.mark.parametrize("seals", [(), (LINKERS,)])
def test_a_build_of_ones_own_in_that_place_is_only_told(seals: tuple[Seal, ...]) -> None:
    [finding] = findings(signature, sealed(whole("macos"), *seals, on=[GO]))
    assert (finding.cause, level(finding)) == ("go-signer-unexpected", "info")
    assert "built here from source" in finding.detail


def test_a_release_from_before_there_were_signatures_has_none() -> None:
    old: Files = {GO: go_binary("go1.12.5", system="darwin", arch="arm64"), "/usr/local/go/VERSION": "go1.12.5\n"}
    assert not findings(signature, whole("macos").but(files=old))


def test_without_any_signature_apple_silicon_kills_it() -> None:
    host = sealed(whole("macos"), on=[GO]).but(runs=[run("go", Completed(signal="SIGKILL"))])
    [finding] = findings(signature, host)
    assert (finding.cause, level(finding)) == ("go-signature-invalid", "critical")
    assert "has lost its signature" in finding.message


def test_one_that_memory_killed_keeps_its_signature() -> None:
    assert not findings(signature, whole("macos").but(runs=[run("go", Completed(signal="SIGKILL"))]))


def test_on_windows_a_broken_one_is_reported() -> None:
    broken = BROKEN._replace(kind="authenticode", team="", reason="its content was changed after it was signed")
    host = sealed(whole("windows"), broken, on=[ROOTS["windows"] + r"\bin\go.exe"])
    [finding] = findings(signature, host)
    assert (finding.cause, level(finding), finding.detail) == ("go-signature-invalid", "critical", "")


def test_a_company_that_signs_its_windows_programs_is_fine() -> None:
    signed = ANOTHERS._replace(kind="authenticode", team="")
    for seal in (signed, signed._replace(status="untrusted", reason="no root is known here")):
        assert not findings(signature, sealed(whole("windows"), seal, on=[ROOTS["windows"] + r"\bin\go.exe"]))


def test_a_shim_without_a_tree_has_nothing_to_be_judged() -> None:
    shim = '#!/bin/sh\nexec /usr/local/bin/asdf exec "go" "$@"\n'
    for name in ("linux", "macos"):
        host = whole(name).but(env={"PATH": "/opt/bin"}, files={"/opt/bin/go": script(shim), "/usr/local/go": None})
        with pytest.raises(Unavailable, match="asdf shim"):
            findings(signature, host.but(runs=[run("go", Completed(126))]))


def test_a_file_that_cannot_be_read_is_no_verdict() -> None:
    entry = whole("macos").recording.files[whole("macos").path(GO)].entry
    host = whole("macos").but(files={GO: FileRecord(entry, Fault("EACCES"))})
    with pytest.raises(Unavailable, match="cannot be read"):
        findings(signature, host)


def test_another_operating_systems_go_is_another_checks_matter() -> None:
    files: Files = {GO: go_binary("go1.27.3", system="darwin", arch="arm64")}
    with pytest.raises(Unavailable, match="darwin"):
        findings(signature, whole().but(files=files))
