"""Every entry of GOPATH is an absolute path.

Why
    Go takes the entries of GOPATH as they are: no shell expands a ~ or takes quotes off. One entry that does not begin
    at the root makes every go command fail. On Windows, nothing can be made below a name that ends in a blank.

Looks at
    GOPATH in the environment and in the go env file. Empty entries, such as those behind a trailing separator, are no
    fault, nor are several folders.

Fix
    Unset GOPATH, whose default is the folder go in the home folder, or write the path out.
"""

import re
from collections.abc import Iterator

from goverify.api import Ask, Evidence, Finding, Severity, Unavailable, check
from goverify.facts.held import about_setting, as_written, cut, named
from goverify.facts.path.entries import split
from goverify.facts.settings.in_force import Setting, setting
from goverify.facts.settings.place_rules import why_relative
from goverify.host import System
from goverify.host.paths import home


@check(causes=("gopath-invalid",))
def gopath_invalid(ask: Ask) -> Iterator[Finding | Evidence]:
    held = ask(setting, "GOPATH")
    if held is None:
        raise Unavailable("GOPATH is not set")
    entries = [entry for entry in split(ask.host.platform.system, held.value) if entry]
    wrong = next((entry for entry in entries if entry.startswith("~") or not ask.host.path(entry).is_absolute()), None)
    if wrong is not None:
        yield _finding(ask, held, entries, wrong)
    elif ask.host.platform.system is System.WINDOWS and any(entry != entry.rstrip() for entry in entries):
        yield _blank(ask, held)
    else:
        yield Evidence(held.place, as_written(held))


def _blank(ask: Ask, held: Setting) -> Finding:
    """Return what comes of it that Windows drops a blank at the end of a whole path alone ("File path formats")."""
    what = "ends in a blank: Windows makes the folder without it, and then finds nothing below the name that has it"
    message, remedy = f"{named(held)} {what}", "Or write it without the blank."
    return about_setting(ask, "gopath-invalid", held, message, remedy=remedy, severity=Severity.HIGH)


def _finding(ask: Ask, held: Setting, entries: list[str], wrong: str) -> Finding:
    meant = _written_out(ask, entries)
    return about_setting(
        ask,
        "gopath-invalid",
        held,
        f"{named(held)} makes every go command fail: {cut(wrong)} {why_relative(wrong)}",
        remedy=f"Or write the path out: GOPATH={cut(meant)}." if meant else "Or set it to an absolute path.",
    )


def _written_out(ask: Ask, entries: list[str]) -> str:
    """Return the value without quotes and with the home folder in the place of ~; empty where that is no path either."""
    base, texts = home(ask.host), (entry.strip("\"'") for entry in entries)
    full = [f"{base}{text[1:]}" if base and re.match(r"~(?:[/\\]|$)", text) else text for text in texts]
    mark = ";" if ask.host.platform.system is System.WINDOWS else ":"
    return mark.join(full) if all(ask.host.path(text).is_absolute() for text in full) else ""
