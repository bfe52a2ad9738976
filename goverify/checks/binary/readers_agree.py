"""What is read of the go file is what other readers find in it.

Why
    A file that one reader takes for a go of this release, and another for something else, was made or changed by
    hand. What a tool then says of it depends on which one was asked.

Looks at
    The release and the main package in the build info, as the go itself reads them from its own file (`go version
    -m`); on Linux the processor in the header, as readelf sees it, and the libraries of a go that has any, as ldd
    lists them; on macOS the processor and the libraries, as the developer tools' otool sees them; on macOS and Windows
    the signature, as codesign and signtool judge it. Only programs that stand where nobody else can put them are
    asked, and only where the system has them. Releases differ in where they look for build info, so a go may miss
    its own.

Fix
    Remove the tree and install its release anew.
"""

from collections.abc import Iterator
from pathlib import PurePath

from goverify.api import Ask, Evidence, Finding, Fix, Unavailable, check
from goverify.binfmt import Binary, Format
from goverify.facts.flavour import is_gccgo
from goverify.facts.go_commands import GoCommand, answering_go
from goverify.facts.goroot import concerned, goroot
from goverify.facts.linkage_opinions import ldd_opinion, otool_opinion
from goverify.facts.remedies import reinstall
from goverify.facts.second_opinions import (
    Opinion,
    Reading,
    codesign_opinion,
    go_reading,
    readelf_reading,
    signtool_opinion,
)
from goverify.facts.signature import Seal, signatures
from goverify.facts.tree import release_at_work
from goverify.host import System


@check(causes=("go-binary-mislabelled", "go-signature-invalid", "go-readings-differ"))
def readers_agree(ask: Ask) -> Iterator[Finding | Evidence]:
    go = ask(answering_go)
    if go.wrapper:
        raise Unavailable(f"{go.found} is a {go.wrapper}")
    if go.binary is None or not go.binary.architectures:
        raise Unavailable(f"{go.file} is no program, or may not be read")
    if go.binary.system not in {None, ask.host.platform.system.goos, "android"}:
        raise Unavailable(f"{go.file} is made for {go.binary.system}, another operating system")
    yield from _by_the_system(ask, go, go.binary)
    if ask(is_gccgo, go):
        raise Unavailable("gccgo's go carries no build info")
    read = ask(go_reading, go)
    if read is None:
        yield Evidence(f"{go.found} version", "this release does not look into files")
    else:
        yield from _by_go(ask, go, go.binary, read)


def _by_the_system(ask: Ask, go: GoCommand, binary: Binary) -> Iterator[Finding | Evidence]:
    system = ask.host.platform.system
    if system is System.LINUX and binary.format is Format.ELF:
        yield from _by_readelf(ask, go, binary)
        yield from _by_linkage(ask, go, binary, ask(ldd_opinion, go.file, binary))
    elif system is System.MACOS:
        yield from _by_linkage(ask, go, binary, ask(otool_opinion, go.file, binary))
        yield from _by_judge(ask, go, ask(codesign_opinion, go.file))
    elif system is System.WINDOWS and binary.signature is not None:
        yield from _by_judge(ask, go, ask(signtool_opinion, go.file))


def _by_readelf(ask: Ask, go: GoCommand, binary: Binary) -> Iterator[Finding | Evidence]:
    [arch, *_] = binary.architectures
    opinion = ask(readelf_reading, go.file, arch)
    if opinion is None:
        yield Evidence("readelf", "is not here to be asked, or does not tell")
        return
    yield Evidence(f"{opinion.asked} {go.file}", opinion.words)
    if not opinion.accepted:
        message = f"{go.file} is made for {arch} by its header, and readelf sees {opinion.words}"
        yield _finding(ask, go, "go-readings-differ", message, (f"is made for {arch}", opinion))


def _by_linkage(ask: Ask, go: GoCommand, binary: Binary, opinion: Opinion | None) -> Iterator[Finding | Evidence]:
    """Compare what a tool of the system sees of a program's libraries with what was read."""
    if opinion is None:
        return
    yield Evidence(f"{opinion.asked} {go.file}", opinion.words)
    if not opinion.accepted:
        read = f"{', '.join(binary.architectures)}, {', '.join(sorted(binary.needed)) or 'no libraries'}"
        message = f"{go.file} names {read} in its headers, and {opinion.asked} sees {opinion.words}"
        yield _finding(ask, go, "go-readings-differ", message, (read, opinion))


def _by_judge(ask: Ask, go: GoCommand, opinion: Opinion | None) -> Iterator[Finding | Evidence]:
    """Compare the system's verdict on a signature with ours."""
    if opinion is None:
        yield Evidence("the system's judge of signatures", "is not here to be asked")
        return
    yield Evidence(f"{opinion.asked} {go.file}", opinion.words)
    seals = ask(signatures, go.file)
    words = "; ".join(seal.words for seal in seals) or "carries no signature"
    if _whole(seals) and not opinion.accepted:
        message = f"{go.file} {words}, and the system refuses it: {opinion.words}"
        yield _finding(ask, go, "go-signature-invalid", message, (words, opinion))
    elif opinion.accepted and not (seals and not any(seal.broken for seal in seals)):
        message = f"{go.file} {words}, and the system accepts it"
        yield _finding(ask, go, "go-readings-differ", message, (words, opinion))


def _whole(seals: tuple[Seal, ...]) -> bool:
    return bool(seals) and all(seal.status in {"trusted", "ad-hoc"} for seal in seals)


def _by_go(ask: Ask, go: GoCommand, binary: Binary, read: Reading) -> Iterator[Finding | Evidence]:
    ours = (binary.go.version, binary.go.path) if binary.go else ("", "")
    asked = f"{go.found} version -m {go.file}"
    yield Evidence(asked, f"{read.version} {read.path}".strip() or read.words)
    if (read.version, read.path) == ours or (read.version and not read.path and read.version == ours[0]):
        return
    if why := _explanation(ask, binary, read):
        yield Evidence(asked, f"misses the build info: {why}")
        return
    said = f"{read.version} {read.path}".strip() or f"nothing ({read.words})"
    message = (
        f"{go.file} holds the build info {' '.join(ours).strip() or 'of no Go program'}, and its own go reads {said}"
    )
    opinion = Opinion(asked, accepted=False, words=said)
    if ours[0] and read.version:
        yield _finding(ask, go, "go-binary-mislabelled", message, (" ".join(ours), opinion))
    else:
        yield _finding(ask, go, "go-readings-differ", message, (" ".join(ours).strip() or "no build info", opinion))


def _explanation(ask: Ask, binary: Binary, read: Reading) -> str | None:
    """Return why this release does not look where the build info of the file stands; None where it does."""
    release = ask(release_at_work)
    if read.version or binary.go is None or release is None:
        return None
    from goverify.binfmt.visibility import missed_by  # nearly every go is found by all releases

    return missed_by(binary, release.numbers[1])


def _finding(ask: Ask, go: GoCommand, cause: str, message: str, views: tuple[str, Opinion]) -> Finding:
    ours, theirs = views
    return Finding(
        cause=cause,
        subject=go.file,
        message=message,
        evidence=(Evidence(str(go.file), ours), Evidence(theirs.asked, theirs.words)),
        fix=_fix(ask, go.file, go),
        concerns=concerned(ask),
    )


def _fix(ask: Ask, file: PurePath, go: GoCommand) -> Fix:
    return reinstall(ask, ask(goroot).judged or file, go.release)
