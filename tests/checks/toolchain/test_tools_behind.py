"""toolchain.tools-behind: a tool that cannot work on this code is reported; one that can, or is no such tool, is not."""

from collections.abc import Callable

import pytest

from goverify.checks.toolchain.tools_behind import tools_behind
from goverify.facts import Facts
from goverify.host import Host
from goverify.model import Finding
from tests.checks.path.looking import Files, commands, findings, level
from tests.hosts import BORING, boring, go_binary, link, script
from tests.installed import BIN, DLV, GOPLS, LINT, STATICCHECK, tool, with_tools

OLD = "go1.26.6"


def only(host: Host) -> Finding:
    [finding] = findings(tools_behind, host)
    return finding


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_no_tools(name: str) -> None:
    assert not findings(tools_behind, boring(name))


def test_a_linter_that_was_built_with_an_older_go_is_reported() -> None:
    finding = only(with_tools({f"{BIN}/golangci-lint": tool(LINT, OLD)}))
    assert finding.message == (
        f"{BIN}/golangci-lint was built with go1.26.6, and /home/gopher/app/go.mod says go 1.27.3: it refuses to run"
    )
    assert (level(finding), str(finding.subject)) == ("medium", f"{BIN}/golangci-lint")
    assert [each.observed for each in finding.evidence] == [f"{LINT}, built with go1.26.6", "go 1.27.3 (line 3)"]


@pytest.mark.parametrize("version", ["", "v0.8.2"])
def test_a_type_checker_is_built_anew_by_the_go_at_hand(version: str) -> None:
    finding = only(with_tools({f"{BIN}/staticcheck": tool(STATICCHECK, OLD, version)}))
    assert finding.fix == ("Build staticcheck anew.", (f"go install {STATICCHECK}@latest",))
    assert 'stops with "package requires newer Go version"' in finding.message


def test_a_tool_is_known_by_its_package_and_not_by_its_name() -> None:
    assert only(with_tools({f"{BIN}/sc": tool(STATICCHECK, OLD)})).subject == with_tools({}).path(f"{BIN}/sc")
    assert not findings(tools_behind, with_tools({f"{BIN}/staticcheck": tool("example.com/mine", OLD)}))


def test_gopls_goes_on_and_is_less_of_a_matter() -> None:
    assert level(only(with_tools({f"{BIN}/gopls": tool(GOPLS, OLD, "v0.22.0")}))) == "low"


def test_the_toolchain_line_is_a_newer_linters_target() -> None:
    mod = "go 1.26.0\n\ntoolchain go1.27.1\n"
    finding = only(with_tools({f"{BIN}/golangci-lint": tool(LINT, OLD, "v2.15.0")}, mod))
    assert "says toolchain go1.27.1" in finding.message
    assert not findings(tools_behind, with_tools({f"{BIN}/golangci-lint": tool(LINT.replace("/v2", ""), OLD)}, mod))


def test_without_a_module_the_linter_goes_by_the_go_in_use() -> None:
    finding = only(with_tools({f"{BIN}/golangci-lint": tool(LINT, OLD, "v2.15.0")}, None))
    assert (level(finding), "the Go in use is go1.27.3" in finding.message) == ("low", True)


def test_a_debugger_refuses_releases_newer_than_its_own_number() -> None:
    finding = only(with_tools({f"{BIN}/dlv": tool(DLV, "go1.27.3", "v1.25.2")}))
    assert "is Delve v1.25.2, which knows Go up to 1.25" in finding.message
    assert (level(finding), commands(finding)) == ("medium", (f"go install {DLV}@latest",))


def test_a_debugger_needs_a_newer_build_for_dwarf_5() -> None:
    files = {f"{BIN}/dlv": tool(DLV, "go1.24.11", "v1.27.2")}
    assert "DWARF 5" in only(with_tools(files)).message


def test_a_debugger_off_path_is_less_of_a_matter() -> None:
    files = {f"{BIN}/dlv": tool(DLV, "go1.27.3", "v1.25.2")}
    assert level(only(with_tools(files, None, "/usr/local/go/bin:/usr/bin"))) == "low"


def test_with_an_older_go_at_hand_the_build_names_the_newer_one() -> None:
    older: Files = {"/usr/local/go/bin/go": go_binary(OLD), "/usr/local/go/VERSION": f"{OLD}\n"}
    finding = only(with_tools({f"{BIN}/staticcheck": tool(STATICCHECK, OLD), **older}, "go 1.27\n"))
    assert commands(finding) == (f"env GOTOOLCHAIN=go1.27.0 go install {STATICCHECK}@latest",)
    assert with_tools({}).path("/usr/local/go/bin/go") in finding.concerns


