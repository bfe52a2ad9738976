"""The texts with which builds end, in the order of blame, and what each comes to.

A row: what go said, the settings in force, the cause that must come first in the diagnosis, and its subject. "" for a
cause is a failure of the user's own code, or one that nothing explains. Texts of 1.19 to 1.27, from real runs where
nothing else is said; addresses and names are changed.
"""

from typing import NamedTuple

from tests.builds import GO, ROOT

MOD = "/srv/app/go.mod"
PROXY = "https://proxy.example"
MODULE = "example.com/dep"


class Row(NamedTuple):
    """One text and what it comes to."""

    said: str
    cause: str
    subject: str
    env: tuple[tuple[str, str], ...] = ()


def under(name: str, value: str, said: str, cause: str, subject: str = "") -> Row:
    """Return a row about a setting."""
    return Row(said, cause, subject or name, ((name, value),))


TREE = (
    Row('compile: version "go1.24.11" does not match go tool version "go1.27.3"', "tree-tools-mismatch", ROOT),
    Row(
        "# hello\n_pkg_.a(_go_.o): linked object header mismatch:\n"
        'have "go object linux amd64 go1.27.3 X:x"\nwant "go object linux amd64 go1.24.11 X:x"',
        "tree-tools-mismatch",
        ROOT,
    ),
    Row(
        "# internal/cpu\nflag provided but not defined: -std\nusage: asm [options] file.s", "tree-tools-mismatch", ROOT
    ),
    Row(
        f"# internal/runtime/syscall\n{ROOT}/src/internal/runtime/syscall/asm_linux_amd64.s:27: ABI selector only permitted "
        'when compiling runtime, reference was to "internal/runtime/syscall.Syscall6"',
        "tree-tools-mismatch",
        ROOT,
    ),
    Row('go: no such tool "compile"', "tree-tools-missing", ROOT),
    Row('go: no such tool "link"', "tree-tools-missing", ROOT),
    Row(
        f"go: error obtaining buildID for go tool compile: fork/exec {ROOT}/pkg/tool/linux_amd64/compile: permission denied",
        "tree-tools-missing",
        ROOT,
    ),
    Row(
        f"go: {ROOT}/pkg/tool/linux_amd64/vet -flags failed: fork/exec {ROOT}/pkg/tool/linux_amd64/vet: permission denied",
        "tree-tools-missing",
        ROOT,
    ),
    Row(f"package runtime is not in std ({ROOT}/src/runtime2)", "tree-src-missing", ROOT),
    Row(f"hello.go:3:8: package fmt is not in GOROOT ({ROOT}/src/fmt2)", "tree-src-missing", ROOT),
    Row(f"#include: open {ROOT}/pkg/include/textflag.h: no such file or directory", "tree-src-missing", ROOT),
    Row(f"{ROOT}/src/runtime/proc.go:369:6: runExitHooks redeclared in this block", "tree-mixed", ROOT),
    Row("../../usr/local/go/src/runtime/proc.go:9:6: runExitHooks redeclared in this block", "tree-mixed", ROOT),
    Row(
        f"{ROOT}/src/runtime/proc.go:7:12: undefined: cpu.Loong64\n"
        f"{ROOT}/src/runtime/proc.go:9:3: //go:linknamestd is not allowed in the standard library",
        "tree-mixed",
        ROOT,
    ),
    Row(f"{ROOT}/src/runtime/proc.go:7:12: undefined: cpu.Loong64", "tree-modified", ROOT),
    Row(f"package fmt is not in std ({ROOT}/src/fmt)", "cache-not-writable", "GOCACHE"),
    Row(f"package fmt is not in GOROOT ({ROOT}/src/fmt)", "cache-not-writable", "GOCACHE"),
)

