"""What the probe says once it runs: one document with a step for each thing that only a running program knows."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from goverify.facts import Blocked, Facts, Unavailable
from goverify.facts.build import probe_loop
from goverify.facts.words import plain

QUOTED_LENGTH = 120
MOST_ITEMS = 20


class Step(NamedTuple):
    """What one step of the probe found."""

    name: str
    error: str
    """Why it failed; empty where all is well."""
    data: Mapping[str, Any]  # decoded JSON, as each step has its own form
    """Empty where the step tells no named values."""
    items: tuple[str, ...] = ()
    """What it lists; empty where it tells named values."""

    def text(self, name: str) -> str:
        """Return a named value as text; empty where there is none."""
        return str(self.data.get(name) or "")


class Probe(NamedTuple):
    """What the probe printed."""

    steps: tuple[Step, ...]
    """In the order of their names."""
    problem: str
    """What it printed instead of its document, as the end of "the program …"; else empty."""

    def step(self, name: str) -> Step | None:
        """Return the step with that name."""
        return next((step for step in self.steps if step.name == name), None)


def probe(ask: Facts) -> Probe:
    """Return what the probe printed; Blocked where it did not run, Unavailable where the release is too old for it."""
    loop = ask(probe_loop)
    if not loop.probe:
        raise Unavailable("the probe needs a newer release")
    if loop.run is None or not loop.run.ok:
        raise Blocked("the probe did not run")
    return _read(loop.run.stdout)


def _read(text: str) -> Probe:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        line = next((plain(line) for line in text.splitlines() if line.strip()), "")
        return Probe((), f"printed {line[:QUOTED_LENGTH]!r} instead of JSON" if line else "printed nothing")
    steps = document.get("steps") if isinstance(document, dict) else None
    if not isinstance(steps, dict):
        return Probe((), f"printed JSON without its steps: {plain(text.strip())[:QUOTED_LENGTH]!r}")
    return Probe(tuple(_step(name, value) for name, value in sorted(steps.items())), "")


def _step(name: str, value: object) -> Step:
    if not isinstance(value, dict):
        return Step(name, f"it says {value!r}", {})
    data = value.get("data")
    error = "" if value.get("ok") is True else plain(str(value.get("err") or "it failed without a word"))
    items = tuple(plain(str(item)) for item in data[:MOST_ITEMS]) if isinstance(data, list) else ()
    return Step(name, error, data if isinstance(data, dict) else {}, items)
