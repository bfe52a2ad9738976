"""storage.module-cache-rights: a cache that cannot take a module is reported; one that is sealed and whole is not."""

from time import process_time

import pytest

from goverify.checks.storage.module_cache_rights import module_cache_rights
from goverify.facts import Blocked
from goverify.host import Trial
from goverify.host.recorded import RecordedHost
from tests.checks.storage.caching import DISK, GOPHER, MODULES, folder_of, mounted
from tests.golang import Files, commands, findings, level
from tests.hosts import BORING, boring, folder, text

REQUIRES = "module example.com/app\n\ngo 1.24\n\nrequire (\n\texample.com/Greet v1.0.0\n)\n"
SEALED: Files = {
    MODULES: folder(mode=0o555),
    f"{MODULES}/example.com/!greet@v1.0.0/go.mod": text("module example.com/Greet\n", mode=0o444),
}


def in_project(files: Files, gomod: str = REQUIRES) -> RecordedHost:
    project: Files = {"/home/gopher/app/go.mod": text(gomod, uid=GOPHER)}
    return boring("linux").but(cwd="/home/gopher/app", files=project | files)


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_can_make_theirs(name: str) -> None:
    assert findings(module_cache_rights, boring(name)) == []


def test_modules_without_write_permission_are_gos_own_doing() -> None:
    place = f"{MODULES}/example.com/!greet@v1.0.0"
    files: Files = {MODULES: folder(uid=GOPHER), place: folder(mode=0o555, uid=GOPHER)}
    assert findings(module_cache_rights, boring("linux").but(files=files)) == []


def test_a_sealed_cache_with_all_that_is_required_is_fine() -> None:
    assert findings(module_cache_rights, in_project(SEALED)) == []


def test_a_file_in_its_place_is_reported_whatever_the_project_needs() -> None:
    [finding] = findings(module_cache_rights, boring("linux").but(files={"/home/gopher/go": text("x", uid=GOPHER)}))
    assert (finding.cause, level(finding)) == ("modcache-not-writable", "medium")
    assert "/home/gopher/go is no folder" in finding.message


def test_a_sealed_cache_without_a_required_module_is_reported() -> None:
    [finding] = findings(module_cache_rights, in_project({MODULES: folder(mode=0o555)}))
    assert (finding.cause, level(finding), str(finding.subject)) == ("modcache-not-writable", "high", MODULES)
    assert finding.message.endswith("and the project lacks example.com/Greet@v1.0.0")
    assert commands(finding) == (f'sudo chown -R "$(id -un)" {MODULES}',)


@pytest.mark.parametrize(
    "change",
    [
        {"/home/gopher/app/vendor/modules.txt": text("# example.com/Greet v1.0.0\n")},
        {"/home/gopher/app/go.mod": text(f"{REQUIRES}replace example.com/Greet => ../greet\n")},
        {"/home/gopher/app/go.mod": text("module example.com/app\n")},
    ],
    ids=["vendored", "replaced", "nothing required"],
)
def test_what_the_project_does_not_need_of_the_cache_does_not_count(change: Files) -> None:
    assert findings(module_cache_rights, in_project({MODULES: folder(mode=0o555)}).but(files=change)) == []


def test_a_cache_that_nothing_is_to_be_fetched_into_is_fine() -> None:
    host = in_project({MODULES: folder(mode=0o555)}).but(env={"GOPROXY": "off"})
    assert findings(module_cache_rights, host) == []


def test_without_a_project_a_closed_cache_is_less_grave() -> None:
    [finding] = findings(module_cache_rights, boring("linux").but(files={"/home/gopher/go": folder()}))
    assert level(finding) == "medium"
    assert commands(finding) == ('sudo chown -R "$(id -un)" /home/gopher/go',)


@pytest.mark.parametrize("place", ["github.com", "cache/download/github.com"])
def test_a_folder_that_root_left_behind_is_reported(place: str) -> None:
    host = boring("linux").but(files={MODULES: folder(uid=GOPHER), f"{MODULES}/{place}": folder_of(0)})
    [finding] = findings(module_cache_rights, host)
    assert f"{MODULES}/{place} belongs to root" in finding.message


def test_a_lock_file_of_roots_is_reported() -> None:
    host = boring("linux").but(files={MODULES: folder(uid=GOPHER), f"{MODULES}/cache/lock": text("", uid=0)})
    [finding] = findings(module_cache_rights, host)
    assert f"{MODULES}/cache/lock belongs to root" in finding.message


def test_a_read_only_mount_is_mended_by_another_folder() -> None:
    host = mounted(DISK._replace(read_only=True), files={"/data/mod/cache": folder_of(GOPHER)}, GOMODCACHE="/data/mod")
    [finding] = findings(module_cache_rights, host)
    assert (finding.subject, commands(finding)) == ("GOMODCACHE", ("unset GOMODCACHE",))


@pytest.mark.parametrize("line", ["a." * 200_000, " " * 400_000, "require " + "(" * 300_000, "\n" * 200_000])
def test_a_gomod_made_to_do_harm_takes_no_time(line: str) -> None:
    started = process_time()
    findings(module_cache_rights, in_project({MODULES: folder(mode=0o555)}, gomod=line))
    assert process_time() - started < 1


def test_a_server_that_refuses_what_modes_allow_is_reported() -> None:
    host = boring("linux").but(files={MODULES: folder(uid=GOPHER)}, trials={MODULES: Trial("create", "EACCES")})
    [finding] = findings(module_cache_rights, host)
    assert finding.message.endswith("takes no file from this user, whatever its owner and mode say (EACCES)")


def test_the_trial_is_made_where_go_has_its_lock() -> None:
    files: Files = {MODULES: folder(uid=GOPHER), f"{MODULES}/cache": folder(uid=GOPHER)}
    host = boring("linux").but(files=files, trials={f"{MODULES}/cache": Trial("create", "EROFS")})
    assert len(findings(module_cache_rights, host)) == 1


def test_without_a_home_a_project_has_no_place_for_its_modules() -> None:
    host = in_project({}).but(env={"HOME": None, "GOCACHE": "/tmp/cache"})
    [finding] = findings(module_cache_rights, host)
    assert (finding.cause, finding.subject, level(finding)) == ("cache-unlocatable", "HOME", "high")
    assert "such as example.com/Greet@v1.0.0" in finding.message
    assert commands(finding) == ("export HOME=~gopher", 'export GOMODCACHE="$(mktemp -d)"')


@pytest.mark.parametrize("gomod", ["module example.com/app\n\ngo 1.24\n", ""])
def test_without_a_home_what_requires_nothing_is_no_matter(gomod: str) -> None:
    host = in_project({}, gomod).but(env={"HOME": None, "GOCACHE": "/tmp/cache"})
    with pytest.raises(Blocked):
        findings(module_cache_rights, host)
