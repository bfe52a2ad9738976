"""storage.build-cache-rights: what somebody else left in the cache is reported; a cache yet to be made is not."""

import pytest

from goverify.checks.storage.build_cache_rights import build_cache_rights
from goverify.facts import Blocked, Facts
from goverify.host import Trial
from goverify.host.recorded import RecordedHost
from tests.checks.storage.caching import CACHE, DISK, GOPHER, cache_of, folder_of, mounted
from tests.golang import commands, findings, level
from tests.hosts import BORING, boring, folder, link, text


def with_cache(*, uid: int = GOPHER) -> RecordedHost:
    return boring("linux").but(files=cache_of(uid))


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_can_make_theirs(name: str) -> None:
    assert findings(build_cache_rights, boring(name)) == []


def test_a_cache_of_ones_own_is_fine() -> None:
    assert findings(build_cache_rights, with_cache()) == []


def test_a_cache_of_roots_is_reported_and_given_back() -> None:
    [finding] = findings(build_cache_rights, with_cache(uid=0))
    assert (finding.cause, str(finding.subject), level(finding)) == ("cache-not-writable", CACHE, "high")
    assert "it belongs to root and has mode 0755" in finding.message
    assert commands(finding) == (f'sudo chown -R "$(id -un)" {CACHE}',)


def test_root_may_write_what_is_somebody_elses() -> None:
    assert findings(build_cache_rights, with_cache().but(identity={"uid": 0, "gid": 0, "name": "root"})) == []


def test_folders_that_sudo_left_behind_are_named() -> None:
    left = {f"{CACHE}/{name}": folder_of(0) for name in ("3f", "a0", "b1", "b2")}
    [finding] = findings(build_cache_rights, with_cache().but(files=left))
    assert finding.message.endswith("holds folders that this user may not write: 3f, a0, b1 and 1 more")
    assert commands(finding) == (f'sudo chown -R "$(id -un)" {CACHE}',)


def test_entries_that_cannot_be_read_are_reported() -> None:
    [finding] = findings(build_cache_rights, with_cache().but(files={f"{CACHE}/20/20ab-d": text("x", mode=0o600)}))
    assert finding.message.endswith("holds entries that this user may not read, which belong to root")


def test_entries_of_roots_that_everybody_may_read_are_fine() -> None:
    assert findings(build_cache_rights, with_cache().but(files={f"{CACHE}/20/20ab-d": text("x")})) == []


def test_a_mode_is_mended_by_a_mode() -> None:
    host = with_cache().but(files={CACHE: folder(mode=0o555, uid=GOPHER)})
    [finding] = findings(build_cache_rights, host)
    assert commands(finding) == (f"chmod -R u+rwX {CACHE}",)


def test_a_folder_above_it_that_sudo_made_is_given_back_as_a_whole() -> None:
    [finding] = findings(build_cache_rights, boring("linux").but(files={"/home/gopher/.cache": folder()}))
    assert (level(finding), commands(finding)) == ("critical", ('sudo chown -R "$(id -un)" /home/gopher/.cache',))


def test_without_a_home_of_ones_own_go_builds_nothing() -> None:
    [finding] = findings(build_cache_rights, boring("linux").but(env={"HOME": "/"}))
    assert (level(finding), str(finding.subject)) == ("critical", "/.cache/go-build")
    assert commands(finding) == ("export HOME=~gopher", 'export GOCACHE="$(mktemp -d)"')


def test_the_home_of_another_user_is_left_to_that_user() -> None:
    [finding] = findings(build_cache_rights, boring("linux").but(env={"HOME": "/root"}))
    assert "/root may not be entered by this user" in finding.message
    assert commands(finding)[0] == "export HOME=~gopher"


def test_a_read_only_mount_is_no_matter_of_owners() -> None:
    host = mounted(DISK._replace(read_only=True), files=cache_of(GOPHER, "/data/cache"), GOCACHE="/data/cache")
    [finding] = findings(build_cache_rights, host)
    assert (finding.subject, commands(finding)) == ("GOCACHE", ("unset GOCACHE",))
    assert "/data, which is mounted read-only" in finding.message


