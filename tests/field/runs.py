"""What go and its tools say on a recorded host: as on the boring one, by the trees that stand there, or how they fail.

`fails` names who fails and how: an errno such as ENOEXEC, a signal such as SIGSEGV, or the words on stderr.

    go      every go command, builds too        alone       those that are run without GOROOT
    user    those under the user's settings     user build  the build among them
    build   every build                         NAME        a tool such as compile, asked for its version
    program what was just built
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath

from goverify.facts.signature import QUESTION
from goverify.host import Completed
from goverify.host.paths import resolve
from goverify.host.recorded import RecordedHost
from goverify.host.replay.records import GoBinary, Run

BORING_ROOTS = {"linux": "/usr/local/go", "macos": "/usr/local/go", "windows": r"C:\Program Files\Go"}
BORING_ARCHES = {"linux": "amd64", "macos": "arm64", "windows": "amd64"}
BORING_RELEASE = "go1.27.3"

TARGETS = "".join(
    f"{system}/{arch}\n" for system in ("darwin", "linux", "windows") for arch in ("386", "amd64", "arm64")
)
"""What a go says that it can build for, as far as cases need it."""

ASKED = ("-V=full",)
"""How a tool is asked for its release."""

LOOK = ("version", "-m")
"""How a go is asked for the build info in a file."""

CODESIGN = "/usr/bin/codesign"

CLEAN: Mapping[str, str | None] = {"GOENV": "off"}
"""By this a question without the user's settings is known."""


def runs_of(
    host: RecordedHost,
    boring: tuple[Run, ...],
    trees: Iterable[str],
    behind: Mapping[PurePath, str],
    fails: Mapping[str, str],
) -> tuple[Run, ...]:
    """Return every run that checks may ask for; `behind` has the trees of the gos on PATH, the first of which answers."""
    root = BORING_ROOTS[host.platform.system.value]
    answering = next((name for name in names_on_path(host) if resolve(host, name) and host.access(name, "x")), None)
    # What was built was built by the go that answers, so its runs come last.
    places = [place for place in behind if place != answering] + ([answering] if answering else [])
    runs = [run for place in places for run in _as_told(host, boring, root, place, behind.get(place, root))]
    roots = {*trees, host.env.get("GOROOT", "")} - {""}
    runs += [run for tree in sorted(roots) for run in _tools(host, host.path(tree))]
    return tuple(_failing(run, answering, fails) for run in runs)


def names_on_path(host: RecordedHost) -> list[PurePath]:
    """Return where a command line looks for go."""
    if host.platform.system.goos == "windows":
        return [host.path(text.strip('"')) / "go.exe" for text in host.env.get("PATH", "").split(";")]
    return [host.path(text) / "go" for text in host.env.get("PATH", "").split(":")]


def _as_told(host: RecordedHost, boring: tuple[Run, ...], root: str, found: PurePath, tree: str) -> Iterator[Run]:
    """Yield the boring host's runs as the go that is found at a place, and its tree, would come to them."""
    made = _program(host, resolve(host, found))
    version, arch = (made.version, made.arch) if made else (BORING_RELEASE, host.platform.arch)
    for run in boring:
        if run.argv[1:] != ASKED:
            own = run.argv[0] == str(host.path(root) / "bin" / found.name)
            said = _in_tree(run.completed.stdout, root, tree).replace(BORING_RELEASE, version)
            said = re.sub(rf'(?<=["/_]){BORING_ARCHES[host.platform.system.value]}\b', arch, said)
            if run.argv[1:] == ("env", "GOROOT") and not _is_clean(run):
                said = f"{host.env.get('GOROOT') or tree}\n"
            argv = (str(found) if own else run.argv[0], *run.argv[1:])
            if run.argv[1:3] == LOOK:
                argv, said = _looked_into(host, found, version, said)
            if run.argv[0] == CODESIGN:
                yield _verified(host, run, found)
                continue
            yield Run(argv, Completed(0, stdout=said), env=run.env)
            # The same answer where more is set than on the boring host.
            yield Run(argv, Completed(0, stdout=said), env=CLEAN if _is_clean(run) else None)
    yield Run((str(found), "tool", "dist", "list"), Completed(0, stdout=TARGETS), env=CLEAN)


def _verified(host: RecordedHost, run: Run, found: PurePath) -> Run:
    """Return the run of codesign on a go: it says what the recorded judgement says."""
    file = resolve(host, found) or found
    record = host.recording.files.get(file)
    seals = str(record.judged.get(QUESTION, "[]")) if record else "[]"
    said = (
        "code object is not signed at all"
        if seals == "[]"
        else "invalid signature (code or signature have been modified)"
    )
    whole = seals != "[]" and '"broken"' not in seals
    done = Completed(0) if whole else Completed(1, stderr=f"{file}: {said}\n")
    return Run((*run.argv[:-1], str(file)), done, env=CLEAN)


def _looked_into(host: RecordedHost, found: PurePath, version: str, said: str) -> tuple[tuple[str, ...], str]:
    """Return the question of a go about its own file, and what it answers."""
    file = resolve(host, found) or found
    return (str(found), *LOOK, str(file)), f"{file}: {version}\n{said.partition(chr(10))[2]}"


def _tools(host: RecordedHost, tree: PurePath) -> Iterator[Run]:
    """Yield what the tools of a tree answer, each by the release that it is of."""
    for platform in _names(host, tree / "pkg" / "tool"):
        for name in _names(host, platform):
            made = _program(host, resolve(host, name))
            if made:
                said = f"{made.path.removeprefix('cmd/')} version {made.version}\n"
                yield Run((str(name), *ASKED), Completed(0, stdout=said), env=CLEAN)


def _names(host: RecordedHost, folder: PurePath) -> list[PurePath]:
    try:
        return [folder / name for name in host.names(folder)]
    except OSError:
        return []


def _in_tree(text: str, root: str, tree: str) -> str:
    """Return a text that names another root, which stands in JSON with its backslashes doubled."""
    written = {json.dumps(root)[1:-1]: json.dumps(tree)[1:-1], root: tree}
    return re.sub("|".join(map(re.escape, written)), lambda found: written[found[0]], text)


def _program(host: RecordedHost, place: PurePath | None) -> GoBinary | None:
    record = host.recording.files.get(place) if place else None
    return record.content if record and isinstance(record.content, GoBinary) else None


def _is_clean(run: Run) -> bool:
    return (run.env or {}).get("GOENV") == "off"


def _failing(run: Run, answering: PurePath | None, fails: Mapping[str, str]) -> Run:
    """Return a run as it ends where something fails."""
    of_go, building = run.argv[0] == str(answering), run.argv[1:2] == ("build",)
    tool = PurePath(run.argv[0].replace("\\", "/")).stem if run.argv[1:] == ASKED else ""
    applies = {
        "go": of_go,
        "alone": of_go and _is_clean(run) and run.env != CLEAN,
        "user": of_go and not _is_clean(run),
        "user build": of_go and not _is_clean(run) and building,
        "build": of_go and building,
        "program": PurePath(run.argv[0].replace("\\", "/")).stem == "program",
        tool: bool(tool),
    }
    how = next((text for who, text in fails.items() if applies.get(who)), None)
    return run if how is None else Run(run.argv, _ended(how, 1 if building else 2), env=run.env)


def _ended(how: str, status: int) -> Completed:
    if re.fullmatch(r"E[A-Z]+", how):
        return Completed(error=how)
    if re.fullmatch(r"SIG[A-Z]+", how):
        return Completed(signal=how)
    return Completed(status if how else 0, stderr=how)
