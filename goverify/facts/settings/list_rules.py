"""How go reads the settings that are lists, and what in them it refuses: text in, what is wrong out.

Sources: cmd/go/internal/modfetch (proxyList, dbDial), cmd/go/internal/web (get), cmd/go/internal/vcs (parseGOVCS),
cmd/go/internal/auth, golang.org/x/mod/module (MatchPrefixPatterns), golang.org/x/mod/sumdb/note (NewVerifier).
"""

import re
from collections.abc import Callable, Iterator

PLAIN = ("off", "direct")
LIMIT_ENTRIES = 200

_ANOTHER = re.compile(r"^(?:\w+://)?[^/\s;]*[\s;]+|[\s;](?=\w+://|direct$|off$)")
"""A blank or a semicolon within a host, or before another entry; within a path it is a part of that."""


def proxy_entries(value: str) -> Iterator[tuple[str, bool]]:
    """Yield the entries of GOPROXY that go comes to, and whether it goes on to the next after any failure.

    Behind a comma it goes on where one has no such module (404 or 410), behind a bar always; off and direct end the list.
    """
    for text, mark in re.findall(r"([^,|]*)([,|]|$)", value)[:LIMIT_ENTRIES]:
        entry = text.strip()
        if entry:
            yield entry, mark == "|"
        if entry in PLAIN:
            return


def proxies(value: str) -> list[str]:
    """Return the entries of GOPROXY that go comes to."""
    return [entry for entry, _ in proxy_entries(value)]


def proxy_fault(value: str) -> str:
    """Return why go cannot read GOPROXY, as the end of a sentence; empty where it can."""
    entries = proxies(value)
    if not entries:
        return "it has no entry; it takes addresses with commas between them, direct and off"
    return next((fault for fault in map(_entry_fault, entries) if fault), "")


def _entry_fault(entry: str) -> str:
    if entry.lower() in PLAIN and entry not in PLAIN:
        return f"{entry} is written with capital letters, and go knows {entry.lower()} alone"
    if re.search(r"""["'\u201c\u201d\u2018\u2019]""", entry):
        return f"{entry} holds quote characters, which belong to a shell's line"
    if separator := _ANOTHER.search(entry):
        mark = "a semicolon" if ";" in separator[0] else "a blank"
        return f"{entry} has {mark} in it, and go parts entries at a comma or a bar"
    if entry.count("://") > 1:
        return f"{entry} holds two addresses with no comma between them"
    return "" if entry in PLAIN else _address_fault(entry)


def _address_fault(entry: str) -> str:
    if not re.search(r"[.:/]", entry):
        return f"{entry} is neither an address nor one of the words direct and off"
    if ":/" not in entry and re.match(r"/|[A-Za-z]:\\", entry):
        return f"{entry} is a path, and a folder is written as file://{entry}"
    # To what is neither a path nor a whole address go adds https:// by itself.
    scheme, _, rest = (entry if ":/" in entry else f"https://{entry}").partition(":")
    if scheme.lower() not in {"http", "https", "file"}:
        return f"{entry} has {scheme} for a scheme, and go takes https, http and file"
    if scheme.lower() == "file":
        return (
            "" if rest.startswith("///") else f"{entry} is no folder as go takes it: three slashes belong behind file:"
        )
    if not re.match(r"//[^/]", rest):
        return f"{entry} names no host: two slashes belong behind {scheme}:"
    return _server_fault(entry, scheme.lower(), re.split(r"[/?#]", rest[2:], maxsplit=1)[0])


def _server_fault(entry: str, scheme: str, authority: str) -> str:
    # A login may hold a colon too, so that it goes first.
    _, login, place = authority.rpartition("@")
    if login and scheme == "http":
        return f"its entry for {place} holds a login without TLS, and go refuses to pass credentials to an http address"
    port = re.match(r"(?:\[[^\]]*\]|[^:]*):(.*)", place)
    return f"{entry} has no number for a port" if port and not re.fullmatch(r"\d*", port[1]) else ""


def database_fault(value: str, known: Callable[[str], bool]) -> str:
    """Return why go refuses GOSUMDB, as the end of a sentence; empty where it takes it.

    `known` tells whether go has the key of a database by its name.
    """
    fields = value.split()
    if not fields:
        return "it holds blanks alone"
    if len(fields) > 2:
        return "it has more than a key and an address"
    key = fields[0]
    if re.fullmatch(r"[^\s+]+\+[0-9a-fA-F]{8}\+[A-Za-z0-9+/=]+", key):
        return _key_fault(key)
    if value == "off" or known(key):
        return ""
    if key.lower() == "off":
        return f"{key} is written with capital letters, and go knows off alone"
    return f"{key} is neither a database whose key go knows nor a key of the form name+hash+key"


def _key_fault(key: str) -> str:
    """Return why a whole key is none, as one that was cut short or mistyped is."""
    from goverify.sumdb.note import Key
    from goverify.sumdb.refused import Refused

    name, tag, rest = key.split("+", 2)
    try:
        Key.parse(f"{name}+{tag.lower()}+{rest}")
    except Refused as error:
        return f"of {name}, {error}, as where a part of it was lost or mistyped"
    return ""


def version_control_fault(value: str) -> str:
    """Return why go cannot read GOVCS, as the end of a sentence; empty where it can."""
    seen: set[str] = set()
    for item in value.strip().split(",") if value.strip() else []:
        pattern, colon, systems = (part.strip() for part in item.partition(":"))
        if not item.strip():
            return "it has an empty entry"
        if not colon:
            return f"{item.strip()} lacks the colon between the pattern and the version control systems"
        if not pattern or not all(name.strip() for name in systems.split("|")):
            return f"{item.strip()} lacks the pattern or the name of a version control system"
        if pattern.startswith(("./", "../")) or pattern in {".", ".."}:
            return f"{pattern} is a relative path, and a pattern is one of module paths"
        if pattern in seen:
            return f"{pattern} stands there twice"
        seen.add(pattern)
    return ""


def authentication_fault(value: str) -> str:
    """Return why go refuses GOAUTH, as the end of a sentence; empty where it takes it."""
    commands = [command.split() for command in value.split(";")]
    if not all(commands):
        return "it holds an empty command"
    if len(commands) > 1 and ["off"] in commands:
        return "off stands beside other commands"
    for words in commands:
        if words[0] == "git" and (len(words) != 2 or not re.match(r"/|[A-Za-z]:[\\/]", words[1])):
            return "git needs the absolute path of one folder behind it"
    return ""


def pattern_fault(value: str) -> str:
    """Return why patterns of module paths match nothing, as the end of a sentence; empty where nothing shows that.

    Go itself says nothing about it.
    """
    for pattern in value.split(",")[:LIMIT_ENTRIES]:
        if "://" in pattern:
            return f"{pattern.strip()} is an address, and module paths have no scheme"
        if re.search(r"[\s;]", pattern):
            return f"{pattern.strip()!r} has a blank or a semicolon in it, and patterns are parted by commas alone"
        if re.search(r"""["']""", pattern):
            return f"{pattern} holds quote characters, which belong to a shell's line"
        if pattern.count("[") > pattern.count("]"):
            return f"{pattern} has a bracket that is not closed"
    return ""


def covers_everything(value: str) -> bool:
    """Return whether patterns match every module path."""
    return "*" in value.split(",")
