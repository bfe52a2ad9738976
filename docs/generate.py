"""Write what is made of other files, or with --check say which is not current: pages of checks and causes, a table in JSON."""

import json
import sys
import tomllib
from pathlib import Path

from goverify.catalog import load, modules
from goverify.causes import CAUSES, Cause
from goverify.causes.advice import ADVICE
from goverify.facts.probing.probe_steps import STEPS
from goverify.information import ITEMS
from goverify.registry import Check
from goverify.render.pages import tellers

DOCS = Path(__file__).parent
DATA = DOCS.parent / "goverify" / "data"
MARK = "<!-- Written by docs/generate.py; change the code, then run `make docs`. -->\n\n"


def check_page(check: Check) -> str:
    """Return the page of a check: its docstring, with the headings as headings."""
    lines = [f"# {check.id}", "", check.title, ""]
    for line in check.pages.splitlines():
        heading = line and not line.startswith(" ")
        lines.append(f"## {line}" if heading else line.removeprefix("    "))
        if heading:
            lines.append("")
    lines += ["", "## Causes", ""]
    lines += [f"- [`{cause}`](../causes.md#{cause}) ({CAUSES[cause].severity.label})" for cause in check.causes]
    return MARK + "\n".join(lines) + "\n"


def index_page(checks: tuple[Check, ...]) -> str:
    """Return the table of all checks."""
    rows = [f"| [`{check.id}`]({check.id}.md) | {check.title} | {check.severity.label} |" for check in checks]
    return (
        MARK + "\n".join(["# Checks", "", "| Check | What it makes sure of | Gravest |", "|---|---|---|", *rows]) + "\n"
    )


def causes_page(checks: tuple[Check, ...]) -> str:
    """Return the page of all causes with the checks that report them."""
    lines = ["# Causes", "", "A slug is public and permanent; its severity is a default.", ""]
    for cause in CAUSES.values():
        lines += [f"## {cause.slug}", "", f"{cause.title}. Severity: {cause.severity.label}."]
        lines += ["", *reported(cause, checks)]
        lines += (
            ["", "Accounts for " + ", ".join(f"`{slug}`" for slug in cause.explains) + "."] if cause.explains else []
        )
        lines.append("")
    return MARK + "\n".join(lines)


def reported(cause: Cause, checks: tuple[Check, ...]) -> list[str]:
    """Return what is told of a cause that no check of its own looks for, and the checks that report it."""
    lines = []
    for part in ADVICE.get(cause.slug, "").split("\n\n") if cause.slug in ADVICE else ():
        heading, _, text = part.partition("\n")
        lines += [f"**{heading}** {' '.join(text.split())}", ""]
    own, reading = tellers(cause, [check for check in checks if cause.slug in check.causes])
    said = [f"Reported by {', '.join(f'[`{check.id}`](checks/{check.id}.md)' for check in own)}."] if own else []
    said += ["Read in the words of a failed go."] if reading else []
    return [*lines, " ".join(said) or "Not reported yet."]


def information_page() -> str:
    """Return the page of all items of information."""
    lines = [
        "# For information",
        "",
        "What `goverify check -v` tells of a host. None of it is a finding or scored.",
        "",
    ]
    for item in ITEMS.values():
        systems = ", ".join(system.value for system in item.systems)
        lines += [f"## {item.id}", "", f"{item.title} ({systems}). {item.meaning}"]
        lines += ["", f"Often told otherwise: {item.myth}"] if item.myth else []
        lines += ["", f"Looks at {item.looks_at}.", ""]
    return MARK + "\n".join(lines)


def probe_page() -> str:
    """Return the page of the steps of the probe."""
    lines = [
        "# The probe",
        "",
        "One program that goverify builds with the go at hand, as go does by itself, and runs: what only a running Go",
        "program knows. Each step has a limit of its own, so that one that hangs costs no other.",
        "",
        "| Step | Proves | Where it fails | Judged by |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| `{step.name}` | {step.proves} | {step.failed} | [`{step.check}`](checks/{step.check}.md) |"
        for step in STEPS.values()
    ]
    return MARK + "\n".join(lines) + "\n"


def installers_table() -> str:
    """Return the table of installers in the form in which it is read."""
    return json.dumps(tomllib.loads((DATA / "installers.toml").read_text("utf-8")), ensure_ascii=False, indent=1) + "\n"


def pages() -> dict[Path, str]:
    """Return the text of every generated file."""
    checks = tuple(map(load, modules()))
    written = {DOCS / "checks" / f"{check.id}.md": check_page(check) for check in checks}
    return written | {
        DOCS / "checks" / "README.md": index_page(checks),
        DOCS / "causes.md": causes_page(checks),
        DOCS / "information.md": information_page(),
        DOCS / "probe.md": probe_page(),
        DATA / "installers.json": installers_table(),
    }


def main() -> int:
    """Write the pages, or compare them; return the exit status."""
    wanted = pages()
    stale = [path for path, text in wanted.items() if not path.is_file() or path.read_text("utf-8") != text]
    stale += [path for path in (DOCS / "checks").glob("*.md") if path not in wanted]
    if "--check" in sys.argv[1:]:
        print(
            "\n".join(f"not current: {path.relative_to(DOCS.parent)}" for path in stale)
            or "generated files are current"
        )
        return 1 if stale else 0
    for path in stale:
        if path in wanted:
            path.parent.mkdir(exist_ok=True)
            path.write_text(wanted[path], encoding="utf-8")
        else:
            path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
