"""The report as JSON documents of one line each: every check, every diagnosis, and last a summary.

A line has one key, which tells what it is; below it stands what `schema/report-1.json` says of that part, under `$defs`
for a check and a diagnosis. The summary is the report without these two, so that nothing is told twice.
"""

from goverify.render.json import line, to_dict
from goverify.report import Report


def render(report: Report) -> str:
    """Return the lines, each ended by a newline."""
    whole = to_dict(report)
    checks, diagnosis = whole.pop("checks"), whole.pop("diagnosis")
    assert isinstance(checks, list)
    assert isinstance(diagnosis, list)
    lines = [{"check": item} for item in checks] + [{"diagnosis": item} for item in diagnosis] + [{"summary": whole}]
    return "".join(f"{line(each)}\n" for each in lines)
