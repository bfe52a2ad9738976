"""The field cases as recorded hosts: the same facts as changes to a boring host, for every machine that runs the tests.

A case's `recorded` holds: `host` (linux, macos or windows), `trees` (root → release, such as "go1.26.6" or
"go1.27.3 linux/arm64"; the boring host's own tree unless given), `files` (path → null, text, or a record as in the
schema goverify.host/1, in which a mode alone changes what stands there), `platform`, `identity`, `registry`, `filesystems`, `trials`,
`ancestors` (the programs that led here, the nearest first), `signatures` (a program or a folder of them → official,
anothers, ad-hoc or broken), `marks` (likewise → the text that a download is marked with), `behind` (a wrapper on PATH →
the tree that it leads to) and `fails` (see runs.py).
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from goverify.host import Entry, FileSystem, System
from goverify.host.paths import resolve
from goverify.host.recorded import RecordedHost
from goverify.host.replay.file_changes import FileChange
from goverify.host.replay.records import FileRecord, GoBinary, Ranges, file_record
from tests.binfmt.builders import inline_block
from tests.binfmt.elf_builder import elf
from tests.field.cases import HOME, Case
from tests.field.runs import BORING_RELEASE, BORING_ROOTS, names_on_path, runs_of
from tests.hosts import boring, go_tree
from tests.seals import ANOTHERS, BROKEN, LINKERS, OFFICIAL, QUARANTINE, ZONE, marked, sealed

OWN_SETTINGS = ("/home/gopher/.profile", "/home/gopher/.bashrc")
"""What the worlds of the field cases do not have either."""

ROOT = {"uid": 0, "gid": 0, "groups": (0,), "name": "root"}
SEALS = {"official": OFFICIAL, "anothers": ANOTHERS, "ad-hoc": LINKERS, "broken": BROKEN}

KEPT = ("schema", "platform", "identity", "env", "cwd")
"""The parts of a host by which other parts are read."""


def host_of(case: Case) -> RecordedHost:
    """Return the recorded host on which the facts of a case hold."""
    told = dict(case.recorded or {})
    name = told.get("host", "linux")
    host = boring(name).but(env=case.env, identity=told.get("identity", ROOT if case.user == "root" else {}))
    host = host.but(platform=told.get("platform", {}))
    if "ancestors" in told:
        host = host.but(ancestors=told["ancestors"])
    if name == "linux":
        host = host.but(files=dict.fromkeys(OWN_SETTINGS))
    if name == "linux" or case.cwd != HOME:
        host = host.but(cwd=case.cwd)
    trees = told.get("trees", {BORING_ROOTS[name]: BORING_RELEASE})
    host = _with_trees(host, BORING_ROOTS[name], trees)
    absent, there = _files(host, told.get("files", {}))
    host = host.but(files=dict.fromkeys(absent)).but(files=there, registry=told.get("registry", {}))
    host = _with_marks(host, told.get("signatures", {}), told.get("marks", {}))
    mounts = _only(host, filesystems=told.get("filesystems", {})).recording.filesystems
    trials = _only(host, trials=told.get("trials", {})).recording.trials
    filesystems = {place: mount for place, mount in mounts.items() if isinstance(mount, FileSystem)}
    host = host.but(filesystems=filesystems, trials=trials)
    behind = dict(_found(host, trees)) | {host.path(way): tree for way, tree in told.get("behind", {}).items()}
    runs = runs_of(host, boring(name).recording.runs, trees, behind, told.get("fails", {}))
    return host.but(runs={run.argv: None for run in host.recording.runs}).but(runs=runs)


def _with_trees(host: RecordedHost, root: str, trees: Mapping[str, str]) -> RecordedHost:
    """Return the host with these trees; its own one stays where it is among them."""
    if trees.get(root) != BORING_RELEASE:
        host = host.but(files={root: None})
    for place, release in trees.items():
        if (place, release) != (root, BORING_RELEASE):
            version, _, machine = release.partition(" ")
            system, _, arch = machine.partition("/")
            platform = host.platform
            system, arch = system or platform.system.goos, arch or platform.arch
            files = go_tree(place, version, system=system, arch=arch)
            host = host.but(files=files)
            if host.platform.system is System.MACOS and system == "darwin":
                programs = [str(path) for path, record in files.items() if isinstance(record.content, GoBinary)]
                host = sealed(host, OFFICIAL if place == root else LINKERS, on=programs)
    return host


def _files(host: RecordedHost, told: Mapping[str, Any]) -> tuple[list[str], dict[PurePath, FileChange]]:
    """Return the paths that are to be absent, and what is to stand at the others."""
    absent, there = [], dict[PurePath, FileChange]()
    for path, record in told.items():
        if record is None:
            absent.append(path)
        elif isinstance(record, str):
            there[host.path(path)] = record
        elif "elf" in record or "cut" in record:
            there[host.path(path)] = _made(record)
        else:
            [(place, read)] = _only(host, files={path: record}).recording.files.items()
            alone = read.content is None and read.names is None and isinstance(read.entry, Entry)
            there[place] = read.entry if alone and isinstance(read.entry, Entry) else read
    return absent, there


def _with_marks(host: RecordedHost, signatures: Mapping[str, str], marks: Mapping[str, str]) -> RecordedHost:
    """Return the host with programs, or all those below a folder, that carry such a signature or mark of a download."""
    name = QUARANTINE if host.platform.system is System.MACOS else ZONE
    for place, kind in signatures.items():
        host = sealed(host, SEALS[kind], on=_programs(host, place))
    for place, text in marks.items():
        host = marked(host, name, text.encode(), on=_programs(host, place))
    return host


def _programs(host: RecordedHost, place: str) -> list[str]:
    above = host.path(place)
    files = host.recording.files.items()
    return [
        str(path) for path, record in files if above in (path, *path.parents) and isinstance(record.content, GoBinary)
    ]


def _made(record: Mapping[str, Any]) -> FileRecord:
    """Return a program that cannot be written down: `elf` (loader, libraries, release) or a go that was `cut` short."""
    if "elf" in record:
        told = record["elf"]
        block = inline_block(told["version"], "path\tcmd/go\n") if "version" in told else b""
        data = elf(interpreter=told.get("interpreter", ""), needed=tuple(told.get("needed", ())), data=block)
    else:
        data = GoBinary(BORING_RELEASE, "cmd/go", "linux", "amd64").data()[: record["cut"]]
    return file_record(Ranges(((0, data),), len(data)), 0o755)


def _only(host: RecordedHost, **parts: Any) -> RecordedHost:
    """Return a host of the same kind that has these parts alone, which are written as in the schema."""
    document = {key: value for key, value in json.loads(host.dump()).items() if key in KEPT}
    return RecordedHost.load(json.dumps(document | {"closed": True, **parts}))


def _found(host: RecordedHost, trees: Mapping[str, str]) -> Iterator[tuple[PurePath, str]]:
    """Yield each go on PATH that stands in a tree, as it is found, with the tree's root."""
    for name in names_on_path(host):
        file = resolve(host, name)
        for root in trees:
            if file == host.path(root) / "bin" / name.name:
                yield name, root
