"""binary.readers-agree: readers that see another release, processor or signature are reported; what is explained is not."""

import pytest

from goverify.checks.binary.readers_agree import readers_agree
from goverify.facts import Blocked, Facts, Unavailable
from goverify.facts.signature import Seal
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.model import Evidence
from tests.binfmt.builders import inline_block
from tests.binfmt.elf_builder import elf
from tests.golang import Files, answer, findings, level, program, run, whole
from tests.hosts import BORING, boring, go_binary, link, script
from tests.seals import ANOTHERS, BROKEN, LINKERS, OFFICIAL, sealed

GO = "/usr/local/go/bin/go"
GO_EXE = r"C:\Program Files\Go\bin\go.exe"
TOOL = script("#!/bin/sh\n")
HEADER = """\
ELF Header:
  Magic:   7f 45 4c 46 02 01 01 00 00 00 00 00 00 00 00 00
  Class:                             ELF64
  Data:                              2's complement, little endian
  Machine:                           Advanced Micro Devices X86-64
"""


def reads(said: str = f"{GO}: go1.27.3\n\tpath\tcmd/go\n", *, status: int = 0, name: str = "linux") -> RecordedHost:
    """Return a host whose go says this of its own file."""
    file = GO_EXE if name == "windows" else GO
    done = Completed(status, stdout=said.replace(GO, file)) if not status else Completed(status, stderr=said)
    return whole(name).but(runs=[run("go", done, "version", "-m", file)])


def readelf(said: str = HEADER, **ended: int) -> RecordedHost:
    """Return a Linux host whose readelf says this."""
    told = run("readelf", Completed(ended.get("status", 0), stdout=said), "-h", GO)
    return reads().but(files={"/usr/bin/readelf": TOOL}, runs=[told])


def codesign(status: int, said: str = "") -> RecordedHost:
    """Return a macOS host whose codesign says this."""
    told = run("codesign", Completed(status, stderr=said), "--verify", "--strict", GO)
    return reads(name="macos").but(runs=[told])


def seen(host: RecordedHost) -> list[str]:
    """Return what the check tells of what it saw."""
    return [item.observed for item in readers_agree(Facts(host)) if isinstance(item, Evidence)]


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_are_of_one_mind(name: str) -> None:
    assert not findings(readers_agree, boring(name))


def test_a_go_that_reads_another_release_in_its_file_is_reported() -> None:
    [finding] = findings(readers_agree, reads(f"{GO}: go1.21.13\n\tpath\tcmd/go\n"))
    assert (finding.cause, level(finding)) == ("go-binary-mislabelled", "critical")
    assert "go1.27.3" in finding.message
    assert "go1.21.13" in finding.message


def test_another_main_package_is_reported() -> None:
    [finding] = findings(readers_agree, reads(f"{GO}: go1.27.3\n\tpath\texample.com/go\n"))
    assert finding.cause == "go-binary-mislabelled"


def test_a_go_that_finds_nothing_where_something_stands_is_told() -> None:
    [finding] = findings(readers_agree, reads(f"{GO}: not a Go executable\n", status=1))
    assert (finding.cause, level(finding)) == ("go-readings-differ", "low")
    assert "not a Go executable" in finding.message


def test_a_go_whose_release_is_known_to_miss_it_is_explained() -> None:
    files: Files = {GO: program(elf(data=inline_block("go1.27.3", "path\tcmd/go\n"), sections=False))}
    host = reads(f"{GO}: not a Go executable\n", status=1).but(files=files)
    assert not findings(readers_agree, host)
    assert "golang/go issue 73060" in seen(host)[-1]


def test_a_go_without_build_info_finds_none_itself() -> None:
    files: Files = {GO: program(elf())}
    assert not findings(readers_agree, reads(f"{GO}: not a Go executable\n", status=1).but(files=files))


def test_a_release_that_does_not_look_into_files_is_not_asked() -> None:
    old = run("go", answer("/usr/local/go", "go1.12.5"))
    host = whole().but(files={GO: go_binary("go1.12.5")}, runs=[old])
    assert seen(host)[-1] == "this release does not look into files"


def test_a_go_that_needs_to_be_told_its_tree_is_told() -> None:
    lost = Completed(2, stderr="go: cannot find GOROOT directory: 'go' binary is trimmed and GOROOT is not set\n")
    told = run("go", answer("/usr/local/go"), env={"GOROOT": "/usr/local/go", "GOENV": "off"})
    look = run("go", Completed(0, stdout=f"{GO}: go1.27.3\n"), "version", "-m", GO, env={"GOROOT": "/usr/local/go"})
    host = whole().but(env={"GOROOT": "/usr/local/go"}, runs=[run("go", lost), told, look])
    assert seen(host)[-1] == "go1.27.3"


def test_a_go_that_does_not_run_says_nothing() -> None:
    with pytest.raises(Blocked):
        findings(readers_agree, whole().but(runs=[run("go", Completed(error="ENOEXEC"))]))


