"""portage's records: CONTENTS with MD5 sums and the texts of links."""

import pytest

from goverify.facts.packages.values import BadRecord
from goverify.host.recorded import RecordedHost
from tests.hosts import link
from tests.packaged import AS_NAMED, AS_PACKAGED, CONTENTS, OTHERWISE, counted, digest, held, installed

ROOT, RECORD = "/usr/lib/go", "/var/db/pkg/dev-lang/go-1.24.1-r1/CONTENTS"
LISTED = "dir /usr\nsym /usr/bin/go -> ../lib/go/bin/go 1700000000\n"
LISTED += "".join(f"obj {ROOT}/{name} {digest(text, 'md5')} 1700000000\n" for name, text in CONTENTS.items())


def gentoo(changes: dict[str, str | None] | None = None, listed: str = LISTED, go: str = ROOT) -> RecordedHost:
    """Return a host with Gentoo's package."""
    return installed(ROOT, {RECORD: listed, "/usr/bin/go": link(f"{go}/bin/go")}, "md5", changes)


def test_files_are_as_packaged_or_named() -> None:
    assert counted(held(gentoo(), ROOT)) == AS_PACKAGED
    assert counted(held(gentoo(OTHERWISE), ROOT)) == AS_NAMED
    assert [str(each) for each in held(gentoo(), ROOT).packages] == ["dev-lang/go 1.24.1-r1"]


def test_a_command_that_leads_elsewhere_is_found() -> None:
    assert held(gentoo(go="/tmp"), ROOT).retargeted == {"/usr/bin/go": "/tmp/bin/go"}


@pytest.mark.parametrize("line", ["nonsense", f"obj {ROOT}/../x {'0' * 32} 1", f"obj {ROOT}/x zz 1"])
def test_what_portage_does_not_write_is_not_believed(line: str) -> None:
    with pytest.raises(BadRecord, match="CONTENTS, line 1: "):
        held(gentoo(listed=f"{line}\n{LISTED}"), ROOT)
