"""Redaction: secrets go at every level, persons where it is to be shared; what stays keeps its meaning."""

import time
from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from goverify.host import System
from goverify.host.redact import Level, Redactor
from tests.hosts import boring


def sharing(
    user: str = "ann",
    home: str = "/home/ann",
    env: dict[str, str] | None = None,
    system: System = System.LINUX,
    level: Level = Level.SHARE,
    names: tuple[str, ...] = (),
) -> Redactor:
    """Return a redactor of a host with that user."""
    path: type[PurePath] = PureWindowsPath if system is System.WINDOWS else PurePosixPath
    return Redactor(level, system, env or {}, [path(home)], user, names=names)


SECRETS = [
    ("https://ann:pass@example.com/x", "https://redacted:redacted@example.com/x"),
    ("https://gho_token@example.com/x", "https://redacted@example.com/x"),
    ("https://ann:pa/ss@example.com/x", "https://redacted:redacted@example.com/x"),
    ("key ghp_0123456789abcdefABCDEF0123 used", "key <redacted> used"),
    ("GITHUB_TOKEN=abc go build", "GITHUB_TOKEN=<redacted> go build"),
    ('{"password": "a b"}', '{"password": "<redacted>"}'),
    ("run --api-key abc --v", "run --api-key <redacted> --v"),
    ("curl -u ann:pass x", "curl -u <redacted> x"),
    ("Authorization: Bearer abc.def", "Authorization: Bearer <redacted>"),
    ("machine example.com login ann password x", "machine example.com login <redacted> password <redacted>"),
    ("-ldflags=-X=main.key=abc -v", "-ldflags=-X=main.key=<redacted> -v"),
    ("-ldflags=-X 'main.key=a b' -v", "-ldflags=-X 'main.key=<redacted>' -v"),
    ("-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\n", "<redacted>\n"),
]
HARMLESS = [
    "https://example.com/module/@v/list",
    "https://example.com:8080/module/@v/list",
    "ssh://git@example.com/module",
    "git@example.com:org/module",
    "GOAUTH=netrc",
    "internal/token.go:12:3: undefined: x",
    "open /etc/passwd: permission denied",
    "go: go.mod requires go >= 1.99.0 (running go 1.27.3; GOTOOLCHAIN=local)",
    'compile: version "go1.24.11" does not match go tool version "go1.27.3"',
    "-buildvcs=false -trimpath -tags=netgo",
]


@pytest.mark.parametrize(("text", "shown"), SECRETS)
@pytest.mark.parametrize("level", [Level.LOCAL, Level.SHARE])
def test_secrets_go_at_every_level(text: str, shown: str, level: Level) -> None:
    redactor = sharing(user="gopher", home="/home/gopher", level=level)
    assert redactor.text(text) == shown
    assert redactor.text(shown) == shown


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_a_secret_stays(text: str) -> None:
    assert sharing().text(text) == text


def test_the_value_of_a_secret_variable_goes_wherever_it_stands() -> None:
    redactor = sharing(env={"DEPLOY_KEY": "hunter22", "GOFLAGS": "-mod=mod"}, level=Level.LOCAL)
    assert redactor.text("said hunter22, -mod=mod") == "said <redacted>, -mod=mod"


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


def test_words_behind_secret_flags_are_secret() -> None:
    assert sharing().argv(["git", "--password", "x", "/home/ann/go"]) == (
        "git",
        "--password",
        "<redacted>",
        "/home/user/go",
    )


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


@pytest.mark.parametrize(
    "unit",
    [
        "a://",
        "a://b:",
        "eyJaaaaaaaa-",
        "/home/",
        "~/",
        "$HOME/a/",
        "-X",
        " --token",
        "token",
        "machine ",
        "password ",
        "/",
        "\\",
        "C:\\Users\\",
        "\n",
    ],
)
def test_a_text_made_to_keep_the_search_busy_does_not(unit: str) -> None:
    text = unit * ((256 << 10) // len(unit))
    started = time.process_time()
    sharing().text(text)
    assert time.process_time() - started < 5
