"""Hosts on which secrets and names of persons are planted wherever a recording could carry them out."""

from dataclasses import replace
from pathlib import PurePath

from goverify.host import Completed, Entry, FileSystem, Host, Kind
from goverify.host.recorded import RecordedHost
from goverify.host.replay.file_changes import FileChange
from goverify.host.replay.records import Run, file_record
from tests.hosts import boring, link, text

USER = "mallory"
BIRD = "canary"
"""Part of every secret that is planted."""

TOKEN = "ghp_canary0123456789ABCDEFabcdef01"

STARTUP = f"""\
# canary-comment about PATH and go
export CANARY_TOKEN=canary-1 PATH=$PATH:$HOME/go/bin
export GITHUB_TOKEN={TOKEN}
export DATABASE_URL=postgres://mallory:canary-2@db/path
export PATH="/home/mallory/canary-client/bin:$PATH"
export GOPROXY=https://mallory:canary-3@proxy.example.com,direct
alias deploy='go run ./deploy --password canary-4'
curl -u mallory:canary-5 https://example.com/go
CODENAME=canary-6
$env:API_KEY = "canary-7"; $env:PATH += ";C:\\go\\bin"
"""
OUTPUT = f"""\
fatal: could not read from https://mallory:canary-8@git.example.com/x
token: canary-9 and the plain value canary-env-secret
remote: using {TOKEN}
/home/mallory/canary-client/main.go:3:1: undefined: x
C:\\Users\\mallory\\canary-client\\main.go:3:1: undefined: x
/Users/mallory/canary-client/main.go:3:1: undefined: x
{{"Dir": "C:\\\\Users\\\\mallory\\\\canary-client"}}
mallory@canary-host: ~/canary-client/x $HOME/canary-client
"""
ENV = {
    "DEPLOY_TOKEN": "canary-env-secret",
    "NOTES": "canary-note of mallory",
    "GOPROXY": "https://mallory:canary-10@proxy.example.com,https://canary-11@b.example.com|direct",
    "GOFLAGS": "-ldflags=-X=main.key=canary-12 -tags=x",
    "CGO_CFLAGS": "-DAPI_KEY=canary-13 -O2",
    "HTTPS_PROXY": "http://mallory:canary-14@proxy:3128",
    "HOSTNAME": "canary-host",
    "COMPUTERNAME": "canary-host",
    "SUDO_USER": USER,
}


ATTRIBUTES = {
    "com.apple.quarantine": b"0083;5f000000;canary-browser of mallory;canary-22",
    "Zone.Identifier": b"[ZoneTransfer]\nZoneId=3\nHostUrl=https://canary-23.example.com/mallory?key=canary-24\n",
    "user.note": b"canary-25",
}


def planted(name: str) -> RecordedHost:
    """Return a boring host whose user is Mallory, with secrets everywhere."""
    host = RecordedHost.load(boring(name).dump().replace("gopher", USER))
    home = host.cwd
    client = home / "canary-client"
    separator = ";" if name == "windows" else ":"
    path = separator.join((str(client / "bin"), host.env["PATH"]))
    words = ("git", "clone", "https://x:canary-15@git.example.com/x", "--token", "canary-16", str(client))
    return host.but(
        env={**ENV, "PATH": path},
        cwd=client,
        files=planted_files(host),
        runs=[Run(words, Completed(1, stdout=OUTPUT, stderr=OUTPUT), client, {"GOCACHE": str(client), "NOTES": None})],
        registry={
            "HKCU\\Environment": {"Path": str(client), "CANARY_KEY": "canary-21"},
            "HKLM\\X": {"Dir": str(client)},
        },
        ancestors=["mallory-shell", "zsh"],
        filesystems={
            client: FileSystem("ext4", str(client), read_only=False, noexec=False, free_bytes=1, free_inodes=None)
        },
        access={client: {"w": False}},
    )


def planted_files(host: RecordedHost) -> dict[PurePath, FileChange]:
    """Return files that tell of Mallory by name, place or content."""
    home = host.cwd
    client = home / "canary-client"
    return {
        home / ".bashrc": text(STARTUP),
        home / "Documents" / "PowerShell" / "profile.ps1": text(STARTUP),
        home / ".netrc": text("machine git.example.com login mallory password canary-17\n"),
        home / "diary.txt": text("canary-18\n"),
        home / "go" / "env": text("GOFLAGS=-ldflags=-X=main.key=canary-19\n"),
        home / "script-without-end": text(STARTUP * 400),
        home / "program": b"\x7fELF\0\0/home/mallory/canary-client/x.go\0" + TOKEN.encode() + b"\0mallory\0",
        client / "go.mod": text("module example.com/x\n\n// token: canary-20\n"),
        client / "bin" / "canary-tool": text("#!/bin/sh\n"),
        client / "canary (draft)" / "x.go": text("package x\n"),
        host.path(home.anchor) / "opt" / "link": link(str(client)),
        home.parent / "mallory2" / "canary-other": text("x"),
        home / "relative": link("../mallory/canary-client/bin"),
        home / "download": replace(file_record("x"), attributes=ATTRIBUTES, judged={"signatures": f'["{TOKEN}"]'}),
    }


def ask_everything(host: Host, folder: PurePath, depth: int = 8) -> None:
    """Ask about everything below a folder."""
    try:
        names = host.names(folder)
    except PermissionError:
        return
    for name in names:
        path = folder / name
        entry = host.entry(path)
        assert entry is not None
        host.access(path, "r")
        for attribute in ATTRIBUTES:
            host.xattr(path, attribute)
        if name.startswith("download"):
            host.judged(path, "signatures", lambda _: "")
        if entry.kind is Kind.FOLDER and depth:
            ask_everything(host, path, depth - 1)
        elif entry.kind is Kind.FILE:
            read(host, path, entry)


def read(host: Host, path: PurePath, entry: Entry) -> None:
    """Read a file as those do who want to know what it is: its beginning, and all of a short one."""
    try:
        with host.open(path) as reader:
            reader.read(0, 4096)
            if entry.size < 10_000:
                reader.read(0, 10_000)
    except OSError:
        return
