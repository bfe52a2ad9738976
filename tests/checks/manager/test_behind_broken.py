"""manager.behind-broken: the go behind a stand-in that cannot be started is named; one that answers is fine."""

import pytest

from goverify.checks.manager.behind_broken import behind_broken
from goverify.facts import Facts, Unavailable
from goverify.facts.identity import NAMES
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.host.replay.file_changes import FileChange
from tests.checks.path.looking import commands, findings
from tests.hosts import BORING, boring, go_binary, script
from tests.managing import APP, ASDF, with_asdf

CHOICE = {f"{APP}/.tool-versions": "golang 1.27.3\n"}
GO = f"{ASDF}/installs/golang/1.27.3/go/bin/go"
ASKED = f"{ASDF}/shims/go env -json {' '.join(NAMES)}"


def failing(**changed: FileChange) -> RecordedHost:
    """Return a host whose shim runs a go that does not start."""
    host = with_asdf("1.27.3", files=CHOICE | {GO: changed["go"]})
    return host.but(runs={ASKED: Completed(126, stderr="cannot execute binary file: Exec format error\n")})


@pytest.mark.parametrize("name", BORING)
def test_a_go_itself_is_looked_at_elsewhere(name: str) -> None:
    with pytest.raises(Unavailable):
        list(behind_broken(Facts(boring(name))))


@pytest.mark.parametrize(
    ("go", "cause", "words"),
    [
        (go_binary("go1.27.3", arch="arm64"), "go-wrong-arch", "is made for linux/arm64"),
        (go_binary("go1.27.3", system="windows"), "go-foreign-os", "is made for windows"),
        (script(""), "go-binary-corrupt", "is no whole program: empty"),
    ],
)
def test_a_go_that_cannot_start_is_named_with_the_shim_that_runs_it(go: FileChange, cause: str, words: str) -> None:
    [finding] = findings(behind_broken, failing(go=go))
    assert (finding.cause, str(finding.subject)) == (cause, GO)
    assert finding.message.startswith(f"{GO}, which {ASDF}/shims/go runs, ")
    assert words in finding.message


def test_it_is_installed_anew_by_the_manager() -> None:
    [finding] = findings(behind_broken, failing(go=go_binary("go1.27.3", arch="arm64")))
    assert commands(finding) == ("asdf uninstall golang 1.27.3 && asdf install golang 1.27.3",)


def test_a_go_that_fails_for_another_reason_is_not_named() -> None:
    assert not findings(behind_broken, failing(go=go_binary("go1.27.3")))


def test_a_go_that_answers_is_fine_whatever_its_header_says() -> None:
    host = with_asdf("1.27.3", files=CHOICE | {GO: go_binary("go1.27.3", arch="arm64")})
    said = '{"GOROOT": "/x", "GOVERSION": "go1.27.3", "GOHOSTOS": "linux", "GOHOSTARCH": "arm64", "GOOS": "linux"}'
    assert not findings(behind_broken, host.but(runs={ASKED: Completed(0, stdout=said)}))
