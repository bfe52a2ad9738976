"""The developer tools of macOS: whether the compilers in /usr/bin, which only lead to them, come to anything.

They are never started to find that out: without the tools each of them opens an installer. Source: xcode-select(1)
(DEVELOPER_DIR, the link it keeps, the folders that it tries without one), xcrun(1).
"""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.cgo.compiler import Compiler, compiler
from goverify.facts.project.go_sources import names_in
from goverify.host import Host, Kind, System
from goverify.host.paths import is_file, is_folder

LINK = "/var/db/xcode_select_link"
XCODE = "/Applications/Xcode.app/Contents/Developer"
TOOLS = "/Library/Developer/CommandLineTools"
CLANGS = ("usr/bin/clang", "Toolchains/XcodeDefault.xctoolchain/usr/bin/clang")
SDKS = ("SDKs", "Platforms/MacOSX.platform/Developer/SDKs")


class DeveloperTools(NamedTuple):
    """What the compilers in /usr/bin lead to."""

    folder: PurePath
    by: str
    """What names it."""
    clang: PurePath | None
    sdk: PurePath | None
    chosen: bool
    """Somebody chose it, or an installer did; else it is where the system looks last."""

    @property
    def sound(self) -> bool:
        """Return whether there is a compiler and what it compiles with."""
        return self.clang is not None and self.sdk is not None


def developer_tools(ask: Facts) -> DeveloperTools | None:
    """Return the developer tools in use; None on other systems."""
    host = ask.host
    if host.platform.system is not System.MACOS:
        return None
    return _tools_in(ask, *_chosen(host))


def other_tools(ask: Facts, folder: PurePath) -> PurePath | None:
    """Return a whole set of tools that is installed and not the one in `folder`."""
    places = (ask.host.path(place) for place in (XCODE, TOOLS))
    return next((place for place in places if place != folder and _tools_in(ask, place, "", chosen=False).sound), None)


def _tools_in(ask: Facts, folder: PurePath, by: str, chosen: bool) -> DeveloperTools:
    host = ask.host
    clang = next((folder / place for place in CLANGS if is_file(host, folder / place)), None)
    names = ((folder / place / name, name) for place in SDKS for name in names_in(ask, folder / place))
    sdk = next((path for path, name in names if name.startswith("MacOSX")), None)
    return DeveloperTools(folder, by, clang, sdk, chosen)


def is_stand_in(ask: Facts, cc: Compiler) -> bool:
    """Return whether a compiler is one of those that only lead to the developer tools."""
    macos = ask.host.platform.system is System.MACOS
    return macos and cc.file is not None and str(cc.file.parent) == "/usr/bin"


def git_without_tools(ask: Facts, git: PurePath) -> DeveloperTools | None:
    """Return the developer tools where a git of macOS leads to them and they hold neither a git nor a compiler."""
    tools = ask(developer_tools)
    if tools is None or str(git.parent) != "/usr/bin" or tools.clang is not None:
        return None
    return None if is_file(ask.host, tools.folder / "usr" / "bin" / git.name) else tools


def tools_lacking(ask: Facts) -> DeveloperTools | None:
    """Return the developer tools where the C compiler leads to them and they are not all there."""
    tools = ask(developer_tools)
    return tools if tools and not tools.sound and is_stand_in(ask, ask(compiler, "CC")) else None


def stands_before_apples(ask: Facts) -> bool:
    """Return whether PATH puts another clang before Apple's, which is there: it may not find Apple's SDK."""
    cc, tools = ask(compiler, "CC"), ask(developer_tools)
    chosen = cc.held is not None or cc.file is None or is_stand_in(ask, cc)
    return not chosen and tools is not None and tools.clang is not None


def _chosen(host: Host) -> tuple[PurePath, str, bool]:
    given = host.env.get("DEVELOPER_DIR", "")
    if given:
        named = host.path(given)
        inside = named / "Contents" / "Developer"
        return (inside if is_folder(host, inside) else named), "DEVELOPER_DIR", True
    try:
        link = host.entry(host.path(LINK))
    except OSError:
        link = None
    if link is not None and link.kind is Kind.LINK and link.target:
        return host.path(link.target), LINK, True
    if is_folder(host, host.path(XCODE)):
        return host.path(XCODE), "the system's own choice", True
    tools = host.path(TOOLS)
    return tools, "the system's own choice", is_folder(host, tools)
