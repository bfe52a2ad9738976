"""Hosts on which the probe of a running Go program tells certain things."""

import json
from collections.abc import Mapping

from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from tests.hosts import boring

Steps = Mapping[str, Mapping[str, object]]


def probe_tells(steps: Steps, **env: str) -> RecordedHost:
    """Return a host whose probe tells other data in some steps; in a step with "err" nothing but that error."""
    host = boring("linux")
    [ran] = [run for run in host.recording.runs if run.argv[0].endswith("probe/program")]
    document = json.loads(ran.completed.stdout)
    for name, data in steps.items():
        told = document["steps"][name]
        told |= {"ok": False, **data} if "err" in data else {"data": {**told["data"], **data}}
    return host.but(env=env, runs={ran.argv: Completed(0, stdout=json.dumps(document))})
