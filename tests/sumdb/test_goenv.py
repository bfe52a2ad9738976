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
        (OWN + "\n# Ours\nGOPRIVATE=corp.example\n", {"GOPRIVATE": "corp.example"}),
        (OWN + "GOFLAGS=-mod=mod -trimpath\n", {"GOFLAGS": "-mod=mod -trimpath"}),
        (OWN + "GOSUMDB=off\n", {"GOSUMDB": "off (in a second line, which go passes over)"}),
        (OWN.replace("=auto", "=local") + "# Ours\nGONOSUMDB=*", {"GOTOOLCHAIN": "local", "GONOSUMDB": "*"}),
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
        OWN + "# Ours\n",
        OWN + "GOPRIVATE=corp.example\nCC=/tmp/x\n",
        OWN + "GOPRIVATE=corp.example\nGOFLAGS=-mod=mod -toolexec=/tmp/x\n",
        OWN.removesuffix("\n"),
        OWN.replace("\n", "\r\n"),
        "",
        "x" * (MAX_BYTES + 1),
    ],
)
def test_any_other_change_is_one(text: str) -> None:
    assert changed_settings(text.encode(), DIGEST) is None


def test_bytes_that_are_no_text_are_a_change() -> None:
    assert changed_settings(b"\xff" + OWN.encode(), DIGEST) is None
