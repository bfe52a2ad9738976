"""Whether a tree is what its release was: told by recorded hosts that have the hashes of a whole release."""

import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import PurePath

import pytest

from goverify.facts import Facts
from goverify.facts.authenticity.cached_records import kept, manifest_text
from goverify.facts.authenticity.judgement import Authenticity, Status, authenticity
from goverify.host import Digests
from goverify.host.recorded import RecordedHost
from goverify.sumdb.dirhash import h1
from goverify.sumdb.texts import texts
from goverify.sumdb.toolchain import INERT, MODULE, Outside, prefix_of
from tests.golang import ROOTS, Files, whole
from tests.hosts import folder, go_binary, link
from tests.seen_files import STRANGE, released, seen, wheel, without_digests
from tests.sumdb.logs import captured

ROOT = ROOTS["linux"]
CACHE = "/home/gopher/go/pkg/mod/cache/download"
DATABASE = f"{CACHE}/sumdb/sum.golang.org"
HASHES = f"{CACHE}/golang.org/toolchain/@v/v0.0.1-go1.27.3.windows-amd64"


TILES = (
    "/tile/8/3/000.p/4",
    "/tile/8/2/004.p/56",
    "/tile/8/1/x001/080.p/220",
    "/tile/8/0/x276/700.p/52",
    "/tile/8/2/003",
    "/tile/8/1/x001/060",
    "/tile/8/0/x271/398",
)
"""What proves the record in the tree that the look-up names."""


def judged(host: RecordedHost, root: str = ROOT) -> Authenticity:
    """Return the verdict on the host's tree."""
    return Facts(host)(authenticity, host.path(root))


def differing(host: RecordedHost) -> tuple[tuple[str, ...], ...]:
    """Return what is changed, missing and added in a modified tree."""
    found = judged(host)
    assert found.status is Status.MODIFIED
    assert found.files is not None
    return found.files[:3]


@pytest.mark.parametrize("name", ["linux", "macos"])
def test_a_tree_with_the_files_of_its_release_is_genuine(name: str) -> None:
    found = judged(seen(name=name), ROOTS[name])
    assert (found.status, found.files is not None and found.files.same > 11_000) == (Status.GENUINE, True)


def test_a_tree_without_texts_for_people_is_genuine_and_they_are_named() -> None:
    found = judged(seen(wheel()))
    assert found.status is Status.GENUINE
    assert found.files is not None
    assert set(found.files.left_out) == INERT


@pytest.mark.parametrize("name", ["src/runtime/proc.go", "VERSION", "LICENSE", "lib/time/zoneinfo.zip", "src/go.mod"])
def test_a_changed_file_is_named(name: str) -> None:
    assert differing(seen({name: STRANGE})) == ((name,), (), ())


def test_a_missing_file_is_named() -> None:
    assert differing(seen({"src/fmt/print.go": None})) == ((), ("src/fmt/print.go",), ())


@pytest.mark.parametrize("name", ["src/fmt/evil.go", "pkg/include/evil.h", "pkg/tool/linux_amd64/evil", "lib/x"])
def test_an_added_file_is_named(name: str) -> None:
    assert differing(seen({name: STRANGE})) == ((), (), (name,))


def test_a_changed_compiler_is_told_from_other_files() -> None:
    found = judged(seen({"pkg/tool/linux_amd64/compile": STRANGE, "src/fmt/print.go": STRANGE}))
    assert found.files is not None
    assert found.files.tools == ("pkg/tool/linux_amd64/compile",)


def test_a_file_of_another_release_is_recognised() -> None:
    old = released("go1.26.8.linux-amd64")
    found = judged(seen({"VERSION": old["VERSION"], "src/runtime/proc.go": old["src/runtime/proc.go"]}))
    assert found.status is Status.MODIFIED
    assert "go1.26.8.linux-amd64" in found.elsewhere["src/runtime/proc.go"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("bin/gopls", Outside.PROGRAM),
        (".DS_Store", Outside.CACHE),
        ("src/runtime/__pycache__/runtime-gdb.cpython-311.pyc", Outside.CACHE),
        (".unpacked-success", Outside.LOOSE),
    ],
)
def test_what_installers_and_users_leave_in_a_tree_is_told_apart(name: str, why: Outside) -> None:
    found = judged(seen({name: STRANGE}))
    assert (found.status, found.outside) == (Status.GENUINE, {name: why})


