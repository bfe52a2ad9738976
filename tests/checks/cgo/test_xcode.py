"""cgo.xcode: compilers of macOS that lead to nothing are reported and never started; those with their tools are not."""

import pytest

from goverify.checks.cgo.xcode import xcode
from goverify.facts import Facts, Unavailable
from goverify.host.recorded import RecordedHost
from tests.golang import Files, commands, findings, level
from tests.hosts import boring, link, script, text

TOOLS = "/Library/Developer/CommandLineTools"
XCODE = "/Applications/Xcode.app/Contents/Developer"
INSTALLED: Files = {
    f"{TOOLS}/usr/bin/clang": script("x"),
    f"{TOOLS}/SDKs/MacOSX15.sdk/SDKSettings.json": text("{}"),
}
CODE: Files = {
    "/Users/gopher/go.mod": text("module example.test/app\n\ngo 1.27\n"),
    "/Users/gopher/main.go": text('package main\n\nimport "C"\n'),
}


def mac(files: Files | None = None, **env: str) -> RecordedHost:
    """Return a Mac with the compilers that only lead to others."""
    return boring("macos").but(env=env, files={"/usr/bin/clang": script("x")}).but(files=files or {})


def test_a_host_without_these_compilers_is_not_judged() -> None:
    with pytest.raises(Unavailable):
        list(xcode(Facts(boring("macos"))))


def test_tools_that_are_there_are_fine() -> None:
    assert findings(xcode, mac(INSTALLED)) == []


def test_a_whole_xcode_is_fine() -> None:
    files: Files = {
        f"{XCODE}/Toolchains/XcodeDefault.xctoolchain/usr/bin/clang": script("x"),
        f"{XCODE}/Platforms/MacOSX.platform/Developer/SDKs/MacOSX.sdk/SDKSettings.json": text("{}"),
    }
    assert findings(xcode, mac(files)) == []
    assert findings(xcode, mac({**files, "/private/var/db/xcode_select_link": link(XCODE)})) == []


def test_tools_that_an_update_took_away_are_reported() -> None:
    [finding] = findings(xcode, mac({"/private/var/db/xcode_select_link": link(TOOLS)}))
    assert (finding.cause, str(finding.subject), level(finding)) == ("xcode-missing", TOOLS, "high")
    assert "not installed" in finding.message
    assert commands(finding) == ("xcode-select --install",)


def test_tools_that_never_were_there_matter_only_where_there_is_c() -> None:
    assert [level(finding) for finding in findings(xcode, mac())] == ["low"]
    assert [level(finding) for finding in findings(xcode, mac(CODE))] == ["high"]


def test_tools_without_an_sdk_are_reported() -> None:
    [finding] = findings(xcode, mac({f"{TOOLS}/usr/bin/clang": script("x")}))
    assert "no SDK" in finding.message


def test_a_variable_that_leads_astray_is_unset() -> None:
    [finding] = findings(xcode, mac(INSTALLED, DEVELOPER_DIR="/Volumes/Old/Xcode.app"))
    assert commands(finding) == ("unset DEVELOPER_DIR",)


def test_another_compiler_needs_no_tools_of_apples() -> None:
    with pytest.raises(Unavailable, match="none of the system's own"):
        list(xcode(Facts(mac(CC="/opt/homebrew/bin/gcc-14"))))


def test_where_cgo_is_off_the_tools_are_not_asked_for() -> None:
    with pytest.raises(Unavailable, match="cgo is off"):
        list(xcode(Facts(mac(CGO_ENABLED="0"))))


def test_where_other_tools_are_installed_these_are_chosen() -> None:
    chosen: Files = {"/private/var/db/xcode_select_link": link("/Applications/Xcode-beta.app/Contents/Developer")}
    [finding] = findings(xcode, mac({**INSTALLED, **chosen}))
    assert commands(finding) == (f"sudo xcode-select --switch {TOOLS}",)
