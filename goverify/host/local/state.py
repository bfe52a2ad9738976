"""What goverify remembers from one run to the next: small files in its own folder of the user's state folder."""

import contextlib
import os
import sys
import tempfile

LARGEST = 1 << 16


def recall(name: str) -> bytes:
    """Return what was remembered under a name; nothing where that is nothing, or cannot be read."""
    try:
        with open(os.path.join(_folder(), name), "rb") as file:
            return file.read(LARGEST)
    except OSError:
        return b""


def remember(name: str, data: bytes) -> None:
    """Remember something under a name, in the place of what was; where that cannot be done safely, nothing happens."""
    folder = _folder()
    with contextlib.suppress(OSError):
        if not _is_own(folder):
            return
        os.makedirs(folder, mode=0o700, exist_ok=True)
        descriptor, path = tempfile.mkstemp(dir=folder)
        try:
            with open(descriptor, "wb") as file:
                file.write(data)
            os.replace(path, os.path.join(folder, name))
        except OSError:
            os.unlink(path)
            raise


def _folder() -> str:
    import platformdirs

    return platformdirs.user_state_dir("goverify", appauthor=False)


def _is_own(folder: str) -> bool:
    """Return whether what exists of the way to a folder ends at one of this user: root writes nothing into another's home."""
    if sys.platform == "win32":
        return True
    while not os.path.lexists(folder):
        folder = os.path.dirname(folder)
    return os.stat(folder).st_uid == os.geteuid()