def test_another_change_in_go_env_is_one() -> None:
    assert differing(seen({"go.env": STRANGE})) == (("go.env",), (), ())


def test_a_file_that_cannot_be_read_leaves_the_verdict_open() -> None:
    found = judged(seen(failures={"src/fmt/print.go": "permission denied"}))
    assert (found.status, found.reason) == (Status.UNKNOWN, "1 of its files cannot be read")


def test_a_file_that_cannot_be_read_does_not_hide_a_changed_one() -> None:
    found = judged(seen({"bin/go": STRANGE}, failures={"src/fmt/print.go": "permission denied"}))
    assert found.status is Status.MODIFIED


def test_a_tree_that_does_not_let_itself_be_listed_says_so() -> None:
    found = judged(whole().but(files={"/opt/go": folder(mode=0o700)}), "/opt/go")
    assert (found.status, found.reason) == (Status.UNKNOWN, "/opt/go cannot be looked through: EACCES")


def closed(name: str, changes: dict[str, str | None] | None = None) -> RecordedHost:
    """Return a host with a folder in its tree that may not be looked into."""
    inside = {each: None for each in released() if each.startswith(f"{name}/")}
    return seen({**inside, **(changes or {})}, failures={name: "permission denied"})


def test_a_folder_that_cannot_be_looked_into_leaves_the_verdict_open() -> None:
    found = judged(closed("src/net"))
    inside = sum(name.startswith("src/net/") for name in released())
    assert (found.status, found.reason) == (Status.UNKNOWN, f"{inside} of its files cannot be read")
    assert found.unreadable == {"src/net": "permission denied"}


def test_a_folder_that_cannot_be_looked_into_hides_neither_a_changed_nor_a_missing_file() -> None:
    host = closed("src/net", {"bin/go": STRANGE, "src/fmt/print.go": None})
    assert differing(host) == (("bin/go",), ("src/fmt/print.go",), ())


def test_an_empty_file_is_recognised_in_no_release() -> None:
    found = judged(seen({"src/fmt/evil.go": hashlib.sha256().hexdigest()}))
    assert (found.status, dict(found.elsewhere)) == (Status.MODIFIED, {})


@pytest.mark.parametrize("root", ["/usr/lib/go-1.27", "/opt/homebrew/Cellar/go/1.27.3/libexec"])
def test_what_differs_in_a_tree_that_packagers_built_is_for_their_own_records_to_judge(root: str) -> None:
    files: Files = {
        f"{root}/VERSION": "go1.27.3\n",
        f"{root}/pkg/tool/linux_amd64/compile": "",
        f"{root}/bin/go": go_binary("go1.27.3"),
    }
    host = whole("macos" if "homebrew" in root else "linux")
    found = judged(host.but(digests={root: Digests(released() | {"bin/go": STRANGE})}, files=files), root)
    assert found.status is Status.UNKNOWN
    assert "others built it" in found.reason


def test_a_tree_built_from_source_is_not_said_to_be_altered() -> None:
    found = judged(seen({"bin/go": STRANGE, "pkg/tool/linux_amd64/dist": STRANGE}))
    assert (found.status, "built from source" in found.reason) == (Status.UNKNOWN, True)


def test_without_recorded_hashes_nothing_is_known() -> None:
    found = judged(without_digests(seen()))
    assert found.status is Status.UNKNOWN
    assert "recording" in found.reason


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        ("go1.27.2", "no record of go1.27.2.linux-amd64 is at hand"),
        ("devel go1.28-abc", "devel go1.28 is no release, so that nothing is recorded of it"),
    ],
)
def test_a_release_of_which_nothing_is_at_hand_is_unknown(version: str, reason: str) -> None:
    found = judged(seen().but(files={f"{ROOT}/VERSION": f"{version}\n"}))
    assert (found.status, found.reason) == (Status.UNKNOWN, reason)