def test_a_link_to_a_volume_of_its_own_is_fine() -> None:
    host = mounted(files={CACHE: link("/data/go-build"), "/data/go-build": folder(uid=GOPHER)})
    assert findings(build_cache_rights, host) == []


def test_what_a_link_leads_to_is_given_back_by_its_own_name() -> None:
    host = mounted(files={CACHE: link("/data/go-build"), **cache_of(GOPHER, "/data/go-build")})
    [finding] = findings(build_cache_rights, host.but(files={"/data/go-build/3f": folder()}))
    assert commands(finding) == ('sudo chown -R "$(id -un)" /data/go-build',)


def test_a_link_to_what_is_gone_is_reported() -> None:
    [finding] = findings(build_cache_rights, boring("linux").but(files={CACHE: link("/gone")}))
    assert "it is a link to /gone, which is not there" in finding.message
    assert commands(finding) == (f"mv {CACHE} {CACHE}.old",)


def test_a_file_in_its_place_is_moved_away() -> None:
    [finding] = findings(build_cache_rights, boring("linux").but(files={CACHE: "notes"}))
    assert (level(finding), commands(finding)) == ("critical", (f"mv {CACHE} {CACHE}.old",))


def test_a_home_behind_a_link_can_still_get_its_cache() -> None:
    host = boring("linux").but(
        env={"HOME": "/data/home"}, files={"/data": link("home"), "/home/home": folder(uid=GOPHER)}
    )
    assert findings(build_cache_rights, host) == []


def test_folders_that_are_all_of_roots_stop_every_build() -> None:
    folders = {f"{CACHE}/{number:02x}": folder() for number in range(256)}
    [finding] = findings(build_cache_rights, boring("linux").but(files={CACHE: folder(uid=GOPHER), **folders}))
    assert (level(finding), finding.subject) == ("critical", finding.concerns[0])
    assert "and 253 more, all there are" in finding.message


def test_a_cache_without_a_place_is_reported_elsewhere() -> None:
    with pytest.raises(Blocked):
        list(build_cache_rights(Facts(boring("linux").but(env={"GOCACHE": "off"}))))


@pytest.mark.parametrize(("error", "words"), [("EACCES", "takes no file from this user"), ("EROFS", "only be read")])
def test_a_server_that_refuses_what_modes_allow_is_reported(error: str, words: str) -> None:
    [finding] = findings(build_cache_rights, with_cache().but(trials={CACHE: Trial("create", error)}))
    assert (finding.cause, str(finding.subject), level(finding)) == ("cache-not-writable", CACHE, "high")
    assert words in finding.message


@pytest.mark.parametrize(
    "trial", [Trial("lock", "ENOLCK"), Trial("write", "EDQUOT"), Trial("create", "EMFILE"), Trial("remove", "EPERM")]
)
def test_what_is_no_matter_of_rights_is_left_to_others(trial: Trial) -> None:
    assert findings(build_cache_rights, with_cache().but(trials={CACHE: trial})) == []


def test_a_cache_that_is_not_there_yet_is_not_tried() -> None:
    assert findings(build_cache_rights, boring("linux").but(trials={CACHE: Trial("create", "EACCES")})) == []


def test_a_mark_that_forbids_what_the_mode_allows_is_taken_away() -> None:
    host = with_cache().but(access={CACHE: {"w": False}})
    [finding] = findings(build_cache_rights, host)
    assert "marked as immutable" in finding.message
    assert commands(finding) == (f"sudo chattr -R -i -a {CACHE}",)


def test_a_drive_that_is_not_there_is_told_from_one_that_may_not_be_written() -> None:
    [finding] = findings(build_cache_rights, boring("windows").but(env={"GOCACHE": r"E:\cache"}))
    assert r"E:\ is a drive or share that is not there" in finding.message


def test_a_home_that_root_made_is_given_back() -> None:
    [finding] = findings(
        build_cache_rights,
        boring("linux").but(files={"/home/gopher/.cache": None}).but(files={"/home/gopher": folder_of(0)}),
    )
    assert "/home/gopher may not be written by this user" in finding.message
    assert commands(finding) == ('sudo chown "$(id -un)" /home/gopher',)
