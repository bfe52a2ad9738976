"""This machine with another file system mounted somewhere, for one process alone."""

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
ASK = f"import sys; sys.path.insert(0, {str(PROJECT)!r})\nfrom goverify.host.live import LiveHost\n"
ASK += "from goverify.host.local import scratch\n"
ASK += "with LiveHost() as host: print({})"


def asked_where_mounted(options: str, folder: Path, question: str, before: str = ":") -> str:
    """Return a host's answer where a new file system is mounted on `folder`; `before` is run there in a shell."""
    command = f'mount -t tmpfs -o {options} none "$0" && cd "$0" && {before} && exec "$1" -c "$2"'
    unshare = ("unshare", "--user", "--map-root-user", "--mount", "/bin/sh", "-c", command)
    done = subprocess.run(
        (*unshare, str(folder), sys.executable, ASK.format(question)),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip(f"no namespaces for this user: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
