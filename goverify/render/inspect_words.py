"""The words for what a file is, in one sentence, and in one or two for its signature."""

from typing import TYPE_CHECKING

from goverify.binfmt import Binary, Format, GoBuild
from goverify.inspected import Row, State

if TYPE_CHECKING:
    from goverify.signatures import Signature

GOOGLE = "EQHXZ8M8AV"
"""The team of Google LLC at Apple, which signs Go's releases for macOS."""

FORMATS = {
    Format.ELF: "ELF",
    Format.MACHO: "Mach-O",
    Format.FAT: "universal Mach-O",
    Format.PE: "PE",
    Format.SCRIPT: "script",
    Format.ARCHIVE: "archive",
    Format.WASM: "WebAssembly",
    Format.XCOFF: "XCOFF",
    Format.PLAN9: "Plan 9",
    Format.EMPTY: "empty",
    Format.UNKNOWN: "unknown",
}
KINDS = {"executable": "executable", "library": "shared library", "object": "object file", "core": "core dump"}
_SHORT = {"executable": "exe", "library": "library", "object": "object", "core": "core"}
_ALONE = {
    Format.ARCHIVE: "an archive of object files",
    Format.WASM: "a WebAssembly module",
    Format.EMPTY: "empty",
}
_MAKERS = {"gc": "Go", "gccgo": "gccgo", "tinygo": "TinyGo"}


def sentence(row: Row) -> str:
    """Return what was found under a name, without the name."""
    binary = row.binary
    if row.state is not State.READ or binary is None:
        return f"cannot be inspected: {row.reason}"
    if binary.format is Format.UNKNOWN:
        return f"is no program: {binary.problem}" if binary.problem else "is no program"
    if binary.format is Format.SCRIPT:
        return f"is a script: {binary.first_line or '#!'}"
    said = f"is {_what(binary)}"
    return f"{said}; {binary.problem}" if binary.problem and binary.format is not Format.EMPTY else said


def _what(binary: Binary) -> str:
    if binary.go is not None:
        return ", ".join([_program(binary, binary.go), *_linkage(binary)])
    if binary.format in _ALONE:
        maker = "Go" if binary.go_build_id else _MAKERS.get(binary.compiler or "")
        return _ALONE[binary.format] + (f", made by {maker}" if maker else "")
    kind = KINDS[binary.kind] if binary.kind else "file"
    where = f" for {platform(binary)}" if binary.architectures else ""
    facts = [f"{_article(FORMATS[binary.format])} {kind}{where}", *_linkage(binary)]
    return ", ".join([*facts, _maker(binary)])


def _article(words: str) -> str:
    return f"{'an' if words.startswith(('E', 'X')) else 'a'} {words}"


def _maker(binary: Binary) -> str:
    if binary.packer:
        return f"packed by {binary.packer}, which leaves nothing of Go to be seen"
    if binary.compiler == "gc" or binary.go_build_id or binary.pclntab:
        return "made by Go" if binary.problem else "made by Go, without build info"
    return f"made by {_MAKERS[binary.compiler]}" if binary.compiler else "without anything of Go"


def _program(binary: Binary, go: GoBuild) -> str:
    where = f" for {platform(binary)}" if binary.architectures else ""
    if go.path.startswith("cmd/"):
        return f"{go.path} of {go.version}{where}"
    version = f" {go.module.version}" if go.module and go.module.version else ""
    return f"{go.path or 'a Go program'}{version}, built with {go.version}{where}"


def platform(binary: Binary) -> str:
    """Return system and processors as Go names them: what the build info says, else the header."""
    system = (binary.go and binary.go.setting("GOOS")) or binary.system or "unknown"
    return f"{system}/{'+'.join(binary.architectures) or 'unknown'}"


def linkage(binary: Binary) -> str:
    """Return "static", "dynamic" or "-"."""
    if binary.needed or binary.interpreter:
        return "dynamic"
    return "static" if binary.format is Format.ELF and binary.kind == "executable" else "-"


