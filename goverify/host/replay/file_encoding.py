"""The way from the record of one file to its JSON, without what goes without saying."""

import base64
from dataclasses import asdict
from typing import Any

from goverify.host import Entry, Kind, Platform
from goverify.host.replay.file_decoding import default_mode, default_size
from goverify.host.replay.records import Content, Fault, FileRecord, GoBinary, end_of


def encode_file(record: FileRecord, platform: Platform) -> dict[str, Any] | None:
    """Return the JSON of a record."""
    if record.entry is None:
        return None
    fields: dict[str, Any] = (
        {"error": record.entry.name} if isinstance(record.entry, Fault) else _entry(record.entry, record)
    )
    if isinstance(record.names, Fault):
        fields["names_error"] = record.names.name
    elif record.names is not None:
        fields["folder"] = list(record.names)
    if record.attributes:
        fields["attributes"] = {name: _attribute(value) for name, value in sorted(record.attributes.items())}
    if record.judged:
        fields["judged"] = {name: _failure(said) or said for name, said in sorted(record.judged.items())}
    return fields | (_content(record.content, record.entry, platform) if record.content is not None else {})


def _attribute(value: bytes | Fault | None) -> Any:
    """Return an attribute as text where it is one."""
    if not isinstance(value, bytes):
        return _failure(value)
    try:
        return value.decode()
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(value).decode()}


def _failure(answer: object) -> dict[str, str] | None:
    return {"error": answer.name} if isinstance(answer, Fault) else None


def without(values: dict[str, Any], **defaults: object) -> dict[str, Any]:
    """Return the values but those that are as they are by default."""
    return {name: value for name, value in values.items() if name not in defaults or value != defaults[name]}


def lines(text: str) -> str | list[str]:
    """Return a text of several whole lines as these, so that people can read and compare them."""
    whole = text.endswith("\n") and text.count("\n") > 1
    return text[:-1].split("\n") if whole else text


def _entry(entry: Entry, record: FileRecord) -> dict[str, Any]:
    implied = Kind.LINK if entry.target is not None else Kind.FOLDER if isinstance(record.names, tuple) else Kind.FILE
    fields = {
        "kind": entry.kind.value,
        "mode": f"{entry.mode:04o}",
        "uid": entry.uid,
        "gid": entry.gid,
        "size": entry.size,
        "file_id": entry.file_id,
        "link": entry.target,
    }
    mode = f"{default_mode(entry.kind, record.content):04o}"
    size = default_size(entry.kind, record.content)
    return without(fields, kind=implied.value, mode=mode, uid=0, gid=0, size=size, file_id="", link=None)


def _content(content: Content | Fault, entry: Entry | Fault, platform: Platform) -> dict[str, Any]:
    if isinstance(content, Fault):
        return {"open_error": content.name}
    if isinstance(content, str):
        return {"text": lines(content)}
    if isinstance(content, GoBinary):
        program = without(asdict(content), path="cmd/go", system=platform.system.goos, arch=platform.arch)
        return {"go_binary": program}
    parts = {str(offset): base64.b64encode(data).decode() for offset, data in content.parts}
    implied = entry.size if isinstance(entry, Entry) and entry.kind is Kind.FILE else end_of(content)
    return {"ranges": parts} | ({} if implied == content.size else {"content_size": content.size})
