"""Who starts programs without a shell: systemd, cron, launchd's daemons, sudo, a container's runtime.

Sources: systemd.exec(5) "Environment Variables in Spawned Processes", systemd-system.conf(5), crontab(5), sudoers(5).
"""

import re
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.contexts.session_files import LAUNCHD, lines_of, readable_lines
from goverify.facts.contexts.traced import TracedPath
from goverify.facts.contexts.units import Job, crontab, units
from goverify.facts.contexts.values import Reckoned
from goverify.host import Reader, System
from goverify.host.paths import follow, is_file, is_folder, kind_of
from goverify.model import Evidence

SYSTEMD = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin"
SPLIT_USR = ":/sbin:/bin"
"""What systemd adds where /bin is a folder of its own."""

CRON = "/usr/bin:/bin"
CRONS = ("/usr/sbin/cron", "/usr/sbin/crond", "/usr/sbin/fcron", "/bin/crond")
SYSTEM_CRONTAB, SPOOLS = "/etc/crontab", ("/var/spool/cron/crontabs", "/var/spool/cron")
GOLANG_IMAGE = "/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
"""What the golang image sets (its Dockerfile)."""

LIMIT_FILES = 50

_DEFAULT = re.compile(r"DefaultEnvironment\s*=.*?[\"']?\bPATH=([^\s\"']+)")
_SECURE = re.compile(r"Defaults\s+(?:.*,\s*)?(!?)secure_path\b(?:\s*\+?=\s*(\"[^\"]*\"|\S+))?")
_NO_COMMENT = "#include"
"""What sudoers writes like a comment, and means."""
_INCLUDE = re.compile(r"[@#](include|includedir)\s+\"?([^\"]+?)\"?\s*")


def services(ask: Facts) -> Iterator[Reckoned]:
    """Yield the services and the like of this system."""
    if ask.host.platform.system is System.MACOS:
        yield Reckoned(
            "service", "service (launchd)", TracedPath(System.MACOS, LAUNCHD), note="Its own plist can set PATH."
        )
        yield Reckoned("cron", "cron", TracedPath(System.MACOS, CRON), note="A crontab can set PATH.")
    else:
        yield from _systemd(ask)
        yield from _cron(ask)
    yield from _sudo(ask)
    yield from _container(ask)


def _systemd(ask: Facts) -> Iterator[Reckoned]:
    host = ask.host
    # sd_booted(3): the folder is there where systemd runs the machine.
    starts = any(process.name == "systemd" for process in host.ancestors())
    if not starts and not is_folder(host, host.path("/run/systemd/system")):
        return
    merged = bool(follow(host, host.path("/bin")).hops)
    path = TracedPath(System.LINUX, SYSTEMD + ("" if merged else SPLIT_USR))
    for file in (host.path("/etc/systemd/system.conf"), *_listed(ask, host.path("/etc/systemd/system.conf.d"))):
        for line in readable_lines(ask, file):
            if found := _DEFAULT.match(line.observed):
                path = path.assigned(found[1], line)
    yield Reckoned("service", "service (systemd)", path, note="A unit can set PATH itself.")
    for job in units(ask):
        yield Reckoned("service", f"service {job.name}", _alone(job))


def _alone(job: Job) -> TracedPath:
    return TracedPath(System.LINUX, "").assigned(job.path, job.line)


def _cron(ask: Facts) -> Iterator[Reckoned]:
    host = ask.host
    if any(is_file(host, host.path(place)) for place in CRONS):
        yield Reckoned("cron", "cron", TracedPath(System.LINUX, CRON), note="A crontab can set PATH.")
        user = ask.host.identity.name
        own = tuple(f"{each}/{user}" for each in SPOOLS) if user else ()
        for job in (*crontab(ask, SYSTEM_CRONTAB), *crontab(ask, *own)):
            yield Reckoned("cron", f"cron, by {job.name}", _alone(job))


def _sudo(ask: Facts) -> Iterator[Reckoned]:
    host = ask.host
    if not any(is_file(host, host.path(place)) for place in ("/usr/bin/sudo", "/usr/local/bin/sudo")):
        return
    own = TracedPath(host.platform.system, host.env.get("PATH", ""))
    path, problem = own, None
    try:
        for line in _sudoers(ask, host.path("/etc/sudoers")):
            if found := _SECURE.match(line.observed):
                plain = line._replace(observed=" ".join(line.observed.split()))
                path = own if found[1] or not found[2] else own.assigned(found[2].strip('"'), plain)
    except OSError as error:
        problem = Evidence("/etc/sudoers", f"may not be read by this user ({error.strerror})")
    if problem:
        yield Reckoned("sudo", "sudo", None, (problem,))
    else:
        note = (
            "" if path is not own else "No secure_path is set; what sudo was built with may replace PATH all the same."
        )
        yield Reckoned("sudo", "sudo", path, note=note)


def _sudoers(ask: Facts, first: PurePath) -> Iterator[Evidence]:
    """Yield the lines of sudoers and of the files that it includes; OSError where one may not be read."""
    queue, read = [first], 0
    while queue and read < LIMIT_FILES:
        file, read = queue.pop(0), read + 1
        included: list[PurePath] = []
        for line in lines_of(ask, file, _NO_COMMENT):
            found = _INCLUDE.fullmatch(line.observed)
            if found is None:
                yield line
                continue
            place = file.parent / found[2]
            names = ask.host.names(place) if found[1] == "includedir" and is_folder(ask.host, place) else ()
            plain = [place / name for name in names if "." not in name and not name.endswith("~")]
            included += plain if found[1] == "includedir" else [place]
        queue = included + queue


def _container(ask: Facts) -> Iterator[Reckoned]:
    """Yield what the image of a container sets, where this is one and its first process shows it or the image is known."""
    host = ask.host
    if not any(kind_of(host, host.path(place)) for place in ("/.dockerenv", "/run/.containerenv")):
        return
    try:
        text = (
            host.judged(host.path("/proc/1/environ"), "PATH", _path_of)
            if kind_of(host, host.path("/proc/1/environ"))
            else ""
        )
    except OSError:
        text = ""
    note = "PATH of the container's first process."
    if not text and host.env.get("GOLANG_VERSION"):
        text, note = GOLANG_IMAGE, "PATH of the golang image."
    if text:
        yield Reckoned("container", "container, as its image sets it", TracedPath(System.LINUX, text), note=note)


def _path_of(reader: Reader) -> str:
    """Return PATH alone: what else a first process was given is nobody's business."""
    found = re.search(rb"(?:^|\0)PATH=([^\0]*)", reader.read(0, 256 << 10))
    return found[1].decode("utf-8", "replace") if found else ""


def _listed(ask: Facts, folder: PurePath) -> list[PurePath]:
    try:
        return [folder / name for name in ask.host.names(folder)[:LIMIT_FILES] if name.endswith(".conf")]
    except OSError:
        return []
