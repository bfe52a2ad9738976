"""modules.modes: a go that keeps other rules than its release is reported; settings of the tree and stray files are not."""

import pytest

from goverify.checks.modules.modes import modes
from goverify.facts import Unavailable
from goverify.host import Completed
from goverify.model import Evidence
from tests.builds import GO, failed
from tests.checks.modules.proving import found, items, moded
from tests.golang import Files, answer, findings
from tests.hosts import BORING, boring, go_binary

PACKAGE, OLD = "modes-package", "modes-gopath/src/goverify.test/old"


def said(value: str, gomod: str) -> Completed:
    """Return what go answers to the question for its mode."""
    return Completed(0, stdout=f"{value}\n{gomod}\n")


@pytest.mark.parametrize("name", BORING)
def test_without_the_wish_go_is_not_asked(name: str) -> None:
    with pytest.raises(Unavailable, match="--deep"):
        findings(modes, boring(name))


def test_the_rules_of_a_release_are_told() -> None:
    seen = {item.place: item.observed for item in items(modes, moded()) if isinstance(item, Evidence)}
    assert found(modes, moded()) == []
    assert len(seen) == 16
    assert seen["a module in GOPATH/src, with GO111MODULE=auto"] == "go works as its module"
    assert "without a go.mod" in seen["a folder without go.mod in GOPATH/src, with GO111MODULE unset"]


def test_what_the_trees_own_settings_say_goes_for_unset() -> None:
    assert found(modes, moded(value="auto")) == []


def test_modules_without_a_gomod_under_auto_are_another_releases_rule() -> None:
    [finding] = found(modes, moded({(PACKAGE, "auto"): said("auto", "/dev/null")}))
    assert (finding.cause, str(finding.subject)) == ("go-binary-mislabelled", GO)
    assert "with GO111MODULE=auto it works with modules, but without a go.mod" in finding.message


def test_a_go_that_forgets_modules_within_gopath_is_reported_once() -> None:
    [finding] = found(modes, moded({(OLD, ""): said("", ""), (OLD, "on"): said("on", "")}))
    assert len(finding.evidence) == 2


def test_a_module_that_is_listed_under_another_name_is_reported() -> None:
    [finding] = found(modes, moded({("modes-module list", "on"): Completed(0, stdout="other\n")}))
    assert "go list -m: other" in finding.evidence[0].observed


def test_a_gomod_above_the_folder_is_no_fault_of_gos() -> None:
    stray = {(PACKAGE, value): said(value, "/tmp/go.mod") for value in ("", "on", "auto")}
    with pytest.raises(Unavailable, match=r"/tmp/go\.mod stands above"):
        items(modes, moded(stray))


def test_a_command_that_fails_is_reported_as_that() -> None:
    [finding] = found(modes, moded({(PACKAGE, "auto"): failed("odd")}))
    assert finding.cause == "go-command-fails"
    assert "answer `go env GO111MODULE GOMOD` in a folder without go.mod, with GO111MODULE=auto" in finding.message


def test_the_rules_of_a_release_to_come_are_not_known() -> None:
    version = "go1.99.0"
    files: Files = {"/usr/local/go/VERSION": f"{version}\n", GO: go_binary(version)}
    odd = moded({(PACKAGE, "auto"): said("auto", "/dev/null")})
    assert found(modes, odd.but(files=files, runs={"go": answer("/usr/local/go", version)})) == []
