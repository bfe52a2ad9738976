"""Made-up reports for the renderers: a machine in each state that a report can tell of."""

from goverify.model import Evidence, Finding, Fix, Outcome, Severity
from goverify.report import Consequence, GoSummary, Health, InstallationSummary, Report
from goverify.report_parts import ChoiceSummary, ProvenanceSummary, SourceSummary
from tests.render import around
from tests.render.parts import GO, OLD_TREE, TITLES, TREE, diagnosis_of, failed, passed, report, results, without


def healthy() -> Report:
    """Return a machine with nothing wrong and one thing worth knowing."""
    known = Finding(
        "goroot-redundant",
        "GOROOT",
        "GOROOT is set to /usr/local/go, where go looks without it",
        (Evidence("environment", "GOROOT=/usr/local/go"),),
        Fix("Leave GOROOT unset, so that it cannot go stale.", ("unset GOROOT",)),
    )
    checks = results(
        passed("goroot.redundant", findings=(known,)),
        passed("path.link", ("/usr/local/go/bin/go", "a regular file"), ("PATH entry 3", "/usr/local/go/bin")),
        without("manager.bypassed", Outcome.SKIPPED, "no version manager is installed"),
    )
    return report(Health.OK, checks, diagnosis_of(known, Severity.INFO, "goroot.redundant"))


def tidy() -> Report:
    """Return a machine that works and has something to put in order."""
    untidy = Finding(
        "tree-writable",
        "/usr/local/go",
        "/usr/local/go may be written by everybody",
        (Evidence("/usr/local/go", "mode 0777, owner root"),),
        Fix("Take the permission away.", ("sudo chmod -R go-w /usr/local/go",)),
        detail="Whoever can change the tree decides what your builds hold.",
    )
    checks = results(failed("tree.source", untidy))
    return report(Health.OK, checks, diagnosis_of(untidy, Severity.LOW, "tree.source"))


def broken() -> Report:
    """Return a machine where one critical cause has consequences."""
    missing = Finding(
        "goroot-missing",
        "GOROOT",
        "GOROOT is /opt/go1.19, and there is no such folder",
        (
            Evidence("environment", "GOROOT=/opt/go1.19"),
            Evidence("/root/.bashrc, line 12", "export GOROOT=/opt/go1.19"),
            Evidence("/opt/go1.19", "does not exist"),
            Evidence("go version", "go: cannot find GOROOT directory: /opt/go1.19"),
        ),
        Fix("Unset it, here and in /root/.bashrc: go finds its own tree without it.", ("unset GOROOT",)),
        detail="go looks there for its compiler and the standard library, so no command of it works.",
        concerns=("/usr/local/go/bin/go", "/usr/local/go"),
    )
    fails = Finding(
        "go-command-fails",
        "/usr/local/go/bin/go",
        "go version ends with status 2",
        (Evidence("go version", "go: cannot find GOROOT directory: /opt/go1.19"),),
        None,
    )
    builds = fails._replace(cause="build-fails", message="A small program does not build")
    consequences = [Consequence(one.cause, Severity.CRITICAL, one.message, str(one.subject)) for one in (builds, fails)]
    checks = results(
        failed("goroot.missing", missing),
        failed("build.commands", fails),
        failed("build.under-settings", builds),
        without("goroot.mismatch", Outcome.BLOCKED, "GOROOT leads nowhere"),
        without("tree.tools", Outcome.BLOCKED, "GOROOT leads nowhere"),
        without("tree.source", Outcome.BLOCKED, "GOROOT leads nowhere"),
        without("storage.build-cache", Outcome.UNKNOWN, "go env does not say where it is"),
        without("manager.bypassed", Outcome.SKIPPED, "no version manager is installed"),
    )
    ids = ("goroot.missing", "build.commands", "build.under-settings")
    return report(Health.BROKEN, checks, diagnosis_of(missing, Severity.CRITICAL, *ids, consequences=consequences))


