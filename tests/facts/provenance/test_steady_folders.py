"""facts.steady_folders: PATH is led to a tree by a name that upgrades leave in its place, where one leads there."""

import pytest

from goverify.facts import Facts
from goverify.facts.provenance.installations import best_installation
from goverify.facts.provenance.steady_folders import steady_folder
from goverify.host.recorded import RecordedHost
from tests.golang import Files
from tests.hosts import boring, go_binary, go_tree, link

BREW = "/home/linuxbrew/.linuxbrew"
STORE = "/nix/store/0hx1vb3k6kz1c3xk1v7l5i0w4m2q8r9d-go-1.27.3/share/go"


def alone(root: str, names: Files) -> RecordedHost:
    """Return a host whose one Go stands at `root`, off PATH, under some further names."""
    host = boring("linux").but(files={"/usr/local/go": None}).but(env={"PATH": "/usr/sbin"})
    return host.but(files={str(place): record for place, record in go_tree(root, "go1.27.3").items()} | names)


def steady(host: RecordedHost) -> str:
    ask = Facts(host)
    tree = ask(best_installation)
    assert tree is not None
    return str(ask(steady_folder, tree))


@pytest.mark.parametrize(
    ("root", "names", "folder"),
    [
        ("/usr/local/go", {}, "/usr/local/go/bin"),
        ("/usr/local/go1.27.3", {"/usr/local/go": link("go1.27.3")}, "/usr/local/go/bin"),
        ("/usr/local/go1.27.3", {"/usr/local/go": link("go1.26.6")}, "/usr/local/go1.27.3/bin"),
        ("/snap/go/10866", {"/snap/go/current": link("10866")}, "/snap/go/current/bin"),
        (
            "/snap/go/10866",
            {"/snap/bin/go": link("/usr/bin/snap"), "/usr/bin/snap": go_binary("go1.23.1", path="snap")},
            "/snap/bin",
        ),
        (f"{BREW}/Cellar/go/1.27.3/libexec", {}, f"{BREW}/Cellar/go/1.27.3/libexec/bin"),
        (
            f"{BREW}/Cellar/go/1.27.3/libexec",
            {f"{BREW}/bin/go": link("../Cellar/go/1.27.3/libexec/bin/go")},
            f"{BREW}/bin",
        ),
        (
            f"{BREW}/Cellar/go/1.27.3/libexec",
            {f"{BREW}/opt/go": link("../Cellar/go/1.27.3")},
            f"{BREW}/opt/go/libexec/bin",
        ),
        (
            STORE,
            {
                "/home/gopher/.nix-profile/bin/go": link(f"{STORE}/bin/go"),
                "/home/gopher/.nix-profile/share/go": link(STORE),
            },
            "/home/gopher/.nix-profile/bin",
        ),
    ],
    ids=["plain", "link beside", "link elsewhere", "snap", "snap command", "brew", "brew bin", "brew opt", "nix"],
)
def test_the_steadiest_name_that_leads_there_is_taken(root: str, names: Files, folder: str) -> None:
    assert steady(alone(root, names)) == folder
