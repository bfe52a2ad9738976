"""toolchain.chain: tools that answer as another release or not at all; the answers of one release are no fault."""

import pytest

from goverify.checks.toolchain.chain import chain
from goverify.facts import Blocked
from goverify.facts.deep.objects import BUILD_ID
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.model import Severity
from tests.golang import Files, findings, level, run, tool, whole
from tests.hosts import BORING, boring, go_binary, text
from tests.proofs import found, told

ROOT = "/usr/local/go"
TOOLS = f"{ROOT}/pkg/tool/linux_amd64"
CHAIN = ("asm", "cgo", "compile", "link", "vet")
WORK = "<scratch>/objects"
COMPILE = f"{TOOLS}/compile -p one -buildid {BUILD_ID} -o {WORK}/one.o {WORK}/one.go"
ASM = f"{TOOLS}/asm -p one -o {WORK}/two.o {WORK}/two.s"
HEADER = "linux amd64 go1.27.3 GOAMD64=v1 X:regabiwrappers,regabiargs"


def saying(said: dict[str, str], files: Files | None = None) -> RecordedHost:
    """Return a Linux host where these tools answer -V=full with these lines."""
    runs = [run(name, Completed(0, stdout=f"{line}\n"), "-V=full") for name, line in said.items()]
    return whole().but(runs=runs, files=files or {})


def objects(compiled: str = HEADER, assembled: str = HEADER, build_id: str = BUILD_ID) -> RecordedHost:
    """Return a host whose compiler and assembler head their objects with these words."""
    archive = f'!<arch>\n__.PKGDEF       0           0     0     644     464       `\ngo object {compiled}\nbuild id "{build_id}"\n\n$$B\n'
    files = {f"{WORK}/one.o": text(archive), f"{WORK}/two.o": text(f"go object {assembled}\n!\n")}
    return whole().but(runs={COMPILE: Completed(0), ASM: Completed(0)}, files=files)


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_a_whole_chain(name: str) -> None:
    assert findings(chain, boring(name)) == []


def test_each_tool_of_the_chain_is_asked() -> None:
    seen = told(chain, objects())
    assert [name for name in CHAIN if f"{TOOLS}/{name} -V=full: go1.27.3" in seen] == list(CHAIN)


@pytest.mark.parametrize(("name", "severity"), [("cgo", "high"), ("vet", "high"), ("compile", "critical")])
def test_a_tool_of_another_release_is_reported_with_both(name: str, severity: str) -> None:
    [finding] = findings(
        chain, saying({name: f"{name} version go1.24.11"}, {f"{TOOLS}/{name}": tool(name, "go1.24.11")})
    )
    assert (finding.cause, str(finding.subject), level(finding)) == ("tree-tools-mismatch", ROOT, severity)
    assert f"another release than go (go1.27.3), or of another make: {name} says go1.24.11" in finding.message


def test_a_tool_that_says_other_than_its_file_is_altered() -> None:
    [finding] = findings(chain, saying({"vet": "vet version go1.24.11"}))
    assert (finding.cause, level(finding)) == ("tool-altered", "high")
    assert "vet was built as go1.27.3 and says go1.24.11" in finding.message


@pytest.mark.parametrize("line", ["", "hello", "cgo go1.27.3", "link version go1.27.3"])
def test_a_tool_that_does_not_answer_as_go_demands_is_altered(line: str) -> None:
    [finding] = findings(chain, saying({"cgo": line}))
    assert (finding.cause, finding.severity) == ("tool-altered", Severity.HIGH)
    assert "cgo does not tell its version" in finding.message


def test_experiments_of_one_tool_alone_are_reported() -> None:
    [finding] = findings(chain, saying({"link": "link version go1.27.3 X:arenas"}))
    assert (finding.cause, level(finding)) == ("tree-tools-mismatch", "critical")
    assert "link says go1.27.3 X:arenas, and compile says go1.27.3" in finding.message


def test_experiments_of_the_whole_chain_are_no_fault() -> None:
    assert findings(chain, saying({name: f"{name} version go1.27.3 X:arenas" for name in CHAIN})) == []


