"""Private folders that go with the host."""

import os
import sys
from pathlib import Path

import pytest

from goverify.host.live import LiveHost
from goverify.host.local.scratch import Scratch, make_root, places
from goverify.host.local.trees import remove_tree
from tests.live.namespaces import asked_where_mounted
from tests.live.programs import ENV, linux, posix, shell

PROGRAM = "package main\n\nfunc main() {}\n"


def test_the_folder_holds_the_files(host: LiveHost) -> None:
    folder = host.scratch("probe", {"main.go": PROGRAM, "deep/down/data.txt": "ä\r\n\udcff"})
    assert Path(folder, "main.go").read_text() == PROGRAM
    assert Path(folder, "deep/down/data.txt").read_bytes() == b"\xc3\xa4\r\n\xff"


@posix
def test_nobody_else_may_look_into_it(host: LiveHost) -> None:
    folder = Path(host.scratch("work/inner", {}))
    root = folder.parents[1]
    assert root.stat().st_mode & 0o777 == 0o700
    assert root.stat().st_uid == os.geteuid()


def test_its_name_is_free_of_links(host: LiveHost) -> None:
    folder = str(host.scratch("work", {}))
    assert os.path.realpath(folder) == folder


def test_each_asker_gets_the_same_folder_and_adds_to_it(host: LiveHost) -> None:
    first = host.scratch("work", {"one": "1"})
    second = host.scratch("work", {"one": "other", "two": "2"})
    assert first == second
    assert (Path(first, "one").read_text(), Path(first, "two").read_text()) == ("1", "2")


def test_two_hosts_share_nothing(host: LiveHost) -> None:
    with LiveHost() as other:
        assert host.scratch("work", {}) != other.scratch("work", {})


@posix
def test_a_program_can_run_in_it(host: LiveHost) -> None:
    folder = Path(host.scratch("work", {}))
    assert host.run((str(shell(folder, "exit 0")),), timeout_s=30, env=ENV, cwd=folder).ok


def test_it_goes_with_the_host() -> None:
    with LiveHost() as host:
        folder = Path(host.scratch("work", {"a/b": "c"}))
        assert folder.is_dir()
    assert not folder.exists()
    assert not folder.parent.exists()


def test_it_goes_with_the_host_though_it_is_read_only() -> None:
    with LiveHost() as host:
        folder = Path(host.scratch("modules", {"m@v1.0.0/sub/go.mod": "module m\n"}))
        for path in (*folder.rglob("*"), folder):
            path.chmod(0o555 if path.is_dir() else 0o444)
    assert not folder.exists()


@posix
def test_it_goes_with_the_host_though_it_may_not_be_listed() -> None:
    with LiveHost() as host:
        folder = Path(host.scratch("work", {"a/b/c": "d"}))
        for name in ("a/b", "a"):
            (folder / name).chmod(0)
    assert not folder.parent.exists()


@posix
def test_what_a_link_in_it_leads_to_stays(tmp_path: Path) -> None:
    (tmp_path / "dear").mkdir(mode=0o555)
    with LiveHost() as host:
        folder = Path(host.scratch("work", {}))
        (folder / "link").symlink_to(tmp_path / "dear")
        folder.chmod(0o555)
    assert not folder.exists()
    assert (tmp_path / "dear").stat().st_mode & 0o777 == 0o555


@posix
def test_a_tree_that_is_itself_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "dear").mkdir()
    (tmp_path / "dear" / "file").touch()
    (tmp_path / "dear").chmod(0o555)
    (tmp_path / "link").symlink_to("dear")
    remove_tree(str(tmp_path / "link"))
    assert (tmp_path / "dear" / "file").exists()
    assert (tmp_path / "dear").stat().st_mode & 0o777 == 0o555


def test_a_closed_host_makes_none() -> None:
    with LiveHost() as host:
        pass
    with pytest.raises(RuntimeError, match="closed"):
        host.scratch("work", {})


@pytest.mark.parametrize("name", ["", "..", "../x", "a/../../x", "/etc", "a//b", "a/.", "a\\..\\b", "C:x", "a\0b"])
def test_names_that_lead_elsewhere_are_refused(host: LiveHost, name: str) -> None:
    with pytest.raises(ValueError, match="not a name inside a folder"):
        host.scratch(name, {})
    with pytest.raises(ValueError, match="not a name inside a folder"):
        host.scratch("work", {name: "text"})


@posix
def test_the_users_own_folder_for_temporary_files_comes_first(tmp_path: Path) -> None:
    scratch = Scratch({"TMPDIR": str(tmp_path), "TMP": "/absent"})
    assert Path(scratch.folder("work", {})).is_relative_to(os.path.realpath(tmp_path))
    scratch.close()
    assert not list(tmp_path.iterdir())


@posix
def test_a_relative_folder_for_temporary_files_is_passed_over() -> None:
    assert next(places({"TMPDIR": "tmp", "TEMP": ".", "TMP": ""})) == "/tmp"


def test_a_missing_folder_for_temporary_files_is_passed_over(tmp_path: Path) -> None:
    root = make_root(iter([str(tmp_path / "absent"), str(tmp_path)]))
    assert Path(root).parent == Path(os.path.realpath(tmp_path))


@posix
def test_a_folder_that_everybody_may_rename_in_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    with pytest.raises(OSError, match="everybody may rename"):
        make_root(iter([str(tmp_path / "open")]))


@posix
def test_a_folder_like_tmp_will_do(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o1777)
    assert make_root(iter([str(tmp_path / "open")])).startswith(os.path.realpath(tmp_path))


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_another_user_is_passed_over(tmp_path: Path) -> None:
    os.chown(tmp_path, 12345, -1)
    with pytest.raises(OSError, match="belongs to user 12345"):
        make_root(iter([str(tmp_path)]))


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_passed_over(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(OSError, match="Permission denied"):
        make_root(iter([str(tmp_path)]))


def test_when_no_place_will_do_all_are_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="no place for temporary files") as caught:
        make_root(iter([str(tmp_path / "absent"), str(tmp_path / "file")]))
    assert str(caught.value).count(str(tmp_path)) == 2


HERE = 'export TMPDIR="$PWD"'


@linux
def test_a_place_where_no_program_can_run_is_passed_over(tmp_path: Path) -> None:
    question = "host.scratch('work', {})"
    assert str(tmp_path) in asked_where_mounted("size=1g", tmp_path, question, HERE)
    assert str(tmp_path) not in asked_where_mounted("size=1g,noexec", tmp_path, question, HERE)


@linux
def test_a_full_place_is_passed_over(tmp_path: Path) -> None:
    fill = f"{{ {HERE}; cat /dev/zero > full || :; }} 2>/dev/null"
    assert str(tmp_path) not in asked_where_mounted("size=1m", tmp_path, "host.scratch('work', {})", fill)


@linux
def test_a_small_place_is_better_than_none(tmp_path: Path) -> None:
    question = f"scratch.make_root(iter([{str(tmp_path)!r}, '/absent']))"
    assert str(tmp_path) in asked_where_mounted("size=1m", tmp_path, question)
