"""Which version a word in mise's configuration means: an alias, a template, or what the lock beside it says.

Sources: jdx/mise docs/dev-tools/aliases.md, docs/templates.md, docs/dev-tools/mise-lock.md; mise 2026.9.15 itself.
"""

import re
from pathlib import PurePath

from goverify.facts import Facts
from goverify.facts.managers.mise_files import inner, table_of, tables
from goverify.facts.managers.values import newest_of

_OFF = frozenset({"0", "false", "no", "off"})

_TEMPLATE = re.compile(
    r"""\{\{-?\s*(?:env\.(\w+)|get_env\(name=["'](\w+)["'](?:,\s*default=["']([^"'{}]*)["'])?\))\s*-?\}\}"""
)
"""What a version may be made of beside plain text, as far as it is told here (mise's templates)."""


def meant(ask: Facts, version: str) -> str | None:
    """Return the version that an alias or a template stands for; None for a template that cannot be told."""
    if "{{" in version or "{%" in version:
        filled = _TEMPLATE.sub(lambda found: ask.host.env.get(found[1] or found[2]) or found[3] or found[0], version)
        return None if "{" in filled else filled
    for table in ask(tables):
        for group in (inner(table, "tool_alias", "go"), inner(table, "alias", "go")):
            told = inner(group, "versions").get(version, group.get(version))
            if isinstance(told, str):
                return told
    return version


def locked(ask: Facts, file: PurePath, version: str) -> str:
    """Return the version that the lock beside a configuration file has for a vague one; the same where it has none."""
    off = ask.host.env.get("MISE_LOCKFILE", "").lower() in _OFF
    name = file.name.replace("config", "mise").removeprefix(".").removesuffix(".toml")
    if off or file.suffix != ".toml" or any(inner(table, "settings").get("lockfile") is False for table in ask(tables)):
        return version
    told = inner(table_of(ask.host, file.parent / f"{name}.lock"), "tools").get("go")
    entries = (each.get("version") for each in (told if isinstance(told, list) else [told]) if isinstance(each, dict))
    known = [each for each in entries if isinstance(each, str)]
    fits = known[0] if version == "latest" and known else newest_of(known, version)
    return fits or version
