"""`goverify inspect` as text: a card for one file, a line each for many."""

from datetime import UTC, datetime

import pytest

from goverify.binfmt import Binary, Format
from goverify.binfmt.types import Stretch
from goverify.inspected import Missed, Row, State, Tally
from goverify.render.inspect_text import Text
from goverify.render.style import Style
from goverify.signatures.types import Certificate, Signature, Status, Timestamp
from tests.inspecting import ELF, TOOL, row
from tests.render.reports import HOSTILE
from tests.render.snapshot import agree

MOMENT = datetime(2026, 10, 19, tzinfo=UTC)
GOOGLE = Certificate(
    "Developer ID Application: Google LLC", "Google LLC", "EQHXZ8M8AV", "Apple", "1", MOMENT, MOMENT, "0"
)
TRUSTED = Signature(
    "mach-o",
    Status.TRUSTED,
    identifier="org.golang.go",
    team="EQHXZ8M8AV",
    flags=("runtime",),
    chain=(GOOGLE,),
    timestamp=Timestamp("rfc3161", MOMENT, "Apple Timestamp", Status.TRUSTED),
)
MACHO = Binary(
    Format.MACHO,
    "darwin",
    ("arm64",),
    64,
    "little",
    go=TOOL._replace(path="cmd/go", module=None, settings=(("GOOS", "darwin"),)),
    kind="executable",
    signature=Stretch(100, 200),
)
DAMAGED = row(
    "/opt/cut", ELF._replace(go=None, problem="cut short: its headers promise 9 bytes, 5 are there"), named=False
)
PIPE = Row("/opt/pipe", named=False, state=State.PASSED_OVER, reason="a named pipe, not a regular file")


def shown(*rows: Row, alone: bool = False, verbose: int = 0, colour: bool = False, complete: bool = True) -> str:
    """Return the document of these rows, with tokens taken out of settings."""
    sheet = Text(
        Style.fitting(80, colour=colour, unicode=True),
        lambda text: text.replace("hunter2hunter2", "<redacted>"),
        verbose=verbose,
        alone=alone,
    )
    tally = Tally()
    parts = [sheet.begin()]
    for item in rows:
        tally.add(item, listed=True)
        parts.append(sheet.row(item))
    return "".join([*parts, sheet.end(tally.summary(complete=complete), 0)])


def card(binary: Binary, *signatures: Signature, judged: bool = True) -> str:
    """Return the card of a file as one line."""
    item = row(binary=binary)._replace(signatures=signatures if judged else None)
    return " ".join(shown(item, alone=True).split())


def test_cards_look_as_they_did() -> None:
    missed = row()._replace(
        missed_by=(
            Missed("1.26", "it looks at sections alone"),
            Missed("1.27", "it looks at sections alone", here=True),
        ),
        links=("/bin/tool -> /opt/tool",),
    )
    agree("inspect-card-80", shown(missed, alone=True))
    signed = row("/opt/go", MACHO)._replace(signatures=(TRUSTED,))
    agree("inspect-card-signed-80-colour", shown(signed, alone=True, colour=True))


def test_lines_look_as_they_did() -> None:
    lines = (row(named=False), row("/opt/go", MACHO, named=False), DAMAGED, PIPE)
    agree("inspect-lines", shown(*lines))
    agree("inspect-lines-colour", shown(*lines, colour=True, complete=False))


def test_verbose_gives_every_file_a_card() -> None:
    text = shown(row("/opt/one"), row("/opt/two"), verbose=1)
    assert text.count("\nBuild settings\n") == 2


def test_a_long_list_of_dependencies_is_counted_and_shown_in_full_on_request() -> None:
    many = tuple(TOOL.dependencies[0]._replace(path=f"example.com/{number}") for number in range(30))
    item = row(binary=ELF._replace(go=TOOL._replace(dependencies=many)))
    short, full = shown(item, alone=True), shown(item, alone=True, verbose=1)
    assert "Dependencies (30)" in short
    assert "example.com/29" not in short
    assert "example.com/29" in full


