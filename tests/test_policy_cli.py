"""The policy as a person meets it: which file is in force, what a mistake in it looks like, what a new one says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hosts import FIXTURES
from tests.policies import policy, waiver

LINUX = str(FIXTURES / "linux.json")
OLDER = 'go = ">=1.20, <1.21"\n'


posix = pytest.mark.skipif(sys.platform == "win32", reason="files as Unix has them")


def goverify(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "goverify", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)},
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout below a folder with a policy of its own."""
    (tmp_path / "goverify.toml").write_text("above = true\n")
    (tmp_path / "checkout" / ".git").mkdir(parents=True)
    (tmp_path / "checkout" / "cmd").mkdir()
    return tmp_path / "checkout"


def mistake(folder: Path, *arguments: str) -> str:
    """Return the one line that a mistake is."""
    done = goverify(folder, "--only", "path.link", *arguments)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    return done.stderr.decode().removeprefix("goverify: ").rstrip()


def test_the_nearest_file_upwards_is_in_force_and_a_mistake_in_it_is_status_2(checkout: Path) -> None:
    (checkout / "goverify.toml").write_text("\nfail_on = 'high'\n")
    told = mistake(checkout / "cmd")
    assert told == f"{Path('..') / 'goverify.toml'}:2: there is no key 'fail_on'; did you mean 'fail-on'?"
    assert mistake(checkout.parent, "--project", "checkout").startswith(str(Path("checkout") / "goverify.toml:2"))


def test_a_table_in_pyproject_is_a_policy_and_another_file_goes_before_it(checkout: Path) -> None:
    (checkout / "pyproject.toml").write_text("[tool.goverify]\nprofile = 'cii'\n")
    assert mistake(checkout).startswith("pyproject.toml:2: ")
    (checkout / "goverify.toml").write_text("profile = 'cii'\n")
    assert mistake(checkout).startswith("goverify.toml:1: ")


def test_the_search_ends_with_the_checkout(checkout: Path) -> None:
    (checkout / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    done = goverify(checkout / "cmd", "--only", "path.link", "--json")
    assert json.loads(done.stdout)["policy"] is None


def test_no_policy_is_gone_by_where_none_is_wanted(checkout: Path) -> None:
    (checkout / "goverify.toml").write_text("nonsense")
    assert goverify(checkout, "--only", "path.link", "--no-config").returncode != 2
    assert goverify(checkout, "--host", LINUX, "-q").returncode == 0


def test_a_recorded_host_is_taken_by_the_policy_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "team.toml").write_text(OLDER)
    done = goverify(tmp_path, "--host", LINUX, "--config", "team.toml", "--json", "--only", "policy")
    document = json.loads(done.stdout)
    assert (done.returncode, document["diagnosis"][0]["cause"]) == (1, "policy-go-version")
    assert document["policy"]["file"] == "team.toml"


def test_a_file_that_is_named_and_not_there_is_a_mistake(tmp_path: Path) -> None:
    assert mistake(tmp_path, "--config", "absent.toml").startswith("cannot read absent.toml")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    assert mistake(tmp_path, "--config", "pyproject.toml") == "pyproject.toml holds no table tool.goverify"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"go = '>=1.26'\r\nfail-no = 'high'\r\n", "team.toml:2: there is no key 'fail-no'; did you mean 'fail-on'?"),
        (
            b"\xef\xbb\xbfprofile = 'container'\nmin-score = 'A'\n",
            "team.toml:2: min-score is a whole number, not a text",
        ),
        (b"go = '=>1.26'\n", "team.toml:1: the range of go has an unknown comparison '=>'; did you mean '>='?"),
        (
            b"skip = ['path.shadow-go']\n",
            "team.toml:1: no check or area is called 'path.shadow-go'; did you mean 'path.shadowed-go'?",
        ),
        (
            b"[severity]\ngo-shadow = 'low'\n",
            "team.toml:2: no cause is called 'go-shadow'; did you mean 'go-shadowed'?",
        ),
        (b"fail-on = 'low'\nfail-on = 'high'\n", "team.toml:2: Cannot overwrite a value"),
        (b"fail-on = 'low'\n# caf\xe9\n", "cannot read team.toml: it is not UTF-8 text (line 2, byte 21)"),
        ("fail-on = 'low'".encode("utf-16"), "cannot read team.toml: it is not UTF-8 text (line 1, byte 0)"),
        (b"#" * (300 << 10), "team.toml: it is larger than 256 KiB"),
    ],
)
def test_each_kind_of_mistake_is_status_2_and_one_line(text: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "team.toml").write_bytes(text)
    assert mistake(tmp_path, "--config", "team.toml") == told


