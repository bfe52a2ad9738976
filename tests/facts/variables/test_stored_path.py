"""facts.stored_path: what Windows keeps for new processes."""

from goverify.facts import Facts
from goverify.facts.variables.stored_path import on_stored_path
from tests.hosts import boring


def test_the_stored_path_of_windows_is_filled_in_and_compared_without_case() -> None:
    host = boring("windows").but(registry={r"HKCU\Environment": {"Path": r'"%ProgramFiles%\GO\bin";C:\x'}})
    ask = Facts(host)
    assert on_stored_path(ask, host.path(r"c:\program files\go\bin"))
    assert not on_stored_path(ask, host.path(r"C:\none"))


def test_other_systems_store_no_path() -> None:
    host = boring("linux")
    assert on_stored_path(Facts(host), host.path("/usr/bin")) == ""


def test_an_entry_that_this_process_got_unfilled_is_plain_text() -> None:
    entry = r"%ProgramFiles%\Go\bin"
    host = boring("windows").but(env={"PATH": rf"C:\Windows;{entry}"}, registry={r"HKCU\Environment": {"Path": entry}})
    ask = Facts(host)
    assert on_stored_path(ask, host.path(r"C:\Program Files\Go\bin")) != r"HKCU\Environment"
