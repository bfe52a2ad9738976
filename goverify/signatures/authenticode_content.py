"""What an Authenticode signature says: the digest that it vouches for, and the name that its signer gives the program.

Source: Windows Authenticode Portable Executable Signature Format, SpcIndirectDataContent and SpcSpOpusInfo. The digests
of single pages that a signature may bring are not looked at: the one of the whole file covers the same bytes. Nor is
the kind of statement (individual or commercial), on which nothing depends.
"""

from typing import NamedTuple

from goverify.signatures.algorithms import digest_name
from goverify.signatures.broken import BrokenSignature, guarded
from goverify.signatures.cms import Message, Signer
from goverify.signatures.der import SEQUENCE, children

_INDIRECT_DATA = "1.3.6.1.4.1.311.2.1.4"
_PE_IMAGE = "1.3.6.1.4.1.311.2.1.15"
_OPUS_INFO = "1.3.6.1.4.1.311.2.1.12"
_PROGRAM_NAME = 0xA0
_UTF16, _ASCII = 0x80, 0x81
_LONGEST_NAME = 256


class Content(NamedTuple):
    """What is vouched for."""

    digest: str
    """The algorithm, in the words of hashlib."""
    value: bytes


def read_content(message: Message) -> Content:
    """Return the digest in a message; BrokenSignature where it vouches for something else than a PE file."""
    if message.content_type != _INDIRECT_DATA or message.content is None:
        raise BrokenSignature("it is no Authenticode signature")
    with guarded("what it vouches for"):
        data, info = children(message.content)
        if data.inside(SEQUENCE)[0].name != _PE_IMAGE:
            raise BrokenSignature("it vouches for another kind of file")
        algorithm, value = info.inside(SEQUENCE)
        return Content(digest_name(algorithm), value.octets)


def program_name(signer: Signer) -> str:
    """Return the name that the signer gives the program, "" for none."""
    try:
        with guarded("the program's name"):
            said = signer.value(_OPUS_INFO)
            parts = {part.mark: part for part in said.inside(SEQUENCE)} if said else {}
            if _PROGRAM_NAME not in parts:
                return ""
            [name] = parts[_PROGRAM_NAME].inside(_PROGRAM_NAME)
            coding = {_UTF16: "utf-16-be", _ASCII: "ascii"}[name.mark]
            return name.contents[: 2 * _LONGEST_NAME].decode(coding, "replace")[:_LONGEST_NAME]
    except BrokenSignature:
        return ""
