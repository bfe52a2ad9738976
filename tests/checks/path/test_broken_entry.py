"""path.broken-entry: misspelt entries that were meant for programs are reported; entries that are merely absent are not."""

import pytest

from goverify.checks.path.broken_entry import broken_entry
from goverify.facts.variables.stored_path import KEYS
from goverify.host.recorded import RecordedHost
from tests.checks.path.looking import Files, commands, findings, level
from tests.hosts import BORING, boring, folder, go_binary, script

SDK: Files = {"/home/gopher/sdk/go/bin/go": go_binary("go1.27.3"), "/home/gopher/sdk/go/VERSION": "go1.27.3\n"}


def linux(entry: str, files: Files = SDK) -> RecordedHost:
    """Return a host on which only this entry could lead to a go."""
    return boring("linux").but(env={"PATH": f"{entry}:/usr/bin:/bin"}, files={"/usr/local/go": None, **files})


def windows(path: str, files: Files) -> RecordedHost:
    return boring("windows").but(env={"PATH": path}, files={r"C:\Program Files\Go": None, **files})


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_spell_path_well(name: str) -> None:
    assert not findings(broken_entry, boring(name))


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("~/sdk/go/bin", "begins with a literal ~"),
        ("$HOME/sdk/go/bin", "holds the text $HOME"),
        ("${HOME}/sdk/go/bin", "holds the text ${HOME}"),
        ('"/home/gopher/sdk/go/bin"', "holds literal quotes"),
        ('"/home/gopher/sdk/go/bin', "holds literal quotes"),
        ("'$HOME/sdk/go/bin'", "holds literal quotes and holds the text $HOME"),
        ("“/home/gopher/sdk/go/bin”", "holds literal quotes"),
        ("/home/gopher/sdk/go/bin ", "has a trailing space"),
        (" /home/gopher/sdk/go/bin", "has a leading space"),
        ("/home/gopher/sdk/go/bin\r", "has a trailing carriage return"),
        ("/home/gopher/sdk/go/bin/go", "names a file and not its folder"),
        ("/opt/none;/home/gopher/sdk/go/bin", "holds several folders with a semicolon between them"),
        ("/opt/none,/home/gopher/sdk/go/bin", "with a comma"),
        ("/opt/none /home/gopher/sdk/go/bin", "with a space"),
        ("home/gopher/sdk/go/bin", "lacks the / at its beginning"),
        ("PATH=/home/gopher/sdk/go/bin", "holds the text PATH="),
        ("export PATH=~/sdk/go/bin", "holds the text PATH="),
        ("/home/gopher/sdk\\/go/bin", "holds literal backslashes"),
    ],
)
def test_every_misspelling_is_named_with_what_was_meant(entry: str, words: str) -> None:
    [finding] = findings(broken_entry, linux(entry))
    assert words in finding.message
    assert "meant is /home/gopher/sdk/go/bin, which holds go (go1.27.3)" in finding.message


def test_where_no_go_answers_it_explains_why() -> None:
    [finding] = findings(broken_entry, linux("~/sdk/go/bin"))
    assert (level(finding), finding.concerns) == ("high", ("PATH",))
    assert commands(finding) == ('export PATH="/home/gopher/sdk/go/bin:$PATH"',)


def test_an_entry_cut_off_at_a_blank_is_found() -> None:
    files: Files = {"/opt/my tools/go/bin/go": go_binary("go1.27.3")}
    [finding] = findings(broken_entry, linux("/opt/my", files))
    assert "is cut off at a space; meant is /opt/my tools/go/bin" in finding.message


def test_an_escaped_blank_in_quotes_is_found() -> None:
    files: Files = {"/opt/my tools/go/bin/go": go_binary("go1.27.3")}
    [finding] = findings(broken_entry, linux("/opt/my\\ tools/go/bin", files))
    assert "holds literal backslashes" in finding.message


def test_a_tree_instead_of_its_bin_folder_is_found() -> None:
    host = boring("linux").but(env={"PATH": "/usr/local/go:/usr/bin"})
    [finding] = findings(broken_entry, host)
    assert "names a Go tree and not the bin folder in it; meant is /usr/local/go/bin" in finding.message