SETTINGS = (
    under("GOFLAGS", "-bogus", "go: parsing $GOFLAGS: unknown flag -bogus", "goflags-invalid"),
    under("GOFLAGS", "mod=mod", 'go: parsing $GOFLAGS: non-flag "mod=mod"', "goflags-invalid"),
    under("GOFLAGS", "-p=two", 'go: invalid value "two" for flag -p (from $GOFLAGS): parse error', "goflags-invalid"),
    under("CGO_ENABLED", "0", "go: -race requires cgo; enable cgo by setting CGO_ENABLED=1", "env-value-invalid"),
    under("GO111MODULE", "yes", "go: unknown environment setting GO111MODULE=yes", "env-value-invalid"),
    under("GOEXPERIMENT", "foo", "go: unknown GOEXPERIMENT foo", "goexperiment-invalid"),
    under("GOOS", "win", "go: unsupported GOOS/GOARCH pair win/amd64", "env-value-invalid"),
    under("GOOS", "windows", "fork/exec /tmp/go-build1/b001/exe/hello.exe: exec format error", "target-in-env"),
    under("GOAMD64", "v9", "go: invalid GOAMD64: must be v1, v2, v3, v4", "env-value-invalid"),
    under("GOPATH", "go", 'go: GOPATH entry is relative; must be absolute path: "go".', "gopath-invalid"),
    under("GOPATH", "~/go", "go: GOPATH entry cannot start with shell metacharacter '~': \"~/go\"", "gopath-invalid"),
    under("GOBIN", "bin", "cannot install, GOBIN must be an absolute path", "env-value-invalid"),
    under("GOMODCACHE", "m", 'GOMODCACHE entry is relative; must be absolute path: "m".', "env-value-invalid"),
    under("GOMEMLIMIT", "4Gib", "GOMEMLIMIT=4Gib\nfatal error: malformed GOMEMLIMIT; see …", "env-value-invalid"),
    under("GOFIPS140", "bad", "go: invalid GOFIPS140: must be off, latest, or v1.Y.Z", "env-value-invalid"),
    under("GOTOOLCHAIN", "nonsense", 'go: invalid GOTOOLCHAIN "nonsense"', "env-value-invalid"),
    under("GOWORK", "rel", "go: invalid GOWORK: not an absolute path", "env-value-invalid"),
    under("GOWORK", "rel", "the path provided to GOWORK must be an absolute path", "env-value-invalid"),
    under(
        "GOWORK",
        "/nope/go.work",
        "go: reading go.work: open /nope/go.work: no such file or directory",
        "gowork-shadows",
    ),
    under(
        "GOCACHEPROG",
        "/nope",
        'error starting GOCACHEPROG program "/nope": fork/exec /nope: no such file or directory',
        "cacheprog-invalid",
    ),
    under("GOPROXY", ",", "GOPROXY list is not the empty string, but contains no entries", "proxy-invalid"),
    under(
        "GOPROXY",
        "ftp://x",
        "main.go:2:8: invalid proxy URL scheme (must be https, http, file): ftp://x",
        "proxy-invalid",
    ),
    under("GOSUMDB", "bad+key", "verifying module: invalid GOSUMDB: malformed verifier id", "sumdb-invalid"),
)

CACHES = (
    under(
        "GOCACHE",
        "off",
        "build cache is disabled by GOCACHE=off, but required as of Go 1.12",
        "cache-disabled",
    ),
    under(
        "GOCACHE",
        "rel",
        "build cache is required, but could not be located: GOCACHE is not an absolute path",
        "cache-disabled",
    ),
    Row(
        "build cache is required, but could not be located: GOCACHE is not defined and neither $XDG_CACHE_HOME nor $HOME "
        "are defined",
        "cache-unlocatable",
        "HOME",
    ),
    Row(
        "build cache is required, but could not be located: GOCACHE is not defined and %LocalAppData% is not defined",
        "cache-unlocatable",
        "LocalAppData",
    ),
    Row(
        "failed to initialize build cache at /data/c: mkdir /data/c/00: permission denied",
        "cache-not-writable",
        "/data/c",
    ),
    Row(
        "failed to initialize build cache at /proc/x: mkdir /proc/x: no such file or directory",
        "cache-not-writable",
        "/proc/x",
    ),
    Row(
        "failed to initialize build cache at C:\\c: mkdir C:\\c: Access is denied.",
        "cache-not-writable",
        "C:\\c",
    ),
    Row(
        "failed to initialize build cache at /data/c: mkdir /data/c/61: no space left on device",
        "disk-full",
        "/data/c/61",
    ),
    Row(
        "go: could not create module cache: mkdir /opt/m: permission denied",
        "modcache-not-writable",
        "GOMODCACHE",
    ),
    Row("go: mkdir /root/go/pkg/mod/cache: permission denied", "modcache-not-writable", "GOMODCACHE"),
)

