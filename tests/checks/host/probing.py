"""Hosts on which the probe of a running Go program tells certain things."""

import json
from collections.abc import Mapping, Sequence

from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from tests.hosts import boring

Steps = Mapping[str, Mapping[str, object] | Sequence[str] | None]


def probe_tells(steps: Steps, *, on: str = "linux", **env: str) -> RecordedHost:
    """Return a host whose probe tells other data in some steps.

    A step with "err" tells that error, and nothing else but the "data" beside it; a list stands for itself; None is no
    step at all.
    """
    host = boring(on)
    [ran] = [run for run in host.recording.runs if "probe" in run.argv[0] and "program" in run.argv[0]]
    document = json.loads(ran.completed.stdout)
    for name, told in steps.items():
        if told is None:
            del document["steps"][name]
        elif not isinstance(told, Mapping):
            document["steps"][name]["data"] = told
        elif "err" in told:
            document["steps"][name] = {"ok": False, "ms": 1.0, **told}
        else:
            document["steps"][name]["data"] |= told
    return host.but(env=env, runs={ran.argv: Completed(0, stdout=json.dumps(document))})
