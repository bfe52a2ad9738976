"""The texts by which go and its tools blame the Go tree or a setting of the user's.

Go's messages are not translated. The texts are those of Go 1.19 to 1.27. What blames the tree comes first, since a
setting may have led to it, and another check tells which.
"""

from goverify.facts.failures.reading import Reading, of_tree

OF_THE_TREE = (
    of_tree(
        r'(?P<what>\w+): version "(?P<made>go[^"]+)" does not match go tool version "(?P<release>go[^"]+)"',
        "tree-tools-mismatch",
        "{what} in {root} is of {made}, and go is of {release}",
    ),
    of_tree(
        r'linked object header mismatch:\s+have "go object \S+ \S+ (?P<release>\S+)[^\n]*\s+want "go object \S+ \S+ (?P<made>\S+)',
        "tree-tools-mismatch",
        "link in {root} is of {made}, and the compiler is of {release}",
    ),
    of_tree(
        r"flag provided but not defined: (?P<flag>-\S+)\s+usage: (?P<what>asm|cgo|compile|link) \[",
        "tree-tools-mismatch",
        "{what} in {root} does not know {flag}, which go gives it, so it is of another release",
    ),
    of_tree(  # the packages that may do so are built into asm, cmd/internal/objabi: LookupPkgSpecial
        r"src/(?P<what>(?:internal|runtime)/\S*\.s):\d+: ABI selector only permitted when compiling runtime",
        "tree-tools-mismatch",
        "asm in {root} does not take {what}, so it is of another release",
    ),
    of_tree(
        r'no such tool "(?P<what>asm|cgo|compile|link)"',
        "tree-tools-missing",
        "go finds no {what} for this machine in {root}/pkg/tool",
    ),
    of_tree(
        r"fork/exec (?P<file>\S*pkg.tool\S+): permission denied",
        "tree-tools-missing",
        "{file} may not be executed",
        "Give the files in bin and pkg/tool of {root} back the right to be executed (chmod a+x).",
    ),
    of_tree(
        r"fork/exec (?P<file>\S*pkg.tool\S+): exec format error",
        "tool-altered",
        "{file} is no program for this machine",
    ),
    of_tree(
        r"open \S*pkg.include.(?P<file>\S+): no such file or directory",
        "tree-src-missing",
        "{root}/pkg/include lacks {file}, which the standard library's assembly files include",
    ),
)

