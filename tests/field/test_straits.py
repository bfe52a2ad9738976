"""goverify in real straits, where something is limited or missing: each is seen and named right, and what does no harm is no alarm."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.cgroups import limited
from tests.field.judging import ALARMING
from tests.field.releases import DEBIAN, case_of, met, warm
from tests.field.worlds import TOOL, kernel_allows, outcome_of
from tests.live.tracing import pretending

pytestmark = pytest.mark.field

AS_USER = ("setpriv", "--reuid=1000", "--regid=1000", "--clear-groups", "--inh-caps=-all")
NEWEST, OLDER = "1.27.3", "1.24.11"
MIB = 1 << 20

COLD = 'rm -rf "$H/.cache/goverify/build"\n'
NOEXEC = "mkdir /srv/tmp && mount -t tmpfs -o noexec,mode=1777 none /srv/tmp\n"
NO_ROOTS = (
    "rm -rf /etc/ssl /etc/pki /etc/ca-certificates /usr/share/ca-certificates /usr/local/share/c{erts,a-certificates}\n"
)
NO_ZONES = "rm -rf /usr/share/zoneinfo /usr/share/lib/zoneinfo /usr/lib/locale/TZ /etc/zoneinfo\n"

MODULES = r"""
printf 'require example.com/dep v1.0.0\n' >>"$H/hello/go.mod"
printf 'package main\n\nimport _ "example.com/dep"\n\nfunc main() {}\n' >"$H/hello/main.go"
"""


def after(script: str) -> tuple[str, ...]:
    """Return the words that start a program after a shell's commands."""
    return ("/bin/bash", "-ec", f'{script}\nexec "$@"', "strait")


def apart(script: str) -> tuple[str, ...]:
    """Return the words that start a user's program in a network of its own, made ready by root."""
    return ("unshare", "--net", *after(script), *AS_USER)


class Strait(NamedTuple):
    """What is limited or missing, and what must be said of it first; nothing where it does no harm."""

    under: tuple[str, ...] = ()
    """The words that start goverify in it."""
    setup: str = ""
    env: Mapping[str, str] = {}
    user: str = "user"
    release: str = NEWEST
    health: str = "ok"
    status: int = 0
    cause: str = ""
    subject: str = ""
    say: str = ""
    """A regular expression, as `fix` and `told`."""
    fix: str = ""
    skip: str = "network,authenticity"
    """What has nothing to do with it; to hash a tree takes longer than all the rest."""
    then: str = ""
    """What must be named as its consequence."""
    told: str = ""
    """What the information or the evidence of a check must say."""


def broken(under: tuple[str, ...], cause: str, subject: str, say: str, fix: str, setup: str = "") -> Strait:
    """Return a limit that ends a build."""
    return Strait(
        under, setup, health="broken", status=1, cause=cause, subject=subject, say=say, fix=fix, then="build-fails"
    )


