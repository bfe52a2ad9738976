"""The texts for people in the root of a release: what packages leave out can be put back by its hash.

The values were read off the modules of the first and the last release of each line from 1.21 to 1.25, and of those of
1.26 and 1.27 whose records are shipped; within a line they do not differ.
"""

import hashlib
from collections.abc import Mapping

FIRST, LAST = (1, 21), (1, 27)
"""The lines that are known."""

_OLDER_LICENSE = "2d36597f7117c38b006835ae7f537487207d8ec407aa9d9980794b2030cbc067"
_LICENSE = "911f8f5782931320f5b8d1160a76365b83aea6447ee6c04fa6d5591467db9dad"
_OLDER_README = "161c938b911ece3f72405b3778915ecb52c91c25632ab3a9e56d501fa6db1a29"
_README = "8247b7c5de1e74854aac1a08aa5894444d1d33b4045c70d5cc3367ad0e25c3f3"
_OLDER_SECURITY = "f82d6b06e77402da0dcb80a42b58d284ef3533eb7573ccf21f2ad344368bfb0c"
_SECURITY = "6bceabb262ed2ca799127f6732dc300f0cb060aaec4459ec156bddfe572754d3"
_PATENTS = "96f408bfae65bf137fc2525d3ecb030271c50c1e90799f87abf8846d8dd505cc"
_CONTRIBUTING = "1244fcb5fbb7f0629bc134e99a90c18e63097a66d034acee0f18eabdd4fb32d9"


def texts(minor: tuple[int, int]) -> Mapping[str, str]:
    """Return the SHA-256 of the texts of a line of releases; nothing for a line that is not known."""
    if not FIRST <= minor <= LAST:
        return {}
    branch = f"branch: release-branch.go{minor[0]}.{minor[1]}\nparent-branch: master\n"
    return {
        "LICENSE": _OLDER_LICENSE if minor < (1, 24) else _LICENSE,
        "README.md": _OLDER_README if minor < (1, 23) else _README,
        "SECURITY.md": _OLDER_SECURITY if minor < (1, 22) else _SECURITY,
        "PATENTS": _PATENTS,
        "CONTRIBUTING.md": _CONTRIBUTING,
        "codereview.cfg": hashlib.sha256(branch.encode()).hexdigest(),
    }
