"""What a finding is about, written so that two machines or two runs say the same: for waivers and baselines."""

import re

_WINDOWS = re.compile(r"[A-Za-z]:[\\/]|\\\\")
_HOME = re.compile(r"(?:/home/[^/]+|/users/[^/]+|/Users/[^/]+|/root|[a-z]:/users/[^/]+)(?=/|$)")
_SCRATCH = re.compile(r"/goverify-[0-9a-z_]{6,12}(?=/|$)")
"""A scratch folder of goverify's own, named anew for each run."""


def comparable(subject: str) -> str:
    """Return a subject, or a glob over subjects, with a person's home as ~ and Windows' paths in one spelling."""
    if _WINDOWS.match(subject):
        subject = subject.replace("\\", "/").casefold()
    plain = subject.rstrip("/") or subject[:1]
    plain = _HOME.sub("~", plain, count=1) if _HOME.match(plain) else plain
    return _SCRATCH.sub("/<scratch>", plain)
