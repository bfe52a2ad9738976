"""Redaction of persons: where a report is shared, users, homes and what lies in them get other names, the same everywhere."""

from pathlib import PurePosixPath

import pytest

from goverify.host import System
from goverify.host.redact import Level, Redactor
from tests.host.redactors import sharing
from tests.hosts import boring


def test_persons_stay_where_nothing_is_shared() -> None:
    assert sharing(level=Level.LOCAL).text("/home/ann/acme, ann") == "/home/ann/acme, ann"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/home/ann/go/bin:/home/ann/sdk", "/home/user/go/bin:/home/user/sdk"),
        ("-I/home/ann/include", "-I/home/user/include"),
        ("file:///home/ann/go.mod", "file:///home/user/go.mod"),
        ('{"Dir":"/home/ann/go/src"}', '{"Dir":"/home/user/go/src"}'),
        ("/mnt/c/Users/ann/go", "/mnt/c/Users/user/go"),
        (r"C:\Users\ann\go", r"C:\Users\user\go"),
        ("ann@box, annual report of joanna", "user@box, annual report of joanna"),
        ("/home/anna/go and /home/anna/sdk", "/home/user2/go and /home/user2/sdk"),
        ("/home/linuxbrew/.linuxbrew/bin", "/home/linuxbrew/.linuxbrew/bin"),
        ("/usr/local/go/bin /root/go", "/usr/local/go/bin /root/go"),
    ],
)
def test_names_of_persons_are_replaced_wherever_they_stand(text: str, shown: str) -> None:
    redactor = sharing()
    assert redactor.text(text) == shown
    assert redactor.text(shown) == shown


def test_names_in_homes_are_replaced_by_stable_ones_that_keep_what_matters() -> None:
    redactor = sharing(names=("My Plan",))
    assert (
        redactor.text("/home/ann/acme/go.mod /home/ann/acme/deal.go")
        == "/home/user/name1/go.mod /home/user/name1/name2.go"
    )
    assert redactor.text("/home/ann/.goat /home/ann/My Plan/x") == "/home/user/.go-name3 /home/user/name 4/name5"
    assert redactor.text("~/acme/x") == "~/name1/name5"
    assert redactor.text("/home/user/name 4/name5") == "/home/user/name 4/name5"


def test_a_user_called_like_a_common_word_changes_nothing_but_the_home() -> None:
    redactor = sharing(user="go", home="/home/go")
    assert redactor.text("/usr/local/go/bin:/home/go/go/bin go: x") == "/usr/local/go/bin:/home/user/go/bin go: x"


def test_root_is_nobody_and_keeps_home_and_name() -> None:
    redactor = sharing(user="root", home="/root", env={"USER": "root"})
    assert redactor.text("/root/go/bin:/rootfs root chroot GOROOT") == "/root/go/bin:/rootfs root chroot GOROOT"
    assert redactor.text("/root/acme/x") == "/root/name1/name2"
    assert redactor.env({"USER": "root"}) == {"USER": "root"}


@pytest.mark.parametrize("home", ["/", "/tmp", "/nonexistent", "/usr/local/go", "/var/lib"])
def test_a_home_that_is_no_persons_is_left_alone(home: str) -> None:
    assert sharing(user="daemon", home=home).text(f"{home}/a/b") == f"{home}/a/b"


def test_a_home_elsewhere_keeps_its_place_in_the_tree() -> None:
    redactor = sharing(home="/export/staff/ann")
    assert redactor.path(PurePosixPath("/export/staff/ann/go")) == PurePosixPath("/export/staff/user/go")


def test_windows_names_are_found_in_any_spelling() -> None:
    redactor = sharing("Ann Smith", r"C:\Users\Ann Smith", system=System.WINDOWS)
    assert redactor.text(r"c:\users\ANN SMITH\go;C:/Users/Ann Smith/go") == r"c:\users\user\go;C:/Users/user/go"
    assert redactor.text(r"C:\\Users\\Ann Smith\\go") == r"C:\\Users\\user\\go"
    assert redactor.text(r"C:\Users\ANNSMI~1\AppData") == r"C:\Users\USER~1\AppData"
    assert redactor.text(r"CORP\ann smith /c/Users/Ann Smith/go") == r"CORP\user /c/Users/user/go"


def test_variables_are_shown_by_an_allow_list() -> None:
    env = {"GOPROXY": "https://a:b@x", "PATH": "/home/ann/go/bin", "USER": "ann", "NOTES": "x", "LC_ALL": "C"}
    shared = {"GOPROXY": "https://redacted:redacted@x", "PATH": "/home/user/go/bin", "USER": "user", "LC_ALL": "C"}
    assert sharing().env(env) == shared
    assert sharing(level=Level.LOCAL).env(env) == {
        **env,
        "GOPROXY": "https://redacted:redacted@x",
        "NOTES": "<redacted>",
    }


@pytest.mark.parametrize(
    ("link", "target", "shown"),
    [
        ("/home/bob/go", "../ann/go", "../user/go"),
        ("/usr/bin/go", "../local/go/bin/go", "../local/go/bin/go"),
        ("/usr/bin/go", "/home/ann/go/bin/go", "/home/user/go/bin/go"),
        ("/home/ann/go", "acme/go", "name1/go"),
    ],
)
def test_links_lead_where_they_led(link: str, target: str, shown: str) -> None:
    assert sharing().target(PurePosixPath(link), target) == shown


def test_structures_are_redacted_text_by_text() -> None:
    assert sharing().tree({"a": ["/home/ann/go", 1, None], "b": ("ann",)}) == {
        "a": ["/home/user/go", 1, None],
        "b": ("user",),
    }


def test_a_fleet_gets_ids_and_versions_alone() -> None:
    redactor = sharing(level=Level.FLEET)
    assert [redactor.text(text) for text in ("go1.27.3", "path.shadowed-go", "/home/ann/go", "two words")] == [
        "go1.27.3",
        "path.shadowed-go",
        "",
        "",
    ]


def test_a_redactor_can_be_made_of_a_host() -> None:
    assert Redactor.of(boring("macos"), Level.SHARE).text("/Users/gopher/go") == "/Users/user/go"
