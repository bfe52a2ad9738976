"""The file go.env: settings that were changed in the release's own text are named, anything more is not excused."""

import hashlib

import pytest

from goverify.sumdb.goenv import MAX_BYTES, changed_settings

OWN = """# Defaults.
# See https://mirror.example for details.
GOPROXY=https://mirror.example,direct
GOSUMDB=sum.golang.org

# Toolchains.
GOTOOLCHAIN=auto
"""
DIGEST = hashlib.sha256(OWN.encode()).hexdigest()


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        (OWN.replace("=auto", "=local"), {"GOTOOLCHAIN": "local"}),
        (OWN.replace("=https://mirror.example,", "="), {"GOPROXY": "direct"}),
        (OWN.replace("sum.golang.org", "off").replace("auto", ""), {"GOSUMDB": "off", "GOTOOLCHAIN": ""}),
        (OWN + "GOARM=7\n", {"GOARM": "7"}),
        (OWN, {}),
    ],
)
def test_changed_settings_are_named(text: str, settings: dict[str, str]) -> None:
    assert changed_settings(text.encode(), DIGEST) == settings


@pytest.mark.parametrize(
    "text",
    [
        OWN + "GOFLAGS=-toolexec=/tmp/x\n",
        OWN.replace("# Toolchains", "# toolchains"),
        OWN.replace("GOTOOLCHAIN=auto\n", ""),
        OWN + "\n",
        OWN.replace("\n", "\r\n"),
        "",
        "x" * (MAX_BYTES + 1),
    ],
)
def test_any_other_change_is_one(text: str) -> None:
    assert changed_settings(text.encode(), DIGEST) is None


def test_bytes_that_are_no_text_are_a_change() -> None:
    assert changed_settings(b"\xff" + OWN.encode(), DIGEST) is None