def test_a_packagers_suffix_on_the_compiler_alone_is_refused_by_it_and_reported() -> None:
    packaged: Files = {f"{TOOLS}/compile": tool("compile", "go1.27.3-acme1")}
    [finding] = findings(chain, saying({name: f"{name} version go1.27.3-acme1" for name in CHAIN}, packaged))
    assert "compile is of go1.27.3-acme1, and go of go1.27.3" in finding.message


def test_tools_of_no_release_tell_their_build_ids() -> None:
    unreleased: Files = {f"{TOOLS}/{name}": tool(name, "go1.28-devel_abc123") for name in CHAIN}
    unreleased |= {f"{ROOT}/bin/go": go_binary("go1.28-devel_abc123"), f"{ROOT}/VERSION": None}
    said = {name: f"{name} version go1.28-devel_abc123 buildID=one/two/three/four" for name in CHAIN}
    [finding] = findings(chain, saying(said, unreleased))
    assert finding.cause == "tool-altered"
    assert "vet says that its build ID is one/two/three/four, and its file holds " in finding.message


@pytest.mark.parametrize(
    "strange",
    [
        {f"{TOOLS}/vet": go_binary("go1.27.3", arch="arm64", path="cmd/vet")},
        {f"{TOOLS}/vet": go_binary("go1.27.3", path="cmd/evil")},
        {f"{TOOLS}/vet": go_binary("go1.27.3", path="cmd/vet", mode=0o777)},
    ],
    ids=["of another processor", "of another name", "which others may write"],
)
def test_a_tool_that_must_not_be_run_is_not(strange: Files) -> None:
    host = saying({"vet": "vet version go1.24.11"}, strange)
    assert findings(chain, host) == []
    assert "vet -V=full" not in told(chain, host.but(runs={COMPILE: Completed(0), ASM: Completed(0)}))


def test_a_go_of_another_release_than_its_tools_is_another_checks_matter() -> None:
    assert findings(chain, whole().but(files={f"{ROOT}/bin/go": go_binary("go1.26.6")})) == []


def test_without_tools_there_is_nothing_to_ask() -> None:
    with pytest.raises(Blocked, match="no tool in"):
        findings(chain, whole().but(files={TOOLS: None}))


def test_objects_with_one_header_fit_each_other() -> None:
    assert found(chain, objects()) == []
    assert f"an object by asm: {HEADER}" in told(chain, objects())


def test_objects_with_two_headers_are_refused_by_the_linker_and_reported() -> None:
    [finding] = found(chain, objects(assembled=HEADER.replace("v1", "v3")))
    assert (finding.cause, level(finding)) == ("tree-tools-mismatch", "critical")
    assert "asm heads its objects 'linux amd64 go1.27.3 GOAMD64=v3" in finding.message


@pytest.mark.parametrize(
    "ended", [Completed(1, stderr="internal compiler error"), Completed(signal="SIGSEGV")], ids=["fails", "dies"]
)
def test_a_compiler_that_makes_no_object_is_altered(ended: Completed) -> None:
    [finding] = found(chain, objects().but(runs={COMPILE: ended}))
    assert finding.cause == "tool-altered"
    assert "compile makes no object: " in finding.message


def test_a_build_id_that_was_not_asked_for_is_reported() -> None:
    [finding] = found(chain, objects(build_id="other/other"))
    assert f"compile writes the build ID other/other for {BUILD_ID}" in finding.message


def test_a_host_that_was_recorded_without_objects_is_judged_by_the_answers() -> None:
    assert found(chain, whole()) == []
    assert "compile -V=full: go1.27.3" in told(chain, whole())


def test_whether_contents_fit_their_build_ids_is_told_and_no_fault() -> None:
    assert "content against build ID: compile differs, asm differs" in told(chain, objects())


def test_no_object_is_made_unless_asked_for() -> None:
    assert findings(chain, objects().but(runs={COMPILE: Completed(1)})) == []
