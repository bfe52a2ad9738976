"""The reader of executables: what a file is, for which system, and what Go wrote into it, from its bytes alone."""

from goverify.binfmt.pclntab import pclntab_era
from goverify.binfmt.sniff import identify
from goverify.binfmt.types import Binary, Damaged, Format, GoBuild, Module, Replacement, Slice, Source, Stretch

__all__ = [
    "Binary",
    "Damaged",
    "Format",
    "GoBuild",
    "Module",
    "Replacement",
    "Slice",
    "Source",
    "Stretch",
    "identify",
    "pclntab_era",
]
