"""The files of a tree by what its release records: members, copies, and what stands outside."""

import pytest

from goverify.facts.authenticity.shipped_records import shipped_manifest
from goverify.sumdb.shelf import line_of
from goverify.sumdb.texts import texts
from goverify.sumdb.toolchain import INERT, MODULE, Outside, is_ignored, layout, prefix_of


def told(name: str, minor: tuple[int, int] = (1, 27), platform: str = "linux-amd64") -> Outside | None:
    """Return why a file is outside of the module, None where it is a member."""
    found = layout({name}, minor, platform)
    assert len(found.members) + len(found.outside) == 1
    return found.outside.get(name)


@pytest.mark.parametrize(
    "name",
    "VERSION LICENSE go.env bin/go bin/gofmt lib/time/zoneinfo.zip src/runtime/proc.go src/vendor/x/.gitignore "
    "pkg/include/textflag.h pkg/tool/linux_amd64/compile pkg/tool/linux_amd64/fix src/cmd/dist/main.go".split(),
)
def test_what_the_release_records_is_a_member(name: str) -> None:
    assert told(name) is None


@pytest.mark.parametrize(
    "name", ["src/evil.go", "lib/evil", "pkg/evil", "pkg/include/evil.h", "pkg/tool/linux_amd64/evil"]
)
def test_what_nothing_explains_is_taken_for_a_member_so_that_it_is_missed_in_the_release(name: str) -> None:
    assert told(name) is None


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("bin/gopls", Outside.PROGRAM),
        ("bin/linux_arm64/go", Outside.PROGRAM),
        ("bin/go.exe", Outside.PROGRAM),
        (".DS_Store", Outside.CACHE),
        ("src/fmt/.DS_Store", Outside.CACHE),
        ("src/runtime/__pycache__/runtime-gdb.cpython-311.pyc", Outside.CACHE),
        ("bin/go.exe~", Outside.CACHE),
        ("VERSION.cache", Outside.CACHE),
        (".git/HEAD", Outside.CACHE),
        ("src/cmd/dist/dist", Outside.CACHE),
        ("pkg/linux_amd64/fmt.a", Outside.CACHE),
        ("pkg/obj/go-build/x", Outside.CACHE),
        ("pkg/mod/example.org/x/x.go", Outside.CACHE),
        ("pkg/tool/linux_amd64/nm", Outside.TOOL),
        ("pkg/tool/linux_amd64/dist", Outside.TOOL),
        ("pkg/tool/windows_amd64/compile.exe", Outside.TOOL),
        (".unpacked-success", Outside.LOOSE),
        ("__init__.py", Outside.LOOSE),
        ("enable.sh", Outside.LOOSE),
        ("go1.27.3.linux-amd64.tar.gz", Outside.LOOSE),
        ("contrib/x.go", Outside.LOOSE),
    ],
)
def test_what_no_release_records_and_does_no_harm_is_told_apart(name: str, why: Outside) -> None:
    assert told(name) is why


def test_the_programs_of_a_windows_release_end_in_exe() -> None:
    assert told("bin/go.exe", platform="windows-amd64") is None
    assert told("bin/go", platform="windows-amd64") is Outside.PROGRAM
    assert told("pkg/tool/windows_amd64/nm.exe", platform="windows-amd64") is Outside.TOOL


def test_releases_before_1_25_had_more_tools() -> None:
    assert told("pkg/tool/linux_amd64/nm", (1, 24)) is None
    assert told("pkg/tool/linux_amd64/distpack", (1, 24)) is Outside.TOOL


def test_a_go_mod_is_recorded_under_another_name() -> None:
    assert layout({"src/go.mod", "src/go.mod.orig"}, (1, 27), "linux-amd64").members == {
        "src/_go.mod": "src/go.mod",
        "src/go.mod.orig": "src/go.mod.orig",
    }


def test_in_the_module_cache_it_is_there_twice_and_counts_once() -> None:
    found = layout({"src/go.mod", "src/_go.mod"}, (1, 27), "linux-amd64")
    assert found.members == {"src/_go.mod": "src/_go.mod"}
    assert found.twins == {"src/go.mod": "src/_go.mod"}


def test_names_that_a_record_has_are_told_apart_as_the_rules_would() -> None:
    names = {"VERSION", "bin/go", "bin/gopls", "src/a.go", "src/b.go", "src/go.mod", "pkg/tool/linux_amd64/nm", "x"}
    by_rules = layout(names, (1, 27), "linux-amd64")
    recorded = {"VERSION", "bin/go", "src/a.go", "src/_go.mod"}
    assert layout(names, (1, 27), "linux-amd64", recorded) == by_rules


def test_names_begin_with_the_modules_own() -> None:
    assert prefix_of("go1.27.3", "linux-amd64") == f"{MODULE}@v0.0.1-go1.27.3.linux-amd64/"


@pytest.mark.parametrize(
    "name", ["src/fmt/print.go~", "src/fmt/.#print.go", "src/_x/a.go", "src/.idea/x", "src/a.orig"]
)
def test_what_go_passes_over_is_told(name: str) -> None:
    assert is_ignored(name)


@pytest.mark.parametrize("name", ["src/fmt/print.go", "lib/_x", "pkg/include/.h", "src/a_b.go", "src/x.go.txt"])
def test_what_go_may_read_is_not(name: str) -> None:
    assert not is_ignored(name)


@pytest.mark.parametrize("module", ["go1.27.4.linux-amd64", "go1.26.6.linux-amd64"])
def test_the_texts_of_a_line_are_those_of_its_releases(module: str) -> None:
    manifest = shipped_manifest(module)
    assert manifest is not None
    line = line_of(module).split(".")
    assert texts((int(line[0]), int(line[1]))) == {name: manifest[name] for name in INERT}


def test_of_other_lines_no_texts_are_known() -> None:
    assert texts((1, 20)) == texts((1, 28)) == {}
    assert {len(texts((1, minor))) for minor in range(21, 28)} == {6}