def _linkage(binary: Binary) -> tuple[str, ...]:
    word = linkage(binary)
    return () if word == "-" or binary.format is not Format.ELF else (f"{word}ally linked",)


def kind(row: Row) -> str:
    """Return what kind of file it is, in one word."""
    binary = row.binary
    if binary is None or row.state is not State.READ:
        return "-"
    if binary.format in (Format.ELF, Format.MACHO, Format.FAT, Format.PE, Format.XCOFF, Format.PLAN9):
        return _SHORT[binary.kind] if binary.kind else binary.format.value
    return binary.format.value


def verdict(row: Row) -> str:
    """Return the state of the signatures in one word, that of the worst."""
    if not row.signed:
        return "unsigned" if row.signed is False else "-"
    if row.signatures is None:
        return "signed"
    found = {signature.status.value for signature in row.signatures}
    return next((status for status in ("broken", "untrusted", "ad-hoc", "trusted") if status in found), "signed")


def on_signatures(row: Row) -> tuple[str, ...]:
    """Return what there is to say about the signatures of a file that was read."""
    if row.binary is None or not row.program:
        return ()
    if not row.signed:
        return (_unsigned(row.binary),)
    if row.signatures is None:
        return ("It holds a code signature, which was not judged; --verify does that.",)
    said = tuple(_signature(item, row.binary) for item in row.signatures)
    unknown = "revoked" if row.binary.format is Format.PE else "notarised or revoked"
    return (*said, f"Whether it was {unknown} is not written in a file, and was not asked.")


def _unsigned(binary: Binary) -> str:
    ours = bool(binary.go and binary.go.path.startswith("cmd/"))
    vouch = " Whether it is genuine, the checksum database tells of the release that it came in." if ours else ""
    if binary.format is Format.PE:
        return f"It has no signature; Go's own releases for Windows have none in their zip either.{vouch}"
    if binary.format not in (Format.MACHO, Format.FAT):
        return f"It has no signature, as such files have none, Go's own releases included.{vouch}"
    if ours:
        return f"It has no signature; Go's own releases for macOS are signed by Google LLC ({GOOGLE})."
    if "arm64" in binary.architectures and binary.kind == "executable":
        return "It has no signature, and macOS on Apple silicon starts no program without one."
    return "It has no signature; macOS on Intel processors does not need one."


def _signature(signature: "Signature", binary: Binary) -> str:
    part = f"The part for {signature.architecture} has" if signature.architecture else "It has"
    signer = signature.signer
    name = (signer.organization or signer.name) if signer else ""
    who = f"{name} ({signature.team})" if signature.team else name
    odd = "".join(f"; {remark}" for remark in signature.remarks)
    match signature.status.value:
        case "broken":
            said = f"{part} a broken signature{f' of {who}' if who else ''}: {signature.reason}"
        case "untrusted":
            said = f"{part} a signature{f' of {who}' if who else ''} that matches the file but is not to be believed: {signature.reason}"
        case "ad-hoc":
            linker = " made by the linker" if "linker-signed" in signature.flags else ""
            said = f"{part} an ad-hoc signature{linker}: it matches the file and names nobody"
        case _:
            said = f"{part} a signature of {who} that matches the file{_trusted_details(signature)}"
    return f"{said}{_origin(signature, binary)}{odd}."


def _trusted_details(signature: "Signature") -> str:
    stamp = signature.timestamp
    when = f", timestamped {stamp.time:%Y-%m-%d}" if stamp and stamp.status.value == "trusted" else ", not timestamped"
    return when + (", with the hardened runtime" if "runtime" in signature.flags else "")


def _origin(signature: "Signature", binary: Binary) -> str:
    """Return how the signer compares with that of Go's own releases."""
    if not (binary.go and binary.go.path in ("cmd/go", "cmd/gofmt")) or signature.kind != "mach-o":
        return ""
    if signature.status.value == "trusted" and signature.team == GOOGLE:
        return "; Go's own releases for macOS are signed so"
    return f"; Go's own releases for macOS are signed by Google LLC ({GOOGLE})"
