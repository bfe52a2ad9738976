"""What is said of settings is what go itself makes of the same environment and the same file."""

import json
import os
import subprocess
from functools import cache
from pathlib import Path

import pytest

from goverify.facts import Facts
from goverify.facts.settings.effective_settings import NAMES, effective_settings
from goverify.facts.settings.in_force import Origin
from tests.checks.env.stored import with_stored
from tests.trees import some_go

FILES = (
    "# site\n\nGOFLAGS=-x\nGOBIN=/opt/bin\n",
    "GOBIN=/opt/a\nGOBIN=/opt/b\n",
    "\ufeffGOBIN=/opt/bin\nGOPRIVATE=a.example\n",
    'GOBIN="/opt/bin"\n',
    "GOPRIVATE=a.example\r\nGOINSECURE=b.example\r\n",
    " GOBIN=/opt/bin\nexport GOPRIVATE=a.example\ngoinsecure=b\n",
    "GOTOOLDIR=/opt/tool\nGOHOSTOS=plan9\nGOEXE=.com\nGOVERSION=go9\n",
    "GODEBUG=x=1\nGOPROXY=\nGOSUMDB=\n",
    "GOFLAGS=-x\nGOPROXY=direct\n",
)
ENV = {"GOFLAGS": "-v", "GOTOOLDIR": "/opt/tool", "GOVCS": "off"}


@cache
def told(content: str | None, folder: Path, *given: tuple[str, str]) -> dict[str, str]:
    """Return what go env tells under a file of settings and some variables."""
    file = folder / "settings"
    if content is not None:
        file.write_bytes(content.encode())
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GO", "CGO_"))}
    env = kept | {"GOENV": str(file), "GOTOOLCHAIN": "local", "TEST_TELEMETRY_DIR": str(folder)} | dict(given)
    ran = subprocess.run([some_go(), "env", "-json"], env=env, cwd=folder, capture_output=True, check=True, timeout=60)
    answer: dict[str, str] = json.loads(ran.stdout)
    return answer


def test_every_setting_that_go_tells_is_known(tmp_path: Path) -> None:
    assert set(told(None, tmp_path)) - set(NAMES) == set()


@pytest.mark.parametrize("env", [{}, ENV], ids=["alone", "with an environment"])
@pytest.mark.parametrize("content", FILES)
def test_go_uses_what_takes_effect_and_nothing_else(content: str, env: dict[str, str], tmp_path: Path) -> None:
    answer = told(content, tmp_path, *env.items())
    rows = Facts(with_stored(content.encode(), **env))(effective_settings)
    made = [row for row in rows if row.origin in {Origin.ENVIRONMENT, Origin.FILE} and row.name in answer]
    assert made
    for row in made:
        used = answer[row.name] == row.value
        assert used is row.in_effect, row