@pytest.mark.parametrize("entry", ["$GOROOT/bin", "${GOROOT}/bin", "%GOROOT%/bin"])
def test_goroot_that_nothing_filled_in_is_found(entry: str) -> None:
    [finding] = findings(broken_entry, boring("linux").but(env={"PATH": f"{entry}:/usr/bin"}))
    assert "meant is /usr/local/go/bin" in finding.message


@pytest.mark.parametrize("entry", ["$GOPATH/bin", "$(go env GOPATH)/bin", "~/go/bin", "$GOBIN"])
def test_the_folder_of_installed_programs_is_of_medium_weight(entry: str) -> None:
    host = boring("linux").but(
        env={"PATH": f"/usr/local/go/bin:/usr/bin:{entry}"}, files={"/home/gopher/go/bin/gopls": script("#!/bin/sh\n")}
    )
    [finding] = findings(broken_entry, host)
    assert level(finding) == "medium"
    assert "meant is /home/gopher/go/bin, which holds programs" in finding.message


def test_a_path_that_nothing_filled_in_is_found() -> None:
    host = boring("linux").but(env={"PATH": "/opt/x/bin:$PATH"})
    [finding] = findings(broken_entry, host)
    assert (
        "is the text $PATH itself, which nothing filled in: the folders of before are missing (/usr/local/go/bin,"
        in finding.message
    )
    assert (level(finding), commands(finding)[0][:30]) == ("high", "export PATH=/opt/x/bin:/usr/lo")


def test_an_older_go_behind_the_entry_that_should_answer_leaves_it_grave() -> None:
    host = boring("linux").but(
        env={"PATH": '"/usr/local/go/bin":/usr/bin'}, files={"/usr/bin/go": go_binary("go1.19.8")}
    )
    assert level(findings(broken_entry, host)[0]) == "high"


def test_nothing_is_lost_where_the_same_release_answers() -> None:
    host = boring("linux").but(env={"PATH": "~/sdk/go/bin:/usr/local/go/bin:/usr/bin"}, files=SDK)
    assert level(findings(broken_entry, host)[0]) == "low"


def test_nothing_is_lost_where_another_entry_names_the_folder() -> None:
    host = boring("linux").but(env={"PATH": '"/usr/local/go/bin":/usr/local/go/bin:/usr/bin'})
    [finding] = findings(broken_entry, host)
    assert (level(finding), finding.detail) == ("low", "Another entry names /usr/local/go/bin as it should be.")
    assert finding.fix
    assert (finding.fix.summary[:14], finding.fix.commands) == ("Take the entry", ())


GO_ON_D: Files = {r"D:\Go\bin\go.exe": go_binary("go1.27.3", system="windows")}


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (r"D:\Go\bin ", "has a trailing space"),
        (r"D:\Go\bin\ ", "has a trailing space"),
        (r"'D:\Go\bin'", "holds literal quotes"),
        (r'"D:\Go\bin;C:\none', "with an unclosed quote between them"),
        (r"%GOROOT%\bin", "holds the text %GOROOT%"),
        (r"C:\none:D:\Go\bin", "with a colon between them"),
        (r"D:\Go\bin\go.exe", "names a file"),
        ("/d/Go/bin", "is written as in Git Bash"),
        ("file:///D:/Go/bin", "is a file:// address"),
    ],
)
def test_windows_has_misspellings_of_its_own(entry: str, words: str) -> None:
    host = windows(rf"C:\Windows;{entry}", GO_ON_D).but(env={"GOROOT": r"D:\Go"})
    [finding] = findings(broken_entry, host)
    assert words in finding.message
    assert r"meant is D:\Go\bin" in finding.message


def test_quotes_that_windows_takes_off_are_fine() -> None:
    assert not findings(broken_entry, windows(r'C:\Windows;"D:\Go\bin"', GO_ON_D))


def test_a_compiler_behind_a_trailing_blank_is_missed_by_cgo() -> None:
    path = r"C:\Windows\system32;C:\Program Files\Go\bin;C:\mingw64\bin "
    files: Files = {r"C:\mingw64\bin\gcc.exe": script("MZ")}
    [finding] = findings(broken_entry, boring("windows").but(env={"PATH": path}, files=files))
    assert level(finding) == "medium"
    assert finding.message.startswith('The PATH entry "C:\\mingw64\\bin " has a trailing space')


