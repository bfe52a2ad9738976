"""binary.detached: a go without its tree is reported with the way back; links and distributions' copies are not."""

import pytest

from goverify.checks.binary.detached import detached
from goverify.facts import Blocked
from goverify.host import Completed
from tests.golang import LOST, Files, answer, commands, findings, level, run, tree, whole
from tests.hosts import BORING, go_binary, link

COPY: Files = {"/opt/bin/go": go_binary("go1.27.3")}
LONE = {"PATH": "/opt/bin"}
FAILS = [run("go", Completed(2, stderr=LOST))]


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_it_in_its_tree(name: str) -> None:
    assert not findings(detached, whole(name))


def test_a_copy_is_replaced_by_a_link_to_its_tree() -> None:
    host = whole().but(env=LONE, files=COPY, runs=FAILS)
    [finding] = findings(detached, host)
    assert (finding.cause, finding.subject, level(finding)) == ("go-detached", host.path("/opt/bin/go"), "critical")
    assert commands(finding) == ("sudo ln -sf /usr/local/go/bin/go /opt/bin/go",)


def test_a_tree_of_another_release_is_not_linked_to() -> None:
    host = whole().but(env=LONE, files={"/opt/bin/go": go_binary("go1.26.6")}, runs=FAILS)
    [finding] = findings(detached, host)
    assert commands(finding) == ("sudo rm /opt/bin/go",)


def test_a_go_alone_in_the_place_of_a_tree_gets_the_tree_around_it() -> None:
    files: Files = {"/usr/local/go": None, "/usr/local/go/bin/go": go_binary("go1.27.3")}
    host = whole().but(env={"PATH": "/usr/local/go/bin:/usr/bin"}, files=files, runs=FAILS)
    [finding] = findings(detached, host)
    assert "tar -C /usr/local/go" in commands(finding)[-1]


def test_a_link_is_fine() -> None:
    assert not findings(detached, whole().but(env=LONE, files={"/opt/bin/go": link("/usr/local/go/bin/go")}))


def test_a_copy_that_is_told_its_tree_is_fine() -> None:
    runs = [*FAILS, run("go", answer("/usr/local/go"), env={"GOROOT": "/usr/local/go"})]
    assert not findings(detached, whole().but(env={**LONE, "GOROOT": "/usr/local/go"}, files=COPY, runs=runs))


def test_a_go_that_cannot_tell_where_it_stands_needs_proc() -> None:
    host = whole().but(files={"/proc/self/exe": None}, runs=FAILS)
    [finding] = findings(detached, host)
    assert "/proc is not mounted" in finding.message
    assert commands(finding) == ("mount -t proc proc /proc", "export GOROOT=/usr/local/go")


def test_a_tree_that_lost_its_tools_is_another_checks_matter() -> None:
    with pytest.raises(Blocked):
        findings(detached, whole().but(files={"/usr/local/go/pkg": None}, runs=FAILS))


def test_a_tree_that_is_built_in_and_gone_is_another_checks_matter() -> None:
    lost = Completed(2, stderr="go: cannot find GOROOT directory: /build/lib/go\n")
    with pytest.raises(Blocked):
        findings(detached, whole().but(env=LONE, files={**COPY, **tree("/opt/lib/go")}, runs=[run("go", lost)]))
