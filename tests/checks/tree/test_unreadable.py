"""tree.unreadable: parts that this user may not read are named; root, and other users' modes, are no matter."""

import pytest

from goverify.checks.tree.unreadable import unreadable
from goverify.host import Entry, Kind
from tests.golang import commands, findings, level, tree, whole
from tests.hosts import folder

ROOT = "/usr/local/go"


@pytest.mark.parametrize("name", ["linux", "macos"])
def test_boring_hosts_are_open(name: str) -> None:
    assert not findings(unreadable, whole(name))


@pytest.mark.parametrize("part", ["src", "pkg", "pkg/include", "pkg/tool", "src/runtime", "pkg/tool/linux_amd64"])
def test_a_closed_folder_is_reported(part: str) -> None:
    host = whole().but(files={f"{ROOT}/{part}": folder(mode=0o700)})
    [finding] = findings(unreadable, host)
    assert (finding.cause, finding.subject, level(finding)) == ("go-tree-unreadable", host.path(ROOT), "critical")
    assert f"{ROOT}/{part}" in finding.message
    assert commands(finding) == (f"sudo chmod -R a+rX {ROOT}",)


def test_a_closed_file_is_reported() -> None:
    host = whole().but(files={f"{ROOT}/pkg/include/textflag.h": Entry(Kind.FILE, mode=0o600)})
    assert findings(unreadable, host)


@pytest.mark.parametrize(("names", "severity"), [(("VERSION", "go.env"), "medium"), (("VERSION", "src"), "critical")])
def test_what_go_builds_without_is_no_reason_to_call_it_broken(names: tuple[str, ...], severity: str) -> None:
    closed = {name: Entry(Kind.FILE, mode=0o600) for name in ("VERSION", "go.env")}
    closed["src"] = folder(mode=0o700)
    [finding] = findings(unreadable, whole().but(files={f"{ROOT}/{name}": closed[name] for name in names}))
    assert level(finding) == severity


def test_programs_that_nobody_may_start_are_opened_as_well() -> None:
    place = f"{ROOT}/pkg/tool/linux_amd64"
    [finding] = findings(unreadable, whole().but(files={f"{place}/link": Entry(Kind.FILE, mode=0o600)}))
    assert commands(finding) == (f"sudo chmod -R a+rX {ROOT}", f"sudo chmod a+x {place}/*")
    [finding] = findings(unreadable, whole().but(files={f"{place}/link": Entry(Kind.FILE, mode=0o700)}))
    assert commands(finding) == (f"sudo chmod -R a+rX {ROOT}",)


def test_root_may_read_everything() -> None:
    host = whole().but(files={f"{ROOT}/src": folder(mode=0o700)}, identity={"uid": 0, "gid": 0})
    assert not findings(unreadable, host)


def test_what_is_missing_is_not_closed() -> None:
    assert not findings(unreadable, whole().but(files={f"{ROOT}/src": None}))


def test_a_goroot_that_may_not_be_entered_is_reported() -> None:
    host = whole().but(env={"GOROOT": "/opt/go"}, files={**tree("/opt/go"), "/opt/go": folder(mode=0o700)})
    [finding] = findings(unreadable, host)
    assert finding.message == "GOROOT names /opt/go, which this user may not enter"
    assert commands(finding) == ("unset GOROOT",)
