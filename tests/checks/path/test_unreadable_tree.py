"""path.unreadable-tree: a Go that this user may not reach is reported with the folder that bars the way."""

import pytest

from goverify.checks.path.unreadable_tree import unreadable_tree
from goverify.host import Entry, Kind
from goverify.host.recorded import RecordedHost
from tests.checks.path.looking import commands, findings, level
from tests.hosts import BORING, boring, folder, go_binary

TREE = "/usr/local/go"


def closed(path: str, mode: int = 0o750, uid: int = 0) -> RecordedHost:
    return boring("linux").but(files={path: folder(mode=mode, uid=uid)})


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_may_read_their_tree(name: str) -> None:
    assert not findings(unreadable_tree, boring(name))


def test_a_closed_tree_is_critical_and_names_itself() -> None:
    host = closed(TREE)
    [finding] = findings(unreadable_tree, host)
    assert (finding.cause, level(finding), finding.subject) == ("go-tree-unreadable", "critical", host.path(TREE))
    assert (
        finding.message
        == "/usr/local/go may not be entered by gopher, and PATH leads through it to /usr/local/go/bin/go"
    )


def test_the_permission_is_given_to_everybody() -> None:
    assert commands(findings(unreadable_tree, closed(TREE))[0]) == ("sudo chmod -R a+rX /usr/local/go",)


def test_its_owner_gives_it_back_alone() -> None:
    assert commands(findings(unreadable_tree, closed(TREE, mode=0, uid=1000))[0]) == ("chmod -R u+rwX /usr/local/go",)


def test_a_closed_bin_folder_is_found() -> None:
    [finding] = findings(unreadable_tree, closed("/usr/local/go/bin", mode=0o700))
    assert str(finding.subject) == "/usr/local/go/bin"


def test_a_link_into_a_closed_tree_is_followed() -> None:
    host = closed("/opt/go1.27.3", mode=0o700).but(
        env={"PATH": "/usr/bin"}, files={TREE: None, "/usr/bin/go": Entry(Kind.LINK, target="/opt/go1.27.3/bin/go")}
    )
    [finding] = findings(unreadable_tree, host)
    assert str(finding.subject) == "/opt/go1.27.3"


def test_it_concerns_path_so_that_it_explains_a_missing_go() -> None:
    assert "PATH" in findings(unreadable_tree, closed(TREE))[0].concerns


def test_before_another_go_it_is_of_medium_weight() -> None:
    host = closed(TREE).but(files={"/usr/bin/go": go_binary("go1.19.8")})
    [finding] = findings(unreadable_tree, host)
    assert (level(finding), finding.bystander) == ("medium", False)


def test_behind_another_go_it_is_a_bystander() -> None:
    host = closed("/opt/go", mode=0o700).but(env={"PATH": "/usr/local/go/bin:/opt/go/bin"})
    [finding] = findings(unreadable_tree, host)
    assert (level(finding), finding.bystander) == ("low", True)


def test_what_is_closed_inside_a_tree_that_answers_is_the_tree_s_own_check() -> None:
    assert not findings(unreadable_tree, closed("/usr/local/go/src", mode=0o700))


def test_go_in_root_s_home_is_out_of_reach_for_others() -> None:
    host = closed("/root", mode=0o700).but(env={"PATH": "/root/sdk/go1.27.3/bin:/usr/bin"}, files={TREE: None})
    [finding] = findings(unreadable_tree, host)
    assert str(finding.subject) == "/root"
    assert finding.fix
    assert finding.fix.summary == "Keep Go outside of /root, in /usr/local/go, or let everybody pass through /root."


def test_a_closed_tree_off_path_is_reported_where_there_is_no_other() -> None:
    host = closed("/opt/go", mode=0o700).but(env={"PATH": "/usr/bin"}, files={TREE: None})
    [finding] = findings(unreadable_tree, host)
    assert finding.message == "/opt/go, which looks like a Go tree, may not be entered by gopher"


def test_root_may_enter_every_folder() -> None:
    assert not findings(unreadable_tree, closed(TREE, mode=0).but(identity={"uid": 0, "gid": 0, "name": "root"}))


def test_a_group_s_tree_is_open_to_its_members() -> None:
    assert not findings(unreadable_tree, closed(TREE).but(identity={"groups": (1000, 0)}))


def test_other_people_s_private_programs_on_path_are_no_fault() -> None:
    host = closed("/root", mode=0o700).but(env={"PATH": "/root/go/bin:/root/.cargo/bin:/usr/local/go/bin:/usr/bin"})
    assert not findings(unreadable_tree, host)


def test_private_folders_that_are_not_meant_for_go_are_no_fault() -> None:
    host = closed("/opt/vault", mode=0o700).but(env={"PATH": "/opt/vault/bin:/usr/bin"}, files={TREE: None})
    assert not findings(unreadable_tree, host)


def test_a_closed_tree_off_path_is_nobody_s_fault_where_a_go_answers() -> None:
    assert not findings(unreadable_tree, closed("/opt/go", mode=0o700))
