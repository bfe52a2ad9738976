"""The Go that GoLand and IntelliJ IDEA use for a project, by the files in its .idea folder and the IDE's own tables.

Source: workspace.xml and jdk.table.xml files in public repositories (the format is not documented); JetBrains'
documentation of the directories used by the IDE. GOROOT is a setting of the project; the list of SDKs in go.sdk.xml is
only what the IDE offers for choice, and folders of older versions are those of IDEs that were replaced.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.editors.places import Listed, config_folder, project_folders
from goverify.facts.editors.reading import names_in, text_of
from goverify.facts.editors.values import UNKNOWN, Level, Names, Oddity, Told
from goverify.facts.editors.xml_tags import Tag, tags
from goverify.host import System
from goverify.host.paths import home

GO_SDK = "Go SDK"
MOST_MODULES = 5
"""Module files that are looked into; a project of Go has one."""

_PRODUCT = re.compile(r"(GoLand|IntelliJIdea|IdeaIC)(\d{4})\.(\d{1,2})")
_WSL = re.compile(r"//wsl(?:\$|\.localhost)/[^/]+(?=/)")
_MACRO = re.compile(r"\$([A-Z_]+)\$")


def told(ask: Facts) -> Iterator[Told | Oddity]:
    """Yield what the nearest project's files say."""
    project = next((each for each in ask(project_folders) if ".idea" in each.names), None)
    if project is None:
        return
    workspace = list(_of_workspace(ask, project))
    yield from workspace
    if not any(isinstance(each, Told) for each in workspace):
        yield from _of_modules(ask, project)


def _of_workspace(ask: Facts, project: Listed) -> Iterator[Told | Oddity]:
    file = project.folder / ".idea" / "workspace.xml"
    for tag in _tags(ask, file, "component"):
        if isinstance(tag, Oddity):
            yield tag
        elif tag.attributes.get("name") == "GOROOT" and (url := tag.attributes.get("url", "")):
            text = _path(ask, url, project.folder)
            yield Told(_editor(ask), Level.FOLDER, file, tag.line, "component GOROOT", url, Names.TREE, text)


def _of_modules(ask: Facts, project: Listed) -> Iterator[Told | Oddity]:
    """Yield the SDK that the project or a module of it names, as the IDE's table of SDKs describes it."""
    inner = project.folder / ".idea"
    modules = [(folder / name) for folder, names in ((inner, names_in(ask, inner)), project) for name in sorted(names)]
    files = [inner / "misc.xml", *[file for file in modules if file.suffix == ".iml"][:MOST_MODULES]]
    for file in files:
        for tag in _tags(ask, file, "component", "orderEntry"):
            if isinstance(tag, Oddity):
                yield tag
                continue
            name = _named(tag)
            if name:
                text = _path(ask, ask(go_sdks).get(name, "://"), project.folder)
                yield Told(_editor(ask), Level.FOLDER, file, tag.line, f"SDK {name}", name, Names.TREE, text)


def _named(tag: Tag) -> str:
    """Return the name of the Go SDK that a tag gives to a project or a module."""
    about = tag.attributes
    if about.get("project-jdk-type") == GO_SDK:
        return about.get("project-jdk-name", "")
    return about.get("jdkName", "") if about.get("jdkType") == GO_SDK else ""


def go_sdks(ask: Facts) -> dict[str, str]:
    """Return where the Go SDKs are that the newest version of each IDE knows, by their names."""
    found: dict[str, str] = {}
    for folder in ask(ide_folders):
        file = folder / "options" / "jdk.table.xml"
        name, kind = "", ""
        for tag in _tags(ask, file, "name", "type", "homePath"):
            if isinstance(tag, Oddity):
                continue
            value = tag.attributes.get("value", "")
            if tag.name == "name":
                name = value
            elif tag.name == "type":
                kind = value
            elif name and kind == GO_SDK:
                found.setdefault(name, value)
    return found


def ide_folders(ask: Facts) -> tuple[PurePath, ...]:
    """Return the settings folders of the newest version of each IDE that knows Go."""
    configs = ask(config_folder)
    if configs is None or "JetBrains" not in configs.names:
        return ()
    folder = configs.folder / "JetBrains"
    newest: dict[str, tuple[tuple[int, int], str]] = {}
    for name in sorted(names_in(ask, folder)):
        if found := _PRODUCT.fullmatch(name):
            version = int(found[2]), int(found[3])
            newest[found[1]] = max(newest.get(found[1], (version, name)), (version, name))
    return tuple(folder / newest[product][1] for product in sorted(newest))


def _editor(ask: Facts) -> str:
    """Return whose project it is: GoLand's, unless only IntelliJ IDEA has settings here."""
    products = {folder.name.rstrip(".0123456789") for folder in ask(ide_folders)}
    return "IntelliJ IDEA" if products and "GoLand" not in products else "GoLand"


def _path(ask: Facts, url: str, project: PurePath) -> str:
    """Return the path in a url such as file://$USER_HOME$/sdk/go1.27.3."""
    known = {"USER_HOME": home(ask.host), "PROJECT_DIR": project, "MODULE_DIR": project}
    text = url.removeprefix("file://")
    text = _MACRO.sub(lambda found: str(known.get(found[1]) or UNKNOWN), text)
    if ask.host.platform.wsl:
        text = _WSL.sub("", text)
    foreign = "://" in text or "&" in text or (ask.host.platform.system is System.WINDOWS and text.startswith("//"))
    return UNKNOWN if foreign else text


def _tags(ask: Facts, file: PurePath, *wanted: str) -> Iterator[Tag | Oddity]:
    """Yield these tags of a file, and what is odd about it."""
    read = text_of(ask, file)
    if read is None:
        return
    problem = read.problem or ("it declares a document type, which is passed over" if "<!DOCTYPE" in read.text else "")
    if problem:
        yield Oddity(file, problem)
    yield from tags(read.text, frozenset(wanted))
