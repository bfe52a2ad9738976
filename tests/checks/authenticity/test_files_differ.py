"""authenticity.files-differ: what is not as the release recorded it is reported by its cause, and what is no fault is not."""

import pytest

from goverify.api import Evidence, Finding, Unavailable
from goverify.checks.authenticity.files_differ import SHOWN, files_differ
from goverify.facts import Facts
from goverify.host import Digests
from goverify.host.recorded import RecordedHost
from tests.golang import ROOTS, findings, level, tool
from tests.hosts import BORING, boring, folder, link
from tests.packaged import PACKAGED, SPLIT, repackaged
from tests.seen_files import STRANGE, released, seen, wheel, without_digests

ROOT = ROOTS["linux"]


def causes(host: RecordedHost) -> list[tuple[str, str]]:
    """Return cause and severity of each finding."""
    return [(finding.cause, level(finding)) for finding in findings(files_differ, host)]


def told(host: RecordedHost) -> list[str]:
    """Return the evidence of a run without findings."""
    items = list(files_differ(Facts(host)))
    assert not [item for item in items if isinstance(item, Finding)]
    return [item.observed for item in items if isinstance(item, Evidence)]


def test_a_genuine_tree_passes_and_names_what_it_was_held_against() -> None:
    [evidence] = told(seen())
    assert evidence.startswith("genuine (go1.27.3.linux-amd64)")


def test_texts_that_a_package_left_out_are_no_fault() -> None:
    assert "lacks texts that no command reads: CONTRIBUTING.md" in told(seen(wheel()))[1]


@pytest.mark.parametrize(
    "name", ["bin/gopls", ".DS_Store", "enable.sh", "src/runtime/__pycache__/x.pyc", "pkg/mod/x/y.go"]
)
def test_what_users_and_installers_put_there_is_no_fault(name: str) -> None:
    assert told(seen({name: STRANGE}))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"src/fmt/print.go": STRANGE}, [("tree-modified", "high")]),
        ({"src/fmt/print.go": None}, [("tree-modified", "high")]),
        ({"src/fmt/more.go": STRANGE}, [("tree-files-added", "medium")]),
        ({"bin/go": STRANGE}, [("tool-altered", "critical")]),
        ({"pkg/tool/linux_amd64/compile": STRANGE}, [("tool-altered", "critical")]),
        ({"pkg/tool/linux_amd64/cover": STRANGE}, [("tool-altered", "high")]),
        ({"bin/gofmt": STRANGE}, [("tool-altered", "high")]),
        (
            {"bin/go": STRANGE, "VERSION": STRANGE, "lib/x": STRANGE},
            [("tool-altered", "critical"), ("tree-modified", "high"), ("tree-files-added", "medium")],
        ),
    ],
)
def test_each_kind_of_difference_has_its_cause(changes: dict[str, str | None], expected: list[tuple[str, str]]) -> None:
    assert causes(seen(changes)) == expected


def test_a_tree_without_what_no_build_reads_is_only_smaller() -> None:
    slim: dict[str, str | None] = {"lib/wasm/go_js_wasm_exec": None, "src/fmt/fmt_test.go": None}
    assert causes(seen(slim)) == [("tree-modified", "low")]
    assert causes(seen(slim | {"LICENSE": STRANGE})) == [("tree-modified", "low")]
    assert causes(seen(slim | {"src/fmt/print.go": None})) == [("tree-modified", "high")]
    assert causes(seen(slim | {"src/fmt/scan_test.go": STRANGE})) == [("tree-modified", "high")]


def test_time_zones_are_missed_where_the_system_has_none() -> None:
    host = seen({"lib/time/zoneinfo.zip": None})
    assert causes(host) == [("tree-modified", "high")]
    assert causes(host.but(files={"/usr/share/zoneinfo": folder()})) == [("tree-modified", "low")]


@pytest.mark.parametrize("name", ["go.env", "pkg/tool/linux_amd64/link"])
def test_what_other_checks_miss_is_left_to_them(name: str) -> None:
    assert causes(seen({name: None})) == []


