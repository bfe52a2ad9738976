"""The page in a real browser: nothing on its console, nothing from the network, nothing that keeps a person out.

Needs Chromium and Node on this machine, and npm's registry once.
"""

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from goverify.render.html.page import render
from goverify.report import Report
from tests.npm import browsing_modules
from tests.render.around import furnished
from tests.render.reports import HOSTILE, REPORTS

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SCRIPT = Path(__file__).with_name("browse.mjs")
LIMIT_S = 240

PAGES: Mapping[str, Callable[[], Report]] = {
    "everything": lambda: furnished(REPORTS["several"](), "/opt/go"),
    "hostile": lambda: furnished(REPORTS["hostile"](), f"{HOSTILE}<script>alert(1)</script>{'x' * 900}"),
    "absent": REPORTS["absent"],
}


def browser() -> str:
    """Return a Chromium; skip the test where there is none, or no Node to drive it."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None or shutil.which("node") is None:
        pytest.skip(f"needs node and one of {', '.join(BROWSERS)}")
    return found


def views(page: str, folder: Path) -> list[Mapping[str, Any]]:
    """Return what a browser says of a page, for each way to look at it."""
    program, modules = browser(), browsing_modules()
    (folder / "page.html").write_text(page, encoding="utf-8")
    command = ["node", str(SCRIPT), str(modules), program, str(folder / "profile"), str(folder / "page.html")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=LIMIT_S)
    assert done.returncode == 0, done.stderr
    told: list[Mapping[str, Any]] = json.loads(done.stdout)
    assert [view["view"] for view in told] == ["light", "dark", "phone", "dark phone", "print"]
    return told


@pytest.mark.parametrize("name", PAGES)
def test_a_browser_finds_nothing_to_object_to(name: str, tmp_path: Path) -> None:
    for view in views(render(PAGES[name]()), tmp_path):
        assert (view["console"], view["requests"], view["violations"], max(0, view["wider"])) == ([], [], [], 0)
        by_keyboard = (view["first"], view["skipped"], view["toggled"])
        assert by_keyboard == ("skip", "#main", True) or view["view"] == "print"


def test_a_page_that_loads_and_hides_something_is_objected_to(tmp_path: Path) -> None:
    spoiled = render(REPORTS["several"]()).replace("</h1>", '</h1><img src="x.png"><p style="color: red">x</p>', 1)
    light, *_ = views(spoiled, tmp_path)
    assert [name.rpartition("/")[2] for name in light["requests"]] == ["x.png"]
    assert any("image-alt" in found for found in light["violations"])
    assert sum("Content Security Policy" in said for said in light["console"]) == 2
