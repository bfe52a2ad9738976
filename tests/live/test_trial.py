"""A small file in a folder of the user's: it comes through or says why not, and never stays."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from goverify.host import Trial
from goverify.host.live import LiveHost
from tests.live.namespaces import asked_where_mounted
from tests.live.programs import linux, posix

TRIED = "host.try_writing(host.path('{}'))"


def tried(folder: Path) -> Trial:
    with LiveHost() as host:
        return host.try_writing(folder)


def test_a_file_comes_through_and_is_gone(tmp_path: Path) -> None:
    assert tried(tmp_path) == Trial()
    assert os.listdir(tmp_path) == []


def test_no_folder_is_made_for_it(tmp_path: Path) -> None:
    assert tried(tmp_path / "absent") == Trial("create", "ENOENT")
    assert os.listdir(tmp_path) == []


def test_a_name_that_no_folder_has_is_no_failure_of_ours() -> None:
    assert tried(Path("a\0b")) == Trial("create", "ENOENT")


def test_a_file_is_not_taken_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    assert tried(tmp_path / "file").failed == "create"
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


@linux
def test_a_full_file_system_says_so_and_keeps_nothing(tmp_path: Path) -> None:
    question = f"({TRIED.format(tmp_path)}, __import__('os').listdir('.'))"
    answer = asked_where_mounted("size=4k", tmp_path, question, "head -c 4096 /dev/zero >full")
    assert answer == f"({Trial('write', 'ENOSPC')!r}, ['full'])"


@linux
def test_without_inodes_no_file_is_created(tmp_path: Path) -> None:
    answer = asked_where_mounted("nr_inodes=2", tmp_path, TRIED.format(tmp_path), ": >last")
    assert answer == repr(Trial("create", "ENOSPC"))


@linux
def test_a_mount_that_can_only_be_read_says_so(tmp_path: Path) -> None:
    assert asked_where_mounted("ro", tmp_path, TRIED.format(tmp_path)) == repr(Trial("create", "EROFS"))


def limited(folder: Path, before: str) -> subprocess.CompletedProcess[str]:
    """Run a trial in a process that may write no byte into any file."""
    text = (
        f"import resource, signal\n{before}\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        "from goverify.host.local.trial import try_writing\n"
        f"print(try_writing({str(folder)!r}).error)\n"
    )
    return subprocess.run(
        [sys.executable, "-B", "-c", text],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@posix
def test_nothing_stays_where_goverify_is_killed_while_it_writes(tmp_path: Path) -> None:
    done = limited(tmp_path, "signal.signal(signal.SIGXFSZ, signal.SIG_DFL)")
    assert done.returncode == -signal.SIGXFSZ
    assert os.listdir(tmp_path) == []


@posix
def test_a_limit_for_files_is_told_by_its_own_error(tmp_path: Path) -> None:
    assert limited(tmp_path, "").stdout == "EFBIG\n"
    assert os.listdir(tmp_path) == []
