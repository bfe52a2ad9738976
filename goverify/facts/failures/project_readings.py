"""The texts by which go blames the project at hand: its go.mod and go.sum, its vendor folder, its repository.

Sources: cmd/go/internal/modload (init.go, import.go, vendor.go, modfile.go), cmd/go/internal/toolchain (select.go),
cmd/go/internal/gover (local.go), cmd/go/internal/load (pkg.go) and cmd/go/internal/modfetch (fetch.go) of Go 1.21 to
1.27; those of releases before are from real runs. What git says is of git 2.35 and later.
"""

from goverify.facts.failures.reading import PROJECT, REPOSITORY, VENDOR, Reading, of_host

TIDY = ("go mod tidy",)

OF_THE_TOOLCHAIN = (
    of_host(
        r"requires go >= (?P<what>[\w.]+) \(running go (?P<ours>[\w.]+)",
        "toolchain-too-old",
        "the project asks for go {what}, and this is go {ours}",
        "Install a release as new as that.",
        subject=PROJECT,
    ),
    of_host(
        r"invalid go version '(?P<what>[\w.]+)': must match format 1\.23|unknown directive: (?P<line>toolchain)\b"
        r"|indicates go (?P<more>[\w.]+), but maximum (?:supported )?version is|module requires Go (?P<most>1\.[\w.]+)",
        "toolchain-too-old",
        "the project's go.mod is made for a newer Go than this one: {quote}",
        "Install a release as new as the go line of go.mod says.",
        subject=PROJECT,
    ),
    of_host(
        r"download (?P<what>go1\S*)(?: for \S+)?: (?P<why>.*)",
        "toolchain-blocked",
        "the project asks for {what}, which cannot be downloaded: {why}",
        "Install that release, or remove what forbids the download.",
        subject=PROJECT,
    ),
    of_host(
        r'cannot find "(?P<what>go1\S*)" in PATH',
        "toolchain-blocked",
        "the project asks for {what}, which GOTOOLCHAIN lets go look for on PATH alone, and it is not there",
        "Install that release, or unset GOTOOLCHAIN.",
        subject=PROJECT,
    ),
)

OF_ITS_FILES = (
    of_host(
        r"(?m)inconsistent vendoring in (?P<where>.*?):?$",
        "vendor-inconsistent",
        "the vendor folder in {where} does not fit go.mod",
        "Fill the folder anew.",
        "go mod vendor",
        subject=VENDOR,
    ),
    of_host(
        r"errors parsing (?P<file>[^\n]{0,400}go\.(?:mod|work)):\s+(?P<why>.*)"
        r"|malformed go\.sum:\s+(?P<sum>[^\n]{0,400}go\.sum):(?P<what>.*)",
        "gomod-invalid",
        "go refuses {file}{sum}: {why}{what}",
        "Mend the line that it names.",
        subject="{file}{sum}",
    ),
    of_host(
        r"(?<!\S)(?P<what>[^\s@]{1,300})@(?P<at>[^\s:/]+)(?:/go\.mod)?: (?:verifying (?:module|go\.mod): )?checksum mismatch",
        "sum-mismatch",
        "{what}@{at} is not what go.sum or the checksum database recorded",
        "Find out which of the two is right before anything else: the module may have been tampered with.",
        subject="{what}",
    ),
    of_host(
        r"(?m)^(?P<what>[^\s@]+\.[^\s@]+) (?P<at>v\S+): (?:dir|zip) has been modified \((?P<where>.*)\)",
        "sum-mismatch",
        "{what}@{at} in the module cache is not as it was downloaded: {where} has been modified",
        "Empty the module cache, and let go fetch its modules anew.",
        "go clean -modcache",
        subject="{what}",
    ),
    of_host(
        r"missing go\.sum entry.*|updates to go\.(?:mod|sum) needed.*|updates to go\.work needed.*"
        r"|no required module provides package \S+|cannot find module providing package \S+"
        r"|import lookup disabled by -mod=\w+|import cycle not allowed in go\.mod",
        "gomod-untidy",
        "go.mod or go.sum lacks what the project's code needs: {quote}",
        "Have go write both files anew; it may have to fetch modules for it.",
        *TIDY,
        subject=PROJECT,
    ),
)

OF_ITS_WORKSPACE = (
    of_host(
        r"current directory is contained in a module that is not one of the workspace modules",
        "gowork-shadows",
        "a go.work further up takes effect here and does not use this module",
        "Add the module to it (go work use), or leave the workspace with GOWORK=off.",
        subject=PROJECT,
    ),
)

OF_THE_REPOSITORY = (
    of_host(
        r"detected dubious ownership in repository at '(?P<where>[^'\n]+)'|unsafe repository \('(?P<old>[^'\n]+)' is owned",
        "vcs-ownership",
        "git refuses the checkout in {where}{old}, because it belongs to somebody else",
        "Tell git that the folder is safe (safe.directory), or give it to this user.",
        subject="{where}{old}",
    ),
    of_host(
        r"error obtaining VCS status: exit status 128",
        "vcs-ownership",
        "git refuses the checkout, because it belongs to somebody else: {quote}",
        "Tell git that the folder is safe (safe.directory), or give it to this user.",
        subject=REPOSITORY,
    ),
    of_host(
        r'exec: "(?P<what>git|hg|svn|bzr|fossil)(?:\.exe)?": executable file not found',
        "vcs-missing",
        "go needs {what} here, which is not on PATH",
        "Install {what}, or build without the stamp (-buildvcs=false) where go only wants to stamp a program.",
        subject=PROJECT,
    ),
    of_host(
        r"error obtaining VCS status: (?P<why>.*)",
        "vcs-broken",
        "go cannot read the revision of the repository: {why}",
        "Mend the repository, or build without the stamp.",
        "go build -buildvcs=false ./...",
        subject=REPOSITORY,
    ),
)

OF_THE_PROJECT: tuple[Reading, ...] = (
    *OF_THE_TOOLCHAIN,
    *OF_ITS_FILES,
    *OF_ITS_WORKSPACE,
    *OF_THE_REPOSITORY,
)
