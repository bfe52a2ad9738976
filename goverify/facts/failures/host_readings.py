"""The texts by which go, the C library and new programs blame a folder, the session's limits or the machine.

Where the C library or a loader speaks, the runs are made with LC_ALL=C. What only macOS or Windows says is from
reports.
"""

import re

from goverify.facts.failures.reading import POLICY_REMEDY, Reading, of_host
from goverify.facts.failures.sandbox_readings import OF_THE_SANDBOX, REFUSALS
from goverify.facts.words import words_of
from goverify.host import Completed

TEMP = ("GOTMPDIR", "TMPDIR", "TMP", "TEMP")
"""What names the folder that go works in."""

PROCESSOR_TIME = "RLIMIT_CPU"
"""The limit that means something only where it is in force: memory that runs out ends a compiler in the same way."""

OF_FOLDERS = (
    Reading(
        r"creating work dir: (?P<why>.*)",
        "tmpdir-missing",
        "go cannot work below {held}: {why}",
        "Or make the folder, and let this user write there.",
        TEMP,
        in_quote=True,
    ),
    of_host(
        r"creating work dir: mkdir (?P<where>/tmp)/go-build\d+: (?P<why>permission denied)",
        "tmpdir-missing",
        "go cannot work below {where}, the folder for temporary files: {why}",
        "Let everybody write there again, as its mode 1777 does. Or set TMPDIR to a folder of this user's.",
        "sudo chmod 1777 /tmp",
        subject="{where}",
    ),
    of_host(
        r"creating work dir: stat (?P<where>/tmp): (?P<why>no such file or directory)",
        "tmpdir-missing",
        "go cannot work below {where}, the folder for temporary files: {why}",
        "Make it again, with mode 1777. Or set TMPDIR to a folder of this user's.",
        "sudo mkdir -m 1777 /tmp",
        subject="{where}",
    ),
    of_host(
        r"creating work dir: (?:stat|mkdir) (?P<where>.+?)(?:[/\\]go-build\d+)?: (?P<why>.*)",
        "tmpdir-missing",
        "go cannot work below {where}, the folder for temporary files: {why}",
        "Create the folder and let this user write there, or set TMPDIR (on Windows TMP) to another.",
        subject="{where}",
    ),
    of_host(
        r"fork/exec (?P<where>\S+?)[/\\]go-build\S*: permission denied",
        "tmpdir-noexec",
        "the system does not start what go builds below {where}, so execution is forbidden there",
        "Set GOTMPDIR to a folder on a file system that allows execution.",
        subject="{where}",
    ),
    of_host(
        r"open /dev/null: (?P<why>.*)",
        "dev-null-broken",
        "go cannot use the null device: open /dev/null: {why}",
        "Make /dev/null anew as a character device.",
        "sudo rm -rf /dev/null && sudo mknod -m 666 /dev/null c 1 3",
        subject="/dev/null",
    ),
    Reading(
        r"(?:no space left on device|not enough space on the disk|disk quota exceeded)",
        "disk-full",
        "the file system of {held} has {room} left for what a build writes",
        "Or name a folder with more room.",
        TEMP,
        in_quote=True,
    ),
    of_host(
        r"(?<![\w$])(?P<where>/[^:\n]*?|[A-Za-z]:[\\/][^:\n]*?)(?:[\\/]go-(?:build|link)-?\d+[^:\n]*)?: (?:no space left on device|There is not enough space on the disk|disk quota exceeded)",
        "disk-full",
        "the file system of {where} has {room} left for what a build writes",
        "Free some space there.",
        subject="{where}",
    ),
    of_host(
        r"no space left on device|not enough space on the disk|disk quota exceeded",
        "disk-full",
        "a file system that the build writes to has no room left",
        "Free some space.",
    ),
    of_host(
        r"R?Lock (?P<where>\\\\.+?): Incorrect function",
        "fs-no-locks",
        "{where} lies on a share that takes no locks, and go locks the files that it reads",
        "Work in a folder on a local disk; in a folder of WSL use Go for Linux, there.",
        subject="{where}",
    ),
    of_host(
        r"no locks available|[Ll]ock\b.*(?:function not implemented|operation not supported)",
        "fs-no-locks",
        "the file system that go writes to cannot lock files",
        "Put GOCACHE and GOMODCACHE on a local disk.",
    ),
)

