"""binary.architecture: a go for another processor is reported, running or not; what the processor runs itself is not."""

import pytest

from goverify.checks.binary.architecture import architecture
from goverify.facts import Facts, Unavailable
from goverify.host import Completed
from goverify.host.replay.macho_writer import PROCESSORS
from goverify.host.replay.records import GoBinary
from goverify.model import Evidence
from tests.binfmt.macho_builder import fat as fat_file
from tests.golang import Files, answer, commands, findings, level, program, run, whole
from tests.hosts import BORING, go_binary, go_tree, listed, script

ROOT = "/usr/local/go"
GO = f"{ROOT}/bin/go"


def foreign(arch: str, *, system: str = "linux") -> Files:
    """Return the go of an archive for another machine."""
    return {GO: go_binary("go1.27.3", system=system, arch=arch)}


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_the_right_one(name: str) -> None:
    assert not findings(architecture, whole(name))


def test_a_go_that_cannot_start_is_reported_with_both_platforms() -> None:
    host = whole().but(files=foreign("arm64"), runs=[run("go", Completed(error="ENOEXEC"))])
    [finding] = findings(architecture, host)
    assert (finding.cause, level(finding)) == ("go-wrong-arch", "critical")
    assert "linux/arm64" in finding.message
    assert "linux/amd64" in finding.message
    assert "go1.27.3.linux-amd64.tar.gz" in commands(finding)[0]


def test_one_that_runs_all_the_same_is_emulated() -> None:
    host = whole().but(files=foreign("arm64"), runs=[run("go", answer(ROOT, arch="arm64"))])
    [finding] = findings(architecture, host)
    assert (finding.cause, level(finding)) == ("go-emulated", "medium")


def test_rosetta_is_named() -> None:
    host = whole("macos").but(
        files=foreign("amd64", system="darwin"), runs=[run("go", answer(ROOT, system="darwin", arch="amd64"))]
    )
    [finding] = findings(architecture, host)
    assert "Rosetta 2" in finding.message


def test_an_intel_homebrew_is_not_asked_for_the_arm_build() -> None:
    go = "/usr/local/Cellar/go/1.27.3/libexec/bin/go"
    host = whole("macos").but(
        env={"PATH": "/usr/local/Cellar/go/1.27.3/libexec/bin"},
        files={ROOT: None, go: go_binary("go1.27.3", system="darwin", arch="amd64"), f"{go[:-7]}/pkg/tool/x": "x"},
        runs=[run("go", answer(go[:-7], system="darwin", arch="amd64"))],
    )
    [finding] = findings(architecture, host)
    assert commands(finding) == ("/opt/homebrew/bin/brew install go",)


def test_where_there_is_one_for_this_processor_it_goes_first_on_path() -> None:
    host = whole("macos").but(
        env={"PATH": f"/opt/intel/bin:{ROOT}/bin:/usr/bin"},
        files=go_tree("/opt/intel", "go1.27.3", system="darwin", arch="amd64"),
        runs=[run("go", answer("/opt/intel", system="darwin", arch="amd64"))],
    )
    [finding] = findings(architecture, host)
    assert commands(finding) == (f'export PATH="{ROOT}/bin:$PATH"',)


def test_no_archive_is_named_that_was_never_made() -> None:
    translated = run("go", answer(ROOT, system="darwin", arch="amd64", version="go1.15.15"))
    files = {GO: go_binary("go1.15.15", system="darwin", arch="amd64")}
    [finding] = findings(architecture, whole("macos").but(files=files, runs=[translated]))
    assert not any("go1.15.15" in command for command in commands(finding))


def test_behind_a_wrapper_its_own_word_counts() -> None:
    files: Files = {"/usr/bin/go": script(f'#!/bin/sh\nexec {GO} "$@"\n')}
    host = whole().but(env={"PATH": "/usr/bin"}, files=files, runs=[run("go", answer(ROOT, arch="riscv64"))])
    [finding] = findings(architecture, host)
    assert finding.cause == "go-emulated"


def test_a_32_bit_go_needs_no_emulation() -> None:
    host = whole().but(files=foreign("386"), runs=[run("go", answer(ROOT, arch="386"))])
    assert not findings(architecture, host)


def test_another_operating_system_is_another_checks_matter() -> None:
    host = whole().but(files=foreign("arm64", system="windows"), runs=[run("go", Completed(error="ENOEXEC"))])
    with pytest.raises(Unavailable, match="windows"):
        findings(architecture, host)


def fat(*archs: str) -> Files:
    """Return a go for several processors of macOS."""
    parts = [(PROCESSORS[arch][0], GoBinary("go1.27.3", "cmd/go", "darwin", arch).data()) for arch in archs]
    return {GO: program(fat_file(*parts))}


def test_a_fat_go_with_a_part_for_this_processor_is_fine_and_its_parts_are_told() -> None:
    host = whole("macos").but(files=fat("amd64", "arm64"))
    [seen] = architecture(Facts(host))
    assert isinstance(seen, Evidence)
    assert "amd64" in seen.observed
    assert "arm64" in seen.observed


def test_a_session_under_rosetta_gets_the_other_part() -> None:
    translated = run("go", answer(ROOT, system="darwin", arch="amd64"))
    host = whole("macos").but(files=fat("amd64", "arm64"), runs=[translated], platform={"translated": True})
    [finding] = findings(architecture, host)
    assert (finding.cause, level(finding)) == ("go-emulated", "medium")
    assert "darwin/amd64 and runs under Rosetta 2 on arm64" in finding.message


def test_the_emulators_that_linux_has_registered_are_named() -> None:
    formats: Files = {"/proc/sys/fs/binfmt_misc": listed("qemu-aarch64", "register", "status")}
    host = whole().but(files=foreign("arm64") | formats, runs=[run("go", answer(ROOT, arch="arm64"))])
    [finding] = findings(architecture, host)
    assert finding.evidence[-1].observed == "has qemu-aarch64"


def test_windows_on_arm_emulates_too() -> None:
    go = r"C:\Program Files\Go\bin\go.exe"
    host = whole("windows").but(platform={"arch": "arm64"})
    [finding] = findings(architecture, host)
    assert (finding.cause, str(finding.subject)) == ("go-emulated", go)
    assert "the emulation of Windows" in finding.message
