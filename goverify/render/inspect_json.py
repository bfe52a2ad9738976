"""The rows of `goverify inspect` as JSON, described by `schema/inspect-1.json`: one document, or a line for each file.

Within the version, keys are only added. A row is one line in either form, and is written when it is known.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from goverify.binfmt import Binary, GoBuild, Module
from goverify.inspected import Row, Summary
from goverify.render.inspect_redacted import redacted
from goverify.render.json import TOOL, Json, line

if TYPE_CHECKING:
    from goverify.deep import Deep
    from goverify.signatures import Signature

SCHEMA = "goverify.inspect/1"


class Document:
    """One JSON document, in the parts in which it is written."""

    def __init__(self, redact: Callable[[str], str]) -> None:
        self._redact = redact
        self._between = ""

    def begin(self) -> str:
        """Return what stands before the rows."""
        return f'{{"schema": "{SCHEMA}", "tool": {line(TOOL)}, "files": [\n'

    def row(self, row: Row) -> str:
        """Return one row, behind what parts it from the one before."""
        between, self._between = self._between, ",\n"
        return between + line(to_dict(redacted(row, self._redact)))

    def end(self, summary: Summary, exit_code: int) -> str:
        """Return what stands behind the rows."""
        return f'\n], "summary": {line(_summary(summary, exit_code))}}}\n'


class Lines:
    """JSON documents of one line each: the rows, and last the summary."""

    def __init__(self, redact: Callable[[str], str]) -> None:
        self._redact = redact

    def begin(self) -> str:
        """Return nothing."""
        return ""

    def row(self, row: Row) -> str:
        """Return the line of one row."""
        return line(to_dict(redacted(row, self._redact))) + "\n"

    def end(self, summary: Summary, exit_code: int) -> str:
        """Return the last line."""
        return line({"summary": _summary(summary, exit_code)}) + "\n"


def to_dict(row: Row) -> dict[str, Json]:
    """Return a row in the contract's names, keys in the contract's order."""
    return {
        "path": row.path,
        "named": row.named,
        "state": row.state,
        "reason": row.reason,
        "links": row.links,
        "file": row.file,
        "size": row.size,
        "damaged": row.damaged,
        "binary": None if row.binary is None else _binary(row.binary),
        "missed_by": [{"release": item.release, "why": item.why, "here": item.here} for item in row.missed_by],
        "signed": row.signed,
        "signatures": None if row.signatures is None else list(map(_signature, row.signatures)),
        "deep": None if row.deep is None else _deep(row.deep),
    }


def _binary(binary: Binary) -> Json:
    return {
        "format": binary.format,
        "problem": binary.problem,
        "kind": binary.kind,
        "system": binary.system,
        "architectures": binary.architectures,
        "bits": binary.bits,
        "byte_order": binary.byte_order,
        "pie": binary.pie,
        "nx": binary.nx,
        "relro": binary.relro,
        "interpreter": binary.interpreter,
        "needed": binary.needed,
        "symbols": binary.symbols,
        "dwarf": binary.dwarf,
        "minimum_os": binary.minimum_os,
        "subsystem": binary.subsystem,
        "packer": binary.packer,
        "compiler": binary.compiler,
        "pclntab": binary.pclntab,
        "go_build_id": binary.go_build_id,
        "gnu_build_id": binary.gnu_build_id,
        "go": None if binary.go is None else _go(binary.go),
        "first_line": binary.first_line,
        "slices": [
            {"offset": part.place.offset, "size": part.place.size, "binary": _binary(part.binary)}
            for part in binary.slices
        ],
    }


def _go(go: GoBuild) -> Json:
    _, _, experiments = go.version.partition("X:")
    return {
        "version": go.version,
        "experiments": experiments.split(",") if experiments else (),
        "path": go.path,
        "module": None if go.module is None else _module(go.module),
        "dependencies": list(map(_module, go.dependencies)),
        "settings": [{"key": key, "value": value} for key, value in go.settings],
        "found_by": go.found_by,
    }


def _module(module: Module) -> Json:
    """Return a module with what replaces it; what replaces that in turn is no thing of go's."""
    other = module.replacement
    replacement = {"path": other.path, "version": other.version, "sum": other.sum} if other else None
    return {"path": module.path, "version": module.version, "sum": module.sum, "replacement": replacement}


def _signature(signature: "Signature") -> Json:
    stamp = signature.timestamp
    return {
        **signature._asdict(),
        "signed_at": _time(signature.signed_at),
        "chain": [
            {**item._asdict(), "not_before": _time(item.not_before), "not_after": _time(item.not_after)}
            for item in signature.chain
        ],
        "timestamp": None if stamp is None else {**stamp._asdict(), "time": _time(stamp.time)},
    }


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _deep(deep: "Deep") -> Json:
    return {
        "library": deep.library,
        "problem": deep.problem,
        "views": [
            {
                "architecture": view.architecture,
                "sections": [part._asdict() for part in view.sections],
                "segments": [part._asdict() for part in view.segments],
                "imports": [item._asdict() for item in view.imports],
                "exports": view.exports._asdict(),
                "commands": view.commands,
                "notes": [note._asdict() for note in view.notes],
                "details": [{"name": name, "value": value} for name, value in view.details],
            }
            for view in deep.views
        ],
    }


def _summary(summary: Summary, exit_code: int) -> dict[str, Json]:
    counts = summary._asdict()
    return {
        **counts,
        "formats": dict(summary.formats),
        "go_versions": dict(summary.go_versions),
        "exit_code": exit_code,
    }
