"""rpm's judgement: the lines of `rpm -V`, asked of a program that nobody else could have put there."""

import pytest

from goverify.facts import Facts
from goverify.facts.packages.values import BadRecord
from goverify.facts.packages.vouching import vouched
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import Run
from tests.golang import run
from tests.hosts import folder, script
from tests.packaged import AS_PACKAGED, CONTENTS, counted, held, installed

ROOT = "/usr/lib/golang"
OWNERS = (
    "golang-bin\t1.24.1-1.fc42\nfile /usr/lib/golang/go.env is not owned by any package\ngolang-src\t1.24.1-1.fc42\n"
)
LISTED = {"golang-bin": ("bin/go",), "golang-src": ("VERSION", "src/fmt", "src/fmt/print.go")}


def fedora(
    verified: str | Completed = "", changes: dict[str, str | None] | None = None, *, mode: int = 0o755
) -> RecordedHost:
    """Return a host with Fedora's packages, of which rpm says so."""
    told = verified if isinstance(verified, Completed) else Completed(1 if verified else 0, stdout=verified)
    runs = [
        run("/usr/bin/rpm", told, "-V", "--nodeps", "--noscripts", *LISTED),
        *(
            run("/usr/bin/rpm", Completed(0, stdout="".join(f"{ROOT}/{each}\n" for each in names)), "-ql", name)
            for name, names in LISTED.items()
        ),
    ]
    host = installed(ROOT, {"/usr/bin/rpm": script("#!\n", mode=mode), "/var/lib/rpm": folder()}, changes=changes)
    asked = ("bin/go", "bin/gofmt", "VERSION", "go.env", "src/go.mod", "src/fmt/print.go", "lib/time/zoneinfo.zip")
    ends = [f"{ROOT}/lib" if each.startswith("lib/") else f"{ROOT}/{each}" for each in asked]
    return host.but(runs=[*runs, asked_for(OWNERS, *ends)])


def asked_for(owners: str, *paths: str) -> Run:
    """Return rpm's answer to whose some files are."""
    return run("/usr/bin/rpm", Completed(1, stdout=owners), "-qf", "--qf", r"%{NAME}\t%{VERSION}-%{RELEASE}\n", *paths)


def test_silence_means_as_packaged() -> None:
    found = held(fedora(), ROOT)
    assert counted(found) == AS_PACKAGED
    assert [str(each) for each in found.packages] == ["golang-bin 1.24.1-1.fc42", "golang-src 1.24.1-1.fc42"]


@pytest.mark.parametrize(
    ("line", "changed", "removed"),
    [
        (f"S.5....T.    {ROOT}/src/fmt/print.go", ("src/fmt/print.go",), ()),
        (f"..5......  c {ROOT}/VERSION", ("VERSION",), ()),
        (f"missing     {ROOT}/bin/go", (), ("bin/go",)),
        (f"missing   c {ROOT}/bin/go (Permission denied)", (), ("bin/go",)),
        (f".M...UG.T.    {ROOT}/bin/go", (), ()),
        ("S.5....T.    /usr/share/doc/golang/README", (), ()),
        ("S.5....T.    /usr/bin/go", ("/usr/bin/go",), ()),
        ("prelink: nonsense", (), ()),
    ],
)
def test_each_line_is_understood(line: str, changed: tuple[str, ...], removed: tuple[str, ...]) -> None:
    found = held(fedora(f"{line}\n"), ROOT)
    assert (found.changed, found.removed) == (changed, removed)


def test_a_link_that_leads_elsewhere_is_found() -> None:
    assert set(held(fedora(f"....L....    {ROOT}/src/fmt/print.go\n"), ROOT).retargeted) == {"src/fmt/print.go"}


def test_a_folder_in_the_place_of_a_file_is_found() -> None:
    host = fedora(f".M.......    {ROOT}/src/fmt/print.go\n.M.......    {ROOT}/src\n")
    host = host.but(files={f"{ROOT}/src/fmt/print.go": folder()})
    assert held(host, ROOT).changed == ("src/fmt/print.go",)


def test_what_rpm_may_not_read_is_told() -> None:
    assert set(held(fedora(f"..?......    {ROOT}/bin/go\n"), ROOT).unreadable) == {"bin/go"}


def test_a_file_that_no_package_lists_is_added() -> None:
    nobody = asked_for("file is not owned by any package\n", f"{ROOT}/src/fmt/more.go")
    host = fedora(changes={"src/fmt/more.go": "more"}).but(runs=[nobody])
    assert held(host, ROOT).added == ("src/fmt/more.go",)


def test_a_file_of_a_further_package_is_not_added() -> None:
    path = f"{ROOT}/src/fmt/testdata/x"
    names = ("golang-bin", "golang-src", "golang-tests")
    runs = [
        asked_for("golang-tests\t1.24.1-1.fc42\n", path),
        run("/usr/bin/rpm", Completed(0, stdout=f"{path}\n"), "-ql", "golang-tests"),
        run("/usr/bin/rpm", Completed(0), "-V", "--nodeps", "--noscripts", *names),
    ]
    found = held(fedora(changes={"src/fmt/testdata/x": "x"}).but(runs=runs), ROOT)
    assert (counted(found), tuple(each.name for each in found.packages)) == ((4, 4, (), (), ()), names)


@pytest.mark.parametrize("ended", [Completed(None, timed_out=True, duration_s=10), Completed(None, flooded=True)])
def test_an_answer_that_was_cut_off_is_none(ended: Completed) -> None:
    with pytest.raises(BadRecord, match="no answer to the end"):
        held(fedora(ended), ROOT)


@pytest.mark.parametrize("host", [fedora(mode=0o777), fedora().but(files={"/var/lib/rpm": None})])
def test_without_a_program_and_records_to_be_trusted_nothing_is_asked(host: RecordedHost) -> None:
    assert Facts(host)(vouched, host.path(ROOT)) is None


def test_a_tree_that_packages_do_not_put_there_is_not_asked_about() -> None:
    files = {f"/usr/local/go1/{name}": content for name, content in CONTENTS.items()}
    host = fedora().but(files=files)
    assert Facts(host)(vouched, host.path("/usr/local/go1")) is None
