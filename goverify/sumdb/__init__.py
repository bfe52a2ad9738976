"""The checksum database and what it records of Go's own releases: bytes in, values out.

Nothing here reads a file or asks the network: what is to be judged is handed in, and so is the function that fetches
what a proof still needs. All that is wrong with a text or a proof is raised as `Refused`, with the reason.
"""

from goverify.sumdb.dirhash import h1
from goverify.sumdb.refused import Refused

__all__ = ["Refused", "h1"]
