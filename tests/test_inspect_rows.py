"""The rows of `goverify inspect`: what becomes of files, links and what cannot be looked at, on hosts of any system."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from goverify.host import Entry, Host, Kind
from goverify.host.live import LiveHost
from goverify.host.replay.records import Fault, FileRecord
from goverify.inspected import NAMES_LIMIT, Row, State, Tally
from goverify.inspection import Wishes, inspect
from tests.binfmt.builders import inline_block
from tests.binfmt.elf_builder import elf
from tests.golang import program as file_of
from tests.hosts import boring, go_binary, link, script
from tests.inspecting import ELF, TOOL, folder_of_all_sorts, program, row

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes, pipes and links of Unix")


def rows(host: Host, *names: str, verify: bool | None = False) -> dict[str, Row]:
    """Return the rows by path."""
    return {item.path: item for item in inspect(host, names, Wishes(verify=verify))}


def test_a_folder_of_a_recorded_host_is_walked_like_one_here() -> None:
    found = rows(boring("linux"), "/usr/local/go/bin")
    assert list(found) == ["/usr/local/go/bin/go", "/usr/local/go/bin/gofmt"]
    assert all(item.binary and item.binary.go and item.binary.go.version == "go1.27.3" for item in found.values())


def test_names_keep_the_order_of_the_command_line() -> None:
    names = ("/usr/local/go/bin/gofmt", "/usr/local/go/bin/go")
    assert tuple(rows(boring("linux"), *names)) == names


def test_a_named_link_is_followed_and_each_hop_told() -> None:
    host = boring("linux").but(files={"/opt/go": link("../usr/local/go/bin/go")})
    item = rows(host, "/opt/go")["/opt/go"]
    assert (item.state, item.file, item.links) == (
        State.READ,
        "/usr/local/go/bin/go",
        ("/opt/go -> ../usr/local/go/bin/go",),
    )


def test_a_named_link_to_a_folder_is_walked_under_its_own_name() -> None:
    host = boring("linux").but(files={"/opt/bin": link("/usr/local/go/bin")})
    assert list(rows(host, "/opt/bin")) == ["/opt/bin/go", "/opt/bin/gofmt"]


def test_a_link_in_a_folder_is_told_and_not_followed() -> None:
    host = boring("linux").but(files={"/opt/x/out": link("/usr/local/go"), "/opt/x/self": link("self")})
    found = rows(host, "/opt/x")
    assert {item.state for item in found.values()} == {State.PASSED_OVER}
    assert found["/opt/x/out"].reason == "a link to /usr/local/go, not followed"


@pytest.mark.parametrize(
    ("target", "reason"), [("self", "its links lead in a circle"), ("gone", "it links to what is not there")]
)
def test_a_named_link_to_nothing_is_unreadable(target: str, reason: str) -> None:
    host = boring("linux").but(files={"/opt/self": link(target)})
    item = rows(host, "/opt/self")["/opt/self"]
    assert (item.state, item.reason) == (State.UNREADABLE, reason)


def test_an_app_execution_alias_is_passed_over() -> None:
    alias = r"C:\Apps\python.exe"
    host = boring("windows").but(files={alias: Entry(Kind.ALIAS)})
    assert rows(host, r"C:\Apps")[alias].state is State.PASSED_OVER


@pytest.mark.parametrize("name", ["/opt/nothing", ""])
def test_a_name_without_anything_is_missing(name: str) -> None:
    [item] = inspect(boring("linux"), (name,), Wishes())
    assert item.state is State.MISSING


def test_a_file_that_may_not_be_looked_at_is_unreadable_and_the_next_is_read() -> None:
    host = boring("linux").but(files={"/opt/x/a": FileRecord(Fault("EACCES")), "/opt/x/b": go_binary("go1.26.6")})
    found = rows(host, "/opt/x")
    assert [item.state for item in found.values()] == [State.UNREADABLE, State.READ]


@pytest.fixture
def nobody() -> Iterator[None]:
    """Be another user than root for the length of a test; what it needs was imported before."""
    if sys.platform == "win32":
        pytest.skip("modes of Unix")
    before = os.geteuid()
    if before == 0:
        try:
            os.seteuid(65534)
        except OSError:
            pytest.skip("root cannot become another user here")
    yield
    os.seteuid(before)


@posix
def test_what_a_user_may_not_read_costs_no_other_row(request: pytest.FixtureRequest) -> None:
    with tempfile.TemporaryDirectory() as name, LiveHost() as host:  # since pytest's own folders are closed to others
        folder = Path(name)
        for inner in ("closed-file", "open-file", "closed-folder/inner"):
            program(folder / inner)
        rows(host, name)
        for path, mode in ((folder, 0o755), (folder / "closed-file", 0), (folder / "closed-folder", 0)):
            path.chmod(mode)
        request.getfixturevalue("nobody")
        found = {Path(path).name: (item.state, item.reason) for path, item in rows(host, name).items()}
        os.seteuid(os.getuid())
        (folder / "closed-folder").chmod(0o755)
    assert found == {
        "closed-file": (State.UNREADABLE, "permission denied"),
        "closed-folder": (State.UNREADABLE, "permission denied"),
        "open-file": (State.READ, ""),
    }


@posix
def test_a_tree_deeper_than_python_recurses_is_walked(tmp_path: Path) -> None:
    folders = [tmp_path.joinpath(*["d"] * depth) for depth in range(1, 1010)]
    for folder in folders:
        folder.mkdir()
    file = program(folders[-1] / "tool")
    with LiveHost() as host:
        [item] = rows(host, str(tmp_path)).values()
    file.unlink()
    for folder in reversed(folders):  # shutil.rmtree, by which pytest cleans up, does recurse
        folder.rmdir()
    assert (item.path, item.state) == (str(file), State.READ)


def test_signatures_are_judged_for_named_files_alone_unless_it_is_said(tmp_path: Path) -> None:
    file = str(program(tmp_path / "tool", "darwin", "arm64"))
    with LiveHost() as host:
        assert rows(host, str(tmp_path), verify=None)[file].signatures is None
        assert rows(host, file, verify=None)[file].signatures == ()
        assert rows(host, file, verify=False)[file].signatures is None
        assert rows(host, str(tmp_path), verify=True)[file].signatures == ()


def test_many_threads_keep_the_order(tmp_path: Path) -> None:
    for number in range(100):
        program(tmp_path / f"{number:03}")
    with LiveHost() as host:
        one, four = ([item.path for item in inspect(host, (str(tmp_path),), Wishes(jobs=jobs))] for jobs in (1, 4))
    assert one == four == sorted(one)


def test_rows_come_before_the_folder_is_done(tmp_path: Path) -> None:
    folder_of_all_sorts(tmp_path)
    with LiveHost() as host:
        found = inspect(host, (str(tmp_path),), Wishes())
        next(found)
        (tmp_path / "tool-windows").unlink()
        last = list(found)[-1]
    assert (Path(last.path).name, last.state) == ("tool-windows", State.UNREADABLE)


def test_a_text_in_a_folder_is_no_damage_and_a_named_one_is() -> None:
    host = boring("linux").but(files={"/opt/x/run": script("#!\n")})
    assert not rows(host, "/opt/x")["/opt/x/run"].damaged
    assert rows(host, "/opt/x/run")["/opt/x/run"].damaged


def test_versions_without_end_are_counted_together() -> None:
    tally = Tally()
    for number in range(NAMES_LIMIT + 5):
        tally.add(row(binary=ELF._replace(go=TOOL._replace(version=f"go1.{number}"))), listed=True)
    counted = dict(tally.summary(complete=True).go_versions)
    assert (len(counted), counted["others"]) == (NAMES_LIMIT + 1, 5)


def test_the_release_of_the_go_that_answers_is_marked_where_it_misses_the_build_info() -> None:
    headless = file_of(elf(sections=False, data=inline_block()))
    host = boring("linux").but(files={"/opt/headless": headless})
    missed = rows(host, "/opt/headless")["/opt/headless"].missed_by
    assert [(item.release, item.here) for item in missed] == [("1.27", True)]
    alone = rows(host.but(env={"PATH": "/nowhere"}), "/opt/headless")["/opt/headless"].missed_by
    assert [item.here for item in alone] == [False]