HOST = (
    under("TMPDIR", "/nope", "go: creating work dir: stat /nope: no such file or directory", "tmpdir-missing"),
    Row("go: creating work dir: mkdir /tmp/go-build1: permission denied", "tmpdir-missing", "/tmp"),
    Row("internal/asan: write /tmp/go-build18/b025/importcfg: no space left on device", "disk-full", "/tmp"),
    Row("write /srv/out/app: no space left on device", "disk-full", "/srv/out/app"),
    Row("go: creating work dir: stat /tmp: no such file or directory", "tmpdir-missing", "/tmp"),
    Row("go: creating work dir: mkdir /srv/t/go-build1: permission denied", "tmpdir-missing", "/srv/t"),
    Row("fork/exec /tmp/go-build29/b001/exe/hello: permission denied", "tmpdir-noexec", "/tmp"),
    Row("go: error obtaining buildID for go tool compile: pipe2: too many open files", "limit-files", "RLIMIT_NOFILE"),
    Row("open /srv/app/hello.go: too many open files", "limit-files", "RLIMIT_NOFILE"),
    Row(
        "runtime: netpollinit failed with 24\nfatal error: runtime: netpollinit failed", "limit-files", "RLIMIT_NOFILE"
    ),
    Row(
        "runtime: failed to create new OS thread (have 4 already; errno=11)\n"
        "runtime: may need to increase max user processes (ulimit -u)\nfatal error: newosproc",
        "limit-processes",
        "RLIMIT_NPROC",
    ),
    Row("fatal error: failed to reserve page summary memory", "memory-low", "memory"),
    Row("compile: writing output: write $WORK/b005/_pkg_.a: file too large", "limit-file-size", "RLIMIT_FSIZE"),
)

