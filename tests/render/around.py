"""What stands around a made-up Go: the ways of PATH, and the contexts that find another one."""

from goverify.model import Evidence, Severity
from goverify.report import Candidate, Elsewhere, Report, TreeWorth, WhichReport
from goverify.report_parts import (
    BaselineSummary,
    ChoiceSummary,
    CircumstanceSummary,
    ContextSummary,
    InformationSummary,
    NewFinding,
    PolicySummary,
    SettingSummary,
    SourceSummary,
    ToolchainSummary,
    WaiverSummary,
)

DEAD = Candidate(
    "/home/ada/bin/go", None, ("/home/ada/bin/go -> /opt/go1.18/bin/go",), "dangling", None, answers=False, note=""
)
DEBIAN = Candidate(
    "/usr/bin/go",
    "/usr/lib/go-1.19/bin/go",
    ("/usr/bin/go -> /etc/alternatives/go", "/etc/alternatives/go -> ../../usr/lib/go-1.19/bin/go"),
    "runnable",
    "go1.19.8",
    answers=True,
    note="",
    source=SourceSummary("debian", "Debian package", "high", (Evidence("/var/lib/dpkg/info/golang-1.19-go.list", "lists it"),)),
    authenticity=TreeWorth("repackaged", "Debian's records vouch for it"),
)  # fmt: skip
OFFICIAL = Candidate(
    "/usr/local/go/bin/go",
    "/usr/local/go/bin/go",
    (),
    "runnable",
    "go1.27.3",
    answers=False,
    note="",
    authenticity=TreeWorth("genuine", ""),
)
SHIM = Candidate(
    "/home/ada/.asdf/shims/go",
    "/home/ada/.asdf/shims/go",
    (),
    "runnable",
    None,
    answers=False,
    note="it is a stand-in: asdf shim",
    source=SourceSummary("asdf-go", "asdf from 0.16 on", "high", ()),
    choice=ChoiceSummary(
        "asdf",
        "1.27.3",
        "/home/ada/src/app/.tool-versions, line 1",
        installed=True,
        runs="/home/ada/.asdf/installs/golang/1.27.3/go/bin/go",
        why="/home/ada/src/app/.tool-versions, line 1 asks for 1.27.3",
    ),
)
OLD = Elsewhere(
    "/opt/go1.21",
    "go1.21.13",
    SourceSummary("official-tarball", "The Go project's archive, unpacked by hand", "low", ()),
)
PROCESS = ContextSummary(
    "process", "this process", "/usr/bin:/usr/local/go/bin", known=True, found="/usr/bin/go", file="/usr/lib/go-1.19/bin/go",
    version="go1.19.8", differs=False, why="", cause=None, gaps=(), note="", asked=False,
)  # fmt: skip
LOGIN = PROCESS._replace(
    id="login-shell",
    name="login shell (bash -lc)",
    found="/usr/local/go/bin/go",
    file="/usr/local/go/bin/go",
    version="go1.27.3",
    differs=True,
    why="A line puts /usr/local/go/bin first there.",
    cause=Evidence("/home/ada/.profile, line 21", "export PATH=/usr/local/go/bin:$PATH"),
    note="Terminals of most desktops start no login shell.",
)
CRON = PROCESS._replace(id="cron", name="cron")
SUDO = PROCESS._replace(
    id="sudo", name="sudo", path=None, known=False, found=None, gaps=(Evidence("/etc/sudoers", "may not be read"),)
)
EDITOR = CircumstanceSummary(
    "editor", "vscode", "VS Code or a fork of it", "high", (Evidence("TERM_PROGRAM", "vscode"),)
)
DIRENV = SourceSummary("direnv", "direnv", "medium", (Evidence("DIRENV_DIR", "-/home/ada/src/app"),))
CHOSEN = ToolchainSummary(
    "go1.26",
    "none",
    None,
    works=False,
    asked_by=(Evidence("/home/ada/src/app/go.mod, line 3", "go 1.26"),),
    why="go1.19.8 does not know toolchains, and go.mod asks for go1.26",
)
SHADOWED = WhichReport(
    (DEAD, DEBIAN, OFFICIAL, SHIM),
    "Its folder is the first on PATH that holds a go that can be started; /home/ada/bin/go before it cannot.",
    (OLD,),
    (DIRENV,),
    (PROCESS, LOGIN, CRON, SUDO),
    (EDITOR,),
    CHOSEN,
)
"""What Debian's go stands before."""


def named(name: str) -> WhichReport:
    """Return ways of every kind on which everything has this name."""
    seen = Evidence(name, name)
    source = SourceSummary("fake-or-unknown", "Something unknown", "low", (seen,))
    choice = ChoiceSummary("asdf", name, name, installed=False, runs=name, why=name)
    first = Candidate(name, name, (name, f"{name} -> {name}"), "runnable", name, answers=True, note=name, source=source,
                      choice=choice, authenticity=TreeWorth("modified", name))  # fmt: skip
    dead = first._replace(file=None, state="dangling", answers=False)
    there = LOGIN._replace(name=name, path=name, found=name, file=name, version=name, why=name, cause=seen, gaps=(seen,), note=name)  # fmt: skip
    under = CircumstanceSummary("editor", "x", name, "high", (seen,))
    chosen = ToolchainSummary(name, "path", name, works=None, asked_by=(seen,), why=name)
    contexts = (PROCESS, there, there._replace(known=False))
    return WhichReport(
        (dead, first, dead), name, (Elsewhere(name, name, source),), (source,), contexts, (under,), chosen, name
    )


def furnished(report: Report, name: str) -> Report:
    """Return a report that holds everything a report may hold beside its checks, all of this name."""
    ways = named(name)
    waivers = tuple(
        WaiverSummary("go-shadowed", name, name, "2027-01-31", name, state)
        for state in ("applied", "unused", "expired")
    )
    new = (NewFinding("go-shadowed", name, Severity.HIGH),)
    settings = (
        SettingSummary("GOFLAGS", name, "environment", name, None, in_effect=True, why=""),
        SettingSummary("GOPROXY", name, "go env file", name, 3, in_effect=False, why=name),
    )
    return report._replace(
        under=ways.under,
        settings=settings,
        information=(
            InformationSummary("host.clock-source", "host", "Clock of the kernel", name, name, "It is not so."),
        ),
        toolchain=ways.toolchain,
        policy=PolicySummary(name, waivers, {"go-shadowed": Severity.LOW}),
        baseline=BaselineSummary(name, new, 3, (("go-shadowed", name),)),
        ways=ways,
    )
