"""Redaction of secrets: they go at every level, wherever they stand; what only looks like one stays."""

import time

import pytest

from goverify.host.redact import Level
from tests.host.redactors import sharing

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


def test_words_behind_secret_flags_are_secret() -> None:
    assert sharing().argv(["git", "--password", "x", "/home/ann/go"]) == (
        "git",
        "--password",
        "<redacted>",
        "/home/user/go",
    )


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
