"""facts.second_readers: programs of the system are asked where nobody else could have put them, and nowhere else."""

from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.second_readers import second_reader
from goverify.facts.toolchain_programs import LIMIT, toolchain_programs
from goverify.host.recorded import RecordedHost
from tests.golang import Files, tool, whole
from tests.hosts import boring, folder, link, script, text

READELF = script("#!/bin/sh\n")


def found(host: RecordedHost, name: str = "readelf") -> PurePath | None:
    """Return the program that would be asked."""
    return Facts(host)(second_reader, name)


def test_the_systems_own_goes_before_one_on_path() -> None:
    files = {"/usr/bin/readelf": READELF, "/opt/tools/readelf": READELF}
    assert found(boring("linux").but(env={"PATH": "/opt/tools"}, files=files)) == PurePath("/usr/bin/readelf")


def test_one_on_path_will_do() -> None:
    host = boring("linux").but(env={"PATH": "/opt/tools"}, files={"/opt/tools/readelf": READELF})
    assert found(host) == host.path("/opt/tools/readelf")


def test_one_that_others_may_replace_is_not_asked() -> None:
    open_folder: Files = {"/opt/tools/readelf": READELF, "/opt/tools": folder(mode=0o777)}
    assert found(boring("linux").but(env={"PATH": "/opt/tools"}, files=open_folder)) is None
    others = {"/usr/bin/readelf": script("#!/bin/sh\n", mode=0o777)}
    assert found(boring("linux").but(files=others)) is None


def test_one_in_the_current_folder_is_not_asked() -> None:
    host = boring("linux").but(env={"PATH": ".:"}, files={"/home/gopher/readelf": READELF})
    assert found(host) is None


def test_what_is_no_program_is_passed_over() -> None:
    for record in (text("x"), folder(), link("nowhere")):
        assert found(boring("linux").but(files={"/usr/bin/readelf": record})) is None


def test_windows_finds_programs_alone() -> None:
    host = boring("windows").but(
        env={"PATH": r"C:\Kits"}, files={r"C:\Kits\signtool.cmd": text("x"), r"C:\Kits\signtool.exe": text("x")}
    )
    assert str(found(host, "signtool")).lower() == r"c:\kits\signtool.exe"


def test_the_toolchain_is_go_gofmt_and_the_tools_each_once() -> None:
    for name, go in (("linux", "go"), ("macos", "go"), ("windows", "go.exe")):
        programs = Facts(boring(name))(toolchain_programs)
        assert programs[0].name == go
        assert len({path.stem for path in programs} & {"go", "gofmt", "compile", "asm", "link", "vet"}) == 6
        assert len(set(programs)) == len(programs)


def test_of_a_wrapper_the_tree_behind_it_counts() -> None:
    host = whole().but(
        env={"PATH": "/opt/bin"}, files={"/opt/bin/go": script('#!/bin/sh\nexec /usr/local/go/bin/go "$@"\n')}
    )
    programs = Facts(host)(toolchain_programs)
    assert programs[0] == host.path("/usr/local/go/bin/go")


def test_a_go_without_a_tree_stands_alone() -> None:
    host = boring("macos").but(
        files={"/usr/local/go/pkg": None, "/usr/local/go/src": None, "/usr/local/go/VERSION": None}
    )
    assert Facts(host)(toolchain_programs) == (host.path("/usr/local/go/bin/go"),)


def test_there_is_an_end_to_them() -> None:
    many: Files = {f"/usr/local/go/pkg/tool/linux_amd64/x{number}": tool("x") for number in range(100)}
    assert len(Facts(whole().but(files=many))(toolchain_programs)) == LIMIT
