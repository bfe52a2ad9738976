"""The way from the JSON of one file of a recorded host to its record."""

import base64
import binascii

from goverify.host import Entry, Kind, Platform
from goverify.host.replay.json_node import Node
from goverify.host.replay.records import ABSENT, Content, Fault, FileRecord, GoBinary, Ranges, end_of, size_of

_ENTRY = ("kind", "mode", "uid", "gid", "size", "file_id", "link")
_CONTENT = ("text", "ranges", "go_binary", "open_error")
_KNOWN = (*_ENTRY, *_CONTENT, "content_size", "folder", "names_error", "error", "attributes", "judged")
DEFAULT_MODES = {Kind.FOLDER: 0o755, Kind.LINK: 0o777, Kind.FILE: 0o644}


def default_mode(kind: Kind, content: Content | Fault | None) -> int:
    """Return the mode of a record that names none."""
    return 0o755 if isinstance(content, GoBinary) else DEFAULT_MODES.get(kind, 0o644)


def default_size(kind: Kind, content: Content | Fault | None) -> int:
    """Return the size of a record that names none."""
    if kind is not Kind.FILE or content is None or isinstance(content, Fault):
        return 0
    return end_of(content) if isinstance(content, Ranges) else size_of(content)


def decode_file(node: Node, platform: Platform) -> FileRecord:
    """Return the record; BadRecording where it is none."""
    if node.value is None:
        return ABSENT
    fields = node.fields(_KNOWN)
    content = _content(node, fields, platform)
    names: tuple[str, ...] | Fault | None = fields["folder"].texts() if "folder" in fields else None
    if "names_error" in fields:
        names = Fault(fields["names_error"].error_name())
    entry = Fault(fields["error"].error_name()) if "error" in fields else _entry(fields, content)
    attributes = dict(fields["attributes"].items()) if "attributes" in fields else {}
    judged = dict(fields["judged"].items()) if "judged" in fields else {}
    return FileRecord(
        entry,
        content,
        names,
        {name: _attribute(each) for name, each in attributes.items()},
        {name: _failure(each) or each.text() for name, each in judged.items()},
    )


def _attribute(node: Node) -> bytes | Fault | None:
    if node.value is None:
        return None
    if isinstance(node.value, dict) and "base64" in node.value:
        return _bytes(node.fields(("base64",))["base64"])
    return _failure(node) or node.lines().encode("utf-8", "surrogateescape")


def _failure(node: Node) -> Fault | None:
    """Return the failure that stands in the place of an answer; None where the answer itself does."""
    if isinstance(node.value, dict):
        return Fault(node.fields(("error",), ("error",))["error"].error_name())
    return None


def _entry(fields: dict[str, Node], content: Content | Fault | None) -> Entry:
    implied = Kind.LINK if "link" in fields else Kind.FOLDER if "folder" in fields else Kind.FILE
    kind = Kind(fields["kind"].one_of([kind.value for kind in Kind])) if "kind" in fields else implied
    return Entry(
        kind=kind,
        mode=_mode(fields["mode"]) if "mode" in fields else default_mode(kind, content),
        uid=fields["uid"].integer() if "uid" in fields else 0,
        gid=fields["gid"].integer() if "gid" in fields else 0,
        size=fields["size"].integer() if "size" in fields else default_size(kind, content),
        target=fields["link"].text() if "link" in fields else None,
        file_id=fields["file_id"].text() if "file_id" in fields else "",
    )


def _mode(node: Node) -> int:
    text = node.text()
    if not 3 <= len(text) <= 5 or set(text) - set("01234567"):
        raise node.wrong('permission bits in octal digits, such as "0755"')
    return int(text, 8)


def _content(node: Node, fields: dict[str, Node], platform: Platform) -> Content | Fault | None:
    given = [name for name in _CONTENT if name in fields]
    if len(given) > 1:
        raise node.wrong(f"one content, not {' and '.join(given)}")
    if "text" in fields:
        return fields["text"].lines()
    if "ranges" in fields:
        return _ranges(fields)
    if "open_error" in fields:
        return Fault(fields["open_error"].error_name())
    return _program(fields["go_binary"], platform) if "go_binary" in fields else None


def _ranges(fields: dict[str, Node]) -> Ranges:
    parts = tuple(sorted(_part(offset, part) for offset, part in fields["ranges"].items()))
    end = max((offset + len(data) for offset, data in parts), default=0)
    size = fields.get("content_size") or (None if "link" in fields else fields.get("size"))
    if size and size.integer() < end:
        raise size.wrong(f"at least {end}, where the ranges end")
    return Ranges(parts, size.integer() if size else end)


def _part(offset: str, node: Node) -> tuple[int, bytes]:
    if not offset.isascii() or not offset.isdigit() or len(offset) > 15:
        raise node.wrong("a decimal offset as its name")
    return int(offset), _bytes(node)


def _bytes(node: Node) -> bytes:
    try:
        return base64.b64decode(node.text(), validate=True)
    except (binascii.Error, ValueError):
        raise node.wrong("base64") from None


def _program(node: Node, platform: Platform) -> GoBinary:
    fields = node.fields(("version", "path", "system", "arch"), ("version",))
    text = {name: each.text() for name, each in fields.items()}
    defaults = {"path": "cmd/go", "system": platform.system.goos, "arch": platform.arch}
    program = GoBinary(**(defaults | text))
    try:
        program.data()
    except ValueError as error:
        raise node.wrong(str(error)) from None
    return program