STRAITS = {
    "open files": broken(
        after("ulimit -n 10"), "limit-files", "RLIMIT_NOFILE", "limit of 10 for open files", "ulimit -n 1024"
    ),
    "processes": broken(
        after("ulimit -u 10"), "limit-processes", "RLIMIT_NPROC", "limit of 10 for processes", "ulimit -u 4096"
    ),
    "address space": broken(
        after("ulimit -v 500000"), "memory-low", "memory", "488 MiB of address space", "ulimit -v unlimited"
    ),
    "hardly any address space": broken(
        after("ulimit -v 250000"), "memory-low", "memory", "244 MiB of address space", "ulimit -v unlimited"
    ),
    "data": broken(after("ulimit -d 100000"), "memory-low", "memory", "97 MiB of data", "ulimit -d unlimited"),
    "size of files": broken(
        after("ulimit -f 1024"), "limit-file-size", "RLIMIT_FSIZE", "limit of 1024 KiB", "ulimit -f unlimited"
    ),
    "processor time": broken(
        after("ulimit -t 1"), "limit-cpu-time", "RLIMIT_CPU", "limit of 1 s for", "ulimit -t unlimited", setup=COLD
    ),
    "a temporary folder that is noexec": Strait(
        (),
        NOEXEC,
        {"TMPDIR": "/srv/tmp"},
        health="degraded",
        status=1,
        cause="tmpdir-noexec",
        subject="TMPDIR",
        say="/srv/tmp.* is mounted noexec",
        fix="unset TMPDIR",
    ),
    "the usual temporary folder is noexec": Strait(
        setup="mount -o remount,noexec /tmp\n",
        health="degraded",
        status=1,
        cause="tmpdir-noexec",
        subject="/tmp",
        say="mounted noexec",
        fix="GOTMPDIR",
    ),
    "no authorities": Strait(
        setup=NO_ROOTS,
        cause="ca-missing",
        subject="the authorities",
        say="finds no certificate of an authority",
        fix="ca-certificates",
    ),
    "no authorities, and modules to fetch": Strait(
        setup=NO_ROOTS + MODULES,
        skip="authenticity",
        health="degraded",
        status=1,
        cause="ca-missing",
        subject="the authorities",
        say="has no certificate of an authority",
        fix="ca-certificates",
    ),
    "no zones": Strait(
        setup=NO_ZONES,
        release=DEBIAN,
        cause="zoneinfo-missing",
        subject="the time zones",
        say="unknown time zone Asia/Shanghai",
        fix="tzdata",
    ),
    "no zones, since the tree was made smaller": Strait(
        setup=NO_ZONES + "rm /usr/local/go/lib/time/zoneinfo.zip\n",
        skip="network",
        health="degraded",
        status=1,
        cause="tree-modified",
        subject="/usr/local/go",
        say="1 missing: lib/time/zoneinfo.zip",
        fix="anew",
        then="zoneinfo-missing",
    ),
    "no loopback": Strait(
        apart(":"),
        user="root",
        health="degraded",
        cause="loopback-down",
        subject="the loopback interface",
        say="cannot talk to itself over 127.0.0.1: .*unreachable",
        fix="ip link set lo up",
        told="IPv6 does not work within this host",
    ),
}

TOO_MANY = Strait(
    health="degraded",
    cause="cpu-quota-mismatch",
    subject="GOMAXPROCS",
    say="8 threads at once here, and the container's quota is 1.5 processors",
    fix="export GOMAXPROCS=2",
)

HARMLESS = {
    "one processor": Strait(("taskset", "--cpu-list", "0"), told=r"1 \(1 processor, no quota\)"),
    "soft limits, a small stack, no core files": Strait(
        after("ulimit -S -n 64; ulimit -s 256; ulimit -c 0; ulimit -S -t 30"), told="64, which go may raise"
    ),
    "a noexec folder that go does not use": Strait(
        (), f"{NOEXEC}mkdir -m 1777 /srv/work\n", {"TMPDIR": "/srv/tmp", "GOTMPDIR": "/srv/work"}
    ),
    "authorities of one's own": Strait(
        (),
        f"cp -L /etc/ssl/certs/ca-certificates.crt /srv/own.pem\n{NO_ROOTS}",
        {"SSL_CERT_FILE": "/srv/own.pem"},
        told="^holds an authority that Go trusts$",
    ),
    "zones in the tree alone": Strait(setup=NO_ZONES, told="^is there$"),
    "no IPv6": Strait(
        apart("ip link set lo up; echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6"),
        user="root",
        told="IPv6 does not work within this host",
    ),
    "a network of its own": Strait(apart("ip link set lo up"), user="root", told="IPv6 works within this host"),
}


@pytest.fixture(scope="module", autouse=True)
def _worlds_can_be_built() -> None:
    if why := kernel_allows():
        pytest.skip(why)


@pytest.mark.parametrize("name", STRAITS)
def test_what_is_limited_or_missing_is_named_first_with_its_remedy(name: str, tmp_path: Path) -> None:
    judge(STRAITS[name], tmp_path)


@pytest.mark.parametrize("name", HARMLESS)
def test_what_does_no_harm_is_no_alarm(name: str, tmp_path: Path) -> None:
    judge(HARMLESS[name], tmp_path)