PROJECT = (
    Row(
        "go: inconsistent vendoring in /srv/app:\n\texample.com/dep@v1.0.0: is explicitly required in go.mod, but not "
        "marked as explicit in vendor/modules.txt\n\n\tTo ignore the vendor directory, use -mod=readonly or -mod=mod.",
        "vendor-inconsistent",
        "/srv/app/vendor",
    ),
    Row("go: errors parsing go.mod:\ngo.mod:5: unknown directive: foo", "gomod-invalid", MOD),
    Row("go: errors parsing go.mod:\ngo.mod:4: unknown directive: <<<<<<<", "gomod-invalid", MOD),
    Row(
        "go: errors parsing go.mod:\ngo.mod:3: invalid go version 'abc': must match format 1.23.0", "gomod-invalid", MOD
    ),
    Row("malformed go.sum:\n/srv/app/go.sum:1: wrong number of fields 2", "gomod-invalid", "/srv/app/go.sum"),
    Row("go: errors parsing ../go.work:\n../go.work:3: unknown directive: foo", "gomod-invalid", "/srv/go.work"),
    Row(
        "main.go:2:8: missing go.sum entry for module providing package example.com/dep (imported by app); to add:\n"
        "\tgo get app",
        "gomod-untidy",
        MOD,
    ),
    Row("go: updates to go.mod needed; to update it:\n\tgo mod tidy", "gomod-untidy", MOD),
    Row("go: updates to go.sum needed, disabled by -mod=readonly", "gomod-untidy", MOD),
    Row(
        "main.go:2:8: no required module provides package example.com/dep; to add it:\n\tgo get example.com/dep",
        "gomod-untidy",
        MOD,
    ),
    Row(
        "main.go:2:8: cannot find module providing package example.com/dep: import lookup disabled by -mod=vendor",
        "gomod-untidy",
        MOD,
    ),
    Row(
        "go: downloading go1.99.0 (linux/amd64)\ngo: download go1.99.0 for linux/amd64: toolchain not available",
        "toolchain-blocked",
        MOD,
    ),
    Row(
        "go: download go1.99.0: golang.org/toolchain@v0.0.1-go1.99.0.linux-amd64: Get "
        f'"{PROXY}/golang.org/toolchain/@v/x.zip": dial tcp: lookup proxy.example on 10.0.0.1:53: no such host',
        "toolchain-blocked",
        MOD,
    ),
    Row('go: cannot find "go1.99.0" in PATH', "toolchain-blocked", MOD),
    Row(
        "fatal: detected dubious ownership in repository at '/srv/app'\nTo add an exception for this directory, call:",
        "vcs-ownership",
        "/srv/app",
    ),
    Row(
        'error obtaining VCS status: exec: "git": executable file not found in $PATH\n'
        "\tUse -buildvcs=false to disable VCS stamping.",
        "vcs-missing",
        MOD,
    ),
    Row(
        "error obtaining VCS status: exit status 128\n\tUse -buildvcs=false to disable VCS stamping.",
        "vcs-broken",
        "the repository",
    ),
    Row(
        "go: current directory is contained in a module that is not one of the workspace modules listed in go.work.",
        "gowork-shadows",
        MOD,
    ),
    Row(
        "verifying example.com/dep@v1.0.0: checksum mismatch\n\tdownloaded: h1:a=\n\tgo.sum:     h1:b=\n\nSECURITY ERROR",
        "sum-mismatch",
        MODULE,
    ),
    Row(
        "go: example.com/dep@v1.0.0: verifying go.mod: checksum mismatch\n\tdownloaded: h1:a=\n\tgo.sum:     h1:b=",
        "sum-mismatch",
        MODULE,
    ),
    Row(
        "verifying example.com/dep@v1.0.0/go.mod: checksum mismatch\n\tdownloaded: h1:a=\n\tgo.sum:     h1:b=",
        "sum-mismatch",
        MODULE,
    ),
    Row(
        "go: example.com/dep@v1.0.0: verifying module: checksum mismatch\n\tdownloaded: h1:a=\n\tsums.example: h1:b=",
        "sum-mismatch",
        MODULE,
    ),
    Row(
        "example.com/dep v1.0.0: dir has been modified (/home/gopher/go/pkg/mod/example.com/dep@v1.0.0)",
        "sum-mismatch",
        MODULE,
    ),
)

_GET = f'main.go:2:8: {MODULE}@v1.0.0: Get "{PROXY}/{MODULE}/@v/v1.0.0.zip": '

