"""goroot.mismatch: another Go's tree is reported with both named; links to the own one, and lone copies, are not."""

import pytest

from goverify.checks.goroot.mismatch import mismatch
from goverify.facts import Blocked, Unavailable
from goverify.host import Completed
from tests.golang import LOST, Files, answer, commands, findings, level, run, tree, whole
from tests.hosts import go_binary, link

MISE = "/home/gopher/.local/share/mise/installs/go/1.26.6"


def test_it_does_not_apply_where_nobody_sets_it() -> None:
    with pytest.raises(Unavailable):
        findings(mismatch, whole())


def test_another_release_is_reported_with_both_named() -> None:
    host = whole().but(env={"GOROOT": MISE}, files=tree(MISE, "go1.26.6"))
    [finding] = findings(mismatch, host)
    assert (finding.cause, finding.subject, level(finding)) == ("goroot-mismatch", "GOROOT", "high")
    for words in (MISE, "go1.26.6, mise", "/usr/local/go/bin/go", "go1.27.3"):
        assert words in finding.message
    assert commands(finding) == ("unset GOROOT",)
    assert finding.fix
    assert f'export PATH="{MISE}/bin:$PATH"' in finding.fix.summary


def test_it_concerns_the_go_and_both_trees() -> None:
    host = whole().but(env={"GOROOT": MISE}, files=tree(MISE, "go1.26.6"))
    [finding] = findings(mismatch, host)
    assert finding.concerns == tuple(map(host.path, ("/usr/local/go/bin/go", "/usr/local/go", MISE)))


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({"SUDO_USER": "gopher"}, "sudo kept gopher's GOROOT"),
        ({"REMOTE_CONTAINERS": "true"}, "development containers"),
        ({"GITHUB_ACTIONS": "true"}, "setup-go"),
        ({}, "mise exports GOROOT"),
    ],
)
def test_it_is_told_how_it_came(env: dict[str, str], words: str) -> None:
    [finding] = findings(mismatch, whole().but(env={"GOROOT": MISE, **env}, files=tree(MISE, "go1.26.6")))
    assert words in finding.detail


def test_a_second_copy_of_the_same_release_is_a_small_matter() -> None:
    [finding] = findings(mismatch, whole().but(env={"GOROOT": "/opt/go"}, files=tree("/opt/go")))
    assert level(finding) == "low"


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (tree("/opt/go", arch="arm64"), "is made for linux/arm64"),
        ({**tree("/opt/go"), "/opt/go/pkg/tool/linux_amd64": None}, "lacks asm, compile, link for linux_amd64"),
        ({**tree("/opt/go"), "/opt/go/src": None}, "has no standard library"),
    ],
)
def test_a_second_copy_that_go_cannot_work_with_is_no_small_matter(files: Files, words: str) -> None:
    host = whole().but(env={"GOROOT": "/opt/go"}, files={k: v for k, v in files.items() if v is not None})
    [finding] = findings(mismatch, host.but(files={k: v for k, v in files.items() if v is None}))
    assert words in finding.message
    assert level(finding) == "high"


def test_a_link_to_the_own_tree_is_fine() -> None:
    assert not findings(mismatch, whole().but(env={"GOROOT": "/opt/go"}, files={"/opt/go": link("/usr/local/go")}))


def test_a_lone_copy_that_is_told_a_tree_of_its_release_is_fine() -> None:
    files: Files = {"/usr/bin/go": go_binary("go1.27.3"), "/usr/local/go": None, **tree("/usr/lib/go")}
    runs = [run("go", Completed(2, stderr=LOST)), run("go", answer("/usr/lib/go"), env={"GOROOT": "/usr/lib/go"})]
    host = whole().but(env={"GOROOT": "/usr/lib/go", "PATH": "/usr/bin"}, files=files, runs=runs)
    assert not findings(mismatch, host)


def test_a_lone_copy_that_is_told_a_tree_of_another_release_is_not() -> None:
    files: Files = {"/usr/bin/go": go_binary("go1.27.3"), "/usr/local/go": None, **tree("/usr/lib/go", "go1.26.6")}
    runs = [run("go", Completed(2, stderr=LOST)), run("go", answer("/usr/lib/go"), env={"GOROOT": "/usr/lib/go"})]
    host = whole().but(env={"GOROOT": "/usr/lib/go", "PATH": "/usr/bin"}, files=files, runs=runs)
    [finding] = findings(mismatch, host)
    assert commands(finding) == ('export PATH="/usr/lib/go/bin:$PATH"',)


def test_a_vendors_suffix_makes_no_other_release() -> None:
    host = whole().but(
        env={"GOROOT": "/opt/go"}, files={**tree("/opt/go"), "/opt/go/VERSION": "go1.27.3 (Red Hat 1.27.3-1.el10)\n"}
    )
    [finding] = findings(mismatch, host)
    assert level(finding) == "low"


def test_a_folder_that_is_no_tree_is_another_checks_matter() -> None:
    with pytest.raises(Blocked):
        findings(mismatch, whole().but(env={"GOROOT": "/usr/local/go/bin"}))
