"""Whether a tree is what its release was: its files held against what the checksum database recorded of the release."""

import contextlib
from pathlib import PurePath

from goverify.facts import Facts, Unavailable
from goverify.facts.authenticity.alike_records import by_another_platform
from goverify.facts.authenticity.package_verdict import by_packager
from goverify.facts.authenticity.toolchain_records import record_of
from goverify.facts.authenticity.tree_verdict import Authenticity, Status, judged
from goverify.facts.release import Stage
from goverify.facts.tree import Tree, tree, tree_release
from goverify.facts.tree_files import tree_files
from goverify.host import NotRecorded
from goverify.sumdb.refused import Refused

__all__ = ["Authenticity", "Status", "authenticity"]


def authenticity(ask: Facts, root: PurePath) -> Authenticity:
    """Return whether a tree is what its release was; what cannot be found out makes it unknown, with the reason."""
    unknown = Authenticity(root, Status.UNKNOWN, "")
    release = ask(tree_release, root)
    if release is None or release.stage is Stage.DEVEL:
        return unknown._replace(reason=_nameless(ask, root, str(release or "")))
    unknown = unknown._replace(module=f"{release.name}.{_platform(ask, ask(tree, root))}")
    minor = (release.numbers[0], release.numbers[1])
    found = _by_its_record(ask, unknown, minor)
    return found if found.status is Status.GENUINE else by_packager(ask, found, minor)


def _nameless(ask: Facts, root: PurePath, version: str) -> str:
    """Return why no record can be looked for: the tree names no release, or does not even let itself be listed."""
    with contextlib.suppress(NotRecorded):
        try:
            ask.host.names(root)
        except OSError as error:
            return f"{root} cannot be looked through: {error.strerror or error}"
    named = f"{version} is no release" if version else "the tree does not tell which release it is"
    return f"{named}, so that nothing is recorded of it"


def _by_its_record(ask: Facts, unknown: Authenticity, minor: tuple[int, int]) -> Authenticity:
    try:
        return _held_against_its_record(ask, unknown, minor)
    except Unavailable as error:
        return unknown._replace(reason=str(error))
    except (Refused, NotRecorded, OSError) as error:
        return unknown._replace(reason=_why(error, unknown))


def _held_against_its_record(ask: Facts, unknown: Authenticity, minor: tuple[int, int]) -> Authenticity:
    try:
        record = ask(record_of, unknown.module, unknown.root)  # asked first, since hashing takes time
        why_not = f"no record of {unknown.module} is at hand"
    except Unavailable as error:
        record, why_not = None, str(error)
    if record is None:
        nearly = by_another_platform(ask, unknown, minor, why_not)
        if nearly is None:
            raise Unavailable(why_not)
        return nearly
    files = ask(tree_files, unknown.root)
    return judged(ask, unknown._replace(unreadable=files.unreadable, links=files.links), record, files, minor)


def _why(error: Exception, unknown: Authenticity) -> str:
    if isinstance(error, Refused):
        return f"what is recorded of {unknown.module} is not to be believed: {error}"
    if isinstance(error, OSError):
        return f"{unknown.root} cannot be looked through: {error.strerror or error}"
    return f"the recording does not tell {error}"


def _platform(ask: Facts, found: Tree) -> str:
    """Return the platform that a tree's programs are made for."""
    try:
        folders = ask.host.names(found.root / "pkg" / "tool")
    except OSError:
        folders = ()
    if found.go is not None and found.go.architectures:
        return f"{found.go.system}-{found.go.architectures[0]}"
    here = f"{ask.host.platform.system.goos}-{ask.host.platform.arch}"
    platforms = [folder.replace("_", "-", 1) for folder in folders if "_" in folder]
    return platforms[0] if platforms and here not in platforms else here