NETWORK = (
    Row(f"{_GET}dial tcp: lookup proxy.example on 10.0.0.1:53: no such host", "proxy-unreachable", "GOPROXY"),
    Row(f"{_GET}dial tcp 127.0.0.1:9: connect: connection refused", "proxy-unreachable", "GOPROXY"),
    Row(f"{_GET}dial tcp 192.0.2.1:443: i/o timeout", "proxy-unreachable", "GOPROXY"),
    Row(f"{_GET}net/http: TLS handshake timeout", "proxy-unreachable", "GOPROXY"),
    Row(f"{_GET}proxyconnect tcp: dial tcp 127.0.0.1:9: connect: connection refused", "proxy-unreachable", "GOPROXY"),
    Row(
        f'main.go:2:8: unrecognized import path "{MODULE}": https fetch: Get "https://{MODULE}?go-get=1": dial tcp: '
        "lookup example.com on 10.0.0.1:53: no such host",
        "proxy-unreachable",
        "GOPROXY",
    ),
    Row(
        f"go: {MODULE}@v1.0.0: reading {PROXY}/{MODULE}/@v/v1.0.0.mod: 500 Internal Server Error",
        "proxy-denied",
        "GOPROXY",
    ),
    Row(
        f"go: {MODULE}@v1.0.0: reading {PROXY}/{MODULE}/@v/v1.0.0.mod: 502 Bad Gateway", "proxy-unreachable", "GOPROXY"
    ),
    Row(f"go: {MODULE}@v1.0.0: reading {PROXY}/{MODULE}/@v/v1.0.0.mod: 403 Forbidden", "proxy-denied", "GOPROXY"),
    Row(f"go: {MODULE}@v1.0.0: reading {PROXY}/{MODULE}/@v/v1.0.0.mod: 404 Not Found", "proxy-denied", "GOPROXY"),
    Row(f"go: {MODULE}@v1.0.0: reading {PROXY}/{MODULE}/@v/v1.0.0.mod: 410 Gone", "proxy-denied", "GOPROXY"),
    Row(
        f"go: {MODULE}@v1.0.0: invalid version: invalid response from proxy \"{PROXY}\": invalid character '<' looking "
        "for beginning of value",
        "proxy-denied",
        "GOPROXY",
    ),
    Row(
        f"{_GET}tls: failed to verify certificate: x509: certificate signed by unknown authority",
        "tls-untrusted",
        "proxy.example",
    ),
    Row(f"{_GET}x509: certificate signed by unknown authority", "tls-untrusted", "proxy.example"),
    Row(
        f"{_GET}tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time "
        "2026-11-20T00:00:00Z is after 2020-01-01T00:00:00Z",
        "tls-expired",
        "proxy.example",
    ),
    Row(
        f"{_GET}x509: failed to load system roots and no roots provided",
        "ca-missing",
        "the authorities",
    ),
    Row(
        "fatal: unable to access 'https://git.example/x/': SSL certificate problem: self-signed certificate",
        "tls-untrusted",
        "GOPROXY",
    ),
    Row(
        f'verifying {MODULE}@v1.0.0/go.mod: {MODULE}@v1.0.0/go.mod: Get "https://sums.example/lookup/{MODULE}@v1.0.0": '
        "dial tcp: lookup sums.example on 10.0.0.1:53: no such host",
        "sumdb-unreachable",
        "GOSUMDB",
    ),
    Row(
        f"verifying {MODULE}@v1.0.0: {MODULE}@v1.0.0: reading https://sums.example/lookup/{MODULE}@v1.0.0: 410 Gone",
        "private-module-public",
        MODULE,
    ),
    Row(
        f"go: {MODULE}@v1.0.0: verifying module: {MODULE}@v1.0.0: reading https://sums.example/lookup/{MODULE}@v1.0.0: "
        "404 Not Found",
        "private-module-public",
        MODULE,
    ),
    Row(
        f"verifying {MODULE}@v1.0.0: {MODULE}@v1.0.0: reading https://sums.example/lookup/{MODULE}@v1.0.0: 500 Oops",
        "sumdb-unreachable",
        "GOSUMDB",
    ),
    Row(
        f"go: {MODULE}@v1.0.0: invalid version: git ls-remote -q origin in /m/cache/vcs/0: exit status 128:\n"
        "\tfatal: could not read Username for 'https://example.com': terminal prompts disabled",
        "vcs-credentials",
        MODULE,
    ),
    Row(
        "git fetch: exit status 128:\n\tgit@git.example: Permission denied (publickey).\n\tfatal: Could not read from "
        "remote repository.",
        "vcs-credentials",
        GO,
    ),
    Row(
        "main.go:2:8: module lookup disabled by GOPROXY=off",
        "proxy-off",
        "GOPROXY",
        (("GOPROXY", "off"),),
    ),
)

UNEXPLAINED = (
    Row("./main.go:4:2: undefined: foo", "", GO),
    Row('./main.go:4:2: "time" imported and not used', "", GO),
    Row("main.go:2:8: module lookup disabled by GOPROXY=off", "", GO),
    Row("go: go.mod requires go >= 1.99 (running go 1.27.3; GOTOOLCHAIN=local)", "", GO),
    Row("package .: no Go files in /srv/app", "", GO),
    Row("something odd", "", GO),
)
"""The module lookup and the go line: goverify itself set GOPROXY and GOTOOLCHAIN, and nothing shows that the user did."""

ROWS = (*TREE, *SETTINGS, *CACHES, *HOST, *PROJECT, *NETWORK)
