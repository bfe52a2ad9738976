"""facts.managers.wheel: the launcher of a wheel runs the tree that its own Python would import, and no other."""

import pytest

from goverify.facts import Facts
from goverify.facts.managers.values import Choice
from goverify.facts.managers.wheel import of_wheel
from goverify.host.replay.file_changes import FileChange
from tests.hosts import boring, go_binary, link, script
from tests.managing import HOME, Files

PREFIX = f"{HOME}/.local"
LAUNCHER = f"{PREFIX}/bin/go"
PYTHON: dict[str, FileChange] = {
    "/usr/bin/python3": link("python3.11"),
    "/usr/bin/python3.11": go_binary("go1.24.0", path="x"),
}
PLAIN = "#!/usr/bin/python3\nimport sys\nfrom go import main\nsys.exit(main())\n"
WRAPPED = (
    "#!/bin/sh\n'''exec' \"/usr/bin/python3\" \"$0\" \"$@\"\n' '''\nimport sys\nfrom go import main\nsys.exit(main())\n"
)


def tree(python: str, kind: str = "site-packages") -> Files:
    root = f"{PREFIX}/lib/{python}/{kind}/go"
    return {f"{root}/bin/go": go_binary("go1.27.3"), f"{root}/VERSION": "go1.27.3\n"}


def chosen(*trees: Files, text: str = PLAIN, python: Files = PYTHON) -> Choice:
    files: dict[str, FileChange] = {LAUNCHER: script(text), **python}
    for each in trees:
        files |= each
    host = boring("linux").but(files=files)
    found = of_wheel(Facts(host), host.path(LAUNCHER))
    assert found
    return found


@pytest.mark.parametrize("text", [PLAIN, WRAPPED])
def test_of_two_trees_that_of_its_python_runs(text: str) -> None:
    found = chosen(tree("python3.10"), tree("python3.11"), text=text)
    assert str(found.runs) == f"{PREFIX}/lib/python3.11/site-packages/go/bin/go"


def test_debian_s_folder_without_a_number_counts_as_well() -> None:
    assert chosen(tree("python3", "dist-packages")).runs is not None


@pytest.mark.parametrize("text", [PLAIN, WRAPPED])
def test_a_tree_of_another_python_s_is_not_found(text: str) -> None:
    found = chosen(tree("python3.10"), text=text)
    assert (found.installed, found.runs) == (False, None)
    assert found.why.startswith(f"/usr/bin/python3 is python3.11, and the wheel stands in {PREFIX}/lib/python3.10/")


def test_a_python_of_unknown_release_is_taken_to_find_the_tree() -> None:
    python: Files = {"/usr/bin/python3": go_binary("go1.24.0", path="x")}
    assert chosen(tree("python3.10"), python=python).runs is not None


def test_a_python_that_is_gone_starts_nothing() -> None:
    found = chosen(tree("python3.11"), text=PLAIN.replace("/usr/bin", "/opt/gone"), python={})
    assert (found.installed, found.runs) == (True, None)
    assert "/opt/gone/python3, which is not there" in found.why