def absent() -> Report:
    """Return a machine without any Go, where nearly nothing could be looked at."""
    nothing = Finding(
        "go-absent",
        "PATH",
        "No Go is installed: neither PATH nor any usual place has one",
        (Evidence("PATH", "6 entries, none of which has a go"), Evidence("usual places", "41 looked at, no Go tree")),
        Fix("Install Go from go.dev/dl, or with the system's package manager.", ("sudo apt install golang-go",)),
    )
    blocked = [
        without(id_, Outcome.BLOCKED, "no go answers") for id_ in TITLES if id_ not in ("path.link", "host.limits")
    ]
    checks = results(failed("path.link", nothing), *blocked)
    diagnosis = diagnosis_of(nothing, Severity.CRITICAL, "path.link")
    return report(Health.BROKEN, checks, diagnosis, go=None, installations=())


def several() -> Report:
    """Return a machine with some faults, one of them at a Go that does not answer."""
    old = GO._replace(command="/usr/bin/go", file="/usr/lib/go-1.19/bin/go", version="go1.19.8", goroot="/usr/lib/go-1.19",
                  provenance=ProvenanceSummary("Debian package", None))  # fmt: skip
    shadowed = Finding(
        "go-shadowed",
        "/usr/bin/go",
        "/usr/bin/go (go1.19.8) hides /usr/local/go/bin/go (go1.27.3)",
        (
            Evidence("PATH entry 2", "/usr/bin/go -> ../lib/go-1.19/bin/go, go1.19.8"),
            Evidence("PATH entry 5", "/usr/local/go/bin/go, go1.27.3"),
            Evidence("/home/ada/src/app/go.mod, line 3", "go 1.26"),
        ),
        Fix("Put /usr/local/go/bin first on PATH.", ('export PATH="/usr/local/go/bin:$PATH"',)),
        detail="Whatever is installed or upgraded in /usr/local/go changes nothing as long as /usr/bin comes first.",
    )
    needs = Finding(
        "toolchain-too-old",
        "/usr/bin/go",
        "go.mod asks for go 1.26, go1.19.8 answers",
        (Evidence("/home/ada/src/app/go.mod, line 3", "go 1.26"),),
        Fix("Use a newer Go."),
    )
    flags = Finding(
        "goflags-mod-leftover",
        "GOFLAGS",
        "GOFLAGS holds -mod=vendor, and this module has no vendor folder",
        (
            Evidence("environment", "GOFLAGS=-mod=vendor"),
            Evidence(
                "go build",
                "go: inconsistent vendoring in /home/ada/src/app:\n"
                "\tgolang.org/x/text@v0.14.0: is explicitly required in go.mod, but not marked as explicit\n"
                "\n"
                "\tTo ignore the vendor directory, use -mod=readonly or -mod=mod.\n",
            ),
        ),
        Fix("Unset it in this shell, and take it out of go's own settings.", ("unset GOFLAGS", "go env -u GOFLAGS")),
    )
    bystander = Finding(
        "tree-tools-missing",
        "/opt/go1.21",
        "/opt/go1.21/pkg/tool/linux_amd64 has no compile and no link",
        (Evidence("/opt/go1.21/pkg/tool/linux_amd64", "asm, cgo, cover"),),
        Fix("Remove the tree, or unpack it anew.", ("sudo rm -r /opt/go1.21",)),
        severity=Severity.LOW,
        bystander=True,
    )
    known = Finding(
        "tree-repackaged",
        "/usr/lib/go-1.19",
        "/usr/lib/go-1.19 is Debian's build of Go",
        (Evidence("/usr/lib/go-1.19/VERSION", "go1.19.8"),),
        None,
        detail="Debian's records vouch for it.",
    )
    consequences = (Consequence(needs.cause, Severity.HIGH, needs.message, "/usr/bin/go"),)
    checks = results(
        failed("path.shadowed-go", shadowed),
        failed("project.toolchain", needs),
        failed("env.goflags", flags),
        failed("tree.tools", bystander),
        passed("tree.source", findings=(known,)),
        (without("host.limits", Outcome.WAIVED, "the CI image is small on purpose"))._replace(severity=Severity.HIGH),
        without("manager.bypassed", Outcome.SKIPPED, "no version manager is installed"),
    )
    return report(
        Health.DEGRADED,
        checks,
        diagnosis_of(shadowed, Severity.HIGH, "path.shadowed-go", "project.toolchain", consequences=consequences),
        diagnosis_of(flags, Severity.HIGH, "env.goflags"),
        diagnosis_of(bystander, Severity.LOW, "tree.tools"),
        diagnosis_of(known, Severity.INFO, "tree.source"),
        go=old,
        installations=(
            OLD_TREE._replace(answers=True),
            TREE._replace(answers=False),
            InstallationSummary("/opt/go1.21", "go1.21.13", None, answers=False, on_path=False),
        ),
    )._replace(ways=around.SHADOWED)


