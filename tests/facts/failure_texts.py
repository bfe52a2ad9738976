"""What go, its tools and new programs say when they fail, as real runs said it, and what each text must come to.

Of settings: name, value, text, cause, a part of the message. Of the tree and the host: text, cause, a part of the
message. The texts are those of Go 1.21 to 1.27 on Linux in environments that were broken on purpose; what other
systems, processors and sandboxes say is from their sources and from reports.
"""

OF_SETTINGS = [
    ("GOFLAGS", "-bogus", "go: parsing $GOFLAGS: unknown flag -bogus", "goflags-invalid", "unknown flag -bogus"),
    ("GOFLAGS", "mod=mod", 'go: parsing $GOFLAGS: non-flag "mod=mod"', "goflags-invalid", "non-flag"),
    ("GOFLAGS", "'-a", "go: parsing $GOFLAGS: unterminated ' string", "goflags-invalid", "unterminated"),
    ("GOFLAGS", "-tags", "go: flag needs an argument: -tags (from $GOFLAGS)", "goflags-invalid", "needs an argument"),
    ("GOFLAGS", "-tags", "go: flag needs an argument: -tags (from %GOFLAGS%)", "goflags-invalid", "needs an argument"),
    (
        "GOFLAGS",
        "-mod=foo",
        "-mod=foo not supported (can be '', 'mod', 'readonly', or 'vendor')",
        "goflags-invalid",
        "it takes mod, readonly and vendor",
    ),
    (
        "GOFLAGS",
        "-mod=vendor",
        "go: cannot query module due to -mod=vendor",
        "goflags-mod-leftover",
        "cannot query module",
    ),
    (
        "GOFLAGS",
        "-mod=mod",
        "build flag -mod=mod only valid when using modules",
        "goflags-mod-leftover",
        "only valid when using modules",
    ),
    ("GOEXPERIMENT", "foo", "go: unknown GOEXPERIMENT foo", "goexperiment-invalid", "asks for foo"),
    (
        "GO111MODULE",
        "yes",
        "go: unknown environment setting GO111MODULE=yes",
        "env-value-invalid",
        "it takes on, off and auto",
    ),
    (
        "GOMEMLIMIT",
        "4Gib",
        "GOMEMLIMIT=4Gib\nfatal error: malformed GOMEMLIMIT; see `go doc runtime/debug.SetMemoryLimit`",
        "env-value-invalid",
        "ends every Go program",
    ),
    (
        "GODEBUG",
        "tls10server=1",
        'fatal error: removed GODEBUG "tls10server" set to old value "1" in environment (https://go.dev/doc/godebug#go-127)',
        "env-value-invalid",
        "holds tls10server with a value that ends every Go program",
    ),
    (
        "GODEBUG",
        "cgocheck=2",
        "fatal error: cgocheck > 1 mode is no longer supported at runtime. Use GOEXPERIMENT=cgocheck2 at build time instead.",
        "env-value-invalid",
        "holds cgocheck with a value",
    ),
    (
        "GOFIPS140",
        "v1.9.0",
        'go: unknown GOFIPS140 version "v1.9.0"',
        "env-value-invalid",
        "does not have",
    ),
    (
        "GOPATH",
        "~/go",
        "go: GOPATH entry cannot start with shell metacharacter '~': \"~/go\"",
        "gopath-invalid",
        "cannot start with shell metacharacter '~'",
    ),
    (
        "GOPATH",
        "go",
        "go: GOPATH entry is relative; must be absolute path: \"go\".\nFor more details see: 'go help gopath'",
        "gopath-invalid",
        "the entry is relative",
    ),
    ("GOOS", "Linux", "go: unsupported GOOS/GOARCH pair Linux/amd64", "env-value-invalid", "this host is linux/amd64"),
    ("GOARCH", "x86_64", "go: unsupported GOOS/GOARCH pair linux/x86_64", "env-value-invalid", "does not know"),
    ("GOAMD64", "v9", "go: invalid GOAMD64: must be v1, v2, v3, v4", "env-value-invalid", "must be v1, v2, v3, v4"),
    (
        "GOARM64",
        "v9",
        'go: invalid GOARM64: must start with v8.{0-9} or v9.{0-5} and may optionally end in ",lse" and/or ",crypto"',
        "env-value-invalid",
        "must start with v8.{0-9}",
    ),
    ("GOFIPS140", "bad", "go: invalid GOFIPS140: must be off, latest, or v1.Y.Z", "env-value-invalid", "must be off"),
    ("GOWORK", "rel", "go: invalid GOWORK: not an absolute path", "env-value-invalid", "not an absolute path"),
    (
        "TMPDIR",
        "/nope",
        "go: creating work dir: stat /nope: no such file or directory",
        "tmpdir-missing",
        "stat /nope: no such file",
    ),
    (
        "GOTMPDIR",
        "/nope/",
        "go: creating work dir: mkdir /nope/go-build405864: permission denied",
        "tmpdir-missing",
        "permission denied",
    ),
    (
        "GOOS",
        "plan9",
        "fork/exec /tmp/go-build1/b001/exe/h: exec format error",
        "target-in-env",
        "cannot start",
    ),
    (
        "GOAMD64",
        "v4",
        "This program can only be run on AMD64 processors with v4 microarchitecture support.",
        "cpu-level-too-high",
        "AMD64 processors with v4 microarchitecture",
    ),
    (
        "GOARM",
        "7",
        (
            "runtime: this CPU has no VFPv3 floating point hardware, so it cannot run\nthis GOARM=7 binary. "
            "Recompile using GOARM=6."
        ),
        "cpu-level-too-high",
        "VFPv3 floating point hardware",
    ),
]

