"""The step from a format's reader to the whole answer: Go's own marks are looked for and added."""

from goverify.binfmt import buildid, buildinfo
from goverify.binfmt.image import Image, Problems
from goverify.binfmt.types import Binary

_LOOK_ALIKES = {"linux": ("android", "dragonfly"), "solaris": ("illumos",)}  # ELF files that do not name their system


def with_go(image: Image) -> Binary:
    """Return the facts of the image together with build info and build ID."""
    problems = Problems()
    go = problems.attempt(None, buildinfo.find, image)
    words = problems.attempt(None, buildid.in_text, image.memory.window, image.text)
    binary = image.binary
    target = go.setting("GOOS") if go else None
    return binary._replace(
        system=target if target in _LOOK_ALIKES.get(binary.system or "", ()) else binary.system,
        go=go,
        go_build_id=binary.go_build_id or words,
        problem=binary.problem or problems.first,
    )
