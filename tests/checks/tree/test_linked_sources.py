"""tree.linked-sources: links below src are reported; src as a link, and links to files, are not."""

import pytest

from goverify.checks.tree.linked_sources import linked_sources
from tests.golang import Files, commands, findings, level, library, whole
from tests.hosts import BORING, link

SRC = "/usr/local/go/src"


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_real_folders(name: str) -> None:
    assert not findings(linked_sources, whole(name))


def test_links_to_folders_are_reported() -> None:
    host = whole()
    files: Files = dict(library(host.path("/usr/share/go-1.27")))
    for name in ("fmt", "os"):
        files |= {f"{SRC}/{name}": None}
    host = host.but(files=files).but(
        files={f"{SRC}/{name}": link(f"/usr/share/go-1.27/src/{name}") for name in ("fmt", "os")}
    )
    [finding] = findings(linked_sources, host)
    assert (finding.cause, level(finding)) == ("tree-src-missing", "medium")
    assert "are links to folders" in finding.message
    assert commands(finding) == (f"sudo rm -r {SRC}", f"sudo cp -a /usr/share/go-1.27/src {SRC}")


def test_src_itself_may_be_a_link() -> None:
    host = whole()
    moved: Files = {SRC: None, **library(host.path("/usr/share/go"))}
    assert not findings(linked_sources, host.but(files=moved).but(files={SRC: link("/usr/share/go/src")}))


def test_a_link_to_a_file_is_fine() -> None:
    assert not findings(
        linked_sources, whole().but(files={f"{SRC}/all.bash": link("make.bash"), f"{SRC}/make.bash": "x"})
    )
