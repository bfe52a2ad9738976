"""facts.identity: go's own word, asked without the user's settings; why there is none."""

import json

import pytest

from goverify.facts import Allowances, Facts
from goverify.facts.go_commands import answering_go
from goverify.facts.identity import NAMES, Failure, GoIdentity, identity
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import Run
from tests.golang import LOST, answer, run, tree, whole
from tests.hosts import go_binary, script

ROOT = "/usr/local/go"


def asked(host: RecordedHost, *, run_unknown: bool = False) -> GoIdentity:
    """Return the identity of the go that answers."""
    ask = Facts(host, Allowances(run_unknown=run_unknown))
    return ask(identity, ask(answering_go))


def test_the_named_values_are_read() -> None:
    said = asked(whole())
    assert (said.version, str(said.release), str(said.goroot)) == ("go1.27.3", "go1.27.3", ROOT)
    assert (said.host_os, said.host_arch, said.finds_root) == ("linux", "amd64", True)


def test_the_users_settings_are_kept_away() -> None:
    bad = Run(("go", "env", "-json", *NAMES), Completed(2), env={"GOROOT": "/gone"})
    host = whole().but(env={"GOROOT": "/gone", "GOFLAGS": "-oops"}, runs=[bad])
    assert asked(host).finds_root


@pytest.mark.parametrize(
    ("completed", "words"),
    [
        (Completed(error="ENOEXEC"), "cannot be started: the system does not know its format"),
        (Completed(signal="SIGSEGV", stderr="fatal\n"), "ended by SIGSEGV"),
        (Completed(timed_out=True, duration_s=20.0), "no answer within 20 s"),
        (Completed(126, stderr="\nNo version is set for command go\n"), "No version is set"),
        (Completed(0, stdout="hello"), "'hello'"),
        (Completed(0, stdout="[]"), "as a go command does"),
        (Completed(0, stdout="{}"), "as a go command does"),
        (Completed(0), "says nothing"),
    ],
)
def test_a_failure_tells_how_it_ended(completed: Completed, words: str) -> None:
    with pytest.raises(Failure) as failure:
        asked(whole().but(runs=[run("go", completed)]))
    assert words in str(failure.value)
    assert failure.value.completed == completed


def test_a_go_that_finds_no_tree_is_no_failure() -> None:
    said = asked(whole().but(runs=[run("go", Completed(2, stderr=LOST))]))
    assert (said.finds_root, said.goroot, said.missing_root) == (False, None, None)


def test_a_tree_that_it_misses_is_named() -> None:
    lost = Completed(2, stderr="go: cannot find GOROOT directory: /build/go\n")
    assert str(asked(whole().but(runs=[run("go", lost)])).missing_root) == "/build/go"


def test_a_go_that_needs_goroot_is_asked_again_with_it() -> None:
    runs = [run("go", Completed(2, stderr=LOST)), run("go", answer("/opt/go"), env={"GOROOT": "/opt/go"})]
    said = asked(whole().but(env={"GOROOT": "/opt/go"}, files=tree("/opt/go"), runs=runs))
    assert (said.finds_root, str(said.goroot), said.version) == (False, "/opt/go", "go1.27.3")


def test_an_unknown_script_is_not_run() -> None:
    host = whole().but(env={"PATH": "/opt/bin"}, files={"/opt/bin/go": script("#!/bin/sh\nrm -rf /\n")})
    with pytest.raises(Failure, match="was not run") as failure:
        asked(host)
    assert failure.value.completed is None


def test_an_unknown_script_is_run_on_request() -> None:
    host = whole().but(env={"PATH": "/opt/bin"}, files={"/opt/bin/go": script("#!/bin/sh\nrm -rf /\n")})
    assert asked(host, run_unknown=True).version == "go1.27.3"


def test_a_wrapper_is_asked_in_the_users_folder() -> None:
    here = Run(("go", "env", "-json", *NAMES), answer("/opt/chosen-here"), cwd=whole().path("/home/gopher"))
    files = {"/opt/bin/go": script('#!/bin/sh\nexec /usr/local/go/bin/go "$@"\n')}
    said = asked(whole().but(env={"PATH": "/opt/bin"}, files=files, runs=[here]))
    assert str(said.goroot) == "/opt/chosen-here"


def test_an_old_go_without_a_version_still_has_an_identity() -> None:
    values = {"GOOS": "linux", "GOARCH": "amd64", "GOROOT": ROOT, "GOVERSION": ""}
    host = whole().but(
        files={f"{ROOT}/bin/go": go_binary("go1.12.5")}, runs=[run("go", Completed(0, stdout=json.dumps(values)))]
    )
    said = asked(host)
    assert (said.version, said.release, said.os) == ("", None, "linux")