def test_other_programs_are_of_low_weight() -> None:
    host = boring("linux").but(
        env={"PATH": "/usr/local/go/bin:~/.local/bin:/usr/bin"},
        files={"/home/gopher/.local/bin/x": script("#!/bin/sh\n")},
    )
    assert level(findings(broken_entry, host)[0]) == "low"


@pytest.mark.parametrize(
    "entry", ["~/none/bin", "/opt/none", "$HOME/none", '"/opt/none"', "/home/gopher/sdk", "/usr/local/go/", "."]
)
def test_what_leads_to_no_program_either_way_is_nobody_s_mistake(entry: str) -> None:
    host = boring("linux").but(
        env={"PATH": f"/usr/local/go/bin:/usr/bin:{entry}"}, files={"/home/gopher/sdk": folder()}
    )
    found = findings(broken_entry, host)
    assert not found or (entry == "/usr/local/go/" and level(found[0]) == "low")


def test_the_folders_that_a_literal_path_has_lost_are_named_though_a_go_answers() -> None:
    [finding] = findings(broken_entry, boring("linux").but(env={"PATH": "$PATH:/usr/local/go/bin"}))
    assert level(finding) == "medium"
    assert "the folders of before are missing (" in finding.message
    assert "/usr/bin" in commands(finding)[0]


def test_a_literal_path_beside_all_of_its_folders_is_untidy_alone() -> None:
    path = "/usr/local/go/bin:$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    [finding] = findings(broken_entry, boring("linux").but(env={"PATH": path}))
    assert level(finding) == "low"


def test_a_pattern_is_filled_in_by_nothing() -> None:
    [finding] = findings(broken_entry, boring("linux").but(env={"PATH": "/usr/bin:/bin:/usr/local/g*/bin"}))
    assert "holds a *, which nothing fills in within PATH; meant is /usr/local/go/bin" in finding.message


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("/usr/local/Go/bin", "says Go where go stands"),
        ("/usr/loca/go/bin", "says loca where local stands"),
        ("/usr/lcoal/go/bin", "says lcoal where local stands"),
        ("/usr/local/go/go/bin", "has go twice"),
        ("/usr/local/go/bin/bin", "has bin twice"),
        ("/usr/bin/usr/local/go/bin", "lacks a colon before /usr/local/go/bin"),
    ],
)
def test_a_slip_of_the_fingers_is_named(entry: str, words: str) -> None:
    [finding] = findings(broken_entry, boring("linux").but(env={"PATH": f"/usr/bin:/bin:{entry}"}))
    assert f"{words}; meant is /usr/local/go/bin" in finding.message
    assert level(finding) == "high"


@pytest.mark.parametrize("entry", ["/usr/local/go1/bin", "/usr/local/python/bin", "/opt/usr", "/usr/local/g/bin/x"])
def test_another_version_or_program_that_is_gone_is_no_slip(entry: str) -> None:
    assert not findings(broken_entry, boring("linux").but(env={"PATH": f"/usr/bin:/bin:{entry}"}))


@pytest.mark.parametrize(("key", "target"), [(KEYS[0], "Machine"), (KEYS[1], "User")])
def test_what_windows_keeps_is_mended_where_it_is_kept(key: str, target: str) -> None:
    tree = r"C:\Program Files\Go"
    host = boring("windows").but(env={"PATH": rf"C:\Windows;{tree}"}, registry={key: {"Path": rf"C:\Windows;{tree}"}})
    [finding] = findings(broken_entry, host)
    assert finding.fix
    assert rf"{key}\Path" in finding.fix.summary
    now, lasting = commands(finding)
    assert now.startswith("$env:PATH = ")
    assert rf"if ($_ -eq '{tree}') {{ '{tree}\bin' }}" in lasting
    assert lasting.endswith(f"'{target}')")


def test_cmd_is_given_no_percent_signs_to_fill_in() -> None:
    path = {"Path": r"%ProgramFiles%\Go\bin"}
    host = boring("windows").but(env=path, registry={KEYS[1]: path}, ancestors=["cmd.exe"])
    [finding] = findings(broken_entry, host)
    assert commands(finding) == (r'set "PATH=C:\Program Files\Go\bin;%PATH%"',)