def test_a_wrapper_is_not_what_it_starts() -> None:
    files: Files = {"/opt/bin/go": script(f'#!/bin/sh\nexec {GO} "$@"\n')}
    with pytest.raises(Unavailable, match="forwarding script"):
        findings(readers_agree, whole().but(env={"PATH": "/opt/bin"}, files=files))


def test_a_file_whose_name_breaks_the_line_is_read_all_the_same() -> None:
    odd = "/opt/a: b\nc/bin/go"
    files: Files = {odd: go_binary("go1.27.3"), "/opt/p/go": link(odd)}
    told = run("go", Completed(0, stdout=f"{odd}: go1.27.3\n\tpath\tcmd/go\n"), "version", "-m", odd)
    assert not findings(readers_agree, whole().but(env={"PATH": "/opt/p"}, files=files, runs=[told]))


def test_readelf_that_agrees_is_told() -> None:
    assert not findings(readers_agree, readelf())
    assert seen(readelf())[0] == "Advanced Micro Devices X86-64, ELF64, 2's complement, little endian"


@pytest.mark.parametrize(
    "said",
    [
        HEADER.replace("Advanced Micro Devices X86-64", "AArch64"),
        HEADER.replace("ELF64", "ELF32"),
        HEADER.replace("little", "big"),
        "",
    ],
)
def test_readelf_that_sees_another_machine_is_reported(said: str) -> None:
    [finding] = findings(readers_agree, readelf(said))
    assert (finding.cause, level(finding)) == ("go-readings-differ", "low")


def test_llvms_readelf_has_other_words_for_the_same() -> None:
    said = HEADER.replace("Advanced Micro Devices X86-64", "Advanced Micro Devices X86-64 processor architecture")
    assert not findings(readers_agree, readelf(said))


def test_a_readelf_that_does_not_run_is_no_witness() -> None:
    host = readelf().but(runs=[run("readelf", Completed(signal="SIGSEGV"), "-h", GO)])
    assert not findings(readers_agree, host)


@pytest.mark.parametrize(("library", "causes"), [("libc.so.6", []), ("libother.so.6", ["go-readings-differ"])])
def test_ldd_that_lists_other_libraries_is_reported(library: str, causes: list[str]) -> None:
    go = elf(interpreter="/lib64/ld.so", needed=("libc.so.6",), data=inline_block("go1.27.3", "path\tcmd/go\n"))
    told = run("ldd", Completed(0, stdout=f"\t{library} => /lib/{library} (0x00007f03ba01e000)\n"), GO)
    host = reads().but(files={GO: program(go), "/usr/bin/ldd": TOOL, "/lib64/ld.so": program(b"")}, runs=[told])
    found = findings(readers_agree, host)
    assert [(finding.cause, level(finding)) for finding in found] == [(cause, "low") for cause in causes]
    assert library in seen(host)[1]


def test_otool_that_sees_another_processor_is_reported() -> None:
    otool = "/Library/Developer/CommandLineTools/usr/bin/otool"
    said = "Mach header\n magic cputype\nMH_MAGIC_64 X86_64 ALL 0x00 EXECUTE\n"
    host = codesign(0).but(files={otool: TOOL}, runs=[run("otool", Completed(0, stdout=said), "-hv", "-L", GO)])
    [finding] = findings(readers_agree, sealed(host, OFFICIAL, on=[GO]))
    assert (finding.cause, level(finding)) == ("go-readings-differ", "low")
    assert f"{otool} -hv -L sees X86_64, no libraries" in finding.message


def test_codesign_that_refuses_what_is_found_whole_is_reported_with_both_words() -> None:
    host = codesign(1, f"{GO}: invalid signature (code or signature have been modified)\n")
    [finding] = findings(readers_agree, host)
    assert (finding.cause, level(finding)) == ("go-signature-invalid", "critical")
    assert "Google LLC" in finding.message
    assert "have been modified" in finding.message
    assert len(finding.evidence) == 2


def test_codesign_that_refuses_what_is_found_broken_agrees() -> None:
    assert not findings(readers_agree, sealed(codesign(1, "invalid signature"), BROKEN, on=[GO]))


def test_codesign_and_an_unsigned_go_agree() -> None:
    assert not findings(readers_agree, sealed(codesign(1, "code object is not signed at all"), on=[GO]))


@pytest.mark.parametrize("seals", [(), (BROKEN,)])
def test_codesign_that_accepts_what_is_found_wanting_is_told(seals: tuple[Seal, ...]) -> None:
    [finding] = findings(readers_agree, sealed(codesign(0), *seals, on=[GO]))
    assert (finding.cause, level(finding)) == ("go-readings-differ", "low")


@pytest.mark.parametrize("seal", [LINKERS, OFFICIAL, ANOTHERS])
def test_codesign_that_accepts_what_is_whole_agrees(seal: Seal) -> None:
    assert not findings(readers_agree, sealed(codesign(0), seal, on=[GO]))


def test_signtool_is_not_asked_about_what_bears_no_signature() -> None:
    host = reads(name="windows").but(files={r"C:\Windows\System32\signtool.exe": TOOL})
    assert not findings(readers_agree, host)
