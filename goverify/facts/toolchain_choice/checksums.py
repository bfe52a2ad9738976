"""Whether go would trust a toolchain: it takes none, be it in the module cache, that the checksum database does not vouch for.

Source: cmd/go/internal/modfetch (useSumDB, checkModSum, dbDial, initBase) of 1.21 to 1.27. GOSUMDB=off and GONOSUMDB do not
lift this; only a GOPROXY that is one folder of files does, together with them. What the database once said lies in the
module cache, and is enough.
"""

from goverify.facts import Facts, Unavailable
from goverify.facts.authenticity.cached_records import Kept, kept
from goverify.facts.authenticity.online_records import online_record
from goverify.facts.goroot import goroot
from goverify.facts.release_lists import default_of, knows_database
from goverify.facts.settings.in_force import setting
from goverify.facts.settings.list_rules import database_fault, proxies
from goverify.facts.toolchain_choice.at_hand import module_of
from goverify.facts.toolchain_choice.downloads import private
from goverify.facts.toolchain_choice.values import GIVEN, Reach, barred, untold
from goverify.sumdb.client import DATABASE
from goverify.sumdb.refused import Refused


def vouched(ask: Facts, name: str) -> Reach:
    """Return whether go comes to know that a toolchain is the one that everybody gets."""
    held = ask(setting, "GOSUMDB")
    value = held.value if held else default_of(ask, "GOSUMDB")
    if _from_a_folder(ask) and (value == "off" or private(ask, "GONOSUMDB")):
        return GIVEN
    if value == "off":
        return barred("GOSUMDB=off, and no toolchain is taken without the checksum database", held)
    fault = database_fault(value, lambda each: knows_database(ask, each)) if value else "it has no value"
    if fault:
        return barred(
            f"GOSUMDB cannot be read, and no toolchain is taken without it: {fault}", held, malformed=held is not None
        )
    record = ask(kept, module_of(ask, name))
    if record is not None and record.proven is not None:
        return _held_against(record, name)
    return _asked(ask, name, value)


def _held_against(record: Kept, name: str) -> Reach:
    """Return whether what go noted of the archive is what the database says."""
    if record.proven is None or not record.sum or record.sum == record.proven.sum:
        return GIVEN
    return barred(f"the checksum that go noted for {name} is not the one in the checksum database")


def _asked(ask: Facts, name: str, value: str) -> Reach:
    database, *address = value.split()
    what = f"the record of {name} in the checksum database {address[0] if address else database}"
    root = ask(goroot).judged
    if not ask.allow.online or root is None or database != DATABASE.name:
        return untold(f"go would ask for {what} (GOSUMDB)")
    try:
        found = ask(online_record, module_of(ask, name), root)
    except (Unavailable, Refused) as error:
        return barred(f"it asks for {what} (GOSUMDB), and {error}")
    return GIVEN if found else barred(f"{what} (GOSUMDB) does not exist", missing=True)


def _from_a_folder(ask: Facts) -> bool:
    """Return whether GOPROXY is one folder of files and nothing else."""
    held = ask(setting, "GOPROXY")
    return bool(held and held.value.startswith("file://") and len(proxies(held.value)) == 1)
