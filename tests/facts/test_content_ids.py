"""facts.deep.content_ids: the content of a program against the hash in its own build ID, as go computes it."""

import base64
import hashlib
import sys
from pathlib import Path, PurePath, PurePosixPath

import pytest

from goverify.facts import Facts
from goverify.facts.deep.content_ids import DIFFERS, FITS, UNKNOWN, content_id
from goverify.facts.executable import executable
from goverify.facts.tools import tools
from goverify.facts.tree import tree
from goverify.host.live import LiveHost
from goverify.host.recorded import RecordedHost
from goverify.host.synthetic import go_program
from tests.golang import program, whole

ROOT, VET = "/usr/local/go", "/usr/local/go/pkg/tool/linux_amd64/vet"
PLAIN = go_program("go1.27.3", "cmd/vet", "linux", "amd64")


def labelled(*, spoilt: bool = False) -> bytes:
    """Return a program whose build ID ends in the hash of its content; or of another content."""
    own = (Facts(holding(PLAIN))(executable, PurePosixPath(VET)).go_build_id or "").encode()
    blank = PLAIN.replace(own, bytes(len(own))) + b"!" * spoilt
    found = base64.urlsafe_b64encode(hashlib.sha256(blank).digest()[:15])
    return PLAIN.replace(own, own.rpartition(b"/")[0] + b"/" + found)


def holding(data: bytes) -> RecordedHost:
    """Return a host whose vet is these bytes."""
    return whole().but(files={VET: program(data)})


def said(data: bytes) -> str:
    """Return what is said of a vet of these bytes."""
    ask = Facts(holding(data))
    vet = ask(tools, ask(tree, PurePosixPath(ROOT))).tool("vet")
    assert vet
    return ask(content_id, vet)


def test_a_content_that_fits_is_told() -> None:
    assert said(labelled()) == FITS


def test_another_content_is_told() -> None:
    assert [said(data) for data in (labelled(spoilt=True), PLAIN)] == [DIFFERS, DIFFERS]


@pytest.mark.parametrize("data", [b"", b"#!/bin/sh\n", PLAIN[:200]])
def test_a_file_without_such_an_id_says_nothing(data: bytes) -> None:
    assert said(data) == UNKNOWN


def test_the_tools_of_a_real_release_fit(newer_go: Path) -> None:
    with LiveHost() as host:
        ask = Facts(host)
        found = ask(tools, ask(tree, PurePath(newer_go)))
        told = {ask(content_id, tool) for tool in found.tools if tool.name in {"asm", "cgo"}}
    assert told == ({UNKNOWN} if sys.platform == "darwin" else {FITS})
