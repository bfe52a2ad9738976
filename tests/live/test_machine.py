"""What this machine says about itself, and about this process."""

import os
import subprocess
import sys
from pathlib import Path, PurePath

import pytest

from goverify.host import Host, System
from goverify.host.live import LiveHost
from goverify.host.local.machine import GOARCH, native_machine
from tests.live.programs import linux, posix

PROJECT = Path(__file__).parents[2]
HEAVY = ("psutil", "platformdirs", "ctypes", "tempfile", "socket", "subprocess", "shutil", "plistlib")


def told(
    text: str, prefix: tuple[str, ...] = (), env: dict[str, str] | None = None, options: tuple[str, ...] = ()
) -> str:
    """Return what a Python of its own prints."""
    done = subprocess.run(
        (*prefix, sys.executable, *options, "-c", text),
        capture_output=True,
        text=True,
        cwd=PROJECT,
        timeout=30,
        check=False,
        env=env,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_live_host_is_a_host() -> None:
    with LiveHost() as live:
        host: Host = live
        assert host.path("a") == PurePath("a")


def test_importing_it_loads_nothing_heavy() -> None:
    text = "import sys; import goverify.host.live; print(sorted(sys.modules))"
    assert not set(HEAVY) & set(eval(told(text, options=("-S",), env={"PYTHONPATH": "", **os.environ})))


def test_the_system_is_this_one(host: LiveHost) -> None:
    expected = {"win32": System.WINDOWS, "darwin": System.MACOS}.get(sys.platform, System.LINUX)
    assert host.platform.system is expected
    assert host.platform.arch in {*GOARCH.values(), "386", "arm"}
    assert host.platform.kernel
    assert host.platform.name


@linux
def test_a_smaller_personality_does_not_hide_the_processor(host: LiveHost) -> None:
    text = (
        "import ctypes, os; ctypes.CDLL(None).personality(8)\n"
        "from goverify.host.local.machine import native_machine, platform\n"
        "print(os.uname().machine, native_machine(), os.uname().machine, platform().arch, platform().translated)"
    )
    before, native, after, arch, translated = told(text).split()
    assert before == after
    assert native == native_machine() == os.uname().machine
    assert (arch, translated) == (host.platform.arch, str(host.platform.translated))


def test_the_environment_is_that_of_the_process(host: LiveHost) -> None:
    assert dict(host.env) == dict(os.environ)


def test_the_environment_is_remembered() -> None:
    text = (
        "import os; from goverify.host.live import LiveHost; host = LiveHost()\n"
        "host.env; os.environ['LATER'] = '1'; print('LATER' in host.env)"
    )
    assert told(text) == "False"


def test_the_folder_is_the_current_one(host: LiveHost) -> None:
    assert host.cwd == PurePath(os.getcwd())


def test_a_named_folder_is_made_absolute(tmp_path: Path) -> None:
    assert LiveHost(cwd="tests").cwd == PurePath(os.getcwd()) / "tests"
    assert LiveHost(cwd=str(tmp_path)).cwd == tmp_path


@posix
def test_a_current_folder_that_is_gone_is_a_failure() -> None:
    text = (
        "import os, tempfile; from goverify.host.live import LiveHost\n"
        "folder = tempfile.mkdtemp(); os.chdir(folder); os.rmdir(folder)\n"
        "try: LiveHost().cwd\nexcept FileNotFoundError: print('gone')"
    )
    assert told(text) == "gone"


def test_paths_stay_as_they_are(host: LiveHost) -> None:
    for text in ("../x", "~/go", "a/../b", "."):
        assert str(host.path(text)) == str(PurePath(text))


@posix
def test_the_identity_is_that_of_the_process(host: LiveHost) -> None:
    who = host.identity
    assert (who.uid, who.gid, who.elevated) == (os.geteuid(), os.getegid(), os.geteuid() == 0)
    assert who.gid in who.groups
    assert who.name


@posix
@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can become somebody else")
def test_a_user_without_a_name_is_known_by_number() -> None:
    text = (
        "import os, pwd; from goverify.host.live import LiveHost\n"
        "host = LiveHost(); os.setuid(54321); print(host.identity.name)"
    )
    assert told(text) == "54321"


@posix
def test_limits_are_the_soft_ones() -> None:
    text = (
        "import resource; hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 30, 1 << 30))\n"
        "from goverify.host.live import LiveHost; limits = LiveHost().limits()\n"
        "print(limits.open_files, limits.file_size_bytes)"
    )
    assert told(text) == f"64 {1 << 30}"


def test_the_parent_is_the_nearest_ancestor(host: LiveHost) -> None:
    nearest, *_ = host.ancestors()
    assert nearest.pid == os.getppid()
    assert nearest.name


def test_ancestors_end_with_the_oldest_that_can_be_seen(host: LiveHost) -> None:
    found = host.ancestors()
    assert 0 < len(found) <= 20
    assert len({process.pid for process in found}) == len(found)


@linux
def test_an_ancestor_with_a_long_and_odd_name_is_named_in_full(tmp_path: Path) -> None:
    name = "a long name) 7 (with brackets"
    (tmp_path / name).symlink_to("/bin/sh")
    text = "from goverify.host.live import LiveHost; print(LiveHost().ancestors()[0].name)"
    assert told(text, prefix=(str(tmp_path / name), "-c", '"$@"; exit', "sh")) == name


def test_ancestors_are_found_through_psutil_alike(host: LiveHost) -> None:
    from goverify.host.local.ancestry import other_ancestors

    assert [process.pid for process in other_ancestors()][:3] == [process.pid for process in host.ancestors()][:3]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a registry")
def test_there_is_no_registry(host: LiveHost) -> None:
    assert not dict(host.registry(r"HKCU\Environment"))


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows has a registry")
def test_the_registry_has_the_users_variables(host: LiveHost) -> None:
    assert "temp" in host.registry(r"HKCU\Environment")
    assert not dict(host.registry(r"HKCU\Absent\Key"))
    assert not dict(host.registry(r"NOHIVE\Absent"))
