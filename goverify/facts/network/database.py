"""The checksum database, asked as go would ask it: through a proxy that serves it, else directly.

Source: cmd/go/internal/modfetch (dbDial, initBase). An address in GOSUMDB goes before every proxy; a proxy that
neither serves the database (200) nor says that it does not (404, 410) makes it unavailable.
"""

from typing import NamedTuple

from goverify.facts import Facts, Unavailable
from goverify.facts.network.answers import Answer, State, asked
from goverify.facts.network.sources import Way, sources
from goverify.facts.network.wanted import KNOWN, Module
from goverify.facts.release_lists import default_of, knows_database
from goverify.facts.settings.in_force import Setting, setting
from goverify.facts.settings.list_rules import covers_everything, database_fault
from goverify.host.web import Exchange, Login
from goverify.sumdb.client import DATABASE, Client, escaped
from goverify.sumdb.note import Key
from goverify.sumdb.refused import Refused

LARGEST_ANSWER = 1 << 20


class Database(NamedTuple):
    """The database that is in force."""

    held: Setting | None
    key: Key
    address: str
    """Its address in GOSUMDB; empty where there is none."""

    @property
    def url(self) -> str:
        """Return where it is asked directly."""
        return self.address or f"https://{self.key.name}"


class Asked(NamedTuple):
    """What came of asking the database."""

    database: Database
    base: str
    """Where it is asked; empty where no way was found."""
    answer: Answer
    """Of the question that told most: the one that failed, else the last."""
    doubt: str
    """Why what it says is not believed; empty where it is, signature and proof included."""

    @property
    def serves(self) -> bool:
        """Return whether it does its work."""
        return self.answer.state is State.REACHED and not self.doubt


def database(ask: Facts) -> Database:
    """Return the checksum database that go asks; Unavailable where it asks none."""
    held = ask(setting, "GOSUMDB")
    value = held.value if held else default_of(ask, "GOSUMDB")
    words = value.split()
    if value == "off":
        raise Unavailable("GOSUMDB=off: go asks no checksum database")
    if not words or database_fault(value, lambda name: knows_database(ask, name)):
        raise Unavailable("go cannot read GOSUMDB")
    patterns = ask(setting, "GONOSUMDB") or ask(setting, "GOPRIVATE")
    if patterns and covers_everything(patterns.value):
        raise Unavailable(f"{patterns.name} keeps every module from the checksum database")
    address = words[1].rstrip("/") if len(words) > 1 else ""
    if words[0] == DATABASE.name:
        return Database(held, DATABASE, address)
    try:
        return Database(held, Key.parse(words[0]), address)
    except Refused:
        raise Unavailable(f"the key of the checksum database {words[0]} is not known here") from None


def asked_database(ask: Facts) -> Asked:
    """Return what came of asking the database for a record that it must have."""
    if not ask.allow.online:
        raise Unavailable("the network is asked with --online only")
    found = ask(database)
    base, login, answer = _base(ask, found)
    if answer is not None:
        return Asked(found, "", answer, "")
    return _looked_up(ask, found, base, login)


def record_state(ask: Facts, module: Module) -> Answer | None:
    """Return what the database answers for a module; None where it cannot be asked at all."""
    known = ask(asked_database)
    if not known.base:
        return None
    return asked(ask, f"{known.base}/lookup/{escaped(module.path)}@{escaped(module.version)}", LARGEST_ANSWER)


def _base(ask: Facts, found: Database) -> tuple[str, Login | None, Answer | None]:
    """Return where to ask; or the answer of a proxy that makes that impossible."""
    if found.address:
        return found.address, None, None
    for source in ask(sources).entries:
        if source.way in {Way.DIRECT, Way.OFF}:
            break
        if source.way is Way.FOLDER:
            continue
        base = f"{source.url}/sumdb/{found.key.name}"
        answer = asked(ask, f"{base}/supported", login=source.login)
        if answer.exchange.status == 200:
            return base, source.login, None
        if answer.state is not State.ABSENT and not source.falls_back:
            return "", None, answer
    return found.url, None, None


def _looked_up(ask: Facts, found: Database, base: str, login: Login | None) -> Asked:
    answers = [Answer(base, State.UNKNOWN, Exchange(), "")]

    def fetch(path: str) -> bytes:
        answers.append(asked(ask, base + path, LARGEST_ANSWER, login))
        if answers[-1].exchange.status != 200:
            raise OSError(answers[-1].why)
        return answers[-1].exchange.body

    client = Client(found.key, fetch)
    doubt = ""
    try:
        if found.key == DATABASE:
            client.look_up(*KNOWN)
        else:
            client.advance()
    except OSError:
        pass
    except Refused as error:
        doubt = str(error)
    return Asked(found, base, answers[-1], doubt)
