"""Hosts on whose network a few addresses answer, and a project that lacks a module."""

import hashlib
import io
import zipfile
from collections.abc import Mapping

from goverify.facts import Allowances, Facts
from goverify.host.recorded import RecordedHost
from goverify.host.web import Certificate, Exchange, Trouble
from goverify.model import Evidence, Finding
from goverify.sumdb.dirhash import h1
from tests.golang import CheckFunction, Files
from tests.hosts import boring, text

ONLINE = Allowances(online=True)
MIRROR = "https://mirror.example"
MODULE, VERSION = "example.com/greet", "v1.0.0"
PROJECT = "/home/gopher/app"
GOMOD = f"module {MODULE}\n\ngo 1.21\n"
INFO = f"{MIRROR}/{MODULE}/@v/{VERSION}.info"
SHOWN = Certificate("Example Inspection CA", "2026-01-02T00:00:00Z", "2026-02-03T00:00:00Z")

DESCRIPTION = Exchange(200, b'{"Version":"v1.0.0"}', skew_s=0)
ABSENT = Exchange(404, b"not found", skew_s=0)
DOWN = Exchange(trouble=Trouble.REFUSED, words="Connection refused")
PAGE = Exchange(200, b"<!doctype html><title>Log in</title>", content_type="text/html", skew_s=0)


def lacking(module: str = MODULE, version: str = VERSION, *, sums: str = "", **env: str) -> RecordedHost:
    """Return a host with a project whose module is not in the module cache."""
    gomod = f"module example.com/app\n\ngo 1.24\n\nrequire {module} {version}\n"
    files: Files = {f"{PROJECT}/go.mod": text(gomod, uid=1000)}
    files |= {f"{PROJECT}/go.sum": text(sums, uid=1000)} if sums else {}
    return boring("linux").but(cwd=PROJECT, env={"GOSUMDB": "off", "GOPROXY": MIRROR} | env, files=files)


def served(base: str = MIRROR, module: str = MODULE, version: str = VERSION) -> dict[str, Exchange]:
    """Return what a proxy that has a module answers."""
    place = f"{base}/{module}/@v/{version}"
    return {
        f"{place}.info": DESCRIPTION,
        f"{place}.mod": Exchange(200, GOMOD.encode(), skew_s=0),
        f"{place}.zip": Exchange(200, archive(), skew_s=0),
    }


def refused(answer: Exchange, base: str = MIRROR, module: str = MODULE) -> dict[str, Exchange]:
    """Return what a proxy answers that says the same to everything."""
    return {f"{base}/{module}/@v/{VERSION}{ending}": answer for ending in (".info", ".mod")}


def archive(word: str = "hello") -> bytes:
    """Return a module's archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in contents(word).items():
            made.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


def contents(word: str = "hello") -> dict[str, str]:
    """Return the files of a module by their names in its archive."""
    return {
        f"{MODULE}@{VERSION}/go.mod": GOMOD,
        f"{MODULE}@{VERSION}/greet.go": f'package greet\n\nfunc Word() string {{ return "{word}" }}\n',
    }


def sum_lines(word: str = "hello", gomod: str = GOMOD) -> str:
    """Return what go.sum has of a module."""
    of_archive = h1("", {name: _digest(content) for name, content in contents(word).items()})
    of_gomod = h1("", {"go.mod": _digest(gomod)})
    return f"{MODULE} {VERSION} {of_archive}\n{MODULE} {VERSION}/go.mod {of_gomod}\n"


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def found(check: CheckFunction, host: RecordedHost, exchanges: Mapping[str, Exchange] | None = None) -> list[Finding]:
    """Return what a check finds that may ask the network."""
    return [item for item in items(check, host, exchanges) if isinstance(item, Finding)]


def items(
    check: CheckFunction, host: RecordedHost, exchanges: Mapping[str, Exchange] | None = None
) -> list[Finding | Evidence]:
    """Return all that a check says that may ask the network."""
    return list(check(Facts(host.but(exchanges=exchanges or {}), ONLINE)))
