"""Hosts with a version manager in front: its shim first on PATH, some versions installed, the boring host's Go behind it."""

from collections.abc import Iterable, Mapping

from goverify.facts import Facts
from goverify.facts.identity import NAMES
from goverify.facts.managers.choosing import choice
from goverify.facts.managers.values import Choice
from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from goverify.host.replay.file_changes import FileChange
from tests.hosts import boring, go_binary, link, script

HOME = "/home/gopher"
APP = f"{HOME}/app"
ASDF, GOENV, MISE, GVM = f"{HOME}/.asdf", f"{HOME}/.goenv", f"{HOME}/.local/share/mise", f"{HOME}/.gvm"
BEHIND = "/usr/local/go/bin:/usr/bin:/bin"
Files = Mapping[str, FileChange]


def installed(folder: str, *versions: str, below: str = "") -> dict[str, FileChange]:
    """Return the trees of some versions, as a manager keeps them in a folder."""
    files: dict[str, FileChange] = {}
    for version in versions:
        files[f"{folder}/{version}{below}/bin/go"] = go_binary(f"go{version.removeprefix('go')}")
        files[f"{folder}/{version}{below}/VERSION"] = f"go{version.removeprefix('go')}\n"
    return files


def asdf_shim(listed: Iterable[str], command: str = "go", asdf: str = "asdf") -> FileChange:
    """Return a shim of asdf; the program by its whole path is that of the releases up to 0.15."""
    lines = [f"# asdf-plugin: golang {version}" for version in listed]
    return script("\n".join(["#!/usr/bin/env bash", *lines, f'exec {asdf} exec "{command}" "$@"', ""]))


def in_front(shims: str, files: Files, *, behind: str = BEHIND, **env: str) -> RecordedHost:
    """Return a host whose PATH begins with a folder of shims, in a project's folder."""
    variables = {"PATH": f"{shims}:{behind}", **env}
    return boring("linux").but(env=variables, cwd=APP, files={f"{APP}/go.mod": "module app\n\ngo 1.24\n", **files})


def with_asdf(
    *versions: str, listed: Iterable[str] | None = None, files: Files | None = None, **env: str
) -> RecordedHost:
    """Return a host on which asdf answers, with these versions; its shim lists them unless told otherwise."""
    shim = {
        f"{ASDF}/shims/go": asdf_shim(versions if listed is None else listed),
        "/usr/bin/asdf": go_binary("go1.24.0", path="x"),
    }
    return in_front(
        f"{ASDF}/shims",
        {**shim} | installed(f"{ASDF}/installs/golang", *versions, below="/go") | dict(files or {}),
        **env,
    )


def without_asdf(host: RecordedHost) -> RecordedHost:
    """Return the host without the program asdf, which its shim starts."""
    asked = f"{ASDF}/shims/go env -json {' '.join(NAMES)}"
    fails = Completed(127, stderr=f"{ASDF}/shims/go: line 3: exec: asdf: not found\n")
    return host.but(files={"/usr/bin/asdf": None}, runs={asked: fails})


def with_goenv(*versions: str, files: Files | None = None, behind: str = BEHIND, **env: str) -> RecordedHost:
    """Return a host on which goenv answers, with these versions."""
    text = f'#!/usr/bin/env bash\nset -e\nprogram="${{0##*/}}"\nexport GOENV_ROOT="{GOENV}"\nexec "{GOENV}/libexec/goenv" exec "$program" "$@"\n'
    trees = installed(f"{GOENV}/versions", *versions)
    own = {f"{GOENV}/shims/go": script(text), f"{GOENV}/libexec/goenv": script("#!/usr/bin/env bash\n")}
    return in_front(f"{GOENV}/shims", own | trees | dict(files or {}), behind=behind, **env)


def with_mise(*versions: str, files: Files | None = None, behind: str = BEHIND, **env: str) -> RecordedHost:
    """Return a host on which mise's shims answer, with these versions."""
    shim: dict[str, FileChange] = {
        f"{MISE}/shims/go": link("/opt/mise/bin/mise"),
        "/opt/mise/bin/mise": go_binary("go1.27.3", path="x"),
    }
    trees = installed(f"{MISE}/installs/go", *versions)
    return in_front(f"{MISE}/shims", shim | trees | dict(files or {}), behind=behind, **env)


def chosen(host: RecordedHost, path: str) -> Choice:
    """Return what a stand-in chooses."""
    found = choice(Facts(host), host.path(path))
    assert found is not None
    return found


def summary(found: Choice) -> tuple[str | None, str, str]:
    """Return what is chosen, by what, and what would run."""
    return found.version, found.decided_by.text if found.decided_by else "", str(found.runs or "")
