"""modules.self-test: a go that cannot get, check or refuse a module is reported; other words for the same are not."""

import pytest

from goverify.checks.modules.self_test import self_test
from goverify.facts import Blocked, Facts, Unavailable
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.host.recording import RecordingHost
from goverify.model import Evidence
from tests.builds import GO, PROBE_BUILD, failed
from tests.checks.modules.proving import DEEP, found, items, tried
from tests.golang import answer, findings
from tests.hosts import BORING, boring, go_binary


@pytest.mark.parametrize("name", BORING)
def test_without_the_wish_nothing_is_tried(name: str) -> None:
    with pytest.raises(Unavailable, match="--deep"):
        findings(self_test, boring(name))


def test_a_sound_go_passes_all_four() -> None:
    seen = [item for item in items(self_test, tried()) if isinstance(item, Evidence)]
    assert found(self_test, tried()) == []
    assert [item.observed.split(" ")[0] for item in seen] == ["goverify.test/dep@v1.0.0"] * 2 + ["refused,"] * 2


def test_a_go_that_cannot_get_a_module_is_reported_and_not_tried_further() -> None:
    [finding] = found(self_test, tried(get=failed("odd"), check=failed("odd too")))
    assert (finding.cause, str(finding.subject)) == ("go-command-fails", GO)
    assert "cannot get a module from a folder (`go mod download -json`): exit status 1: odd" in finding.message
    assert finding.fix


def test_a_go_that_comes_to_another_hash_is_reported() -> None:
    [finding] = found(self_test, tried(get=Completed(0, stdout='{"Sum": "h1:other="}')))
    assert "comes to another result for goverify.test/dep@v1.0.0" in finding.message


@pytest.mark.parametrize(
    ("trial", "why"), [("refuse", "go.sum records another checksum"), ("notice", "in the module cache were changed")]
)
def test_a_go_that_takes_a_forged_module_is_reported(trial: str, why: str) -> None:
    [finding] = found(self_test, tried(**{trial: Completed(0, stdout="all modules verified\n")}))
    assert finding.cause == "go-command-fails"
    assert why in finding.message


def test_a_refusal_in_other_words_is_one() -> None:
    assert found(self_test, tried(refuse=failed("no"), notice=failed("no", 2))) == []


@pytest.mark.parametrize("end", [Completed(timed_out=True, duration_s=200.0), Completed(signal="SIGSEGV")])
def test_a_go_that_comes_to_no_end_has_refused_nothing(end: Completed) -> None:
    [finding] = found(self_test, tried(refuse=end))
    assert "cannot get a module" in finding.message


def test_what_gos_words_name_is_reported_with_it() -> None:
    said = failed("go: RLock <scratch>/modules-kept/cache/lock: function not implemented")
    assert [finding.cause for finding in found(self_test, tried(get=said))] == ["go-command-fails", "fs-no-locks"]


def test_where_no_build_works_nothing_more_is_tried() -> None:
    with pytest.raises(Blocked):
        items(self_test, tried().but(runs={PROBE_BUILD: failed("odd")}))


def test_a_go_older_than_the_module_is_not_tried() -> None:
    version = "go1.18.1"
    old = tried().but(files={GO: go_binary(version)}, runs={"go": answer("/usr/local/go", version)})
    with pytest.raises(Unavailable, match=r"needs Go 1\.19"):
        items(self_test, old)


def test_a_recording_of_the_trials_says_the_same_again() -> None:
    recorder = RecordingHost(tried())
    first = list(self_test(Facts(recorder, DEEP)))
    assert list(self_test(Facts(RecordedHost.load(recorder.recording()), DEEP))) == first
