"""host.proc, host.null-device, host.clock: what the kernel gives and go needs; dates of files prove nothing."""

import pytest

from goverify.checks.host.clock import clock
from goverify.checks.host.null_device import null_device
from goverify.checks.host.proc import proc
from goverify.facts import Facts, Unavailable
from goverify.host import Entry, Kind
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import Fault, FileRecord
from tests.golang import commands, findings, level
from tests.hosts import boring, folder, link, text

HIDDEN = FileRecord(Fault("EACCES"))


def at(started: int) -> RecordedHost:
    """Return a host that was started at a moment, ten seconds ago."""
    return boring("linux").but(
        files={"/proc/stat": text(f"cpu 0\nbtime {started}\n"), "/proc/uptime": text("10.00 20.00\n")}
    )


def test_boring_hosts_have_proc() -> None:
    assert findings(proc, boring("linux")) == []


def test_a_missing_proc_is_reported_with_the_tree_to_name() -> None:
    [finding] = findings(proc, boring("linux").but(files={"/proc": None}))
    assert (finding.cause, finding.subject, level(finding)) == ("proc-missing", "/proc", "high")
    assert commands(finding) == ("sudo mount -t proc proc /proc", "export GOROOT=/usr/local/go")


def test_a_proc_that_does_not_tell_which_program_runs_is_reported() -> None:
    [finding] = findings(proc, boring("linux").but(files={"/proc/self/exe": None}))
    assert (finding.cause, finding.subject) == ("proc-missing", "/proc")
    assert "/proc does not tell which program runs" in finding.message


def test_a_proc_of_other_processes_is_called_so() -> None:
    [finding] = findings(proc, boring("linux").but(files={"/proc/self": None}))
    assert finding.message.startswith("/proc is that of other processes, so go cannot find out where it stands")


def test_a_proc_that_hides_what_is_not_ones_own_is_fine() -> None:
    assert findings(proc, boring("linux").but(files={"/proc/1": folder(mode=0o700), "/proc/self": HIDDEN})) == []


@pytest.mark.parametrize("name", ["linux", "macos"])
def test_boring_hosts_have_a_null_device(name: str) -> None:
    assert findings(null_device, boring(name)) == []


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (None, "/dev/null is missing"),
        (text(""), "/dev/null is a file and no device"),
    ],
    ids=["missing", "a file"],
)
def test_what_is_no_null_device_is_reported_and_made_anew(entry: Entry | None, words: str) -> None:
    [finding] = findings(null_device, boring("linux").but(files={"/dev/null": entry}))
    assert (finding.cause, finding.subject, level(finding)) == ("dev-null-broken", "/dev/null", "high")
    assert words in finding.message
    assert commands(finding) == ("sudo rm -rf /dev/null", "sudo mknod -m 666 /dev/null c 1 3")


def test_a_device_that_lost_its_mode_is_given_it_back() -> None:
    [finding] = findings(null_device, boring("linux").but(files={"/dev/null": Entry(Kind.OTHER, mode=0o600)}))
    assert "/dev/null has mode 0600" in finding.message
    assert commands(finding) == ("sudo chmod 666 /dev/null",)


def test_macos_has_another_number_for_it() -> None:
    [finding] = findings(null_device, boring("macos").but(files={"/dev/null": text("")}))
    assert commands(finding)[-1] == "sudo mknod -m 666 /dev/null c 3 2"


@pytest.mark.parametrize(("options", "closed"), [("rw,nosuid,nodev", True), ("rw,nosuid,noexec", False)])
def test_a_mount_without_devices_is_reported(options: str, closed: bool) -> None:
    mounts = f"24 27 0:6 / /dev {options} - devtmpfs udev rw\n"
    found = findings(null_device, boring("linux").but(files={"/proc/self/mountinfo": text(mounts)}))
    assert [commands(finding) for finding in found] == [("sudo mount -o remount,dev /dev",)] * closed


def test_a_link_to_the_device_will_do() -> None:
    assert findings(null_device, boring("linux").but(files={"/dev/null": link("/.host/null")})) == []


def test_boring_hosts_know_the_time() -> None:
    assert findings(clock, boring("linux")) == []


@pytest.mark.parametrize(
    ("started", "words"), [(0, "says 1970-01-01, which is before"), (1 << 32, "more than 20 years")]
)
def test_a_clock_that_cannot_be_right_is_reported(started: int, words: str) -> None:
    [finding] = findings(clock, at(started))
    assert (finding.cause, level(finding)) == ("clock-wrong", "high")
    assert words in finding.message


def test_a_tree_that_does_not_say_when_it_was_made_proves_nothing() -> None:
    host = at(0).but(files={"/usr/local/go/VERSION": text("go1.27.3\n")})
    with pytest.raises(Unavailable):
        list(clock(Facts(host)))


@pytest.mark.parametrize("text_", ["btime 99999999999999999\n", "btime x\n", ""])
def test_a_time_that_is_none_is_not_told(text_: str) -> None:
    with pytest.raises(Unavailable):
        list(clock(Facts(at(0).but(files={"/proc/stat": text(text_)}))))
