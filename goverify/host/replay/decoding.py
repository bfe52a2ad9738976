"""The way from the JSON of a recorded host (schema goverify.host/1) to its values."""

from pathlib import PurePath

from goverify.host import Completed, FileSystem, Identity, Limits, Platform, Process, System, Trial
from goverify.host.replay.digest_coding import decode_digests
from goverify.host.replay.exchange_coding import decode_exchange
from goverify.host.replay.file_decoding import decode_file
from goverify.host.replay.json_node import BadRecording, Node, document
from goverify.host.replay.records import Fault, FileRecord, Recording, Run, flavour

SCHEMA = "goverify.host/1"
DEEPEST = 255
MOST_PARTS = 250_000
"""Names in all paths together: each folder on the way to a file takes memory too."""

_REQUIRED = ("schema", "platform", "identity", "env", "cwd", "closed")
_FIELDS = (
    *_REQUIRED,
    "about",
    "files",
    "access",
    "filesystems",
    "trials",
    "runs",
    "exchanges",
    "ancestors",
    "registry",
    "limits",
    "cache",
    "digests",
)


def load(text: str) -> Recording:
    """Return the recording that `text` describes; BadRecording names the place that is wrong."""
    root = document(text)
    fields = root.fields((*_FIELDS, "$schema"), ("schema",))
    if fields["schema"].value != SCHEMA:
        raise fields["schema"].wrong(SCHEMA)
    fields = root.fields((*_FIELDS, "$schema"), _REQUIRED)
    empty = Node({}, "")
    platform = _platform(fields["platform"])
    path = flavour(platform.system)
    return Recording(
        platform=platform,
        identity=_identity(fields["identity"]),
        env={name: node.text() for name, node in fields["env"].items()},
        cwd=_cwd(fields["cwd"], path),
        closed=fields["closed"].truth(),
        files=_files(fields.get("files", empty), platform),
        access={path(name): _rights(node) for name, node in fields.get("access", empty).items()},
        filesystems={path(name): _filesystem(name, node) for name, node in fields.get("filesystems", empty).items()},
        trials={path(name): _trial(node) for name, node in fields.get("trials", empty).items()},
        digests={path(name): decode_digests(node) for name, node in fields.get("digests", empty).items()},
        runs=tuple(_run(node, path) for node in fields.get("runs", Node([], "")).list()),
        exchanges={url: decode_exchange(node) for url, node in fields.get("exchanges", empty).items()},
        ancestors=_processes(fields["ancestors"]) if "ancestors" in fields else None,
        registry={
            key: {name: each.text() for name, each in node.items()}
            for key, node in fields.get("registry", empty).items()
        },
        limits=_limits(fields["limits"]) if "limits" in fields else None,
        cache=fields["cache"].truth() if "cache" in fields else True,
        about=fields["about"].text() if "about" in fields else "",
    )


def _cwd(node: Node, path: type[PurePath]) -> PurePath | Fault:
    if isinstance(node.value, dict):
        return Fault(node.fields(("error",), ("error",))["error"].error_name())
    return path(node.text())


def _files(node: Node, platform: Platform) -> dict[PurePath, FileRecord]:
    path = flavour(platform.system)
    files = {}
    parts = 0
    for name, record in node.items():
        place = path(name)
        parts += len(place.parts)
        if len(place.parts) > DEEPEST or parts > MOST_PARTS:
            raise BadRecording(f"{record.place}: deeper than {DEEPEST} folders, or one of too many files")
        files[place] = decode_file(record, platform)
    return files


def _platform(node: Node) -> Platform:
    fields = node.fields(
        ("system", "arch", "kernel", "name", "translated", "wsl"), ("system", "arch", "kernel", "name")
    )
    return Platform(
        system=System(fields["system"].one_of([system.value for system in System])),
        arch=fields["arch"].text(),
        kernel=fields["kernel"].text(),
        name=fields["name"].text(),
        translated="translated" in fields and fields["translated"].truth(),
        wsl="wsl" in fields and fields["wsl"].truth(),
    )


