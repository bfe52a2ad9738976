"""A server that let a question wait in vain is not asked another; one that refuses quickly, or answers, is."""

import pytest

from goverify.host.local.patience import Silent, asked
from goverify.host.web import Exchange, Trouble

SILENT = Exchange(trouble=Trouble.TIMEOUT, words="timed out")
FINE = Exchange(200, b"{}")


@pytest.mark.parametrize(
    ("url", "env"),
    [
        ("http://one.example:81/other", {}),
        ("https://ada:secret@one.example:81/", {}),
        ("https://two.example/", {"HTTPS_PROXY": "http://one.example:81"}),
    ],
    ids=["itself", "with a login", "behind that proxy"],
)
def test_what_leads_to_a_silent_server_is_not_asked(url: str, env: dict[str, str]) -> None:
    silent: Silent = {"one.example:81": SILENT}
    assert asked(silent, url, env, lambda: FINE) == SILENT


@pytest.mark.parametrize("url", ["http://two.example:81/", "http://one.example/", "http://[", ""])
def test_everything_else_is_asked(url: str) -> None:
    silent: Silent = {"one.example:81": SILENT}
    assert asked(silent, url, {}, lambda: FINE) == FINE


def test_a_quick_refusal_is_no_silence() -> None:
    silent: Silent = {}
    asked(silent, "http://one.example/", {}, lambda: Exchange(trouble=Trouble.REFUSED))
    assert silent == {}
