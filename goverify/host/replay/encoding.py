"""The way from a recording to its JSON: sorted, without what goes without saying, one record a line."""

import json
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from goverify.host import Completed, FileSystem
from goverify.host.replay.decoding import SCHEMA
from goverify.host.replay.digest_coding import encode_digests
from goverify.host.replay.exchange_coding import encode_exchange
from goverify.host.replay.file_encoding import encode_file, lines, without
from goverify.host.replay.layout import layout
from goverify.host.replay.records import Fault, Recording, Run


def dump(recording: Recording) -> str:
    """Return the recording as JSON that `load` reads back to the same."""
    sections: dict[str, Any] = {
        "schema": SCHEMA,
        "about": recording.about,
        "platform": without(recording.platform._asdict(), translated=False, wsl=False),
        "identity": without(recording.identity._asdict(), groups=(), elevated=False),
        "env": _sorted(recording.env),
        "cwd": {"error": recording.cwd.name} if isinstance(recording.cwd, Fault) else str(recording.cwd),
        "closed": recording.closed,
        "files": _sorted({str(path): encode_file(each, recording.platform) for path, each in recording.files.items()}),
        "access": _sorted({str(path): _sorted(rights) for path, rights in recording.access.items()}),
        "filesystems": _sorted({str(path): _filesystem(path, each) for path, each in recording.filesystems.items()}),
        "trials": _sorted(
            {str(path): without(each._asdict(), failed="", error="") for path, each in recording.trials.items()}
        ),
        "digests": _sorted({str(path): encode_digests(each) for path, each in recording.digests.items()}),
        "runs": sorted((_run(run) for run in recording.runs), key=_order),
        "exchanges": _sorted({url: encode_exchange(each) for url, each in recording.exchanges.items()}),
        "ancestors": None if recording.ancestors is None else [process._asdict() for process in recording.ancestors],
        "registry": _sorted({key: _sorted(values) for key, values in recording.registry.items()}),
        "limits": None if recording.limits is None else recording.limits._asdict(),
        "cache": recording.cache,
    }
    maps = {
        key: dict[str, Any]()
        for key in ("files", "access", "filesystems", "trials", "digests", "exchanges", "registry")
    }
    return layout(without(sections, **maps, about="", runs=[], ancestors=None, limits=None, cache=True))


def _sorted(values: Mapping[str, Any]) -> dict[str, Any]:
    return dict(sorted(values.items()))


def _filesystem(path: PurePath, known: FileSystem | Fault) -> dict[str, Any]:
    if isinstance(known, Fault):
        return {"error": known.name}
    return without(known._asdict(), mount=str(path), read_only=False, noexec=False, free_inodes=None)


def _run(run: Run) -> dict[str, Any]:
    asked: dict[str, Any] = {"argv": list(run.argv)}
    if run.cwd is not None:
        asked["cwd"] = str(run.cwd)
    if run.env is not None:
        asked["env"] = _sorted(run.env)
    if run.layer:
        asked["layer"] = run.layer
    answer = without(run.completed._asdict(), **Completed()._asdict())
    return asked | {name: lines(value) if name in {"stdout", "stderr"} else value for name, value in answer.items()}


def _order(run: dict[str, Any]) -> str:
    return json.dumps([run["argv"], run.get("layer"), run.get("cwd"), run.get("env")])