OF_THE_SESSION = (
    *OF_THE_SANDBOX,  # first: a thread that is refused for good is no matter of limits
    of_host(
        r"file too large|File size limit exceeded|SIGXFSZ",
        "limit-file-size",
        "the limit{limit} for the size of a file is too low for what a build writes",
        "Raise the limit (RLIMIT_FSIZE).",
        "ulimit -f unlimited",
        subject="RLIMIT_FSIZE",
    ),
    of_host(
        r"too many open files|netpollinit failed|runtime: pipe failed|EMFILE|ENFILE",
        "limit-files",
        "the limit{limit} for open files is too low for a build",
        "Raise the limit (RLIMIT_NOFILE, LimitNOFILE= of a service).",
        "ulimit -n 1024",
        subject="RLIMIT_NOFILE",
    ),
    of_host(
        r"failed to create new OS thread|newosproc|esource temporarily unavailable|pthread_create failed|EAGAIN",
        "limit-processes",
        "the limit{limit} for processes and threads is too low for a build",
        "Raise the limit (RLIMIT_NPROC, or pids.max of the container).",
        "ulimit -u 4096",
        subject="RLIMIT_NPROC",
    ),
    of_host(
        r"failed to reserve page summary memory|cannot allocate memory|out of memory|cannot reserve arena|ENOMEM"
        r"|paging file is too small",
        "memory-low",
        "a build gets too little memory here{limit}",
        "Raise the limit (RLIMIT_AS, or the container's memory), or build with less in parallel (go build -p 1).",
        "ulimit -v unlimited",
        subject="memory",
    ),
    of_host(
        r"signal: (?:killed|CPU time limit exceeded)|SIGXCPU",
        "limit-cpu-time",
        "the limit{limit} for a program's processor time is too low for a build",
        "Raise the limit (RLIMIT_CPU).",
        "ulimit -t unlimited",
        subject=PROCESSOR_TIME,
    ),
    of_host(
        r"signal: killed",
        "memory-low",
        "the system killed a compiler, as it does when memory runs out",
        "Give it more memory, or build one package at a time.",
        "go build -p 1 ./...",
        subject="memory",
    ),
    of_host(
        r"error while loading shared libraries: (?P<what>[^:\n]+)|version [`'](?P<glibc>GLIBC_[\d.]+)' not found",
        "go-loader-missing",
        "the C library of this host lacks {what}{glibc}, which the go file was linked against",
        "Install the official release, which is linked statically, or the package of this distribution.",
    ),
    of_host(
        r"contains a virus|The system cannot execute the specified program|a\.out\.exe: "
        r"(?:Access is denied|The process cannot access the file because it is being used by another process)",
        "antivirus-interferes",
        "protection software removes or locks programs that were just built",
        "Ask for an exclusion of go's cache and work folders (go env GOCACHE, GOTMPDIR).",
    ),
    of_host(
        r"Application Control policy has blocked|blocked by group policy",
        "antivirus-interferes",
        "a policy of this machine bars programs that were just built",
        POLICY_REMEDY,
    ),
    of_host(
        r"xcrun: error: invalid active developer path \((?P<where>[^)\n]+)\)",
        "xcode-missing",
        "the compilers of macOS lead to {where}, where no developer tools are",
        "Install the command line tools.",
        "xcode-select --install",
        subject="{where}",
    ),
    of_host(
        r"missing LC_UUID",
        "release-too-old-for-os",
        "{machine} refuses programs of so old a release as {release}",
        "Install a supported Go release.",
    ),
    of_host(
        r"dyld.*Symbol not found|bcryptprimitives\.dll not found|FATAL: kernel too old",
        "os-too-old",
        "{release} needs a newer operating system than {machine}",
        "Update the system, or install the last Go release that supports it (go.dev/wiki/MinimumRequirements).",
    ),
)


def blames_the_machine(run: Completed) -> bool:
    """Return whether a failed run names a limit of the session or the machine, so that it proves nothing about the program."""
    if run.error in REFUSALS:
        return True
    text = words_of(run)
    return any(re.search(reading.pattern, text) for reading in OF_THE_SESSION)