OF_SETTINGS = (
    Reading(
        r"parsing \$GOFLAGS: (?P<why>.*)|go: (?P<from>.*) \(from [$%]GOFLAGS%?\)",
        "goflags-invalid",
        "{held} cannot be parsed: {why}{from}",
        "Or write each flag as -name=value, with quotes around the whole of it where it has blanks.",
        ("GOFLAGS",),
    ),
    Reading(
        r"-mod=(?P<what>\S+) not supported",
        "goflags-invalid",
        "{held} holds -mod={what}, which go does not know: it takes mod, readonly and vendor",
        "",
        ("GOFLAGS",),
        holds="-mod",
    ),
    Reading(
        r"-mod(?:=| may only be set)",
        "goflags-mod-leftover",
        "{held} does not fit here: {quote}",
        "",
        ("GOFLAGS",),
        holds="-mod",
    ),
    Reading(
        r"(?P<what>-(?:race|msan|asan)) requires cgo",
        "env-value-invalid",
        "{held} switches cgo off, and GOFLAGS holds {what}, which needs it, so nothing is built",
        "Or leave {what} out of GOFLAGS.",
        ("CGO_ENABLED",),
        holds="0",
    ),
    Reading(
        r"unknown GOEXPERIMENT (?P<what>\S+)",
        "goexperiment-invalid",
        "{held} asks for {what}, an experiment that this release does not have, so every go command fails",
        "",
        ("GOEXPERIMENT",),
    ),
    Reading(
        r"unknown environment setting GO111MODULE=",
        "env-value-invalid",
        "{held} is no value that go accepts: it takes on, off and auto",
        "",
        ("GO111MODULE",),
    ),
    Reading(
        r"malformed GOMEMLIMIT",
        "env-value-invalid",
        "{held} is malformed, which ends every Go program at its start, go itself included",
        "Or write a whole number with B, KiB, MiB, GiB or TiB.",
        ("GOMEMLIMIT",),
    ),
    Reading(
        r'removed GODEBUG "(?P<what>\w+)" set to old value|(?P<deep>cgocheck) > 1 mode is no longer supported',
        "env-value-invalid",
        "{held} holds {what}{deep} with a value that ends every Go program at its start, go itself included",
        "Or leave that one out.",
        ("GODEBUG",),
    ),
    Reading(
        r"unknown GOFIPS140 version (?P<why>.*)",
        "env-value-invalid",
        "{held} asks for a cryptographic module that this release does not have: {why}",
        "",
        ("GOFIPS140",),
    ),
    Reading(
        r"GOPATH entry (?P<why>[^:]+)",
        "gopath-invalid",
        "go refuses {held}: the entry {why}",
        "Or set it to an absolute path such as $HOME/go, written so that the shell expands it.",
        ("GOPATH",),
    ),
    Reading(
        r"unsupported GOOS/GOARCH pair (?P<what>\S+)",
        "env-value-invalid",
        "{held} makes go build for {what}, which it does not know; this host is {host}",
        "Or spell it as `go tool dist list` does.",
        ("GOOS", "GOARCH"),
    ),
    Reading(
        r"(?P<name>GOBIN|GOMODCACHE|GOWORK)(?: entry is relative;)? must be (?:an )?absolute path",
        "env-value-invalid",
        "go refuses {held}: it is no absolute path",
        "Or set it to an absolute path.",
    ),
    Reading(
        r"GOCACHEPROG program (?P<why>.*)",
        "cacheprog-invalid",
        "{held} names a program that does not serve as a cache: {why}",
        "",
        ("GOCACHEPROG",),
    ),
    Reading(
        r"reading go\.work: (?P<why>.*)",
        "gowork-shadows",
        "{held} names a workspace that go cannot read: {why}",
        "Or name a go.work that is there.",
        ("GOWORK",),
    ),
    Reading(
        r"GOPROXY list is not the empty string.*|invalid proxy URL.*|malformed entry in GOPROXY.*",
        "proxy-invalid",
        "{held} is no list of proxies that go can read: {quote}",
        "Or write the addresses with commas between them.",
        ("GOPROXY",),
    ),
    Reading(
        r"(?:missing|invalid) GOSUMDB(?: URL)?:? ?(?P<why>.*)|invalid sumdb name (?P<name_of>.*)",
        "sumdb-invalid",
        "go refuses {held}: {why}{name_of}",
        "Or give it the name of a checksum database, or off.",
        ("GOSUMDB",),
    ),
    Reading(
        r"invalid (?P<name>GO[A-Z0-9]+):? (?P<why>.*)",
        "env-value-invalid",
        "go refuses {held}: {why}",
        "Or give it a value that go accepts.",
    ),
    Reading(
        r"exec format error|ENOEXEC|EBADARCH",
        "target-in-env",
        "{held} makes go build programs that this machine cannot start",
        "",
        ("GOOS", "GOARCH"),
    ),
    Reading(
        r"This program can only be run on (?P<what>.*?)(?: support)?\.",
        "cpu-level-too-high",
        "{held} makes programs that run on {what} only, and this processor is not one of them",
        "Or lower it.",
        ("GOAMD64", "GO386"),
    ),
    Reading(
        r"this CPU has no (?P<what>.*), so it cannot run|Recompile using GOARM=",
        "cpu-level-too-high",
        "{held} makes programs that need more than this processor has: {what}",
        "Or lower it.",
        ("GOARM",),
    ),
)
