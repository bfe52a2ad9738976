"""tree.src-missing: what cannot be imported any more is named; layouts of distributions are whole."""

import pytest

from goverify.checks.tree.src_missing import src_missing
from goverify.host import Completed
from tests.golang import LOST, Files, answer, commands, findings, level, library, run, tree, whole
from tests.hosts import BORING, folder, link

ROOT = "/usr/local/go"
SRC = f"{ROOT}/src"


@pytest.mark.parametrize("name", BORING)
def test_boring_hosts_have_all_of_it(name: str) -> None:
    assert not findings(src_missing, whole(name))


def test_a_tree_without_source_is_reported() -> None:
    host = whole().but(files={SRC: None})
    [finding] = findings(src_missing, host)
    assert (finding.cause, finding.subject, level(finding)) == ("tree-src-missing", host.path(ROOT), "critical")
    assert finding.message == f"{SRC} is missing"
    assert f"sudo rm -rf {ROOT} && " in commands(finding)[-1]


def test_an_empty_folder_is_no_source() -> None:
    [finding] = findings(src_missing, whole().but(files={SRC: None}).but(files={SRC: folder()}))
    assert finding.message == f"{SRC} is empty"


@pytest.mark.parametrize(
    ("package", "severity"),
    [("runtime", "critical"), ("fmt", "critical"), ("encoding/json", "high"), ("internal/zstd", "medium")],
)
def test_a_package_that_is_gone_is_named(package: str, severity: str) -> None:
    [finding] = findings(src_missing, whole().but(files={f"{SRC}/{package}": None}))
    assert f"lacks packages of go1.27.3: {package}" in finding.message
    assert level(finding) == severity


def test_the_modules_that_the_library_brings_along_are_missed_too() -> None:
    [finding] = findings(src_missing, whole().but(files={f"{SRC}/vendor": None}))
    assert "vendor/golang.org/x" in finding.message


def test_a_vital_package_without_any_go_file_is_gone_too() -> None:
    host = whole().but(files={f"{SRC}/errors": None, f"{SRC}/errors/README": "x"})
    [finding] = findings(src_missing, host)
    assert "errors" in finding.message


def test_a_distributions_source_package_that_was_removed_is_named() -> None:
    root = "/usr/lib/go-1.27"
    files: Files = {**tree(root), f"{root}/src": None, "/usr/bin/go": link("../lib/go-1.27/bin/go")}
    files |= {"/usr/local/go": None}
    host = whole().but(
        env={"PATH": "/usr/bin"},
        files={**files, f"{root}/src": link("../../share/go-1.27/src")},
        runs=[run("go", answer(root))],
    )
    [finding] = findings(src_missing, host)
    assert "a link to ../../share/go-1.27/src" in finding.message
    assert "golang-1.27-src" in finding.detail
    assert commands(finding) == ("sudo apt-get install --reinstall golang-1.27-go golang-1.27-src",)


def test_source_in_another_place_behind_a_link_is_fine() -> None:
    host = whole()
    moved: Files = {SRC: None, **library(host.path("/usr/share/go"))}
    assert not findings(src_missing, host.but(files=moved).but(files={SRC: link("/usr/share/go/src")}))


def test_headers_that_are_gone_are_told() -> None:
    [finding] = findings(src_missing, whole().but(files={f"{ROOT}/pkg/include": None}))
    assert f"{ROOT}/pkg/include" in finding.message


def test_headers_are_not_missed_where_all_of_pkg_is_gone() -> None:
    host = whole().but(files={f"{ROOT}/pkg": None}, runs=[run("go", Completed(2, stderr=LOST))])
    assert not findings(src_missing, host)


def test_a_release_that_the_table_does_not_know_is_judged_by_its_folders_alone() -> None:
    files: Files = {f"{ROOT}/VERSION": "go1.41.0\n", f"{SRC}/encoding/json": None}
    assert not findings(src_missing, whole().but(files=files))


def test_one_lost_header_is_enough_to_stop_builds() -> None:
    [finding] = findings(src_missing, whole().but(files={f"{ROOT}/pkg/include/textflag.h": None}))
    assert level(finding) == "critical"
    assert f"{ROOT}/pkg/include lacks textflag.h" in finding.message
