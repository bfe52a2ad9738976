"""Go's module commands tried without a network: one tiny module, served out of a folder, sound and tampered with.

Source: cmd/go/internal/modfetch (newProxyRepo, checkMod) and cmd/go/internal/modcmd (verifyMod). Only a build proves
the compiler; these commands are the go file's own work, which no build without modules comes to.
"""

from pathlib import PurePath
from typing import NamedTuple

from goverify.facts import Facts
from goverify.facts.build import build_cache
from goverify.facts.building import own_env, with_folders
from goverify.facts.deep.proofs import go_in_turn, sound_loop
from goverify.facts.modules import tiny_module
from goverify.facts.running import scratch
from goverify.host import Completed, System

DOWNLOAD = ("mod", "download", "-json")
VERIFY = ("mod", "verify")

ALONE = {"GOSUMDB": "off", "GOFLAGS": "-modcacherw", "GONOPROXY": "none", "GOVCS": "*:off"}
"""Nothing but the folder is asked, whatever the tree's go.env says; what go writes can be removed again."""


class Trial(NamedTuple):
    """A go command that was given the module."""

    doing: str
    """What it was to do, to go after "cannot"."""
    args: tuple[str, ...]
    run: Completed
    work: PurePath
    tampered: str
    """What is wrong there, so that go has to refuse; empty where nothing is."""
    words: str
    """What the answer has to hold."""

    @property
    def command(self) -> str:
        """Return it as people type it."""
        return " ".join(("go", *self.args))

    @property
    def refused(self) -> bool:
        """Return whether it came to its end and said no."""
        return bool(self.run.status) and not self.run.timed_out and not self.run.flooded

    @property
    def told(self) -> bool:
        """Return whether it says what it should."""
        return self.words in self.run.stdout


def module_trials(ask: Facts) -> tuple[Trial, ...]:
    """Return how go gets, keeps and checks the module, and what it says of a forged hash and of a changed cache."""
    ask(sound_loop)
    host = ask.host
    sound = host.scratch("modules-sound", tiny_module.user(tiny_module.SUM))
    forged = host.scratch("modules-forged", tiny_module.user(tiny_module.FORGED))
    changed = host.scratch("modules-changed", tiny_module.changed_cache())
    kept, empty = ask(scratch, "modules-kept"), ask(scratch, "modules-empty")
    getting, checking = "get a module from a folder", "check the module that it has just got"
    return (
        _tried(ask, getting, DOWNLOAD, sound, kept, words=tiny_module.SUM),
        _tried(ask, checking, VERIFY, sound, kept),
        _tried(ask, getting, DOWNLOAD, forged, empty, tampered="go.sum records another checksum"),
        _tried(ask, checking, VERIFY, sound, changed, tampered="its files in the module cache were changed"),
    )


def file_url(system: System, folder: PurePath) -> str:
    """Return a folder as an entry of GOPROXY, in which a comma and a bar would begin the next one (cmd/go/internal/web)."""
    from urllib.parse import quote  # few runs need it

    path = quote(folder.as_posix(), safe="/:<>", errors="surrogateescape")
    return f"file:///{path}" if system is System.WINDOWS else f"file://{path}"


def _tried(
    ask: Facts,
    doing: str,
    args: tuple[str, ...],
    work: PurePath,
    cache: PurePath,
    *,
    tampered: str = "",
    words: str = "",
) -> Trial:
    run = go_in_turn(ask, args, env=_env(ask) | {"GOMODCACHE": str(cache)}, cwd=work)
    return Trial(doing, args, run, work, tampered, words)


def _env(ask: Facts) -> dict[str, str]:
    served = ask.host.scratch("modules-served", tiny_module.proxy())
    proxy = {"GOPROXY": file_url(ask.host.platform.system, served)}
    return with_folders(ask, own_env(ask) | ALONE | proxy, ask(build_cache))
