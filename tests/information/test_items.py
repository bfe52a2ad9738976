"""The items of information: told on each system, never more than told, and left out where there is nothing to tell."""

import pytest

from goverify.catalog import modules
from goverify.causes import CAUSES
from goverify.examine import examine
from goverify.facts import Allowances
from goverify.host import System
from goverify.host.replay.records import Fault, FileRecord
from goverify.information import ITEMS
from goverify.model import Terms
from goverify.registry import CATEGORIES
from goverify.summary import INFORMED
from tests.hosts import BORING, boring
from tests.information.telling import told

SOMAXCONN = "/proc/sys/net/core/somaxconn"


def test_an_item_has_a_name_of_its_own() -> None:
    assert not set(ITEMS) & {*modules(), *CAUSES}
    assert {item.area for item in ITEMS.values()} == INFORMED <= set(CATEGORIES)


@pytest.mark.parametrize("id_", ITEMS)
def test_what_an_item_says_is_said_in_sentences(id_: str) -> None:
    item = ITEMS[id_]
    assert item.meaning.endswith(".")
    assert not item.myth or item.myth.endswith(".")


@pytest.mark.parametrize("name", BORING)
def test_only_what_a_system_has_is_told_of_it(name: str) -> None:
    assert all(System(name) in ITEMS[id_].systems for id_ in told(boring(name)))


@pytest.mark.parametrize("name", BORING)
def test_whatever_is_told_has_its_meaning_in_a_sentence(name: str) -> None:
    assert [item.id for item in told(boring(name)).values() if not item.value or not item.meaning.endswith(".")] == []


def test_a_file_that_is_closed_is_told_as_such() -> None:
    host = boring("linux").but(files={SOMAXCONN: FileRecord(Fault("EACCES"))})
    assert told(host)["host.somaxconn"].value == "cannot be read: this user may not"


def test_without_proc_and_sys_little_is_told_and_nothing_fails() -> None:
    seen = told(boring("linux").but(files={"/proc": None, "/sys": None}))
    assert {id_ for id_ in seen if not id_.startswith("runtime.")} <= {"host.memory-limit"}


@pytest.mark.parametrize(("only", "there"), [(("path.link",), False), (("host.proc",), True)])
def test_it_is_part_of_a_report_on_the_host(only: tuple[str, ...], there: bool) -> None:
    report = examine(boring("linux"), only, allow=Allowances(), terms=Terms(None), deadline_s=60)
    assert bool(report.information) is there


def test_myths_are_named_where_they_are_popular() -> None:
    known = told(boring("linux"))
    assert "No release of Go takes GOMEMLIMIT from the cgroup" in (known["host.memory-limit"].myth or "")
    assert "gone since Linux 4.12" in (known["host.tcp-tw-reuse"].myth or "")
