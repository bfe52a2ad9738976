"""build.agreement: file, answers, tree and place that name different releases are reported; spellings are not."""

import pytest

from goverify.checks.build.agreement import agreement
from goverify.facts import Facts, Unavailable
from goverify.host import Completed
from goverify.model import Evidence
from tests.builds import GO, ROOT, VERSION, failed, host
from tests.golang import QUESTION, answer, findings, tree
from tests.hosts import BORING, boring, go_binary, link, script

SAID = {VERSION: Completed(0, stdout="go version go1.26.6 linux/amd64\n"), (GO, *QUESTION): answer(ROOT, "go1.26.6")}


@pytest.mark.parametrize("name", BORING)
def test_on_boring_hosts_all_agrees(name: str) -> None:
    assert findings(agreement, boring(name)) == []


def test_all_that_names_the_release_is_told() -> None:
    seen = [item for item in agreement(Facts(host())) if isinstance(item, Evidence)]
    assert [(item.place, item.observed) for item in seen] == [
        (f"build info of {GO}", "go1.27.3"),
        ("go version", "go1.27.3"),
        ("go env GOVERSION", "go1.27.3"),
        (f"{ROOT}/VERSION", "go1.27.3"),
        ("go env GOROOT", ROOT),
        (GO, f"stands in {ROOT}"),
    ]


def test_a_file_that_answers_as_another_release_than_it_was_built_as_is_reported() -> None:
    [finding, *_] = findings(agreement, host().but(runs=SAID))
    assert (finding.cause, str(finding.subject)) == ("go-binary-mislabelled", GO)
    assert "its build info names go1.27.3, `go version` answers go1.26.6, GOVERSION is go1.26.6" in finding.message


def test_two_answers_that_differ_are_reported() -> None:
    odd = host({VERSION: Completed(0, stdout="go version go1.26.6 linux/amd64\n")})
    [finding] = findings(agreement, odd)
    assert finding.cause == "go-binary-mislabelled"


def test_a_tree_of_another_release_around_the_go_is_reported() -> None:
    overlaid = host().but(files={GO: go_binary("go1.26.6")}, runs=SAID)
    [finding] = findings(agreement, overlaid)
    assert (finding.cause, str(finding.subject)) == ("tree-mixed", ROOT)
    assert "VERSION file says go1.27.3" in finding.message
    assert "is go1.26.6" in finding.message


def test_another_tree_than_the_one_it_stands_in_is_reported() -> None:
    astray = host().but(files=tree("/opt/go"), runs={(GO, *QUESTION): answer("/opt/go")})
    [finding] = findings(agreement, astray)
    assert (finding.cause, finding.subject) == ("goroot-mismatch", "GOROOT")
    assert "stands in the tree /usr/local/go, and without any setting takes /opt/go" in finding.message


def test_a_goroot_that_someone_set_is_none_of_its_business() -> None:
    assert findings(agreement, host(GOROOT="/opt/go").but(files=tree("/opt/go", "go1.26.6"))) == []


def test_a_go_behind_links_stands_where_they_end() -> None:
    linked = host().but(
        env={"PATH": "/usr/bin"},
        files={"/usr/bin/go": link("../local/go/bin/go")},
        runs={
            ("/usr/bin/go", *QUESTION): answer(ROOT),
            "/usr/bin/go version": Completed(0, stdout="go version go1.27.3 linux/amd64\n"),
        },
    )
    assert findings(agreement, linked) == []


@pytest.mark.parametrize(
    "spelling", ["go1.27.3 X:arenas", "go1.27.3-X:arenas", "go1.27.3 (Red Hat 1.27.3-1.el10)", "unknown"]
)
def test_a_packagers_spelling_is_no_contradiction(spelling: str) -> None:
    spoken = {
        VERSION: Completed(0, stdout=f"go version {spelling} linux/amd64\n"),
        (GO, *QUESTION): answer(ROOT, spelling),
    }
    assert findings(agreement, host().but(runs=spoken)) == []


def test_a_tree_without_a_version_file_contradicts_nothing() -> None:
    assert findings(agreement, host().but(files={f"{ROOT}/VERSION": None})) == []


def test_what_a_wrapper_chose_is_no_contradiction() -> None:
    shim = "/home/gopher/.asdf/shims/go"
    shimmed = host().but(
        env={"PATH": "/home/gopher/.asdf/shims:/usr/bin"},
        files={shim: script('#!/usr/bin/env bash\nexec asdf exec "go" "$@"\n'), **tree("/opt/go", "go1.26.6")},
        runs={
            (shim, *QUESTION): answer("/opt/go", "go1.26.6"),
            (shim, "version"): Completed(0, stdout="go version go1.26.6 linux/amd64\n"),
        },
    )
    assert findings(agreement, shimmed) == []


def test_a_go_without_a_tree_is_another_checks_matter() -> None:
    lost = failed("go: cannot find GOROOT directory: 'go' binary is trimmed and GOROOT is not set", 2)
    with pytest.raises(Unavailable, match="has no tree"):
        list(agreement(Facts(host().but(runs={(GO, *QUESTION): lost}))))
