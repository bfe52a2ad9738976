"""facts.build: what is built, with which go, in which environment and cache, and what keeps it from being built."""

from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest

from goverify.facts import Allowances, Blocked, Facts
from goverify.facts.build import build_cache, builder, probe_loop, telling_settings, user_loop
from goverify.host import Completed
from goverify.host.paths import read_text
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import Run
from tests.builds import GO, HELLO_BUILD, HELLO_RUN, OK, PROBE_BUILD, PROBE_RUN, ROOT, failed, host
from tests.golang import QUESTION, answer, tool
from tests.hosts import BORING, boring, folder, go_binary, script, text

ASDF = 'asdf exec "go" "$@"'
SHIM = "/home/gopher/.asdf/shims"
CHOSEN = "/home/gopher/.asdf/installs/golang/1.26.6/go"


def only(argv: str, env: Mapping[str, str | None]) -> RecordedHost:
    """Return a host where one run goes well in such an environment alone, and fails in any other."""
    run, words = host(), tuple(argv.split())
    return run.but(runs={argv: failed("not in this environment")}).but(runs=[Run(words, OK, env=env)])


def shimmed(*runs: Run) -> RecordedHost:
    """Return a host on which a version manager's shim answers, with the go of a tree of its own behind it."""
    said = Run((f"{SHIM}/go", *QUESTION), answer(CHOSEN, "go1.26.6"), cwd=PurePosixPath("/home/gopher"))
    return host().but(
        env={"PATH": f"{SHIM}:/usr/bin"},
        files={
            f"{SHIM}/go": script(f"#!/usr/bin/env bash\nexec {ASDF}\n"),
            f"{CHOSEN}/bin/go": go_binary("go1.26.6"),
            f"{CHOSEN}/VERSION": "go1.26.6\n",
            f"{CHOSEN}/pkg/tool/linux_amd64/compile": tool("compile", "go1.26.6"),
        },
        runs=[said, *runs],
    )


def test_a_program_that_builds_and_runs_is_a_good_loop() -> None:
    loop = Facts(host())(probe_loop)
    assert (loop.ok, loop.probe, loop.warm) == (True, True, False)


def test_a_program_that_does_not_build_is_not_run() -> None:
    loop = Facts(host({PROBE_BUILD: failed("no"), PROBE_RUN: OK}))(probe_loop)
    assert (loop.ok, loop.run) == (False, None)


def test_the_probe_comes_with_a_go_mod_of_the_toolchains_own_language() -> None:
    recorded = host()
    loop = Facts(recorded)(probe_loop)
    assert read_text(recorded, loop.work / "go.mod") == "module goverify.probe\n\ngo 1.27\n"
    assert "func main()" in (read_text(recorded, loop.work / "main.go") or "")


def test_a_cache_that_held_something_is_called_warm() -> None:
    ask = Facts(host())
    cache = ask(build_cache)
    warm = host().but(files={cache / "00": folder()})
    assert Facts(warm)(probe_loop).warm


@pytest.mark.parametrize("name", ["GOTMPDIR", "TMPDIR", "TMP", "TEMP"])
def test_go_by_itself_works_in_a_folder_of_goverifys_own(name: str) -> None:
    recorded = only(PROBE_BUILD, {name: "<scratch>/temp", "CGO_ENABLED": "0", "GO111MODULE": "on", "GOENV": "off"})
    assert Facts(recorded.but(env={name: "/elsewhere"}))(probe_loop).build.ok


@pytest.mark.parametrize(("name", "value"), [("TMPDIR", "/data"), ("GOTMPDIR", "/data"), ("GO111MODULE", "off")])
def test_the_users_build_has_their_own_settings(name: str, value: str) -> None:
    recorded = only(HELLO_BUILD, {name: value, "GOWORK": "off", "GOMODCACHE": "<scratch>/modules"})
    assert Facts(recorded.but(env={name: value, "GOWORK": "/srv/go.work"}))(user_loop).build.ok


def test_a_gotmpdir_in_the_go_env_file_reaches_the_users_build() -> None:
    recorded = host().but(files={"/home/gopher/.config/go/env": text("GOTMPDIR=/data\nGOCACHEPROG=/evil\n")})
    Facts(recorded)(user_loop)
    assert read_text(recorded, recorded.path("<scratch>/settings/env")) == "GOTMPDIR=/data\n"


def test_both_builds_share_goverifys_cache_and_never_the_users() -> None:
    ask = Facts(host())
    own = {"GOCACHE": str(ask(build_cache))}
    for argv, loop in ((PROBE_BUILD, probe_loop), (HELLO_BUILD, user_loop)):
        assert Facts(only(argv, own).but(env={"GOCACHE": "/home/gopher/cache"}))(loop).build.ok


def test_without_a_cache_of_its_own_it_builds_in_scratch() -> None:
    assert str(Facts(host().but(cache=False))(build_cache)) == "<scratch>/build-cache"


def test_an_old_release_is_given_a_program_that_it_can_build() -> None:
    old = host().but(
        files={f"{ROOT}/bin/go": go_binary("go1.17.13"), f"{ROOT}/VERSION": "go1.17.13"},
        runs={
            (GO, *QUESTION): answer(ROOT, "go1.17.13"),
            f"{GO} build -o <scratch>/probe/program .": OK,
            "<scratch>/probe/program": Completed(0, stdout="it works\n"),
        },
    )
    loop = Facts(old)(probe_loop)
    assert (loop.ok, loop.probe, loop.wrong_words) == (True, False, "")
    assert read_text(old, loop.work / "go.mod") == "module goverify.probe\n\ngo 1.17\n"


