"""apk's records: files by their SHA-1, links by that of their text."""

import base64
import hashlib

import pytest

from goverify.facts import Facts
from goverify.facts.packages.values import BadRecord
from goverify.facts.packages.vouching import vouched
from goverify.host.recorded import RecordedHost
from tests.golang import Files
from tests.hosts import link
from tests.packaged import AS_NAMED, AS_PACKAGED, CONTENTS, OTHERWISE, counted, held, installed

ROOT, DATABASE = "/usr/lib/go", "/usr/lib/apk/db/installed"


def z(content: str) -> str:
    """Return a hash as apk writes it."""
    return "Q1" + base64.b64encode(hashlib.sha1(content.encode(), usedforsecurity=False).digest()).decode()


INSTALLED = f"""C:Q1x=
P:busybox
V:1.37.0-r0
F:bin
R:busybox
a:0:0:755
Z:{z("x")}

P:go
V:1.24.1-r0
F:usr/bin
R:go
Z:{z("../lib/go/bin/go")}
F:usr/lib/go
R:VERSION
Z:{z(CONTENTS["VERSION"])}
R:pkg-link
Z:{z("src")}
F:usr/lib/go/bin
R:go
a:0:0:755
Z:{z(CONTENTS["bin/go"])}
F:usr/lib/go/src/fmt
R:print.go
Z:{z(CONTENTS["src/fmt/print.go"])}
"""


def alpine(
    changes: dict[str, str | None] | None = None, database: str = INSTALLED, target: str = "src", go: str = ROOT
) -> RecordedHost:
    """Return a host with Alpine's package."""
    files: Files = {DATABASE: database, "/usr/bin/go": link(f"{go}/bin/go"), f"{ROOT}/pkg-link": link(target)}
    return installed(ROOT, files, "sha1", changes, {"pkg-link": target})


def test_files_are_as_packaged_or_named() -> None:
    assert counted(held(alpine(), ROOT)) == (4, 4, *AS_PACKAGED[2:])
    assert counted(held(alpine(OTHERWISE), ROOT)) == (4, 2, *AS_NAMED[2:])
    assert [str(each) for each in held(alpine(), ROOT).packages] == ["go 1.24.1-r0"]


def test_a_link_in_the_tree_is_held_against_the_hash_of_its_text() -> None:
    assert held(alpine(target="/tmp/src"), ROOT).changed == ("pkg-link",)


def test_a_command_that_leads_elsewhere_is_found() -> None:
    assert held(alpine(go="/tmp"), ROOT).retargeted == {"/usr/bin/go": "/tmp/bin/go"}
    assert not held(alpine(), ROOT).retargeted


def test_a_hash_of_a_newer_kind_is_passed_over() -> None:
    database = INSTALLED.replace(z(CONTENTS["bin/go"]), "Q2" + "A" * 43 + "=")
    assert held(alpine({"bin/go": "other"}, database), ROOT).same == 4


def test_a_tree_that_apk_does_not_list_is_nobodys() -> None:
    host = alpine(database=INSTALLED.partition("P:go")[0])
    assert Facts(host)(vouched, host.path(ROOT)) is None


@pytest.mark.parametrize("wrong", ["Q1!!", "Q1QUJD", "Q1"])
def test_a_hash_that_apk_does_not_write_is_not_believed(wrong: str) -> None:
    with pytest.raises(BadRecord, match=r"installed, line \d+: "):
        held(alpine(database=INSTALLED.replace(z(CONTENTS["bin/go"]), wrong)), ROOT)


def test_a_path_that_leads_out_of_the_tree_is_not_believed() -> None:
    with pytest.raises(BadRecord, match=r"R:\.\./\.\./\.\./etc/passwd"):
        held(alpine(database=INSTALLED.replace("R:VERSION", "R:../../../etc/passwd")), ROOT)