@pytest.mark.parametrize(
    ("controller", "limit", "strait"),
    [
        ("cpu", 1.5, Strait(told=r"2 \(2 processors, a quota of 1.5\)")),
        ("memory", 600 * MIB, Strait(told="600 MiB by /sys/fs/cgroup/")),
        ("pids", 300, Strait(told="300 processes and threads")),
    ],
    ids=["processors", "memory", "processes"],
)
def test_a_cgroup_that_grants_enough_is_no_alarm(controller: str, limit: float, strait: Strait, tmp_path: Path) -> None:
    with limited(controller, limit) as members:
        judge(strait._replace(setup=joining(members)), tmp_path)


def test_a_cgroup_with_too_little_memory_is_named(tmp_path: Path) -> None:
    with limited("memory", 128 * MIB) as members:
        report = judge(
            Strait(
                setup=joining(members),
                health="degraded",
                cause="memory-low",
                subject="memory",
                say="128 MiB are all that the cgroup grants",
                fix="go build -p 1",
            ),
            tmp_path,
        )
    assert report["diagnosis"][0]["evidence"][0]["place"].startswith("/sys/fs/cgroup/")


def test_a_cgroup_with_too_few_processes_is_named(tmp_path: Path) -> None:
    few = broken((), "limit-processes", "RLIMIT_NPROC", "limit of 20 for processes", "pids.max")
    with limited("pids", 20) as members:
        judge(few._replace(setup=joining(members), then="go-command-fails"), tmp_path)


@pytest.mark.parametrize(
    ("release", "within", "expected"),
    [
        (OLDER, "", TOO_MANY._replace(told=rf"go{OLDER} passes over the quota of 1.5")),
        (NEWEST, "", Strait(told="^2, as it may run on 8 processors and the quota is 1.5, which is rounded up")),
        (NEWEST, "inner", TOO_MANY._replace(fix="set further up", told=r"^2 \(2 processors, a quota of 1.5\)")),
    ],
    ids=["a release that passes over it", "a release that goes by it", "one that is set further up"],
)
def test_a_quota_far_below_the_processors_is_named_where_go_passes_over_it(
    release: str, within: str, expected: Strait, tmp_path: Path
) -> None:
    with limited("cpu", 1.5, within) as members:
        judge(expected._replace(under=pretending(8), setup=joining(members), release=release), tmp_path)


def joining(members: Path) -> str:
    """Return what puts the process that will start goverify into a cgroup, as a part of a setup."""
    return f"echo $PPID >{members}\n"


def judge(strait: Strait, scratch: Path) -> dict[str, Any]:
    """Run goverify in a strait, demand what must be said, and return the report."""
    here = met(strait.release)
    case = case_of(here, strait.setup, strait.env, strait.user)
    done = outcome_of(case, [*strait.under, *TOOL, "--skip", strait.skip], scratch, newer=here.tree, warm=warm())
    assert done.out, done.err[-3000:]
    report: dict[str, Any] = json.loads(done.out)
    found = [item for item in report["diagnosis"] if item["cause"] != "release-unsupported"]
    named = [(item["cause"], item["severity"]) for item in found]
    assert [item["id"] for item in report["checks"] if "did not end" in item["reason"]] == []
    assert (report["health"], done.status) == (strait.health, strait.status), named
    first = found[0] if strait.cause else None
    assert not [item for item in found if item is not first and item["severity"] in ALARMING], named
    if first:
        _named(first, strait)
    assert any(re.search(strait.told, text) for text in _told(report)), strait.told
    return report


def _named(first: Mapping[str, Any], strait: Strait) -> None:
    """Demand that the first diagnosis is the strait's."""
    assert (first["cause"], first["subject"]) == (strait.cause, strait.subject)
    assert re.search(strait.say, first["title"])
    assert re.search(strait.fix, "\n".join([first["fix"]["summary"], *first["fix"]["commands"]]))
    assert not strait.then or strait.then in {item["cause"] for item in first["consequences"]}


def _told(report: Mapping[str, Any]) -> list[str]:
    """Return all that is told and not judged: the information, and what checks observed."""
    seen = [item["value"] for item in report["information"]]
    return seen + [each["observed"] for check in report["checks"] for each in check["evidence"]]