def test_what_the_small_program_prints_is_held_against_its_words() -> None:
    loop = Facts(host({HELLO_RUN: Completed(0, stdout="it wor\x1b[2Jx\n")}))(user_loop)
    assert loop.wrong_words == "prints 'it worx' instead of 'it works'"


def test_no_settings_are_telling_on_a_boring_host() -> None:
    assert Facts(host())(telling_settings) == ()


def test_settings_that_change_a_build_are_telling() -> None:
    assert [held.name for held in Facts(host(GOFLAGS="-v", GOAMD64="v2", EDITOR="vi"))(telling_settings)] == [
        "GOFLAGS",
        "GOAMD64",
    ]


def test_a_temporary_folder_is_telling_only_where_it_is_not_sound() -> None:
    assert Facts(host(TMPDIR="/var/tmp"))(telling_settings) == ()
    assert [held.name for held in Facts(host(TMPDIR="/gone"))(telling_settings)] == ["TMPDIR"]


def test_behind_a_shim_the_go_of_the_tree_that_it_chose_builds() -> None:
    assert str(Facts(shimmed())(builder)) == f"{CHOSEN}/bin/go"


def test_the_shims_own_release_decides_about_flags_and_language() -> None:
    built = Run((f"{CHOSEN}/bin/go", *PROBE_BUILD.split()[1:]), OK)
    recorded = shimmed(built)
    loop = Facts(recorded)(probe_loop)
    assert loop.build.ok
    assert (read_text(recorded, loop.work / "go.mod") or "").endswith("go 1.26\n")


def test_what_stands_in_the_place_of_go_behind_a_shim_is_not_run_for_it() -> None:
    other = shimmed().but(files={f"{CHOSEN}/bin/go": go_binary("go1.26.6", path="example.com/evil")})
    assert str(Facts(other)(builder)) == f"{SHIM}/go"


def test_a_go_behind_a_shim_that_others_may_replace_is_not_run_unasked() -> None:
    shared = shimmed().but(files={f"{CHOSEN}/bin/go": go_binary("go1.26.6", mode=0o777)})
    with pytest.raises(Blocked, match=f"every user may write to {CHOSEN}/bin/go"):
        Facts(shared)(probe_loop)


def test_the_goroot_that_a_shim_puts_in_the_place_of_the_users_is_the_one_in_force() -> None:
    replaced = Run((f"{SHIM}/go", *QUESTION), answer(CHOSEN, "go1.26.6"), env={"GOROOT": "/opt/old"})
    built = Run((f"{CHOSEN}/bin/go", *HELLO_BUILD.split()[1:]), OK, env={"GOROOT": CHOSEN})
    by_itself = Run((f"{CHOSEN}/bin/go", *PROBE_BUILD.split()[1:]), OK)
    recorded = shimmed(replaced, built, by_itself).but(env={"GOROOT": "/opt/old"})
    assert Facts(recorded)(user_loop).build.ok


def test_a_go_that_hangs_when_asked_who_it_is_is_not_asked_to_build() -> None:
    hanging = host().but(runs={(GO, *QUESTION): Completed(timed_out=True, duration_s=10.2)})
    with pytest.raises(Blocked, match=f"{GO} does not answer: it gave no answer within 10 s"):
        Facts(hanging)(probe_loop)


def test_a_go_that_ends_with_an_error_when_asked_still_shows_how_it_builds() -> None:
    broken = host({PROBE_BUILD: failed("oops")}).but(runs={(GO, *QUESTION): failed("oops")})
    assert Facts(broken)(probe_loop).build.stderr == "oops"


def test_a_compiler_that_others_may_replace_is_not_run_unasked() -> None:
    compiler = f"{ROOT}/pkg/tool/linux_amd64/compile"
    shared = host().but(files={compiler: go_binary("go1.27.3", path="cmd/compile", mode=0o777)})
    with pytest.raises(
        Blocked, match="others decide what go and the compiler in /usr/local/go do: every user may write"
    ):
        Facts(shared)(probe_loop)
    assert Facts(shared, Allowances(run_unknown=True))(probe_loop).ok


def test_the_tree_that_goroot_names_is_looked_at_as_well() -> None:
    compiler = "/opt/go/pkg/tool/linux_amd64/compile"
    shared = host(GOROOT="/opt/go").but(files={compiler: go_binary("go1.27.3", path="cmd/compile", mode=0o777)})
    with pytest.raises(Blocked, match="others decide what go and the compiler in /opt/go do"):
        Facts(shared)(user_loop)


def test_a_build_that_the_whole_check_up_cut_short_proves_nothing() -> None:
    slow = host({PROBE_BUILD: Completed(timed_out=True, duration_s=30.0)})
    with pytest.raises(TimeoutError, match=GO):
        Facts(slow)(probe_loop)


@pytest.mark.parametrize("name", BORING)
def test_programs_are_named_as_each_system_wants_it(name: str) -> None:
    recorded = boring(name)
    suffix = ".exe" if name == "windows" else ""
    programs = {recorded.path(run.argv[0]).name for run in recorded.recording.runs}
    assert f"program{suffix}" in programs
    assert Facts(recorded)(probe_loop).ok