def undecided() -> Report:
    """Return a machine where most could not be found out."""
    late, script = "did not end within 180 s", "/home/ada/bin/go is a script of unknown kind; --run-unknown lets it run"
    checks = results(
        *(without(id_, Outcome.UNKNOWN, late) for id_ in ("build.commands", "build.by-itself", "build.under-settings")),
        *(without(id_, Outcome.UNKNOWN, script) for id_ in ("tree.tools", "tree.source", "goroot.mismatch")),
    )
    return report(Health.UNDECIDED, checks, go=GO._replace(version=None, command="/home/ada/bin/go"))


def worldly() -> Report:
    """Return a machine whose folders are named in many scripts."""
    odd = Finding(
        "go-shadowed",
        "/home/李明/工具/go/bin/go",
        "/home/李明/工具/go/bin/go (go1.19.8) hides /home/josé/Öffentlich/go🐹/bin/go (go1.27.3)",
        (
            Evidence("/home/李明/工具/go", "go1.19.8, 一九年的旧版本"),
            Evidence("/home/josé/go🐹", "go1.27.3, año nuevo"),
            Evidence("PATH", "/home/李明/工具/go/bin:/home/jose\u0301/Öffentlich/go🐹/bin:/usr/bin"),
        ),
        Fix("Put the newer one first on PATH.", ('export PATH="/home/josé/Öffentlich/go🐹/bin:$PATH"',)),
    )
    go = GO._replace(
        command="/home/李明/工具/go/bin/go", file="/home/李明/工具/go/bin/go", version="go1.19.8", goroot=None
    )
    checks = results(failed("path.shadowed-go", odd))
    return report(Health.DEGRADED, checks, diagnosis_of(odd, Severity.MEDIUM, "path.shadowed-go"), go=go)


HOSTILE = "/tmp/\x1b[2J\x1b]0;owned\x07evil\nscore   100 of 100\r\u202ego\u2066\u200b\x9b31m\udc80\x7f"
"""A file name that clears the screen, sets the title, ends the line, turns the direction, is no text."""


def hostile() -> Report:
    """Return a machine where somebody chose names to fool the reader."""
    bad = Finding(
        "go-link-dangling",
        HOSTILE,
        f"{HOSTILE} leads nowhere",
        (
            Evidence(HOSTILE, f"a link to {HOSTILE}"),
            Evidence("go version", "\x1b[32mno fault found\x1b[0m\nscore 100\n"),
        ),
        Fix(f"Remove {HOSTILE}.", (f"rm '{HOSTILE}'",)),
        detail=f"The name is {HOSTILE}.",
    )
    consequences = (Consequence("go-not-on-path", Severity.CRITICAL, f"no go but {HOSTILE}", HOSTILE),)
    checks = results(
        failed("path.link", bad._replace(evidence=bad.evidence[:1])),
        without("tree.tools", Outcome.UNKNOWN, f"cannot read {HOSTILE}"),
        passed("binary.damage", (HOSTILE, HOSTILE)),
    )
    evidence = (Evidence(HOSTILE, HOSTILE),)
    source = SourceSummary("fake-or-unknown", "Something unknown", "low", evidence)
    choice = ChoiceSummary("asdf", HOSTILE, HOSTILE, installed=False, runs=HOSTILE, why=HOSTILE)
    provenance = ProvenanceSummary(HOSTILE, None, source, choice)
    go = GoSummary(HOSTILE, HOSTILE, HOSTILE, HOSTILE, provenance, {"status": "unknown", "reason": HOSTILE})
    tree = InstallationSummary(HOSTILE, HOSTILE, HOSTILE, answers=True, on_path=True)
    diagnosis = diagnosis_of(bad, Severity.CRITICAL, "path.link", consequences=consequences)
    info = diagnosis_of(bad._replace(cause="goroot-redundant"), Severity.INFO, "path.link")
    whole = report(Health.BROKEN, checks, diagnosis, info, go=go, installations=(tree,))
    return whole._replace(ways=around.named(HOSTILE))


REPORTS = {
    function.__name__: function for function in (healthy, tidy, broken, absent, several, undecided, worldly, hostile)
}