def test_a_hostile_text_makes_no_line_and_no_colour_of_its_own() -> None:
    go = TOOL._replace(
        version=HOSTILE,
        path=HOSTILE,
        settings=((HOSTILE, HOSTILE),),
        dependencies=(TOOL.dependencies[0]._replace(path=HOSTILE),),
    )
    odd = ELF._replace(
        go=go, needed=(HOSTILE,), interpreter=HOSTILE, system=HOSTILE, architectures=(HOSTILE,), problem=HOSTILE
    )
    item = row(HOSTILE, odd)._replace(links=(HOSTILE,), file=HOSTILE)
    for text in (shown(item, alone=True), shown(item, item._replace(state=State.UNREADABLE, reason=HOSTILE))):
        assert not any(sign in text for sign in "\x1b\x07\r\x9b\x7f\u202e\u2066\u200b\udc80")
        assert not any(line.startswith("score") for line in text.splitlines())


@pytest.mark.parametrize(
    ("binary", "says"),
    [
        (
            ELF._replace(go=None),
            "is an ELF executable for linux/amd64, statically linked, made by Go, without build info",
        ),
        (ELF._replace(go=None, go_build_id=None, compiler=None, packer="UPX"), "packed by UPX"),
        (
            ELF._replace(go=None, go_build_id=None, compiler=None, needed=("libc.so.6",)),
            "dynamically linked, without anything of Go",
        ),
        (ELF._replace(go=None, go_build_id=None, compiler="gccgo"), "made by gccgo"),
        (ELF._replace(go=None, go_build_id=None, compiler="tinygo"), "made by TinyGo"),
        (Binary(Format.WASM, go_build_id="a/b"), "is a WebAssembly module, made by Go"),
        (Binary(Format.WASM, compiler="tinygo"), "is a WebAssembly module, made by TinyGo"),
        (Binary(Format.ARCHIVE), "is an archive of object files"),
        (Binary(Format.EMPTY, problem="empty"), "is empty"),
        (Binary(Format.UNKNOWN, problem="a gzip archive that was not unpacked"), "is no program: a gzip archive"),
        (Binary(Format.SCRIPT, first_line="#!/bin/sh"), "is a script: #!/bin/sh"),
    ],
)
def test_the_first_line_says_what_it_is(binary: Binary, says: str) -> None:
    assert says in card(binary)


def test_go_without_a_signature_is_normal_where_releases_have_none() -> None:
    go = TOOL._replace(path="cmd/go", settings=())
    for binary in (ELF._replace(go=go), Binary(Format.PE, "windows", ("amd64",), go=go, kind="executable")):
        said = card(binary)
        assert "no signature" in said
        assert "checksum database" in said


def test_go_for_macos_without_a_signature_is_told_apart_from_the_releases() -> None:
    assert "signed by Google LLC (EQHXZ8M8AV)" in card(MACHO._replace(signature=None))


def test_a_genuine_signature_names_its_signer_and_claims_no_notarisation() -> None:
    said = card(MACHO, TRUSTED)
    assert (
        "a signature of Google LLC (EQHXZ8M8AV) that matches the file, timestamped 2026-10-19, with the hardened runtime"
        in said
    )
    assert "Go's own releases for macOS are signed so" in said
    assert "Whether it was notarised or revoked is not written in a file" in said


def test_a_windows_program_is_never_notarised() -> None:
    binary = Binary(Format.PE, "windows", ("amd64",), kind="executable", signature=MACHO.signature)
    said = card(binary, TRUSTED)
    assert "Whether it was revoked is not written in a file" in said
    assert "notarised" not in said


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (Status.BROKEN, "a broken signature of Google LLC (EQHXZ8M8AV): page 3 differs"),
        (Status.UNTRUSTED, "matches the file but is not to be believed: page 3 differs"),
        (Status.ADHOC, "an ad-hoc signature made by the linker: it matches the file and names nobody"),
    ],
)
def test_another_signature_is_told_with_its_reason(status: Status, says: str) -> None:
    flags = ("adhoc", "linker-signed") if status is Status.ADHOC else ()
    said = card(MACHO, TRUSTED._replace(status=status, reason="page 3 differs", flags=flags))
    assert says in said
    assert "signed so" not in said


def test_a_signature_that_was_not_judged_is_only_said_to_be_there() -> None:
    assert "which was not judged" in card(MACHO, judged=False)


def test_the_line_of_a_file_shows_its_worst_signature() -> None:
    broken = TRUSTED._replace(status=Status.BROKEN, reason="page 3 differs")
    item = row(binary=MACHO, named=False)._replace(signatures=(TRUSTED, broken))
    _, line, *_ = shown(item, item).splitlines()
    assert " broken " in line
    assert line.endswith("/opt/tool: page 3 differs")
