"""Which Go gvm has chosen: for this session, for this folder, and for new sessions.

Source: moovweb/gvm scripts/env/use, scripts/env/cd, scripts/function/read_environment_file. gvm has no stand-in for
go: it puts a tree on PATH, and its `cd` reads .go-version.
"""

import re
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.managers.values import Choice, Source, go_of, versions_in
from goverify.facts.managers.version_files import upward, words
from goverify.host.paths import home, is_folder, read_text

_DEFAULT = re.compile(r'(?m)^\s*(?:export )?gvm_go_name;?\s*=?"?(go[\w.]+|system)|gvm_go_name="(go[\w.]+|system)"')


def data_folder(ask: Facts) -> PurePath | None:
    """Return gvm's folder: as the variable says, or ~/.gvm."""
    told, base = ask.host.env.get("GVM_ROOT", ""), home(ask.host)
    return ask.host.path(told) if told else base / ".gvm" if base else None


def choice(ask: Facts) -> Choice | None:
    """Return what gvm has chosen; None where it has no folder here or chose nothing."""
    root = data_folder(ask)
    if root is None or not is_folder(ask.host, root / "gos"):
        return None
    version, source = _wanted(ask, root)
    if version is None or source is None:
        return None
    available = versions_in(ask.host, root / "gos")
    go = go_of(ask.host, root / "gos" / version)
    why = f"{source.text} says {version}" + ("" if go else f", which is not installed below {root / 'gos'}")
    return Choice("gvm", version, source, go is not None, go, why, available)


def _wanted(ask: Facts, root: PurePath) -> tuple[str | None, Source | None]:
    session = ask.host.env.get("gvm_go_name", "")
    for folder in upward(ask.host.cwd) if session else ():
        found = words(ask.host, folder / ".go-version")
        own = next((word for word in found.versions if re.fullmatch(r"go\d+(\.\d+)*", word)), None) if found else None
        if found and own:
            return own, Source(found.place, found.file)
    if session:
        return session, Source("gvm_go_name")
    file = root / "environments" / "default"
    try:
        text = read_text(ask.host, file, 64 << 10) or ""
    except OSError:
        text = ""
    named = _DEFAULT.search(text)
    return (named[1] or named[2], Source(str(file), file)) if named else (None, None)


def present(ask: Facts) -> bool:
    """Return whether gvm has a Go on this host."""
    root = data_folder(ask)
    return root is not None and is_folder(ask.host, root / "gos")
