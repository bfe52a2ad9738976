"""The one error of broken signatures, and the one guard that makes it out of what damaged content causes."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager


class BrokenSignature(ValueError):
    """A signature does not match, contradicts itself or cannot be read; the message is a sentence fragment."""


@contextmanager
def guarded(what: str) -> Iterator[None]:
    """Turn whatever damaged content makes the libraries throw into BrokenSignature, in the name of `what`."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    try:
        yield
    except BrokenSignature:
        raise
    except InvalidSignature as error:
        raise BrokenSignature(f"{what} does not match") from error
    except UnsupportedAlgorithm as error:
        raise BrokenSignature(f"{what} uses an algorithm that is not known") from error
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, struct.error) as error:
        raise BrokenSignature(f"{what} cannot be read") from error