def test_links_to_folders_are_followed() -> None:
    files = released()
    below = {name.removeprefix("src/"): digest for name, digest in files.items() if name.startswith("src/")}
    rest = {name: digest for name, digest in files.items() if not name.startswith("src/")}
    host = whole().but(
        digests={ROOT: Digests(rest, {"src": "/opt/src"}), "/opt/src": Digests(below)},
        files={f"{ROOT}/src": link("/opt/src"), "/opt/src/x": ""},
    )
    found = judged(host)
    assert (found.status, found.links) == (Status.GENUINE, {"src": "/opt/src"})


def test_a_link_that_leads_nowhere_is_no_file_of_a_release() -> None:
    host = seen({"src/fmt/print.go": None}, links={"src/fmt/print.go": "/nowhere"})
    found = judged(host)
    assert found.unreadable == {"src/fmt/print.go": "a link that leads nowhere"}
    assert found.status is Status.MODIFIED


def test_a_pipe_in_the_place_of_a_file_is_a_change() -> None:
    files = {name: digest for name, digest in released().items() if name != "src/fmt/print.go"}
    host = whole().but(digests={ROOT: Digests(files, {}, {}, ("src/fmt/print.go",))})
    assert differing(host) == (("src/fmt/print.go",), (), ())


def windows_like(noted: str) -> RecordedHost:
    """Return a host with a release of which go noted a hash when it fetched it."""
    files: Files = {
        f"{HASHES}.ziphash": noted,
        f"{ROOT}/bin/go": go_binary("go1.27.3", system="windows"),
        f"{ROOT}/pkg/tool/windows_amd64/compile.exe": "",
        f"{ROOT}/pkg/tool/linux_amd64": None,
    }
    return seen().but(files=files)


def test_the_hash_that_go_noted_in_the_module_cache_is_a_weaker_witness() -> None:
    first = judged(windows_like("h1:x"))
    assert (first.status, first.files) == (Status.MODIFIED, None)
    assert "cannot be told" in first.reason
    second = judged(windows_like(first.sum))
    assert second.status is Status.GENUINE
    assert "noted in the module cache" in second.reason


def test_the_databases_record_in_the_module_cache_is_proven_anew() -> None:
    version = "v0.0.1-go1.27.3.linux-amd64"
    answers = {f"/lookup/{MODULE}@{version}", *TILES}
    host = whole().but(files={f"{DATABASE}{path}": captured(path) for path in answers})
    found = Facts(host)(kept, "go1.27.3.linux-amd64")
    assert found is not None
    assert found.proven is not None
    assert found.proven.sum == "h1:r0ub+FnqzZxoWm/dSUOI9DcIqYWn/mNYGFJcv7PyBzs="


@pytest.mark.parametrize("missing", [TILES[0], TILES[-1]])
def test_a_record_without_its_proof_is_not_believed(missing: str) -> None:
    answers = {f"/lookup/{MODULE}@v0.0.1-go1.27.3.linux-amd64", *TILES} - {missing}
    host = whole().but(files={f"{DATABASE}{path}": captured(path) for path in answers})
    assert Facts(host)(kept, "go1.27.3.linux-amd64") is None


def test_what_is_no_archive_has_no_files() -> None:
    host = whole().but(files={"/x.zip": "PK\x03\x04 no archive"})
    with host.open(host.path("/x.zip")) as reader:
        assert manifest_text(reader) == ""


