"""What the probe answers on 1.19, 1.21, 1.24 and 1.27, field by field: as measured of that release, or as this machine tells it.

Each row says where its truth is from: a figure measured of the release, Go's documents or source, or a second look at
the same thing without Go.
"""

import base64
import os
import platform
import re
import socket
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest

from goverify.facts import Facts
from goverify.facts.machine.cgroup import granted
from goverify.facts.machine.processors import cpu_quota
from goverify.facts.probing.schedtrace import moments
from goverify.facts.probing.threads import why_so_many
from goverify.facts.release import Release as Numbers
from goverify.host.live import LiveHost
from tests.cgroups import entering, limited
from tests.field.releases import DEBIAN, WHEELS, met
from tests.live.probe_releases import Release, compiled, releasing
from tests.live.tracing import pretending

pytestmark = [
    pytest.mark.field,
    pytest.mark.skipif(sys.platform != "linux", reason="the releases are those for Linux"),
]

NO_LIMIT = (1 << 63) - 1
ARCHES = {"x86_64": "amd64", "aarch64": "arm64"}
METRICS = {"1.19": 33, "1.21": 71, "1.22": 82, "1.23": 88, "1.24": 93, "1.25": 98, "1.26": 113, "1.27": 108}
FORMATS = {"1.19": "1.19", "1.21": "1.21", "1.24": "1.23", "1.26": "1.26", "1.27": "1.26"}
BUNDLES = tuple(map(Path, ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")))
CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----\n(.+?)-----END CERTIFICATE-----", re.DOTALL)
ALIKE = "the same in every release (measured)"


class Told(NamedTuple):
    """One field of an answer, and what it must be: a value, or a range where it is a measurement."""

    step: str
    field: str
    source: str
    expected: Callable[[Release], object]


def alike(step: str, field: str, source: str = ALIKE, *, being: object) -> Told:
    """Return the row of a field that is the same in every release."""
    return Told(step, field, source, lambda _: being)


def own_processors() -> int:
    """Return on how many processors this process may run."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 0


def threads(release: Release) -> int:
    """Return what GOMAXPROCS comes to here (src/runtime/cgroup_linux.go; measured)."""
    with LiveHost() as host:
        quota = Facts(host)(cpu_quota)
    return bounded(own_processors(), quota, counts=release.world.minor >= (1, 25))


def bounded(processors: int, quota: float | None, *, counts: bool) -> int:
    """Return how many threads run at once with so many processors and a quota of the own cgroup."""
    return min(processors, max(2, -int(-quota // 1))) if quota and counts else processors


def group(name: str) -> object:
    """Return what another reader of the cgroups above this process finds."""
    with LiveHost() as host:
        ask = Facts(host)
        memory = ask(granted, "memory")
        return {"cpu_quota": ask(cpu_quota), "mem_limit": memory and memory.value}[name]


def group_version() -> str:
    """Return the version whose hierarchy has the controller of processors (cgroups(7), /proc/PID/cgroup)."""
    lines = Path("/proc/self/cgroup").read_text(encoding="ascii").splitlines()
    return "v1" if any("cpu" in line.split(":")[1].split(",") for line in lines) else "v2"


def told_by_go(release: Release) -> Mapping[str, str]:
    """Return the build information as that release's own go reads it out of the program."""
    said = release.go("version", "-m", str(release.built(release.minor).file))
    settings = dict(line.split("\t")[-1].split("=", 1) for line in said.splitlines() if "\tbuild\t" in line)
    return settings | {"go_version": said.splitlines()[0].split(": ")[1]}


def certificates() -> int:
    """Return how many certificates stand where Go looks on Linux (src/crypto/x509/root_linux.go), each counted once."""
    places = ("/etc/ssl/certs", "/etc/pki/tls/certs")
    files = [file for place in places for file in Path(place).glob("*") if file.is_file()]
    return len(
        {base64.b64decode(text) for file in files for text in CERTIFICATE.findall(file.read_text(errors="replace"))}
    )


def six() -> bool:
    """Return whether a server can be opened on ::1."""
    try:
        with socket.socket(socket.AF_INET6) as server:
            server.bind(("::1", 0))
    except OSError:
        return False
    return True


def localhost() -> list[str]:
    """Return the addresses that the hosts file has for localhost (hosts(5))."""
    lines = [line.partition("#")[0].split() for line in Path("/etc/hosts").read_text(encoding="utf-8").splitlines()]
    return sorted({fields[0] for fields in lines if "localhost" in fields[1:]})


def shanghai() -> float:
    """Return the seconds by which the zone that the probe loads is ahead."""
    offset = ZoneInfo("Asia/Shanghai").utcoffset(datetime.now())  # noqa: DTZ005 - the zone has no summer time
    return offset.total_seconds() if offset else -1


TABLE = (
    Told("runtime", "version", "the file VERSION of its tree", lambda release: f"go{release.world.release}"),
    alike("runtime", "goos", "uname", being="linux"),
    alike("runtime", "goarch", "uname", being=ARCHES.get(platform.machine())),
    alike("runtime", "compiler", "go env GOTOOLDIR: the trees are gc's", being="gc"),
    Told("runtime", "num_cpu", "sched_getaffinity(2)", lambda _: own_processors()),
    Told("runtime", "gomaxprocs", "src/runtime/cgroup_linux.go; measured", threads),
    alike("runtime", "memlimit", "no release takes one from the cgroup (measured; golang/go#75164)", being=NO_LIMIT),
    Told("runtime", "goroot", "runtime.GOROOT: where it was built, without -trimpath", lambda it: str(it.world.root)),
    alike(
        "runtime",
        "env",
        "it is run with none",
        being=dict.fromkeys(("GODEBUG", "GOGC", "GOMAXPROCS", "GOMEMLIMIT"), ""),
    ),
    Told("cgroup", "version", "/proc/self/cgroup", lambda _: group_version()),
    Told("cgroup", "cpu_quota", "a second reader", lambda _: group("cpu_quota")),
    Told("cgroup", "mem_limit", "a second reader", lambda _: group("mem_limit")),
    alike("filepath", "sep", "path/filepath", being="/"),
    alike("filepath", "list_sep", "path/filepath", being=":"),
    alike("filepath", "from_slash", "FromSlash changes separators and nothing else (measured)", being="a/b/../c"),
    alike(
        "filepath",
        "walk",
        "WalkDir is in lexical order and joins names (measured)",
        being=[".", "a", "a/b", "a/b/f.txt"],
    ),
    alike("filepath", "case_insensitive", "the file systems of Linux' own tell case apart", being=False),
    alike("filepath", "symlink", "symlink(2)", being=True),
    alike("signal", "interrupt", being=True),
    alike("signal", "terminated", being=True),
    alike("netpoll", "echoes", being=50),
    alike("netpoll", "ipv4_loopback", being=True),
    Told("netpoll", "ipv6_loopback", "a server of Python's on ::1", lambda _: six()),
    alike("sched", "ns_per_pingpong", "measured: some hundred", being=range(20, 1_000_000)),
    alike("gc", "num_gc_delta", "measured: 1 or 2", being=range(1, 4)),
    alike("gc", "pause_us", "measured: below a hundred", being=range(100_000)),
    Told("metrics", "count", "measured of each release; src/runtime/metrics", lambda release: METRICS[release.minor]),
    alike("metrics", "bad", being=0),
    Told("trace", "header", "measured: it names the format", lambda release: f"go {FORMATS[release.minor]} trace"),
    alike("trace", "bytes", "measured: some thousand", being=range(1000, 100_000)),
    alike("heap_profile", "gzip", being=True),
    alike("heap_profile", "bytes", "measured: some thousand", being=range(500, 100_000)),
    alike("lock", "second_lock_refused", "flock(2)", being=True),
    Told("tz", "offset", "the system's zone", lambda _: shanghai()),
    alike("tz", "local", "time.Local without TZ", being="Local"),
    Told("ca_roots", "count", "the certificates where Go looks, counted by Python", lambda _: certificates()),
    Told("dns", "", "/etc/hosts", lambda _: localhost()),
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build cache of which all releases have something."""
    met(DEBIAN)
    return compiled(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module", params=[DEBIAN, *WHEELS])
def release(request: pytest.FixtureRequest, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Return each release with the probe's source."""
    found = releasing(met(request.param), tmp_path_factory.mktemp("answers"), cache)
    if found.minor not in FORMATS:
        pytest.skip(f"nothing was measured of this distribution's {found.world.release}")
    return found


@pytest.fixture(scope="module")
def answers(release: Release) -> Mapping[str, Any]:
    """Return what the probe answers, built by a release as goverify has it built."""
    return release.built(release.minor).answers()


@pytest.mark.parametrize("told", TABLE, ids=lambda told: f"{told.step}.{told.field}".rstrip("."))
def test_a_field_is_what_was_measured_or_what_the_machine_tells(
    release: Release, answers: Mapping[str, Any], told: Told
) -> None:
    data = answers[told.step]
    said = data[told.field] if told.field else sorted(data)
    expected = told.expected(release)
    assert said in expected if isinstance(expected, range) else said == expected, told.source


def test_no_field_is_left_out(answers: Mapping[str, Any]) -> None:
    fields = {(step, field) for step, data in answers.items() for field in (data if isinstance(data, dict) else {""})}
    assert {each for each in fields if each[0] != "buildinfo"} == {(told.step, told.field) for told in TABLE}


def test_the_build_information_is_what_go_itself_reads(release: Release, answers: Mapping[str, Any]) -> None:
    said, read = answers["buildinfo"], told_by_go(release)
    assert said == {name: value for name, value in read.items() if name in said}
    assert {name for name in read if name.startswith(("GO", "CGO_E", "DefaultGODEBUG"))} <= set(said)
    assert said["CGO_ENABLED"] == "0"


def test_a_module_of_its_own_language_switches_nothing_back(answers: Mapping[str, Any]) -> None:
    assert "DefaultGODEBUG" not in answers["buildinfo"]


def test_a_module_of_1_19_gets_every_behaviour_that_changed_since(release: Release) -> None:
    table = release.world.root / "src/internal/godebugs/table.go"
    rows = re.findall(r'Name: "(\w+)".*?Changed: (\d+), Old: "([^"]*)"', table.read_text()) if table.exists() else []
    expected = ",".join(sorted(f"{name}={old}" for name, since, old in rows if int(since) > 19))
    assert release.built("1.19").answers()["buildinfo"].get("DefaultGODEBUG", "") == expected
    assert (release.world.minor >= (1, 21)) == bool(expected)


@pytest.mark.parametrize(("given", "comes_to"), [("1", 1), ("3", 3), ("x", None), ("-1", None), ("0", None)])
def test_gomaxprocs_is_a_choice_and_garbage_is_passed_over(release: Release, given: str, comes_to: int | None) -> None:
    runtime = release.built(release.minor).answers(GOMAXPROCS=given)["runtime"]
    assert (runtime["gomaxprocs"], runtime["env"]["GOMAXPROCS"]) == (comes_to or threads(release), given)


def test_a_memory_limit_is_taken_from_the_environment(release: Release) -> None:
    program = release.built(release.minor)
    assert program.answers(GOMEMLIMIT="1GiB")["runtime"]["memlimit"] == 1 << 30
    ended = program.ended(GOMEMLIMIT="4Gib")
    assert (ended.returncode, "malformed GOMEMLIMIT" in ended.stderr) == (2, True)


def test_garbage_in_godebug_is_passed_over(release: Release) -> None:
    assert release.built(release.minor).answers(GODEBUG="nosuch=1,,=,x")["runtime"]["env"]["GODEBUG"] == "nosuch=1,,=,x"


def test_affinity_bounds_every_release(release: Release) -> None:
    one = str(min(os.sched_getaffinity(0))) if sys.platform == "linux" else ""
    runtime = release.built(release.minor).answers("taskset", "--cpu-list", one)["runtime"]
    assert (runtime["num_cpu"], runtime["gomaxprocs"]) == (1, 1)


@pytest.mark.parametrize(("zone", "named"), [("", "UTC"), ("UTC", "UTC"), ("/nonexistent", "UTC")])
def test_the_local_zone_is_that_of_tz(release: Release, zone: str, named: str) -> None:
    assert release.built(release.minor).answers(TZ=zone)["tz"]["local"] == named


def test_authorities_are_those_that_the_variables_lead_to(release: Release, tmp_path: Path) -> None:
    bundle = next((file for file in BUNDLES if file.exists()), None)
    if bundle is None:
        pytest.skip("needs a file with certificates")
    (tmp_path / "three.pem").write_text(
        "".join(found[0] + "\n" for found in list(CERTIFICATE.finditer(bundle.read_text()))[:3])
    )
    (tmp_path / "none").mkdir()
    program, none = release.built(release.minor), str(tmp_path / "none")
    three = program.answers(SSL_CERT_FILE=str(tmp_path / "three.pem"), SSL_CERT_DIR=none)["ca_roots"]
    assert three["count"] == 3
    assert program.answers(SSL_CERT_FILE=f"{none}/no.pem", SSL_CERT_DIR=none)["ca_roots"]["count"] == 0


EIGHT = 8
QUOTAS: tuple[tuple[float, dict[str, str], int, str], ...] = (
    (3, {}, 3, "rounded up"),
    (2.5, {}, 3, "rounded up"),
    (1, {}, 2, "counts as 2 at least"),
    (1, {"GODEBUG": "containermaxprocs=0"}, EIGHT, "by GODEBUG's containermaxprocs=0"),
    (1, {"GOMAXPROCS": "5"}, 5, "GOMAXPROCS was set"),
)
"""A quota, the environment, what it comes to with eight processors from 1.25 on, and words of the reason (measured)."""

AS_SECOND = """
mount -t tmpfs none /proc
mkdir /proc/self
echo 0::/job >/proc/self/cgroup
echo "30 23 0:26 / $0 rw,nosuid - cgroup2 cgroup2 rw" >/proc/self/mountinfo
exec "$@"
"""
"""A program that is started so finds itself in the cgroup /job of a hierarchy of version 2, mounted on that folder."""


@pytest.mark.parametrize(("quota", "env", "since_25", "why"), QUOTAS)
def test_a_quota_counts_from_1_25_on_and_the_reason_is_told(
    release: Release, quota: float, env: dict[str, str], since_25: int, why: str
) -> None:
    with limited("cpu", quota) as members:
        said = release.built(release.minor).answers(*entering(members), *pretending(EIGHT), **env)
    runtime, counts = said["runtime"], release.world.minor >= (1, 25)
    assert said["cgroup"]["cpu_quota"] == quota
    assert (runtime["num_cpu"], runtime["gomaxprocs"]) == (EIGHT, since_25 if counts or "GOMAXPROCS" in env else EIGHT)
    expected = why if counts or "GOMAXPROCS" in env else f"passes over the quota of {quota:g}"
    assert expected in why_so_many(Numbers.parse(runtime["version"]), runtime, said["cgroup"])


def test_an_older_go_line_passes_over_the_quota_in_every_release(release: Release) -> None:
    with limited("cpu", 1) as members:
        said = release.built("1.19").answers(*entering(members), *pretending(EIGHT))
    assert said["runtime"]["gomaxprocs"] == EIGHT


def test_a_quota_further_up_is_seen_and_taken_by_no_release(release: Release) -> None:
    with limited("cpu", 1.5, within="inner") as members:
        said = release.built(release.minor).answers(*entering(members), *pretending(EIGHT))
    assert (said["cgroup"]["cpu_quota"], said["runtime"]["gomaxprocs"]) == (1.5, EIGHT)


def test_the_second_version_of_cgroups_is_read_alike(release: Release, tmp_path: Path) -> None:
    (tmp_path / "job").mkdir()
    (tmp_path / "job/cpu.max").write_text("250000 100000\n")
    (tmp_path / "job/memory.max").write_text(f"{512 << 20}\n")
    if os.geteuid() != 0:
        pytest.skip("needs root, to mount something else on /proc")
    within = ("unshare", "--mount", "/bin/sh", "-ec", AS_SECOND, str(tmp_path))
    said = release.built(release.minor).answers(*pretending(EIGHT), *within)
    assert said["cgroup"] == {"version": "v2", "cpu_quota": 2.5, "mem_limit": 512 << 20}
    assert said["runtime"]["gomaxprocs"] == (3 if release.world.minor >= (1, 25) else EIGHT)


def test_a_memory_limit_of_the_cgroup_is_seen_and_taken_by_no_release(release: Release) -> None:
    with limited("memory", 512 << 20) as members:
        said = release.built(release.minor).answers(*entering(members))
    assert (said["cgroup"]["mem_limit"], said["runtime"]["memlimit"]) == (512 << 20, NO_LIMIT)


def test_the_schedulers_own_words_are_read_in_both_forms(release: Release) -> None:
    said = release.built(release.minor).ended(GODEBUG="schedtrace=10").stderr
    seen = moments(said)
    assert len(seen) >= 2
    assert {moment.gomaxprocs for moment in seen} == {threads(release)}
    assert {len(moment.queues) for moment in seen} == {threads(release)}
    assert {bool(moment.ticks) for moment in seen} == {release.world.minor >= (1, 25)}
