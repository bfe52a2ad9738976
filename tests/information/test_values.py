"""What a value of the kernel's means for a Go program."""

import pytest

from tests.hosts import boring, go_tree, text
from tests.information.telling import linux, told

HUGE = "sys__kernel__mm__transparent_hugepage__"


@pytest.mark.parametrize(
    ("file", "value", "id_", "words"),
    [
        ("proc__sys__net__core__somaxconn", "128", "host.somaxconn", "That is short"),
        ("proc__sys__net__ipv4__tcp_tw_recycle", "1", "host.tcp-tw-reuse", "switch it off"),
        ("proc__sys__net__ipv4__tcp_tw_reuse", "1", "host.tcp-tw-reuse", "servers gain nothing"),
        ("proc__net__sockstat", "TCP: inuse 1 orphan 0 tw 27000 alloc 1 mem 1", "host.local-ports", "Most of them wait"),
        ("proc__sys__kernel__yama__ptrace_scope", "1", "host.ptrace", "dlv attach needs root"),
        ("proc__sys__kernel__yama__ptrace_scope", "3", "host.ptrace", "No debugger works"),
        ("proc__sys__kernel__perf_event_paranoid", "1", "host.perf", "with what the kernel does"),
        ("proc__sys__kernel__core_pattern", "|/usr/lib/catcher -P %p", "host.core-pattern", "handed to /usr/lib/catcher."),
        ("proc__sys__kernel__io_uring_disabled", "2", "host.io-uring", "makes no difference"),
        ("proc__self__status", "Seccomp: 2", "host.seccomp", "Nearly every container has such a filter"),
        ("sys__devices__system__node__online", "0-1", "host.numa", "takes no notice of nodes"),
        ("sys__devices__system__clocksource__clocksource0__current_clocksource", "hpet", "host.clock-source", "is a system call"),
        (f"{HUGE}enabled", "always [madvise] never", "host.huge-pages", "as Go asks for no others"),
        (f"{HUGE}khugepaged__max_ptes_none", "0", "host.huge-pages", "as Go's guide to its collector advises"),
        ("proc__meminfo", "SwapTotal:        0 kB", "host.swap", "gets killed at once"),
    ],
)  # fmt: skip
def test_a_value_is_told_with_its_meaning(file: str, value: str, id_: str, words: str) -> None:
    assert words in told(linux(**{file: value}))[id_].meaning


@pytest.mark.parametrize(
    ("file", "id_"),
    [
        ("proc__sys__net__core__somaxconn", "host.somaxconn"),
        ("proc__sys__net__ipv4__ip_local_port_range", "host.local-ports"),
        ("proc__self__status", "host.gomaxprocs"),
        (f"{HUGE}enabled", "host.huge-pages"),
        ("sys__devices__system__node__online", "host.numa"),
    ],
)
@pytest.mark.parametrize("value", ["", "nonsense \x00", "9" * 9000, "-1,,2"])
def test_what_is_no_value_is_left_out_or_told_as_it_stands(file: str, id_: str, value: str) -> None:
    item = told(linux(**{file: value})).get(id_)
    assert item is None or len(item.value) < 5000


def test_a_release_that_minds_huge_pages_itself_is_told_so() -> None:
    host = boring("linux").but(files={"/usr/local/go": None}).but(files=go_tree("/usr/local/go", "go1.20.14"))
    assert "go1.20.14 asks for huge pages" in told(host)["host.huge-pages"].meaning


def test_a_queue_as_long_as_any_is_not_called_short() -> None:
    assert "short" not in told(boring("linux"))["host.somaxconn"].meaning


def test_the_memory_of_a_container_is_told_beside_gomemlimit() -> None:
    limited = boring("linux").but(files={"/sys/fs/cgroup/user.slice/memory.max": text("536870912\n")})
    item = told(limited)["host.memory-limit"]
    assert item.value == "512 MiB by /sys/fs/cgroup/user.slice/memory.max; GOMEMLIMIT is not set"
    assert "nine tenths" in item.meaning
    assert "GOMEMLIMIT=400MiB" in told(limited.but(env={"GOMEMLIMIT": "400MiB"}))["host.memory-limit"].value


@pytest.mark.parametrize(
    ("release", "quota", "value"),
    [
        ("go1.27.3", "150000 100000", "2 (8 processors, a quota of 1.5)"),
        ("go1.27.3", "350000 100000", "4 (8 processors, a quota of 3.5)"),
        ("go1.27.3", "max 100000", "8 (8 processors, no quota)"),
        ("go1.24.11", "150000 100000", "8 (8 processors, a quota of 1.5)"),
    ],
)
def test_threads_follow_the_rule_of_the_release(release: str, quota: str, value: str) -> None:
    granted = boring("linux").but(
        files={"/usr/local/go": None, "/sys/fs/cgroup/user.slice/cpu.max": text(f"{quota}\n")}
    )
    assert told(granted.but(files=go_tree("/usr/local/go", release)))["host.gomaxprocs"].value == value


def test_a_quota_further_up_binds_and_is_passed_over() -> None:
    own = "/sys/fs/cgroup/user.slice/user-1000.slice/session-2.scope/cpu.max"
    slices = {own: text("max 100000\n"), "/sys/fs/cgroup/user.slice/cpu.max": text("150000 100000\n")}
    item = told(boring("linux").but(files=slices))["host.gomaxprocs"]
    assert item.value == "8 (8 processors, a quota of 1.5)"
    assert "further up" in item.meaning


def test_a_switch_in_the_environment_has_programs_pass_over_the_quota() -> None:
    granted = boring("linux").but(
        files={"/sys/fs/cgroup/user.slice/cpu.max": text("150000 100000\n")}, env={"GODEBUG": "containermaxprocs=0"}
    )
    item = told(granted)["host.gomaxprocs"]
    assert item.value == "8 (8 processors, a quota of 1.5)"
    assert "containermaxprocs=0" in item.meaning


def test_the_first_version_of_cgroups_has_a_quota_too() -> None:
    host = linux(proc__self__cgroup="4:cpu,cpuacct:/").but(
        files={
            "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": text("300000\n"),
            "/sys/fs/cgroup/cpu/cpu.cfs_period_us": text("100000\n"),
        }
    )
    assert told(host)["host.gomaxprocs"].value == "3 (8 processors, a quota of 3)"


def test_a_choice_of_threads_wins() -> None:
    host = boring("linux").but(env={"GOMAXPROCS": "3"})
    assert told(host)["host.gomaxprocs"].value == "3 by the environment (8 processors, no quota)"


def test_translation_is_told_where_there_is_some() -> None:
    assert "host.translated" not in told(boring("macos"))
    host = boring("macos").but(platform={"translated": True})
    assert told(host)["host.translated"].value == "by Rosetta 2, on a processor of arm64"


@pytest.mark.parametrize(
    ("key", "name", "id_"),
    [
        (r"HKLM\SYSTEM\CurrentControlSet\Control\FileSystem", "LongPathsEnabled", "host.long-paths"),
        (
            r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\AppModelUnlock",
            "AllowDevelopmentWithoutDevLicense",
            "host.developer-mode",
        ),
    ],
)
def test_switches_of_windows_are_told(key: str, name: str, id_: str) -> None:
    assert told(boring("windows"))[id_].value == "off"
    assert told(boring("windows").but(registry={key: {name: "1"}}))[id_].value == "on"
