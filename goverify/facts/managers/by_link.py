"""Which Go is chosen where a link decides: ~/.g/go, ~/.gobrew/current, ~/.go/current, /etc/alternatives/go, a snap's current.

Sources: voidint/g cli, kevincobain2000/gobrew helpers.go, owenthereal/goup internal/commands, update-alternatives(1),
stefanmaric/g bin/g, Scoop lib/core.ps1, snap(8), and the links that hermit writes.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.managers.values import Choice, Source, go_of
from goverify.facts.provenance.trail import normal, version_of
from goverify.host import System
from goverify.host.paths import Chain, Hop, home, is_file, read_text

_LINKS = (
    ("update-alternatives", re.compile(r"^/etc/alternatives/go$")),
    ("gobrew", re.compile(r"/\.gobrew/current(/(bin|go))?$")),
    ("goup", re.compile(r"/\.go/current$")),
    ("g", re.compile(r"/\.g/go$|/\.go/(bin|src|pkg)$|/\.go/bin/go$")),
    ("snap", re.compile(r"^/snap/go/current$")),
    ("Hermit", re.compile(r"/bin/\.go[@-][^/]*$")),
    ("Scoop", re.compile(r"/scoop/apps/go/current$")),
)
ALTERNATIVES = ("/var/lib/dpkg/alternatives/go", "/var/lib/alternatives/go", "/etc/alternatives.d/go")
"""Where update-alternatives keeps its choice: auto or manual in the first line, then the possible ones."""

_OPTION = re.compile(r"(?m)^(/\S+/bin/go)$")


def choice(ask: Facts, chain: Chain) -> Choice | None:
    """Return what a chain of links leads to where one of them is a manager's choice; None where none is."""
    found = next(((name, hop) for hop in chain.hops for name in _managers(ask, hop)), None)
    if found is None:
        return None
    name, hop = found
    if name == "Hermit":
        return _of_hermit(ask, hop)
    there = chain.dead is None and is_file(ask.host, chain.end)
    root = chain.end.parent.parent
    version = version_of(ask.host, root) or _in_name(hop.target) or _in_name(hop.link.name)
    state, options = _alternatives(ask) if name == "update-alternatives" else ("", ())
    why = f"the link {hop.link} leads to {hop.target}{state}" + ("" if there else ", which is not there")
    source = Source(f"the link {hop.link}", hop.link)
    return Choice(name, version or hop.target, source, there, chain.end if there else None, why, options)


def _of_hermit(ask: Facts, hop: Hop) -> Choice:
    """Return what Hermit runs: the link's own name tells the package, and leads to its script, which fetches that."""
    base, told = home(ask.host), ask.host.env.get("HERMIT_STATE_DIR", "")
    mac = ask.host.platform.system is System.MACOS
    state = ask.host.path(told) if told else base / ("Library/Caches" if mac else ".cache") / "hermit" if base else None
    package = hop.link.name.removeprefix(".").removesuffix(".pkg")
    go = go_of(ask.host, state / "pkg" / package) if state else None
    why = f"the link {hop.link} names the package {package}" + (
        "" if go else ", which Hermit fetches when it is asked for"
    )
    return Choice(
        "Hermit", _in_name(package) or package, Source(f"the link {hop.link}", hop.link), go is not None, go, why
    )


def _managers(ask: Facts, hop: Hop) -> Iterator[str]:
    text = normal(ask.host, hop.link)
    yield from (name for name, written in _LINKS if written.search(text))


def _in_name(target: str) -> str:
    found = re.search(r"\d+\.\d+(\.\d+)?((rc|beta)\d+)?", target)
    return found[0] if found else ""


def _alternatives(ask: Facts) -> tuple[str, tuple[str, ...]]:
    """Return how update-alternatives came to its choice, and what else it could choose."""
    for place in ALTERNATIVES:
        file: PurePath = ask.host.path(place)
        try:
            text = read_text(ask.host, file, 64 << 10)
        except OSError:
            continue
        if text:
            state, options = text.partition("\n")[0].strip(), tuple(_OPTION.findall(text.partition("\n\n")[2]))
            return (f" ({state} mode, {file})" if state in {"auto", "manual"} else ""), options
    return "", ()
