"""facts.path_origins: what put the folders with a go on PATH, and what comes before the one that was wanted."""

from goverify.facts import Facts
from goverify.facts.variables.path_origins import PathOrigin, path_origins
from goverify.host.recorded import RecordedHost
from tests.hosts import boring, go_binary


def only(host: RecordedHost) -> PathOrigin:
    [found] = Facts(host)(path_origins)
    return found


def test_the_line_of_a_start_up_file_is_named() -> None:
    found = only(boring("linux"))
    assert (found.entry, found.place, found.line) == ("/usr/local/go/bin", "/home/gopher/.profile", 7)
    assert (found.first, found.why) == (True, "")


def test_the_list_of_path_helper_is_named() -> None:
    found = only(boring("macos"))
    assert (found.place, found.line) == ("/etc/paths.d/go", 1)


def test_the_key_of_the_registry_is_named() -> None:
    found = only(boring("windows"))
    assert (found.place, found.line) == (
        r"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment\Path",
        None,
    )


def test_where_nothing_on_disk_has_it_the_session_does() -> None:
    host = boring("linux").but(files={"/home/gopher/.profile": None})
    assert only(host).place == "this session, or the program that started it"


def overtaken(file: str) -> PathOrigin:
    """Return what is said of a newer go that a file of zsh puts first, behind one of the system's."""
    go = go_binary("go1.28.1", system="darwin", arch="arm64")
    old = go_binary("go1.20.1", system="darwin", arch="arm64")
    host = boring("macos").but(
        env={"PATH": "/usr/local/bin:/usr/bin:/bin:/opt/go/bin"},
        files={"/opt/go/bin/go": go, "/usr/local/bin/go": old, file: 'export PATH="/opt/go/bin:$PATH"\n'},
    )
    _, second = Facts(host)(path_origins)
    assert (second.place, second.first) == (file, False)
    return second


def test_path_helper_explains_why_a_line_of_zshenv_comes_behind() -> None:
    why = overtaken("/Users/gopher/.zshenv").why
    assert why.startswith("/usr/local/bin/go comes first")
    assert "path_helper" in why


def test_a_file_that_is_read_after_path_helper_has_no_such_excuse() -> None:
    assert overtaken("/Users/gopher/.zprofile").why == "/usr/local/bin/go comes first"


def test_of_two_lines_of_a_file_the_one_that_fits_is_named() -> None:
    profile = 'if [ "$(id -u)" = 0 ]; then\n  PATH=/sbin:/opt/go/bin:/usr/bin\nelse\n  PATH=/opt/go/bin:/usr/bin\nfi\n'
    host = boring("linux").but(
        env={"PATH": "/opt/go/bin:/usr/bin"},
        files={"/etc/profile": profile, "/opt/go/bin/go": go_binary("go1.27.3"), "/home/gopher/.profile": None},
    )
    assert (only(host).place, only(host).line) == ("/etc/profile", 4)