def test_the_message_counts_and_names_the_files() -> None:
    [finding] = findings(files_differ, seen({"src/a.go": None, "src/fmt/print.go": STRANGE, "src/os/file.go": None}))
    assert finding.message == (
        f"files of {ROOT} are not those of go1.27.3.linux-amd64: 1 changed and 1 missing: src/fmt/print.go and 1 more"
    )
    assert [(item.place, item.observed) for item in finding.evidence] == [
        (f"{ROOT}/src/fmt/print.go", "is not as it was recorded"),
        (f"{ROOT}/src/os/file.go", "is missing"),
    ]
    assert finding.fix is not None


def test_only_the_first_of_many_files_are_named() -> None:
    [finding] = findings(files_differ, seen({f"src/more{number}.go": STRANGE for number in range(100)}))
    assert len(finding.evidence) == SHOWN + 1
    assert finding.evidence[-1].observed == f"and {100 - SHOWN} more"


def test_a_file_of_another_release_is_recognised() -> None:
    other = released("go1.26.8.linux-amd64")["src/fmt/print.go"]
    [finding] = findings(files_differ, seen({"src/fmt/print.go": other}))
    assert "but that of go1.26." in finding.evidence[0].observed


def test_names_cannot_rewrite_what_a_person_reads() -> None:
    [finding] = findings(files_differ, seen({"src/\x1b[2Jevil.go": STRANGE}))
    assert "\x1b" not in finding.message + finding.evidence[0].place


@pytest.mark.parametrize("name", BORING)
def test_a_host_without_hashes_is_passed_over(name: str) -> None:
    with pytest.raises(Unavailable):
        findings(files_differ, boring(name))


def test_a_release_without_a_record_is_passed_over() -> None:
    host = seen().but(files={f"{ROOT}/VERSION": "go1.24.1\n"}, digests={ROOT: Digests({"VERSION": STRANGE})})
    with pytest.raises(Unavailable, match=r"no record of go1\.24\.1"):
        findings(files_differ, host)


def test_a_recording_without_hashes_says_so() -> None:
    with pytest.raises(Unavailable, match="recording"):
        findings(files_differ, without_digests(seen()))


def test_a_missing_version_file_is_no_fault() -> None:
    assert causes(seen({"VERSION": None}).but(files={f"{ROOT}/VERSION": None})) == []


@pytest.mark.parametrize(
    ("version", "arch"), [("go1.26.6", "amd64"), ("go1.27.3", "arm64")], ids=["another release", "another processor"]
)
def test_a_compiler_of_which_other_checks_tell_is_left_to_them(version: str, arch: str) -> None:
    name = "pkg/tool/linux_amd64/compile"
    host = seen({name: STRANGE}).but(files={f"{ROOT}/{name}": tool("compile", version, arch=arch)})
    assert causes(host) == []


PACKAGES_GO = {"PATH": f"{SPLIT}/bin"}


def test_a_packagers_build_is_worth_a_note() -> None:
    [finding] = findings(files_differ, repackaged().but(env=PACKAGES_GO))
    assert (finding.cause, level(finding), finding.fix) == ("tree-repackaged", "info", None)
    total = f"{len(PACKAGED):,} of {len(PACKAGED):,}"
    assert finding.message.startswith(
        f"{SPLIT} is a packager's build of go1.27.3: {total} files are as packaged (Debian"
    )
    assert finding.evidence == (Evidence("/var/lib/dpkg/info/golang-1.27-go.list", "records golang-1.27-go 1.27.3-1"),)


@pytest.mark.parametrize(
    ("name", "expected"), [("src/fmt/print.go", ("tree-modified", "high")), ("bin/gofmt", ("tool-altered", "high"))]
)
def test_a_packaged_file_that_was_changed_since_is_no_packagers(name: str, expected: tuple[str, str]) -> None:
    host = repackaged({name: STRANGE}).but(env=PACKAGES_GO)
    assert causes(host) == [expected]
    [finding] = findings(files_differ, host)
    assert "those of the package golang-1.27-go 1.27.3-1" in finding.message
    assert finding.fix is not None
    assert finding.fix.commands == ("sudo apt-get install --reinstall golang-1.27-go golang-1.27-src",)


def test_a_packaged_link_that_leads_elsewhere_is_named_with_where() -> None:
    host = repackaged(more={"/usr/bin/gofmt": link("/tmp/gofmt")}).but(env=PACKAGES_GO)
    [finding] = findings(files_differ, host)
    assert finding.cause == "tree-modified"
    assert finding.evidence == (Evidence("/usr/bin/gofmt", "leads to /tmp/gofmt"),)
