"""dpkg's records: split trees, links that lead where the packaging has them lead, and records that are none."""

import pytest

from goverify.facts import Facts
from goverify.facts.packages.values import LIMIT_BYTES, BadRecord
from goverify.facts.packages.vouching import vouched
from goverify.host import Digests, Entry, Kind
from goverify.host.recorded import RecordedHost
from tests.golang import Files, whole
from tests.hosts import link, text
from tests.packaged import AS_NAMED, AS_PACKAGED, CONTENTS, OTHERWISE, counted, digest, held, installed

INFO = "/var/lib/dpkg/info"
ROOT, SHARE = "/usr/lib/go-1.24", "/usr/share/go-1.24"
STATUS = """Package: golang-1.24-go
Status: install ok installed
Version: 1.24.1-2

Package: golang-go
Version: 2:1.24~1
Depends: golang-1.24-go, golang-src (>= 2:1.24~1)

Package: golang-1.24-src
Version: 1.24.1-2
"""
PROGRAMS = ("VERSION", "bin/go")
LINKS = {f"{ROOT}/src": "../../share/go-1.24/src", "/usr/bin/go": "../lib/go-1.24/bin/go", "/usr/lib/go": "go-1.24"}


def sums(folder: str, names: tuple[str, ...]) -> str:
    """Return the md5sums of some files as a package has them."""
    return "".join(f"{digest(CONTENTS[name], 'md5')}  {folder[1:]}/{name}\n" for name in names)


def listing(*names: str) -> str:
    """Return a list as dpkg writes it."""
    return "".join(f"{name}\n" for name in ("/.", "/usr", *names))


RECORDS: Files = {
    f"{INFO}/golang-1.24-go.list": listing(ROOT, f"{ROOT}/bin", *(f"{ROOT}/{name}" for name in (*PROGRAMS, "src"))),
    f"{INFO}/golang-1.24-go.md5sums": sums(ROOT, PROGRAMS),
    f"{INFO}/golang-1.24-src.list": listing(SHARE, f"{SHARE}/src/fmt/print.go"),
    f"{INFO}/golang-1.24-src.md5sums": sums(SHARE, ("src/fmt/print.go",)),
    f"{INFO}/golang-go:amd64.list": listing("/usr/bin", "/usr/bin/go", "/usr/lib", "/usr/lib/go"),
    f"{INFO}/golang-go:amd64.md5sums": f"{'0' * 32}  usr/share/doc/golang-go/copyright\n",
    "/var/lib/dpkg/status": STATUS,
}


def debian(more: Files | None = None, source: str = CONTENTS["src/fmt/print.go"]) -> RecordedHost:
    """Return a host with the split tree of Debian's packages."""
    programs = Digests({name: digest(CONTENTS[name], "md5") for name in PROGRAMS}, {"src": LINKS[f"{ROOT}/src"]})
    files: Files = {f"{ROOT}/VERSION": CONTENTS["VERSION"], f"{ROOT}/bin/go": "go", f"{SHARE}/src/fmt/print.go": source}
    links: Files = {path: link(target) for path, target in LINKS.items()}
    digests = {f"{ROOT}/<md5>": programs, f"{SHARE}/<md5>": Digests({"src/fmt/print.go": digest(source, "md5")})}
    return whole().but(files=files | links | RECORDS | (more or {}), digests=digests)


def test_a_split_tree_is_as_packaged() -> None:
    found = held(debian(), ROOT)
    assert counted(found) == AS_PACKAGED
    assert [str(each) for each in found.packages] == [
        "golang-1.24-go 1.24.1-2",
        "golang-1.24-src 1.24.1-2",
        "golang-go 2:1.24~1",
    ]
    assert not found.retargeted


def test_a_file_behind_a_link_has_its_name_in_the_tree() -> None:
    assert held(debian(source="evil"), ROOT).changed == ("src/fmt/print.go",)


@pytest.mark.parametrize(
    ("path", "target", "name", "end"),
    [
        (f"{ROOT}/src", "/tmp/src", "src", "/tmp/src"),
        (f"{ROOT}/src", "../../share/go-1.23/src", "src", "/usr/share/go-1.23/src"),
        ("/usr/bin/go", "../lib/go-1.24/bin/gofmt", "/usr/bin/go", f"{ROOT}/bin/gofmt"),
        ("/usr/bin/go", "/tmp/go", "/usr/bin/go", "/tmp/go"),
        ("/usr/lib/go", "/opt/go", "/usr/lib/go", "/opt/go"),
    ],
)
def test_a_link_that_leads_elsewhere_is_found(path: str, target: str, name: str, end: str) -> None:
    assert held(debian({path: link(target)}), ROOT).retargeted == {name: end}


def test_a_link_that_says_the_same_in_other_words_is_none() -> None:
    assert not held(debian({"/usr/bin/go": link(f"{ROOT}/bin/go")}), ROOT).retargeted


@pytest.mark.parametrize("record", [None, text("go")])
def test_a_link_that_is_gone_or_a_file_is_found(record: Files | None) -> None:
    assert "/usr/bin/go" in held(debian({"/usr/bin/go": record}), ROOT).retargeted  # type: ignore[dict-item] # either kind


def test_a_name_that_update_alternatives_took_over_is_told_apart() -> None:
    found = held(debian({"/usr/bin/go": link("/etc/alternatives/go")}), ROOT)
    assert (found.retargeted, found.replaced) == ({}, {"/usr/bin/go": "/etc/alternatives/go"})