def _identity(node: Node) -> Identity:
    fields = node.fields(("uid", "gid", "groups", "name", "elevated"), ("uid", "gid", "name"))
    return Identity(
        uid=fields["uid"].integer(-1),
        gid=fields["gid"].integer(-1),
        groups=tuple(each.integer() for each in fields["groups"].list()) if "groups" in fields else (),
        name=fields["name"].text(),
        elevated="elevated" in fields and fields["elevated"].truth(),
    )


def _rights(node: Node) -> dict[str, bool]:
    return {mode: each.truth() for mode, each in node.fields(("r", "w", "x")).items()}


def _filesystem(name: str, node: Node) -> FileSystem | Fault:
    if "error" in dict(node.items()):
        return Fault(node.fields(("error",))["error"].error_name())
    known = ("type", "mount", "read_only", "noexec", "free_bytes", "free_inodes")
    fields = node.fields(known, ("type", "free_bytes"))
    inodes = fields.get("free_inodes")
    return FileSystem(
        type=fields["type"].text(),
        mount=fields["mount"].text() if "mount" in fields else name,
        read_only="read_only" in fields and fields["read_only"].truth(),
        noexec="noexec" in fields and fields["noexec"].truth(),
        free_bytes=fields["free_bytes"].integer(),
        free_inodes=None if inodes is None or inodes.value is None else inodes.integer(),
    )


def _trial(node: Node) -> Trial:
    fields = node.fields(("failed", "error"))
    if not fields:
        return Trial()
    fields = node.fields(("failed", "error"), ("failed", "error"))
    return Trial(fields["failed"].one_of(["create", "write", "lock", "remove"]), fields["error"].error_name())


_OUTCOME = ("status", "signal", "error", "stdout", "stderr", "timed_out", "flooded", "duration_s")


def _run(node: Node, path: type[PurePath]) -> Run:
    fields = node.fields(("argv", "cwd", "env", "layer", *_OUTCOME), ("argv",))
    argv = fields["argv"].texts()
    if not argv:
        raise fields["argv"].wrong("a program and its arguments")
    return Run(
        argv=argv,
        completed=_completed(node, fields),
        cwd=path(fields["cwd"].text()) if "cwd" in fields else None,
        env=_changes(fields["env"]) if "env" in fields else None,
        layer=fields["layer"].integer() if "layer" in fields else 0,
    )


def _changes(node: Node) -> dict[str, str | None]:
    return {name: None if each.value is None else each.text() for name, each in node.items()}


def _completed(node: Node, fields: dict[str, Node]) -> Completed:
    ends = [name for name in ("status", "signal", "error") if name in fields]
    stopped = {name: name in fields and fields[name].truth() for name in ("timed_out", "flooded")}
    if len(ends) + any(stopped.values()) > 1:
        raise BadRecording(f"{node.place}: ended in more than one way: {', '.join(ends)}")
    texts: dict[str, str] = {name: fields[name].text() for name in ("signal", "error") if name in fields}
    texts |= {name: fields[name].lines() for name in ("stdout", "stderr") if name in fields}
    status = fields["status"].integer() if "status" in fields else None
    if not ends and not any(stopped.values()):
        status = 0
    duration_s = fields["duration_s"].number() if "duration_s" in fields else 0.0
    return Completed(status=status, duration_s=duration_s, **stopped, **texts)  # type: ignore[arg-type] # names and types are those above


def _processes(node: Node) -> tuple[Process, ...]:
    found = []
    for each in node.list():
        fields = each.fields(("pid", "name"), ("pid", "name"))
        found.append(Process(fields["pid"].integer(), fields["name"].text()))
    return tuple(found)


def _limits(node: Node) -> Limits:
    names = ("open_files", "processes", "file_size_bytes", "address_space_bytes")
    fields = node.fields(names)
    return Limits(
        **{
            name: fields[name].integer() if name in fields and fields[name].value is not None else None
            for name in names
        }
    )
