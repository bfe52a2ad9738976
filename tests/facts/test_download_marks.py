"""facts.download_marks: what macOS and Windows write on downloads, and what only looks like it."""

import pytest

from goverify.facts import Facts
from goverify.facts.download_marks import QUARANTINE, ZONE, download_mark, quarantine, zone
from tests.hosts import boring
from tests.seals import APPROVED, FRESH, FROM_THE_INTERNET, marked

GO = "/usr/local/go/bin/go"
GO_EXE = r"C:\Program Files\Go\bin\go.exe"
PATH = boring("macos").path(GO)


def test_a_fresh_download_is_held_and_names_its_program() -> None:
    mark = quarantine(PATH, FRESH.decode())
    assert mark is not None
    assert (mark.holds, mark.agent, mark.text) == (True, "Safari", "flags 0083")


@pytest.mark.parametrize("text", [APPROVED.decode(), "00c1;607842eb;Brave;F643CD5F", "0040;;", "01E3;0"])
def test_one_that_was_approved_is_not(text: str) -> None:
    mark = quarantine(PATH, text)
    assert mark is not None
    assert not mark.holds


@pytest.mark.parametrize("text", ["", "Safari", ";5f;Safari", "123456789;5f;x", "0x83;5f;x"])
def test_another_text_is_no_quarantine(text: str) -> None:
    assert quarantine(PATH, text) is None


def test_a_program_name_cannot_rewrite_a_terminal() -> None:
    mark = quarantine(PATH, f"0083;5f;\x1b[2JSaf\nari{'x' * 500};u")
    assert mark is not None
    assert mark.agent.startswith("Saf")
    assert mark.agent.isprintable()
    assert len(mark.agent) <= 60


@pytest.mark.parametrize(("number", "holds"), [(0, False), (1, False), (2, False), (3, True), (4, True)])
def test_only_what_comes_from_outside_is_held_on_windows(number: int, holds: bool) -> None:
    mark = zone(boring("windows").path(GO_EXE), f"[ZoneTransfer]\r\nZoneId={number}\r\nHostUrl=https://x/?ZoneId=9\r\n")
    assert mark is not None
    assert (mark.zone, mark.holds) == (number, holds)


@pytest.mark.parametrize("text", ["", "[ZoneTransfer]", "ZoneId=x", "HostUrl=https://x/ZoneId=3", "ZoneId=9999999999"])
def test_another_stream_is_no_zone(text: str) -> None:
    assert zone(boring("windows").path(GO_EXE), text) is None


def test_each_system_has_its_own_mark() -> None:
    macos = marked(boring("macos"), QUARANTINE, FRESH, on=[GO])
    windows = marked(boring("windows"), ZONE, FROM_THE_INTERNET, on=[GO_EXE])
    linux = marked(boring("linux"), QUARANTINE, FRESH, on=[GO])
    assert Facts(macos)(download_mark, macos.path(GO))
    assert Facts(windows)(download_mark, windows.path(GO_EXE))
    assert Facts(linux)(download_mark, linux.path(GO)) is None
    assert Facts(boring("macos"))(download_mark, PATH) is None


def test_the_addresses_of_a_download_are_not_shown() -> None:
    host = marked(boring("windows"), ZONE, FROM_THE_INTERNET, on=[GO_EXE])
    assert "example" not in str(Facts(host)(download_mark, host.path(GO_EXE)))
