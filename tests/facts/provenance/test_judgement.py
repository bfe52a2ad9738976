"""facts.provenance: each way in which a Go gets onto a machine is named right, with the evidence for it."""

import pytest

from goverify.facts import Facts
from goverify.facts.companions import companions
from goverify.facts.provenance.installers import installers
from goverify.facts.provenance.judgement import Confidence, Provenance, provenance
from goverify.host.replay.file_changes import FileChange
from tests.facts.installs import COMPANIONS, HOME, INSTALLS, Install, tree
from tests.hosts import BORING, boring, link


def found_on(install: Install) -> Provenance:
    host = install.host()
    return provenance(Facts(host), host.path(install.path))


@pytest.mark.parametrize("install", INSTALLS, ids=lambda install: install.id)
def test_a_go_is_named_by_what_it_left_behind(install: Install) -> None:
    found = found_on(install)
    said = [f"{evidence.place} {evidence.observed}" for evidence in found.evidence]
    assert (found.id, found.confidence.value) == (install.id, install.confidence)
    assert any(install.because in each for each in said), said


@pytest.mark.parametrize("install", COMPANIONS, ids=lambda install: install.id)
def test_what_has_a_say_without_being_a_go_is_named(install: Install) -> None:
    [found] = companions(Facts(install.host()))
    said = [f"{evidence.place} {evidence.observed}" for evidence in found.evidence]
    assert (found.id, found.confidence.value) == (install.id, install.confidence)
    assert any(install.because in each for each in said), said


def test_every_way_of_the_table_has_a_host() -> None:
    ids = [install.id for install in (*INSTALLS, *COMPANIONS)]
    assert sorted(ids) == sorted(each.id for each in installers())
    assert len(ids) == 62


@pytest.mark.parametrize("name", BORING)
def test_nothing_else_has_a_say_on_a_boring_host(name: str) -> None:
    assert companions(Facts(boring(name))) == ()


DEBIAN: dict[str, FileChange] = tree("/usr/lib/go-1.27") | {"/usr/bin/go": link("../lib/go-1.27/bin/go")}


def of_debian(**more: FileChange) -> Provenance:
    host = boring("linux").but(files=DEBIAN | {f"/var/lib/dpkg/info/{name}.list": text for name, text in more.items()})
    return provenance(Facts(host), host.path("/usr/bin/go"))


def test_a_tree_that_the_packager_has_no_record_of_is_not_the_packager_s() -> None:
    found = of_debian(bash="/bin/bash\n")
    assert (found.id, found.confidence) == ("unknown-tree", Confidence.LOW)
    assert "no record" in found.evidence[0].observed


def test_a_record_that_merely_begins_alike_is_none() -> None:
    host = boring("linux").but(
        files=DEBIAN | {"/var/lib/dpkg/info/golang-1.27-go.list": "/usr/lib/go-1.27/bin/gofmt\n"}
    )
    assert provenance(Facts(host), host.path("/usr/bin/go")).confidence is Confidence.LOW


def test_the_place_that_is_certain_is_told_before_what_stands_beside_it() -> None:
    host = boring("linux").but(env={"gvm_go_name": "go1.26.6"}, files=tree("/home/gopher/.gvm/gos/go1.27.3"))
    found = provenance(Facts(host), host.path("/home/gopher/.gvm/gos/go1.27.3"))
    assert found.evidence[0].place == "/home/gopher/.gvm/gos/go1.27.3/bin/go"


def test_one_marker_alone_is_no_certainty() -> None:
    host = boring("linux").but(env={"GOLANG_VERSION": "1.27.3"})
    assert provenance(Facts(host), host.path("/usr/local/go")).confidence is Confidence.MEDIUM


def test_a_set_goroot_alone_makes_no_development_container() -> None:
    host = boring("linux").but(env={"GOROOT": "/usr/local/go"})
    assert provenance(Facts(host), host.path("/usr/local/go")).id == "official-tarball"


def test_a_manager_s_folder_may_be_elsewhere() -> None:
    host = boring("linux").but(env={"MISE_DATA_DIR": "/data/tools"}, files=tree("/data/tools/installs/go/1.27.3"))
    assert provenance(Facts(host), host.path("/data/tools/installs/go/1.27.3")).label == "mise"


def test_a_folder_that_only_begins_like_a_manager_s_is_not_its() -> None:
    host = boring("linux").but(env={"MISE_DATA_DIR": "/data/tools"}, files=tree("/data/tools2/installs/go/1.27.3"))
    assert provenance(Facts(host), host.path("/data/tools2/installs/go/1.27.3")).label != "mise"


def test_a_huge_record_is_read_no_further_than_its_bound() -> None:
    text = "x\n" * (9 << 20) + "/usr/lib/go-1.27/bin/go\n"
    host = boring("linux").but(files=DEBIAN | {"/var/lib/dpkg/info/golang-1.27-go.list": text})
    assert provenance(Facts(host), host.path(f"{HOME}/nothing")).confidence is Confidence.LOW
    assert provenance(Facts(host), host.path("/usr/bin/go")).confidence is Confidence.LOW
