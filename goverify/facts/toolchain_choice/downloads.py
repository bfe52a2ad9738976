"""Whether a toolchain can be downloaded: what GOPROXY allows, what a folder of files has, what a proxy says if it may be asked.

Source: cmd/go/internal/modfetch (proxyList, TryProxies, downloadZip) of 1.21 to 1.27.
"""

from goverify.facts import Facts
from goverify.facts.release_lists import default_of
from goverify.facts.settings.in_force import Setting, setting
from goverify.facts.settings.list_rules import LIMIT_ENTRIES, covers_everything, proxies, proxy_entries, proxy_fault
from goverify.facts.toolchain_choice.at_hand import address_of
from goverify.facts.toolchain_choice.values import GIVEN, Reach, barred, untold
from goverify.host.paths import is_file

ANSWER_BYTES = 1 << 16
"""The answer that is asked for holds a version and a date."""

OFF = "GOPROXY=off allows no download"

PATHLESS = "golang.org/toolchain"


def download(ask: Facts, name: str) -> Reach:
    """Return whether the archive of a toolchain can be fetched."""
    held = ask(setting, "GOPROXY")
    value = held.value if held else default_of(ask, "GOPROXY")
    if not value:
        return barred("GOPROXY has no value, so go knows nobody to ask")
    fault = proxy_fault(value)
    if fault:
        return barred(f"go cannot read GOPROXY: {fault}", held, malformed=True)
    if private(ask, "GONOPROXY"):
        return untold("GONOPROXY sends go past the proxies")
    why = ""
    for entry, any_failure in proxy_entries(value):
        reach = _from(ask, entry, name, held) if entry != "off" else barred(why or OFF, held)
        public = reach.missing and entry in proxies(default_of(ask, "GOPROXY"))  # has whatever was published
        if reach.possible is not False or public or not (reach.missing or any_failure):
            return reach._replace(unpublished=public)
        why = why or reach.why
    return barred(why, held, missing=True)


def private(ask: Facts, name: str) -> bool:
    """Return whether GONOPROXY or GONOSUMDB, or else GOPRIVATE, covers the toolchain's module."""
    patterns = ask(setting, name) or ask(setting, "GOPRIVATE")
    texts = patterns.value.split(",")[:LIMIT_ENTRIES] if patterns else []
    wide = {"golang.org", "golang.org/*", "*.org", PATHLESS, "*.org/*", "*/*"}
    return bool(patterns and (covers_everything(patterns.value) or wide & {text.rstrip("/") for text in texts}))


def _from(ask: Facts, entry: str, name: str, held: Setting | None) -> Reach:
    if entry == "direct" or not (entry.startswith("file:") or ask.allow.online):
        return untold(f"go would ask {'its own site' if entry == 'direct' else entry}")
    if entry.startswith("file:"):
        from goverify.facts.network.sources import folder_of  # few need it

        file = folder_of(ask, entry.removeprefix("file://")).joinpath(*address_of(ask, name, ".zip").split("/"))
        return GIVEN if is_file(ask.host, file) else barred(f"{entry} has no {name}", held, missing=True)
    return _asked(ask, entry, name, held)


def _asked(ask: Facts, entry: str, name: str, held: Setting | None) -> Reach:
    """Return what a proxy says."""
    proxy = entry if "://" in entry else f"https://{entry}"
    try:
        ask.host.fetch(f"{proxy.rstrip('/')}/{address_of(ask, name, '.info')}", ANSWER_BYTES)
    except FileNotFoundError:
        return barred(f"{entry} has no {name}", held, missing=True)
    except OSError as error:
        return barred(f"{entry} does not answer: {error.strerror or error}")
    return GIVEN
