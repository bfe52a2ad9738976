"""A whole run under strace: no socket leaves the loopback, and only goverify's own folders and scratch are written to."""

import ipaddress
import re
from pathlib import Path, PurePosixPath

import pytest

from tests.live.furnished import Furnished, furnished
from tests.live.programs import linux
from tests.live.tracing import addresses, changed, families, tracing

pytestmark = linux

DEVICES = tuple(map(PurePosixPath, ("/dev/null", "/dev/tty", "/proc/self")))
TRIAL = ".goverify-trial-"

OF_A_RUN = re.compile(r"goverify-\w+|go-(?:build|link-)\d+|cgo-[\w.-]+|cc\w{6}\.[\w.]+")
"""Scratch, and the work folders and files of go, cgo and gcc, each with a number or letters of its own."""


@pytest.fixture(scope="module", params=[(), pytest.param(("--deep",), marks=pytest.mark.field)], ids=["usual", "deep"])
def traced(
    newer_go: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> tuple[Furnished, Path]:
    """Return a furnished home, and the log of a whole run there; one with --deep compiles for a minute."""
    root = tmp_path_factory.mktemp("traced")
    here, log = furnished(root / "here", newer_go / "bin/go"), root / "log"
    here.says("check", "--json", *request.param, within=tracing(log))
    return here, log


def test_without_online_no_socket_leaves_the_loopback(traced: tuple[Furnished, Path]) -> None:
    _, log = traced
    assert families(log) <= {"UNIX", "LOCAL", "NETLINK", "INET", "INET6"}
    outside = {
        (family, address)
        for family, address in addresses(log)
        if family in {"INET", "INET6"} and not is_loopback(address)
    }
    assert outside == set()
    assert any(is_loopback(address) for _, address in addresses(log) if address), "the probe's own echo is seen"


def is_loopback(address: str) -> bool:
    """Return whether an address is this machine's own."""
    read = ipaddress.ip_address(address)
    return (getattr(read, "ipv4_mapped", None) or read).is_loopback


def test_nothing_else_is_opened_for_writing_or_changed(traced: tuple[Furnished, Path]) -> None:
    here, log = traced
    own = (*map(PurePosixPath, (*here.own, here.temp)), *DEVICES)
    places = changed(log)
    assert {
        place
        for place in places
        if not any(each in (place, *place.parents) for each in own) and TRIAL not in place.name
    } == set()
    tried = {str(place.parent.relative_to(here.root)) for place in places if TRIAL in place.name}
    assert tried == {"home/.cache/go-build", "home/go/pkg/mod/cache"}, "the trials are seen"


def test_in_the_folder_for_temporary_files_all_is_of_this_run(traced: tuple[Furnished, Path]) -> None:
    here, log = traced
    temp = PurePosixPath(here.temp)
    made = {place.relative_to(temp).parts[0] for place in changed(log) if temp in place.parents}
    assert {name for name in made if not OF_A_RUN.fullmatch(name)} == set()
    assert [path.name for path in here.temp.iterdir()] == ["kept"]
