"""Our answers in the words of go: what `go version -m` prints, ours and its own, line by line."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from goverify.binfmt import Binary, GoBuild, Module, Replacement, identify

_QUOTED = re.compile(r'(build\t[^"=]+=)(".*")')


class Opened:
    """A source over a file of this machine."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)
        self.size = path.stat().st_size
        self.bytes_read = 0

    def read(self, offset: int, length: int) -> bytes:
        """Return the bytes there."""
        self._file.seek(offset)
        data = self._file.read(length)
        self.bytes_read += len(data)
        return data

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def identified_file(path: Path, *, brief: bool = False) -> Binary:
    """Return what our readers say of a file of this machine."""
    source = Opened(path)
    try:
        return identify(source, brief=brief)
    finally:
        source.close()


def as_go_prints(go: GoBuild) -> list[str]:
    """Return the build info in the lines of `go version -m`."""
    lines = [go.version, *([f"path\t{go.path}"] if go.path else [])]
    for word, module in [("mod", go.module), *(("dep", module) for module in go.dependencies)]:
        lines += _module_lines(word, module) if module else []
    return [*lines, *(f"build\t{key}={value}" for key, value in go.settings)]


def _module_lines(word: str, module: Module | Replacement) -> Iterator[str]:
    yield f"{word}\t{module.path}\t{module.version}\t{module.sum}".rstrip("\t")
    if isinstance(module, Module) and module.replacement:
        yield from _module_lines("=>", module.replacement)


def as_printed(answer: str) -> dict[Path, list[str]]:
    """Return the lines of `go version -m` by file, their values unquoted."""
    result: dict[Path, list[str]] = {}
    lines: list[str] = []
    for line in answer.splitlines():
        if not line.startswith("\t"):
            name, version = line.rsplit(": ", 1)
            lines = result[Path(name)] = [version]
        elif line.strip():
            plain = line.strip("\t")
            quoted = _QUOTED.fullmatch(plain)
            lines.append(quoted[1] + json.loads(quoted[2]) if quoted else plain)
    return result
