"""The judgement on a report: what it fails to say, or says wrongly, of a case."""

import re
from typing import Any

from tests.field.cases import Expected

ALARMING = {"medium", "high", "critical"}


def complaints(report: dict[str, Any], expect: Expected) -> list[str]:
    """Return everything in which a report (as JSON) is not what is expected."""
    named = {item["cause"]: item["severity"] for item in report["diagnosis"]}
    alarms = {cause for cause, severity in named.items() if severity in ALARMING}
    found = []
    if report["health"] not in expect.health:
        found.append(f"health is {report['health']}, not {' or '.join(expect.health)}: {named}")
    found += [f"says {cause}, which it must not" for cause in expect.never if cause in alarms]
    found += [f"does not mention {cause}: {named}" for cause in expect.mentions if cause not in named]
    if expect.cause:
        return found + _first(report["diagnosis"], expect)
    return found + [f"alarms with {cause}" for cause in sorted(alarms)]


def _first(diagnosis: list[dict[str, Any]], expect: Expected) -> list[str]:
    """Return what is wrong with the first diagnosis: its cause, its words, its remedy."""
    if not diagnosis:
        return ["finds nothing"]
    first = diagnosis[0]
    fix = first["fix"] or {"summary": "", "commands": []}
    said = f"{first['title']}\n{first['detail']}"
    advised = "\n".join([fix["summary"], *fix["commands"]])
    found = []
    if first["cause"] not in expect.cause:
        found.append(f"{first['cause']} stands first: {[item['cause'] for item in diagnosis]}")
    if not re.search(expect.say, said, re.IGNORECASE | re.MULTILINE):
        found.append(f"does not say {expect.say!r}: {said}")
    if not re.search(expect.fix, advised, re.IGNORECASE | re.MULTILINE):
        found.append(f"does not advise {expect.fix!r}: {advised}")
    return found
