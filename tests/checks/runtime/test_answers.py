"""runtime.answers: a step of Go's own that fails is reported with what it means; what a disk did is not Go's fault."""

import re
from importlib import resources

import pytest

from goverify.catalog import load
from goverify.checks.runtime.answers import CORE, WRITTEN, answers
from goverify.facts import Blocked, Facts
from goverify.facts.probing.probe_steps import STEPS
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.model import Evidence
from goverify.render.pages import step_page
from tests.builds import GO, PROBE_RUN, ROOT
from tests.checks.host.probing import Steps, probe_tells
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring

SLOW = "no answer within 5s"


def told(host: RecordedHost) -> dict[str, str]:
    """Return what the running Go says, by what it is about."""
    return {item.place: item.observed for item in answers(Facts(host)) if isinstance(item, Evidence)}


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_a_sound_runtime(name: str) -> None:
    assert findings(answers, boring(name)) == []


@pytest.mark.parametrize(("name", "meaning"), CORE.items())
def test_a_step_that_every_program_needs_is_reported_with_what_its_failure_means(name: str, meaning: str) -> None:
    [finding] = findings(answers, probe_tells({name: {"err": SLOW}}))
    assert (finding.cause, str(finding.subject), level(finding)) == ("run-fails", GO, "critical")
    assert f"fails in {name}: {SLOW}" in finding.message
    assert finding.detail == meaning
    assert f"sudo rm -rf {ROOT}" in " ".join(commands(finding))


def test_what_the_host_gives_too_little_of_is_not_gos_fault() -> None:
    error = "accept tcp4 127.0.0.1:34213: accept4: too many open files"
    [finding] = findings(answers, probe_tells({"netpoll": {"err": error}}))
    assert (finding.cause, finding.subject, level(finding)) == ("limit-files", "RLIMIT_NOFILE", "medium")
    assert "ulimit -n 1024" in commands(finding)


@pytest.mark.parametrize("name", CORE)
def test_a_step_that_every_program_needs_must_not_be_missing(name: str) -> None:
    [finding] = findings(answers, probe_tells({name: None}))
    assert f"says nothing of its step {name}" in finding.message


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written_wrong_is_reported(name: str) -> None:
    host = probe_tells({name: {"err": "'xyz' is no header of a trace", "data": {"bytes": 3}}})
    [finding] = findings(answers, host)
    assert (finding.cause, level(finding)) == ("run-fails", "high")
    assert f"gives a wrong answer in {name}" in finding.message


@pytest.mark.parametrize("name", WRITTEN)
def test_what_could_not_be_written_is_only_told(name: str) -> None:
    host = probe_tells({name: {"err": "open /tmp/x: no space left on device"}})
    assert findings(answers, host) == []
    assert told(host)[f"the probe's step {name}"] == "open /tmp/x: no space left on device"


@pytest.mark.parametrize("name", ["tz", "ca_roots", "dns", "lock", "cgroup", "new"])
def test_what_depends_on_the_host_is_judged_elsewhere(name: str) -> None:
    steps: Steps = {name: {"err": "not here"}}
    assert findings(answers, probe_tells(steps)) == []


def test_fewer_metrics_than_any_release_has_are_reported() -> None:
    [finding] = findings(answers, probe_tells({"metrics": {"count": 3}}))
    assert "has 3 metrics" in finding.message


def test_ctrl_break_may_be_kept_away_by_a_console() -> None:
    [finding] = findings(answers, probe_tells({"signal": {"err": "Ctrl+Break did not arrive"}}, on="windows"))
    assert level(finding) == "medium"


def test_windows_without_a_console_has_no_signals_and_is_fine() -> None:
    assert findings(answers, probe_tells({"signal": {"err": "", "ok": True, "data": {}}}, on="windows")) == []


def test_all_that_the_running_go_says_is_told() -> None:
    said = told(boring("linux"))
    assert said["the running Go"] == "go1.27.3 for linux/amd64, built with GOAMD64=v1 CGO_ENABLED=0"
    assert said["signals"] == "an interrupt and the request to end reached the program"
    assert said["the network poller"] == "50 messages came back over the loopback interface (IPv4 and IPv6)"
    assert said["the memory limit"] == "none, and no release sets one by itself"


def test_a_memory_limit_of_the_cgroup_is_told_beside_gos_own() -> None:
    steps: Steps = {"cgroup": {"mem_limit": 512 << 20}, "runtime": {"memlimit": 400 << 20}}
    assert told(probe_tells(steps))["the memory limit"] == "400 MiB by GOMEMLIMIT; the cgroup grants 512 MiB"


def test_output_that_is_no_document_is_judged_elsewhere() -> None:
    with pytest.raises(Blocked):
        list(answers(Facts(boring("linux").but(runs={PROBE_RUN: Completed(0, stdout="Hello")}))))


@pytest.mark.parametrize("value", ["x" * 9000, {"a": 1}, [1], None, True, -1, 1e300])
@pytest.mark.parametrize("name", ["gomaxprocs", "num_cpu", "memlimit", "version", "env"])
def test_odd_answers_are_borne(name: str, value: object) -> None:
    assert all(len(said) <= 200 for said in told(probe_tells({"runtime": {name: value}})).values())


def probes_steps() -> list[str]:
    """Return the steps of the program that is built, in its order."""
    source = resources.files("goverify.data").joinpath("probe").joinpath("main.go").read_text("utf-8")
    return re.findall(r'(?m)^\t\{"(\w+)", \w+\},$', source)


def test_every_step_of_the_probe_is_judged_here_or_by_a_check_of_its_own() -> None:
    here = {name for name, step in STEPS.items() if step.check == "runtime.answers"}
    assert (probes_steps(), here) == (list(STEPS), {*CORE, *WRITTEN})


@pytest.mark.parametrize("name", probes_steps())
def test_every_step_of_the_probe_has_a_page_that_says_what_its_failure_means(name: str) -> None:
    step = STEPS[name]
    page = " ".join(step_page(step, load(step.check)).split())
    assert page.startswith(f"probe:{name} ")
    assert f"Where it fails {step.failed} Judged by {step.check} " in page
    assert re.search(rf"\b{name}\b", load("runtime.answers").pages)
    assert step.check == "runtime.answers" or f"{name} ({step.check})" in load("runtime.answers").pages


@pytest.mark.parametrize("name", [name for name in STEPS if name not in {*CORE, *WRITTEN}])
def test_what_hangs_on_the_host_is_looked_at_by_the_check_that_is_named(name: str) -> None:
    source = resources.files("goverify.checks").joinpath(f"{STEPS[name].check.replace('.', '/').replace('-', '_')}.py")
    assert f'.step("{name}")' in source.read_text("utf-8")