def test_a_linked_folder_is_hashed_whole_although_it_has_a_folder_doc() -> None:
    asked = []

    class Asked(RecordedHost):
        def digests(self, folder: PurePath, leave: Sequence[str] = (), algorithm: str = "sha256") -> Digests:
            asked.append((str(folder), "doc" in leave))
            return super().digests(folder, leave, algorithm)

    host = whole().but(
        digests={ROOT: Digests({}, {"src/cmd": "/opt/cmd"}), "/opt/cmd": Digests({})},
        files={f"{ROOT}/src/cmd": link("/opt/cmd"), "/opt/cmd/x": ""},
    )
    judged(Asked(host.recording))
    assert asked == [(ROOT, True), ("/opt/cmd", False)]


def test_a_link_to_more_than_any_tree_of_go_has_ends_the_look() -> None:
    host = whole().but(
        digests={ROOT: Digests(released(), {"lib/x": "/opt"}), "/opt": Digests({})},
        files={f"{ROOT}/lib/x": link("/opt"), "/opt/x": ""},
    )
    text = json.loads(host.dump())
    text["digests"]["/opt"] = {"error": "EFBIG"}
    found = judged(RecordedHost.load(json.dumps(text)))
    assert (found.status, "cannot be looked through" in found.reason) == (Status.UNKNOWN, True)


OLD = "go1.24.1.linux-amd64"
FETCHED = f"{CACHE}/golang.org/toolchain/@v/v0.0.1-{OLD}"
CONTENTS = {"VERSION": b"go1.24.1\n", "bin/go": b"program", "src/_go.mod": b"module std\n", "src/a.go": b"package a\n"}


def fetched(changes: dict[str, bytes], archive: dict[str, bytes] = CONTENTS) -> RecordedHost:
    """Return a host with a release that go has fetched, and a tree of it that differs from what was noted then."""
    prefix = prefix_of("go1.24.1", "linux-amd64")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in archive.items():
            made.writestr(prefix + name, content)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in CONTENTS.items()}
    seen_now = {name: hashlib.sha256(content).hexdigest() for name, content in (CONTENTS | changes).items() if content}
    files: Files = {
        f"{ROOT}/VERSION": "go1.24.1\n",
        f"{FETCHED}.ziphash": h1(prefix, hashes),
        f"{FETCHED}.zip": packed.getvalue(),
    }
    return whole().but(files=files, digests={ROOT: Digests(seen_now)})


def test_the_archive_that_go_kept_names_the_files() -> None:
    assert judged(fetched({})).status is Status.GENUINE
    assert differing(fetched({"src/a.go": b"evil", "VERSION": b"", "src/b.go": b"more"})) == (
        ("src/a.go",),
        ("VERSION",),
        ("src/b.go",),
    )


def test_an_archive_that_does_not_come_to_the_noted_sum_names_nothing() -> None:
    found = judged(fetched({"src/a.go": b"evil"}, CONTENTS | {"src/a.go": b"evil"}))
    assert (found.status, found.files) == (Status.MODIFIED, None)


def test_texts_that_a_package_left_out_are_put_back_where_only_sums_can_be_compared() -> None:
    contents = {name: f"text {name}".encode() for name in INERT}
    whole_release = CONTENTS | contents
    prefix = prefix_of("go1.24.1", "linux-amd64")
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in CONTENTS.items()}
    host = fetched({}, whole_release).but(files={f"{FETCHED}.ziphash": h1(prefix, {**hashes, **texts((1, 24))})})
    assert judged(host).status is Status.GENUINE


def test_without_known_texts_a_tree_that_lacks_them_cannot_be_judged() -> None:
    files: Files = {f"{ROOT}/VERSION": "go1.20.14\n", f"{FETCHED.replace('1.24.1', '1.20.14')}.ziphash": "h1:x"}
    found = judged(whole().but(files=files, digests={ROOT: Digests({"VERSION": STRANGE})}))
    assert (found.status, "it lacks CONTRIBUTING.md" in found.reason) == (Status.UNKNOWN, True)


@pytest.mark.parametrize("name", ["src/fmt/print.go~", "src/fmt/.#print.go"])
def test_what_go_passes_over_leaves_the_tree_genuine(name: str) -> None:
    found = judged(seen({name: STRANGE}))
    assert (found.status, found.outside) == (Status.GENUINE, {name: Outside.CACHE})
