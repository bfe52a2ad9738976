"""blame: a failed run yields its plain finding and, where its words name one, the deeper cause."""

import pytest

from goverify.blame import BLAMED
from goverify.causes import CAUSES, severity_of
from goverify.diagnosis import diagnose
from goverify.host import Completed, FileSystem
from goverify.model import Fix
from tests.blaming import CACHE, MISMATCH, NOT_IN_STD, OVERLAID, blamed
from tests.builds import GO, ROOT, host
from tests.findings import result
from tests.golang import commands, tree
from tests.hosts import folder

FULL = FileSystem("ext4", "/data", read_only=False, noexec=False, free_bytes=0, free_inodes=9)


def test_every_cause_that_is_blamed_is_declared_and_known() -> None:
    assert set(BLAMED) <= CAUSES.keys()


def test_words_that_name_nothing_yield_the_plain_finding_alone() -> None:
    fix = Fix("Do something.")
    [plain] = blamed("oops", fix=fix)
    assert (plain.cause, str(plain.subject), plain.fix) == ("build-fails", GO, fix)
    assert plain.message == f"{GO} cannot build a program: exit status 1: oops"


@pytest.mark.parametrize(
    ("said", "env", "cause"),
    [
        ("go: parsing $GOFLAGS: unknown flag -x", {"GOFLAGS": "-x"}, "goflags-invalid"),
        ("go: unsupported GOOS/GOARCH pair Linux/amd64", {"GOOS": "Linux"}, "env-value-invalid"),
        ("go: creating work dir: stat /gone: no such file or directory", {"TMPDIR": "/gone"}, "tmpdir-missing"),
        ("open x: too many open files", {}, "limit-files"),
        (MISMATCH, {}, "tree-tools-mismatch"),
        (OVERLAID, {}, "tree-mixed"),
        ("a.go:8:2: open /usr/local/go/src/time/zone.go: permission denied", {}, "go-tree-unreadable"),
        (NOT_IN_STD, {}, "cache-not-writable"),
        ("package os is not in std (/usr/local/go/src/gone)", {}, "tree-src-missing"),
    ],
)
def test_the_plain_finding_becomes_a_consequence_of_the_deeper_one(said: str, env: dict[str, str], cause: str) -> None:
    [root] = diagnose([result("build.x", *blamed(said, host(**env), under_settings=True))])
    assert root.cause == cause
    assert [consequence.cause for consequence in root.consequences] == ["build-fails"]
    assert root.fix


def test_a_file_elsewhere_that_may_not_be_read_is_no_fault_of_the_trees() -> None:
    assert [found.cause for found in blamed("open /srv/go/src/time/zone.go: permission denied")] == ["build-fails"]


def test_a_setting_is_the_subject_and_its_place_is_told() -> None:
    _, deeper = blamed("go: unknown GOEXPERIMENT foo", host(GOEXPERIMENT="foo"), under_settings=True)
    assert (deeper.subject, commands(deeper)) == ("GOEXPERIMENT", ("unset GOEXPERIMENT",))
    assert ("the environment", "GOEXPERIMENT=foo") in {(item.place, item.observed) for item in deeper.evidence}


def test_a_limit_is_a_subject_of_its_own() -> None:
    _, deeper = blamed("open x: too many open files")
    assert (deeper.subject, commands(deeper)) == ("RLIMIT_NOFILE", ("ulimit -n 1024",))


def test_a_tree_of_ones_own_is_set_up_anew() -> None:
    _, deeper = blamed(MISMATCH)
    assert str(deeper.subject) == ROOT
    assert f"sudo rm -rf {ROOT} && " in commands(deeper)[-1]


@pytest.mark.parametrize("said", [MISMATCH, "package os is not in std (/opt/go/src/gone)"])
def test_another_gos_tree_is_never_to_be_removed(said: str) -> None:
    other = host(GOROOT="/opt/go").but(files=tree("/opt/go", "go1.26.6"))
    _, deeper = blamed(said, other, root="/opt/go", under_settings=True)
    assert (deeper.cause, deeper.subject, commands(deeper)) == ("goroot-mismatch", "GOROOT", ("unset GOROOT",))
    assert deeper.message.startswith(f"GOROOT=/opt/go leads {GO} to a tree that it cannot work with: ")


def test_a_goroot_that_names_gos_own_tree_is_not_to_blame() -> None:
    _, deeper = blamed(MISMATCH, host(GOROOT=ROOT), under_settings=True)
    assert (deeper.cause, str(deeper.subject)) == ("tree-tools-mismatch", ROOT)


def test_without_a_known_tree_nothing_is_said_of_one() -> None:
    assert len(blamed(MISMATCH, root=None)) == 1
    assert len(blamed(OVERLAID, root=None)) == 1


def test_two_releases_in_one_tree_are_told_with_file_and_line() -> None:
    _, deeper = blamed(OVERLAID)
    assert (deeper.evidence[0].place, deeper.evidence[0].observed) == (
        f"{ROOT}/src/runtime/proc.go:369",
        "runExitHooks redeclared in this block",
    )


def test_another_error_in_the_standard_library_is_a_modified_tree() -> None:
    _, deeper = blamed(f"{ROOT}/src/runtime/proc.go:1:1: syntax error: unexpected x")
    assert (deeper.cause, severity_of(deeper).label) == ("tree-modified", "high")


def test_a_package_that_is_there_is_missed_because_of_the_cache() -> None:
    _, deeper = blamed(NOT_IN_STD, cache=CACHE)
    assert (deeper.cause, str(deeper.subject)) == ("cache-not-writable", str(CACHE))
    assert "fmt is not in the standard library, yet it is there" in deeper.message


def test_a_package_that_this_user_may_not_enter_is_no_matter_of_the_cache() -> None:
    [plain] = blamed(NOT_IN_STD, host().but(files={f"{ROOT}/src/fmt": folder(mode=0o700)}), cache=CACHE)
    assert plain.cause == "build-fails"


def test_a_small_limit_for_files_explains_what_the_cache_lacks() -> None:
    _, deeper = blamed(NOT_IN_STD, host().but(limits={"file_size_bytes": 1024}), cache=CACHE)
    assert (deeper.cause, deeper.subject) == ("limit-file-size", "RLIMIT_FSIZE")


def test_a_full_file_system_explains_what_the_cache_lacks() -> None:
    full = host().but(files={str(CACHE): folder()}, filesystems={"/data": FULL})
    _, deeper = blamed(NOT_IN_STD, full, cache=CACHE)
    assert (deeper.cause, str(deeper.subject)) == ("disk-full", str(CACHE))


def test_a_program_that_was_stopped_is_blamed_on_nothing_else() -> None:
    [plain] = blamed(Completed(timed_out=True, duration_s=300.4, stderr=OVERLAID))
    assert plain.message.endswith("it gave no answer within 300 s")
    assert len(blamed(Completed(flooded=True, stderr="signal: killed"))) == 1


def test_terminal_sequences_do_not_get_into_messages() -> None:
    for finding in blamed("\x1b[2Jopen x: too many open files\x07"):
        told = [finding.message, *(item.observed for item in finding.evidence)]
        assert not any("\x1b" in text or "\x07" in text for text in told)