def test_the_default_release_of_others_is_not_asked_of_this_tree() -> None:
    host = debian({"/var/lib/dpkg/status": STATUS.replace("golang-1.24-go, ", "golang-1.19-go, ")})
    assert [each.name for each in held(host, ROOT).packages] == ["golang-1.24-go", "golang-1.24-src"]


def test_a_tree_in_a_systems_folder_is_judged_by_that_systems_records() -> None:
    inside: Files = {f"/srv/image{path}": record for path, record in RECORDS.items()}
    programs = Digests({name: digest(CONTENTS[name], "md5") for name in PROGRAMS})
    digests = {f"/srv/image{ROOT}/<md5>": programs, f"/srv/image{SHARE}/<md5>": Digests({})}
    host = whole().but(files=inside | {f"/srv/image{ROOT}/VERSION": "go1.24.1\n"}, digests=digests)
    assert held(host, f"/srv/image{ROOT}").removed == ("src/fmt/print.go",)


def test_a_package_of_a_tree_in_one_piece_is_as_packaged() -> None:
    records: Files = {
        f"{INFO}/golang.list": listing("/usr/lib/go", *(f"/usr/lib/go/{name}" for name in CONTENTS)),
        f"{INFO}/golang.md5sums": sums("/usr/lib/go", tuple(CONTENTS)),
    }
    assert counted(held(installed("/usr/lib/go", records, "md5"), "/usr/lib/go")) == AS_PACKAGED
    assert counted(held(installed("/usr/lib/go", records, "md5", OTHERWISE), "/usr/lib/go")) == AS_NAMED


def test_termux_keeps_its_records_below_its_prefix() -> None:
    prefix = "/data/data/com.termux/files/usr"
    root = f"{prefix}/lib/go"
    records: Files = {
        f"{prefix}/var/lib/dpkg/info/golang.list": listing(*(f"{root}/{name}" for name in CONTENTS)),
        f"{prefix}/var/lib/dpkg/info/golang.md5sums": sums(root, tuple(CONTENTS)),
    }
    host = installed(root, records, "md5").but(env={"PREFIX": prefix})
    assert counted(held(host, root)) == AS_PACKAGED


def test_a_tree_that_dpkg_does_not_list_is_nobodys() -> None:
    host = debian({"/opt/go/VERSION": "go1.24.1\n"})
    assert Facts(host)(vouched, host.path("/opt/go")) is None


@pytest.mark.parametrize(
    "content",
    [
        f"{'0' * 32}  ../../etc/passwd\n",
        f"{'0' * 32}  /etc/passwd\n",
        f"{'0' * 32}  usr/./x\n",
        f"{'0' * 32}  \n",
        f"{'0' * 31}  usr/x\n",
        "no sums\n",
        b"\xff\xfe\n",
        "\0" * 40,
        f"{'0' * 32}  usr/{'x' * 100_000}\n",
    ],
)
def test_sums_that_dpkg_does_not_write_are_not_believed(content: str | bytes) -> None:
    host = debian({f"{INFO}/golang-1.24-go.md5sums": content})
    with pytest.raises(BadRecord, match=r"golang-1\.24-go\.md5sums, line 1: "):
        held(host, ROOT)


def test_more_than_any_package_has_is_not_read() -> None:
    large = Entry(Kind.FILE, size=LIMIT_BYTES + 1)
    record = text("x")
    host = debian({f"{INFO}/golang-1.24-go.md5sums": type(record)(large, record.content)})
    with pytest.raises(BadRecord, match="larger than any record"):
        held(host, ROOT)


def test_records_that_others_may_write_vouch_for_nothing() -> None:
    host = debian({f"{INFO}/golang-1.24-go.list": text(str(RECORDS[f"{INFO}/golang-1.24-go.list"]), mode=0o666)})
    with pytest.raises(BadRecord, match="vouches for nothing: every user may write"):
        held(host, ROOT)


def test_links_in_a_circle_lead_nowhere() -> None:
    records: Files = {
        f"{INFO}/golang.list": listing("/usr/lib/go/bin", *(f"/usr/lib/go/{name}" for name in (*CONTENTS, "x"))),
        f"{INFO}/golang.md5sums": sums("/usr/lib/go", tuple(CONTENTS)),
        "/usr/lib/go/x": link("y"),
        "/usr/lib/go/y": link("x"),
    }
    host = installed("/usr/lib/go", records, "md5", links={"x": "y", "y": "x"})
    found = held(host, "/usr/lib/go")
    assert (set(found.retargeted), found.added) == ({"x"}, ("y",))


def test_a_name_that_the_administrator_diverted_is_no_longer_the_packages() -> None:
    more: Files = {
        "/var/lib/dpkg/diversions": "/usr/bin/go\n/usr/bin/go.distrib\n:\n/bin/sh\n/bin/sh.distrib\ndash\n",
        "/usr/bin/go": link("/opt/go/bin/go"),
        "/usr/bin/go.distrib": link(LINKS["/usr/bin/go"]),
    }
    assert not held(debian(more), ROOT).retargeted
    moved = held(debian(more | {"/usr/bin/go.distrib": link("/tmp/go")}), ROOT)
    assert moved.retargeted == {"/usr/bin/go.distrib": "/tmp/go"}