OF_THE_TREE = [
    (
        'compile: version "go1.26.6" does not match go tool version "go1.27.3"',
        "tree-tools-mismatch",
        "compile in /usr/local/go is of go1.26.6, and go is of go1.27.3",
    ),
    (
        (
            "$WORK/b001/_pkg_.a(_go_.o): linked object header mismatch:\n"
            'have "go object linux amd64 go1.27.3 GOAMD64=v1 X:regabiwrappers\\n"\n'
            'want "go object linux amd64 go1.26.6 GOAMD64=v1 X:regabiwrappers\\n"'
        ),
        "tree-tools-mismatch",
        "link in /usr/local/go is of go1.26.6, and the compiler is of go1.27.3",
    ),
    (
        "flag provided but not defined: -std\nusage: asm [options] file.s ...",
        "tree-tools-mismatch",
        "asm in /usr/local/go does not know -std",
    ),
    ('go: no such tool "compile"', "tree-tools-missing", "no compile for this machine"),
    (
        (
            "go: error obtaining buildID for go tool compile: fork/exec /usr/local/go/pkg/tool/linux_amd64/compile: "
            "permission denied"
        ),
        "tree-tools-missing",
        "linux_amd64/compile may not be executed",
    ),
    (
        (
            "go: error obtaining buildID for go tool compile: fork/exec /usr/local/go/pkg/tool/linux_amd64/compile: "
            "exec format error"
        ),
        "tool-altered",
        "no program for this machine",
    ),
    (
        "../src/internal/cpu/cpu_x86.s:8: #include: open ../pkg/include/textflag.h: no such file or directory",
        "tree-src-missing",
        "/usr/local/go/pkg/include lacks textflag.h",
    ),
]

