"""A recording of a host tells the same of its settings as the host itself."""

import pytest

from goverify.checks.env.cpu_level import cpu_level
from goverify.checks.env.experiment import experiment
from goverify.checks.env.flags import flags
from goverify.checks.env.goenv_file import goenv_file
from goverify.checks.env.misspelt import misspelt
from goverify.checks.env.mod_leftover import mod_leftover
from goverify.checks.env.not_exported import not_exported
from goverify.checks.env.stale_terminal import stale_terminal
from goverify.checks.env.user_over_system import user_over_system
from goverify.checks.env.value import value
from goverify.facts.variables.stored_path import KEYS
from goverify.host.recorded import RecordedHost
from goverify.host.recording import RecordingHost
from tests.checks.env.stored import with_env, with_source, with_stored
from tests.checks.path.looking import CheckFunction, findings
from tests.hosts import boring, text

MACHINE, USER = KEYS
HOSTS = (
    (cpu_level, with_env(GOAMD64="v4").but(files={"/proc/cpuinfo": "flags : fpu sse2\n"})),
    (experiment, with_source(GOEXPERIMENT="rangefunc")),
    (flags, with_source(GOFLAGS="-bogus")),
    (goenv_file, with_stored("GOBIN=/opt/bin\r\n")),
    (goenv_file, with_stored("GOBIN=/opt/bin\n".encode("utf-16"))),
    (mod_leftover, with_env(GOFLAGS="-mod=vendor").but(files={"/home/gopher/go.mod": text("module app\n")})),
    (mod_leftover, with_env(GOFLAGS="-mod=vendor")),
    (misspelt, boring("linux").but(env={"GOPORXY": "direct"})),
    (not_exported, boring("linux").but(files={"/home/gopher/.bashrc": "GOPATH=/a\n"})),
    (value, with_source(GOOS="Linux")),
    (stale_terminal, boring("windows").but(registry={USER: {"GOPATH": r"D:\go"}})),
    (user_over_system, boring("windows").but(registry={MACHINE: {"GOPATH": r"D:\go"}})),
)


@pytest.mark.parametrize(("check", "host"), HOSTS, ids=[check.__name__ for check, _ in HOSTS])
def test_the_same_is_found_again(check: CheckFunction, host: RecordedHost) -> None:
    recording = RecordingHost(host)
    first = [finding.cause for finding in findings(check, recording)]
    again = [finding.cause for finding in findings(check, RecordedHost.load(recording.recording()))]
    assert first
    assert again == first
