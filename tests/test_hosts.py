"""What tests build hosts of is what its name says."""

import pytest

from goverify.binfmt import identify
from tests.hosts import boring, folder, go_tree, link, script, text


@pytest.mark.parametrize(
    ("system", "root", "go"), [("linux", "/opt/x", "go"), ("darwin", "/opt/x", "go"), ("windows", "D:\\x", "go.exe")]
)
def test_a_tree_is_that_of_its_release(system: str, root: str, go: str) -> None:
    host = boring({"darwin": "macos"}.get(system, system)).but(
        files=go_tree(root, "go1.25.5", system=system, arch="arm64")
    )
    place = host.path(root)
    with host.open(place / "bin" / go) as reader:
        found = identify(reader)
    assert found.go is not None
    assert (found.system, found.architectures, found.go.version) == (system, ("arm64",), "go1.25.5")
    assert host.names(place / "pkg" / "tool") == (f"{system}_arm64",)
    assert host.names(place / "src" / "net" / "http" / "httptest") == ("x.go",)
    assert "synctest" in host.names(place / "src" / "testing")


def test_a_tree_has_the_packages_of_its_time() -> None:
    host = boring("linux").but(files=go_tree("/opt/x", "go1.21.13"))
    assert "iter" not in host.names(host.path("/opt/x/src"))
    assert "slices" in host.names(host.path("/opt/x/src"))


def test_small_things_are_what_their_names_say() -> None:
    made = {"/opt/s": script("#!/bin/sh\n"), "/opt/t": text("x", uid=7)}
    host = boring("linux").but(files={**made, "/opt/l": link("s")}).but(files={"/opt/f": folder(mode=0o700)})
    entries = [host.entry(host.path(f"/opt/{name}")) for name in "stlf"]
    assert [(entry.kind.value, entry.mode, entry.uid) for entry in entries if entry] == [
        ("file", 0o755, 0),
        ("file", 0o644, 7),
        ("link", 0o777, 0),
        ("folder", 0o700, 0),
    ]