@posix
def test_what_cannot_be_read_as_a_file_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "round.toml").symlink_to("round.toml")
    for name, why in (
        ("folder.toml", "Is a directory"),
        ("round.toml", "Too many levels"),
        ("/dev/zero", "larger than"),
    ):
        assert mistake(tmp_path, "--config", name).startswith(f"cannot read {name}: ")
        assert why in mistake(tmp_path, "--config", name)


@posix
def test_a_name_that_somebody_chose_to_fool_a_terminal_or_a_runner_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "\n::error::forged \x1b[2J").mkdir()
    told = mistake(tmp_path, "--config", "\n::error::forged \x1b[2J/absent.toml")
    assert told.startswith(r"cannot read \n")
    assert "\x1b" not in told
    assert r"\x1b[2J" in told


def test_an_expired_waiver_is_status_1_and_named_in_the_text(tmp_path: Path) -> None:
    (tmp_path / "team.toml").write_text(waiver("go-shadowed", "2020-01-01"))
    done = goverify(tmp_path, "--host", LINUX, "--config", "team.toml")
    assert done.returncode == 1
    assert "the waiver of go-shadowed in team.toml:2 ended on 2020-01-01" in done.stdout.decode()
    assert "team.toml, 1 waiver expired" in done.stdout.decode()


def test_a_baseline_takes_what_is_known_out_of_the_exit_status(tmp_path: Path) -> None:
    (tmp_path / "team.toml").write_text(OLDER)
    common = ("--host", LINUX, "--config", "team.toml", "--only", "policy")
    first = goverify(tmp_path, *common, "--json", "--output", "before.json")
    second = goverify(tmp_path, *common, "--baseline", "before.json")
    assert (first.returncode, second.returncode) == (1, 0)
    assert "before.json: nothing new, 1 known, 0 gone" in second.stdout.decode()


def test_a_profile_is_told_in_the_report_and_an_unknown_one_is_a_mistake(tmp_path: Path) -> None:
    done = goverify(tmp_path, "--host", LINUX, "--profile", "container", "--json")
    document = json.loads(done.stdout)
    assert document["run"]["profile"] == "container"
    assert document["policy"]["file"] is None
    assert not any(check["id"].startswith("ide.") for check in document["checks"])
    assert goverify(tmp_path, "--profile", "laptop").returncode == 2


def test_a_new_policy_can_be_read_and_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "goverify.toml"
    assert goverify(tmp_path, "init").returncode == 0
    assert policy(file.read_text("utf-8")).fail_on == "high"
    assert goverify(tmp_path, "--only", "policy").returncode == 0
    file.write_text("# mine\n")
    done = goverify(tmp_path, "init")
    assert (done.returncode, file.read_text("utf-8")) == (2, "# mine\n")
    assert b"--force replaces it" in done.stderr
    assert goverify(tmp_path, "init", "--force").returncode == 0
    assert "fail-on" in file.read_text("utf-8")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_a_policy_that_somebody_else_put_there_is_left_aside(tmp_path: Path) -> None:
    (tmp_path / "goverify.toml").write_text("nonsense")
    os.chown(tmp_path / "goverify.toml", 4711, 4711)
    done = goverify(tmp_path, "--only", "path.link")
    assert done.returncode != 2
    assert b"goverify.toml is left aside, since it belongs to another user" in done.stderr
