"""The policy as a file says it: goverify.toml, or tool.goverify in pyproject.toml, read into frozen values.

Pure: a text goes in. Whatever is wrong with it is one BadPolicy, which names file, line and what may have been meant.
"""

import datetime as dt
import re
from collections.abc import Mapping

from goverify.facts.requirements import Requirement, Requirements
from goverify.policy import Policy
from goverify.policy_file import values, waivers
from goverify.policy_file.values import BadPolicy, Document

MAX_CHARACTERS = 256 << 10
"""Of a file; a policy has a hundredth of it, a large pyproject.toml a tenth."""

MOST_DOTS = 400
"""In one line: the reader of TOML takes time and memory by the square of a key's parts."""

PYPROJECT = "pyproject.toml"
TOOL = ("tool", "goverify")
LEVELS = ("critical", "high", "medium", "low", "never")
PROFILES = ("dev", "ci", "container", "fleet")

PROVEN = ("genuine", "repackaged")
"""What `authenticity = "required"` asks for."""

KEYS = (
    "go",
    "provenance",
    "authenticity",
    "profile",
    "only",
    "skip",
    "fail-on",
    "min-score",
    "allow-incomplete",
    "severity",
    "waiver",
)


def policy_in(name: str, text: str, today: dt.date) -> Policy | None:
    """Return the policy in a file's text; None where that is a pyproject.toml without one."""
    table: object = _loaded(name, text)
    document = Document(name, text)
    if re.split(r"[\\/]", name)[-1] == PYPROJECT:
        document = document._replace(root=TOOL)
        for key in TOOL:
            table = table.get(key) if isinstance(table, dict) else None
        if table is None:
            return None
    if not isinstance(table, dict):
        raise document.wrong((), "tool.goverify is not a table")
    return _policy(document, table, today)


def _loaded(name: str, text: str) -> dict[str, object]:
    import tomllib  # where there is a policy

    if len(text) > MAX_CHARACTERS:
        raise BadPolicy(f"{name}: it is larger than {MAX_CHARACTERS >> 10} KiB")
    for line, content in enumerate(text.split("\n"), 1):
        if content.count(".") > MOST_DOTS:
            raise BadPolicy(f"{name}:{line}: the line has more than {MOST_DOTS} dots")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise BadPolicy(f"{name}: its lists and tables are nested too deep") from None
    except ValueError as error:
        found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", str(error))
        line = int(found[1]) if found and found[1] else text.rstrip().count("\n") + 1
        raise BadPolicy(f"{name}:{line}: {str(error).partition(' (at ')[0]}") from None


def _policy(document: Document, table: Mapping[str, object], today: dt.date) -> Policy:
    values.known_keys(document, (), table, KEYS)
    accepted = waivers.waivers(document, table.get("waiver"))
    expired = tuple(waiver for waiver in accepted if waiver.until < today)
    return Policy(
        file=document.name,
        profile=values.choice(document, table, "profile", PROFILES),
        only=values.checks_named(document, table, "only"),
        skip=values.checks_named(document, table, "skip"),
        fail_on=values.choice(document, table, "fail-on", LEVELS),
        min_score=values.number(document, table, "min-score", 0, 100),
        allow_incomplete=values.yes_or_no(document, table, "allow-incomplete"),
        severities=waivers.severities(document, table.get("severity")),
        waivers=tuple(waiver for waiver in accepted if waiver not in expired),
        requires=_requires(document, table)._replace(waivers=len(accepted), expired=expired),
    )


def _requires(document: Document, table: Mapping[str, object]) -> Requirements:
    allowed = values.origins(document, table, "provenance")
    proof = values.choice(document, table, "authenticity", ("required", "optional"))
    return Requirements(
        go=values.go_range(document, table, "go"),
        go_place=document.place(("go",)) if "go" in table else "",
        provenance=Requirement(allowed, document.place(("provenance",))) if allowed else None,
        authenticity=Requirement(PROVEN, document.place(("authenticity",))) if proof == "required" else None,
    )
