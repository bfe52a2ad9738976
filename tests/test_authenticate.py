"""goverify authenticate as a person or a script meets it: the verdict, its document, its exit status."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from goverify.authenticated import Difference, Packaging, Verdict, redacted
from goverify.render.authenticate import SHOWN, render, render_json
from goverify.render.style import Style
from goverify.sumdb.client import DATABASE
from goverify.sumdb.records import parse_head
from tests.hosts import link
from tests.packaged import SPLIT, repackaged
from tests.schemas import schema
from tests.seen_files import STRANGE, seen, wheel
from tests.test_cli import goverify

PLAIN = Style.fitting(100, colour=False, unicode=False)
BARE = Verdict("/go", "unknown", "no record is at hand", "", "", "", "", None, None)


def recorded(folder: Path, changes: dict[str, str | None] | None = None) -> str:
    """Write a host with a tree of a release, but for some changes, and return the file."""
    file = folder / "host.json"
    file.write_text(seen(changes).dump(), encoding="utf-8")
    return str(file)


def document(file: str) -> dict[str, Any]:
    """Return the document on a recorded host, which fits its schema."""
    found: dict[str, Any] = json.loads(goverify("authenticate", "--host", file, "--json").stdout)
    Draft202012Validator(schema("authenticate")).validate(found)
    return found


@pytest.mark.parametrize(
    ("changes", "status", "says"),
    [
        ({}, 0, "genuine: /usr/local/go is go1.27.3 for linux/amd64\n"),
        ({"bin/go": STRANGE}, 1, "modified: /usr/local/go says that it is go1.27.3 for linux/amd64\n"),
    ],
)
def test_the_first_line_and_the_exit_status_tell_the_verdict(
    tmp_path: Path, changes: dict[str, str | None], status: int, says: str
) -> None:
    done = goverify("authenticate", "--host", recorded(tmp_path, changes))
    assert (done.returncode, done.stderr) == (status, b"")
    assert done.stdout.decode().startswith(says)


def test_what_cannot_be_told_has_its_own_exit_status(tmp_path: Path) -> None:
    file = tmp_path / "host.json"
    file.write_text(seen().but(digests={"/usr/local/go": None}).dump(), encoding="utf-8")
    done = goverify("authenticate", "--host", str(file))
    assert done.returncode == 3
    assert done.stdout.decode().startswith("unknown: /usr/local/go says that it is")


@pytest.mark.parametrize("name", ["/nowhere", "/usr/local/go/VERSION"])
def test_what_is_no_folder_is_a_mistake(tmp_path: Path, name: str) -> None:
    done = goverify("authenticate", name, "--host", recorded(tmp_path))
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", f"goverify: {name} is no folder\n")


def test_a_place_that_a_recording_does_not_tell_of_is_a_mistake(tmp_path: Path) -> None:
    file = tmp_path / "host.json"
    file.write_text(json.dumps(json.loads(seen().dump()) | {"closed": False}), encoding="utf-8")
    done = goverify("authenticate", "/srv/go", "--host", str(file))
    says = "goverify: the recording does not tell what stands at /srv\n"
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", says)


def test_without_a_go_the_tree_has_to_be_named(tmp_path: Path) -> None:
    file = tmp_path / "host.json"
    file.write_text(seen().but(env={"PATH": "/nowhere"}).dump(), encoding="utf-8")
    done = goverify("authenticate", "--host", str(file))
    assert (done.returncode, b"name the tree" in done.stderr) == (2, True)
    assert goverify("authenticate", "/usr/local/go", "--host", str(file)).returncode == 0


def test_the_document_of_a_genuine_tree_holds_all_that_proves_it(tmp_path: Path) -> None:
    found = document(recorded(tmp_path, dict(wheel())))
    proof = found["record"]["proof"]
    assert (found["status"], len(found["left_out"]), found["differences"]) == ("genuine", 6, [])
    assert parse_head(proof["head"].encode(), DATABASE).size == proof["tree_size"]
    assert proof["record"].splitlines()[0].endswith(found["record"]["sum"])


def test_the_document_of_a_modified_tree_names_each_file(tmp_path: Path) -> None:
    found = document(recorded(tmp_path, {"bin/go": STRANGE, "src/fmt/print.go": None, "src/x.go": STRANGE}))
    assert [(item["name"], item["how"]) for item in found["differences"]] == [
        ("bin/go", "changed"),
        ("src/fmt/print.go", "missing"),
        ("src/x.go", "added"),
    ]


@pytest.mark.parametrize(
    ("changes", "status", "word"), [({}, 0, "repackaged"), ({"src/fmt/print.go": STRANGE}, 1, "modified")]
)
def test_a_packaged_tree_is_told_with_its_packages(
    tmp_path: Path, changes: dict[str, str | None], status: int, word: str
) -> None:
    file = tmp_path / "host.json"
    file.write_text(repackaged(changes, {"/usr/bin/gofmt": link("/etc/alternatives/gofmt")}).dump(), encoding="utf-8")
    done = goverify("authenticate", SPLIT, "--host", str(file), "--json")
    found = json.loads(done.stdout)
    Draft202012Validator(schema("authenticate")).validate(found)
    assert (done.returncode, found["status"], found["package"]["packager"]) == (status, word, "dpkg")
    assert found["package"]["packages"][0]["version"] == "1.27.3-1"
    assert found["package"]["replaced"] == {"/usr/bin/gofmt": "/etc/alternatives/gofmt"}


def test_a_document_with_nothing_in_it_fits_the_schema() -> None:
    Draft202012Validator(schema("authenticate")).validate(json.loads(render_json(BARE)))


def test_of_many_files_the_first_are_named_unless_all_are_wanted() -> None:
    many = BARE._replace(differences=tuple(Difference(f"src/{number}.go", "added") for number in range(SHOWN + 5)))
    short, long = (render(many, PLAIN, everything=each) for each in (False, True))
    assert "and 5 more" in short
    assert f"src/{SHOWN + 4}.go" not in short
    assert f"src/{SHOWN + 4}.go" in long


def test_a_file_that_many_releases_have_is_told_by_their_numbers_alone() -> None:
    lines = (
        "1.26.8.linux-amd64",
        "1.26.10.darwin-amd64",
        "1.26.10.linux-amd64",
        "1.27.3.linux-amd64",
        "1.26.11.linux-amd64",
    )
    item = Difference("src/a.go", "changed", tuple(f"go{line}" for line in lines))
    shown = render(BARE._replace(differences=(item,)), PLAIN, everything=False)
    assert "  changed    src/a.go, as in go1.27.3, go1.26.11, go1.26.10 and 1 more\n" in shown


def test_a_release_that_has_nearly_all_files_that_differ_is_named_for_them() -> None:
    other = ("go1.27.3.darwin-amd64", "go1.27.3.linux-amd64")
    items = tuple(Difference(f"src/{number}.go", "changed", other) for number in range(9))
    few, many = (BARE._replace(differences=(*each, Difference("VERSION", "changed"))) for each in (items[:3], items))
    assert "  mixed      9 of the 10 files that differ are as in go1.27.3\n" in render(many, PLAIN, everything=False)
    assert "mixed" not in render(few, PLAIN, everything=False)


def test_everything_that_was_found_is_shown() -> None:
    verdict = BARE._replace(
        module="go1.27.3.linux-amd64",
        recorded_sum="h1:a",
        source="somebody",
        sum="h1:b",
        same=7,
        differences=(Difference("src/a.go", "changed", ("go1.26.8.linux-amd64",)),),
        left_out=("LICENSE",),
        settings={"GOTOOLCHAIN": "local"},
        outside={"bin/gopls": "program installed into bin"},
        unreadable={"src/b.go": "permission denied"},
        links={"src": "/opt/src"},
        package=Packaging("apk", (("go", "1.27.3-r0", "/lib/apk"),), 9, 7, {"api": "/x"}, {"/usr/bin/go": "/etc/y"}),
    )
    assert render(verdict, PLAIN, everything=False) == (
        "unknown: /go says that it is go1.27.3 for linux/amd64\n"
        "  No record is at hand.\n"
        "  record     h1:a, with nothing but that to prove it\n"
        "  own sum    h1:b\n"
        "  same       7 files\n"
        "  changed    src/a.go, as in go1.26.8.linux-amd64\n"
        "  unreadable src/b.go: permission denied\n"
        "  left out   LICENSE\n"
        "  go.env     GOTOOLCHAIN=local\n"
        "  beside     bin/gopls: program installed into bin\n"
        "  packaged   go 1.27.3-r0, recorded in /lib/apk\n"
        "  retargeted api -> /x\n"
        "  replaced   /usr/bin/go -> /etc/y\n"
        "  links      src -> /opt/src\n"
        "  not judged api, doc, misc, test, modes of files: no record covers them\n"
    )


def test_names_cannot_act_on_a_terminal() -> None:
    assert "\x1b" not in render(
        BARE._replace(root="/\x1b[2J", differences=(Difference("\x1b[2J", "added"),)), PLAIN, everything=True
    )


def test_secrets_are_taken_out_of_names_and_settings_and_proofs_stay() -> None:
    verdict = BARE._replace(
        settings={"GOPROXY": "secret"},
        outside={"secret": "x"},
        recorded_sum="h1:secret",
        package=Packaging("pip", (("go", "1", "/secret"),), 1, 1, {"secret": "/secret"}, {"x": "secret"}),
    )
    shown = redacted(verdict, lambda text: text.replace("secret", "***"))
    assert shown.package == Packaging("pip", (("go", "1", "/***"),), 1, 1, {"***": "/***"}, {"x": "***"})
    assert (shown.settings, shown.outside) == ({"GOPROXY": "***"}, {"***": "x"})
    assert shown.recorded_sum == "h1:secret"
