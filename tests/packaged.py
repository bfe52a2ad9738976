"""Recorded hosts with a small tree that a packager installed, whose record each test writes in that packager's form."""

import hashlib
from collections.abc import Mapping

from goverify.facts import Facts
from goverify.facts.packages.values import Held
from goverify.facts.packages.vouching import vouched
from goverify.host import Digests
from goverify.host.recorded import RecordedHost
from goverify.sumdb.toolchain import INERT
from tests.golang import Files, whole
from tests.hosts import go_binary, link
from tests.seen_files import released

CONTENTS = {"VERSION": "go1.24.1\n", "bin/go": "go", "src/fmt/print.go": "package fmt\n"}
"""What lies in a tree as it was packaged."""


def digest(content: str, algorithm: str = "sha256") -> str:
    """Return the hash of a content."""
    return hashlib.new(algorithm, content.encode(), usedforsecurity=False).hexdigest()


def installed(
    root: str,
    records: Files,
    algorithm: str = "sha256",
    changes: Mapping[str, str | None] | None = None,
    links: Mapping[str, str] | None = None,
    name: str = "linux",
) -> RecordedHost:
    """Return a host with a packaged tree, some of whose files have another content, are gone (None) or are more."""
    contents = {name: content for name, content in {**CONTENTS, **(changes or {})}.items() if content is not None}
    found = Digests({name: digest(content, algorithm) for name, content in contents.items()}, links or {})
    place = root if algorithm == "sha256" else f"{root}/<{algorithm}>"
    files: Files = {f"{root}/{name}": content for name, content in contents.items()}
    return whole(name).but(files=files | records, digests={place: found})


def held(host: RecordedHost, root: str) -> Held:
    """Return how a tree stands to its packager's records."""
    found = Facts(host)(vouched, host.path(root))
    assert found is not None
    return found


def counted(found: Held) -> tuple[object, ...]:
    """Return what is to be compared at once: files in all, the same, changed, removed, added."""
    return found.total, found.same, found.changed, found.removed, found.added


AS_PACKAGED = (3, 3, (), (), ())
OTHERWISE: dict[str, str | None] = {"src/fmt/print.go": "evil", "bin/go": None, "src/fmt/more.go": "more"}
"""A file changed, one gone, one added."""

AS_NAMED = (3, 1, ("src/fmt/print.go",), ("bin/go",), ("src/fmt/more.go",))
"""What such changes come to."""

SPLIT, INFO = "/usr/lib/go-1.27", "/var/lib/dpkg/info"
BUILT = {"bin/go": "1", "pkg/tool/linux_amd64/compile": "2", "lib/time/zoneinfo.zip": "3", "src/runtime/proc.go": "4"}
"""What a packager has otherwise than the Go project."""

PACKAGED = {name: digest for name, digest in released().items() if name not in INERT} | {
    name: each * 64 for name, each in BUILT.items()
}


def _md5(sha256: str) -> str:
    """Return another hash for what has this one."""
    return hashlib.md5(sha256.encode(), usedforsecurity=False).hexdigest()


def repackaged(changes: Mapping[str, str | None] | None = None, more: Files | None = None) -> RecordedHost:
    """Return a host with a package of go1.27.3, some of whose files have another hash, are gone or are more."""
    now = {name: digest for name, digest in {**PACKAGED, **(changes or {})}.items() if digest}
    files: Files = {
        f"{SPLIT}/VERSION": "go1.27.3\n",
        f"{SPLIT}/bin/go": go_binary("go1.27.3"),
        f"{SPLIT}/pkg/tool/linux_amd64/compile": "",
        "/usr/bin/go": link("../lib/go-1.27/bin/go"),
        "/usr/bin/gofmt": link("../lib/go-1.27/bin/gofmt"),
        f"{INFO}/golang-1.27-go.list": f"{SPLIT}\n/usr/bin/go\n/usr/bin/gofmt\n",
        f"{INFO}/golang-1.27-go.md5sums": "".join(f"{_md5(d)}  {SPLIT[1:]}/{name}\n" for name, d in PACKAGED.items()),
        "/var/lib/dpkg/status": "Package: golang-1.27-go\nVersion: 1.27.3-1\n",
    }
    hashes = {SPLIT: Digests(now), f"{SPLIT}/<md5>": Digests({name: _md5(digest) for name, digest in now.items()})}
    sources = {f"/usr/share/go-1.27{end}": Digests({}) for end in ("", "/<md5>")}
    return whole().but(files=files | (more or {}), digests=hashes | sources)