OF_THE_HOST = [
    ("go: creating work dir: stat /tmp: no such file or directory", "tmpdir-missing", "below /tmp, the folder for"),
    ("go: creating work dir: mkdir /tmp/go-build7: read-only file system", "tmpdir-missing", "below /tmp, the folder"),
    ("fork/exec /tmp/go-build29/b001/exe/h: permission denied", "tmpdir-noexec", "below /tmp"),
    (
        "go: error obtaining buildID for go tool compile: open /dev/null: no such file or directory",
        "dev-null-broken",
        "open /dev/null: no such file",
    ),
    (
        "failed to initialize build cache at /data/c: mkdir /data/c/61: no space left on device",
        "disk-full",
        "the file system of /data/c/61 has no room",
    ),
    (
        "unicode/utf8: write /data/go-build33/b042/importcfg: no space left on device",
        "disk-full",
        "of /data has",
    ),
    ("link: mapping output file failed: no space left on device", "disk-full", "a file system that the build writes"),
    ("write D:\\tmp\\a.out: There is not enough space on the disk.", "disk-full", "of D:\\tmp\\a.out"),
    ("go: cache/lock: no locks available", "fs-no-locks", "cannot lock"),
    (r"go: RLock \\wsl.localhost\Ubuntu\srv\go.mod: Incorrect function.", "fs-no-locks", r"\\wsl.localhost\Ubuntu"),
    ("compile: writing output: write $WORK/b005/_pkg_.a: file too large", "limit-file-size", "the limit for the size"),
    (
        "go: open /srv/go.mod: too many open files",
        "limit-files",
        "the limit of 1024 for open files",
    ),
    ("runtime: epollcreate failed with 24\nfatal error: runtime: netpollinit failed", "limit-files", "open files"),
    ("runtime: pipe failed with 24\nfatal error: runtime: pipe failed", "limit-files", "open files"),
    (
        (
            "runtime: failed to create new OS thread (have 4 already; errno=11)\n"
            "runtime: may need to increase max user processes (ulimit -u)\nfatal error: newosproc"
        ),
        "limit-processes",
        "the limit of 63204 for processes",
    ),
    ("fork/exec /usr/local/go/bin/go: resource temporarily unavailable", "limit-processes", "processes and threads"),
    ("timeout: fork system call failed: Resource temporarily unavailable", "limit-processes", "processes"),
    ("fatal error: failed to reserve page summary memory", "memory-low", "too little memory here"),
    ("runtime: out of memory: cannot allocate 4194304-byte block (33095680 in use)", "memory-low", "too little memory"),
    ("link: fatal error: runtime: cannot allocate memory", "memory-low", "too little memory"),
    ("go build runtime: compile: signal: killed", "memory-low", "killed a compiler"),
    ("bad system call (core dumped)", "syscall-blocked", "a sandbox"),
    (
        "runtime: failed to create new OS thread (have 2 already; errno=1)\nfatal error: newosproc",
        "syscall-blocked",
        "it may start no thread",
    ),
    (
        "runtime/cgo: pthread_create failed: Operation not permitted\nSIGABRT: abort",
        "syscall-blocked",
        "Docker before 20.10.10",
    ),
    ("runtime/cgo: pthread_create failed: Resource temporarily unavailable", "limit-processes", "processes"),
    ("runtime: epollcreate failed with 1\nfatal error: runtime: netpollinit failed", "syscall-blocked", "epollcreate"),
    ("runtime: eventfd failed with 38\nfatal error: runtime: eventfd failed", "syscall-blocked", "eventfd fails"),
    ("futexwakeup addr=0x5d3a40 returned -1\nSIGSEGV: segmentation violation", "syscall-blocked", "futex fails"),
    (
        "go build fmt: fork/exec /usr/local/go/pkg/tool/linux_amd64/compile: operation not permitted",
        "syscall-blocked",
        "no program of its own tools",
    ),
    ("runtime: mmap: access denied", "syscall-blocked", "mmap fails"),
    ("runtime: epollwait on fd 6 failed with 38\nfatal error: runtime: netpoll failed", "syscall-blocked", "epollwait"),
    (
        "go: error obtaining buildID for go tool compile: waitid: operation not permitted",
        "syscall-blocked",
        "waitid fails",
    ),
    ("go: error obtaining buildID for go tool asm: pipe2: function not implemented", "syscall-blocked", "pipe2 fails"),
    ("readdirent /srv/app: operation not permitted", "syscall-blocked", "lists folders"),
    (
        "runtime: unexpected error while checking standard file descriptor 0, errno=1\nfatal error: cannot open",
        "syscall-blocked",
        "fcntl fails",
    ),
    ("go: RLock /srv/app/go.mod: operation not permitted", "syscall-blocked", "flock fails"),
    ("go: RLock /srv/app/go.mod: function not implemented", "fs-no-locks", "cannot lock"),
    (
        "go: error while loading shared libraries: libgo.so.21: cannot open shared object file",
        "go-loader-missing",
        "lacks libgo.so.21",
    ),
    ("/lib/libc.so.6: version `GLIBC_2.34' not found (required by go)", "go-loader-missing", "lacks GLIBC_2.34"),
    ("open C:\\a.out.exe: Access is denied.", "antivirus-interferes", "protection software"),
    (
        "open $WORK\\b001\\exe\\a.out.exe: The process cannot access the file because it is being used by another process.",
        "antivirus-interferes",
        "protection software",
    ),
    (
        "fork/exec C:\\go-build1\\x.test.exe: An Application Control policy has blocked this file.",
        "antivirus-interferes",
        "a policy of this machine",
    ),
    (
        "fork/exec C:\\go-build1\\main.exe: This program is blocked by group policy.",
        "antivirus-interferes",
        "a policy of this machine",
    ),
    (
        "xcrun: error: invalid active developer path (/Library/Developer/CommandLineTools), missing xcrun at: /x",
        "xcode-missing",
        "lead to /Library/Developer/CommandLineTools",
    ),
    ("dyld[1]: missing LC_UUID load command in /tmp/h", "release-too-old-for-os", "so old a release"),
    ("dyld: Symbol not found: _SecTrustCopyCertificateChain", "os-too-old", "newer operating system"),
    ("FATAL: kernel too old", "os-too-old", "newer operating system"),
]