def test_a_released_linter_is_replaced_as_its_manual_says() -> None:
    first, second = commands(only(with_tools({f"{BIN}/golangci-lint": tool(LINT, OLD)})))
    assert first == f"curl -sSfL https://golangci-lint.run/install.sh | sudo sh -s -- -b {BIN}"
    assert second == f"go install {LINT}@latest"


def test_on_windows_a_tool_is_found_by_its_exe() -> None:
    binary = tool(STATICCHECK, OLD, "v0.8.2", system="windows")
    files: Files = {
        r"C:\Users\gopher\go\bin\staticcheck.exe": binary,
        r"C:\app\go.mod": "module a.example/b\n\ngo 1.27.3\n",
    }
    finding = only(boring("windows").but(cwd=r"C:\app", files=files))
    assert commands(finding) == (f"go install {STATICCHECK}@latest",)


def test_macos_programs_carry_an_older_dwarf() -> None:
    binary = tool(DLV, "go1.24.11", "v1.27.2", system="darwin")
    assert not findings(tools_behind, boring("macos").but(files={"/Users/gopher/go/bin/dlv": binary}))


def as_new() -> Host:
    return with_tools({f"{BIN}/golangci-lint": tool(LINT, "go1.27.0"), f"{BIN}/gopls": tool(GOPLS, "go1.27.3")})


def for_an_older_project() -> Host:
    return with_tools(
        {f"{BIN}/golangci-lint": tool(LINT, OLD), f"{BIN}/staticcheck": tool(STATICCHECK, OLD)}, "go 1.24\n"
    )


def without_a_project() -> Host:
    return with_tools({f"{BIN}/staticcheck": tool(STATICCHECK, OLD), f"{BIN}/gopls": tool(GOPLS, OLD)}, None)


def that_reads_no_types() -> Host:
    names = (
        "golang.org/x/tools/cmd/goimports",
        "github.com/air-verse/air",
        "google.golang.org/protobuf/cmd/protoc-gen-go",
    )
    return with_tools({f"{BIN}/{name.rpartition('/')[2]}": tool(name, "go1.19.8") for name in names})


def behind_a_newer_one() -> Host:
    first = {"/opt/tools/golangci-lint": tool(LINT, "go1.27.1"), f"{BIN}/golangci-lint": tool(LINT, OLD)}
    return with_tools(first, path=f"/opt/tools:{BIN}:/usr/local/go/bin")


def behind_a_shim() -> Host:
    files = {"/opt/shims/golangci-lint": script("#!/bin/sh\nexec x\n"), f"{BIN}/golangci-lint": tool(LINT, OLD)}
    return with_tools(files, path=f"/opt/shims:{BIN}:/usr/local/go/bin")


def a_debugger_of_a_checkout() -> Host:
    return with_tools({f"{BIN}/dlv": tool(DLV, OLD)})


def a_module_without_a_go_line() -> Host:
    return with_tools({f"{BIN}/staticcheck": tool(STATICCHECK, OLD)}, "")


@pytest.mark.parametrize(
    "host",
    [
        as_new,
        for_an_older_project,
        without_a_project,
        that_reads_no_types,
        behind_a_newer_one,
        behind_a_shim,
        a_debugger_of_a_checkout,
        a_module_without_a_go_line,
    ],
)
def test_what_can_work_on_the_code_is_not_reported(host: Callable[[], Host]) -> None:
    assert not findings(tools_behind, host())


def test_an_older_one_before_a_newer_one_counts() -> None:
    files = {"/opt/tools/golangci-lint": tool(LINT, OLD), f"{BIN}/golangci-lint": tool(LINT, "go1.27.1")}
    host = with_tools(files, path=f"/opt/tools:{BIN}:/usr/local/go/bin")
    assert only(host).subject == host.path("/opt/tools/golangci-lint")


def test_a_file_that_a_command_line_passes_over_hides_nothing() -> None:
    files: Files = {"/opt/tools/golangci-lint": link("gone"), f"{BIN}/golangci-lint": tool(LINT, OLD)}
    host = with_tools(files, path=f"/opt/tools:{BIN}:/usr/local/go/bin")
    assert only(host).subject == host.path(f"{BIN}/golangci-lint")


def test_what_is_seen_of_a_good_tool_is_told() -> None:
    [evidence] = tools_behind(Facts(with_tools({f"{BIN}/golangci-lint": tool(LINT, "go1.27.0", "v2.15.0")})))
    assert evidence == (f"{BIN}/golangci-lint", f"{LINT} v2.15.0, built with go1.27.0")
