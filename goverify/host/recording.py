"""The recorder: a host that passes each question on to another and notes the answer, absences and failures too."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath

from goverify.host import (
    Completed,
    Digests,
    Entry,
    FileSystem,
    Host,
    Identity,
    Limits,
    NotRecorded,
    Platform,
    Process,
    Reader,
    Trial,
)
from goverify.host.paths import resolve
from goverify.host.redact import Level, Redactor, homes_of
from goverify.host.replay.digest_coding import hashed
from goverify.host.replay.encoding import dump
from goverify.host.replay.exchange_coding import LARGEST_BODY
from goverify.host.replay.notebook import Notebook
from goverify.host.replay.records import Run
from goverify.host.replay.redacted import own_words, redacted
from goverify.host.replay.runs import difference
from goverify.host.replay.tape import Allowance
from goverify.host.web import Exchange, Login
from goverify.stops import BadInput

LARGEST_RECORDING = 8 << 20
"""Bytes of JSON: more does not fit any issue tracker."""


class TooLarge(BadInput):
    """What was noted does not fit a recording; the message says how much it is."""


class RecordingHost:
    """A host that answers as another does, and remembers what it was asked. Any number of threads may ask."""

    def __init__(self, host: Host, *, digests: bool = False) -> None:
        """`digests`: note the hashes of all files of a tree too, which makes a recording half a megabyte larger."""
        self._host = host
        self._with_digests = digests
        self._allowance = Allowance(LARGEST_RECORDING)
        self._notes = Notebook(self._allowance)
        self._aliases: dict[PurePath, PurePath] = {}

    @property
    def platform(self) -> Platform:
        """Return the host's platform."""
        return self._host.platform

    @property
    def env(self) -> Mapping[str, str]:
        """Return the host's environment."""
        return self._host.env

    @property
    def cwd(self) -> PurePath:
        """Return the host's folder."""
        return self._host.cwd

    @property
    def identity(self) -> Identity:
        """Return the host's identity."""
        return self._host.identity

    def path(self, text: str) -> PurePath:
        """Return `text` as a path of the host."""
        return self._host.path(text)

    def entry(self, path: PurePath) -> Entry | None:
        """Return the host's answer."""
        return self._notes.asked(self._notes.entries, path, lambda: self._host.entry(path))

    def names(self, folder: PurePath) -> tuple[str, ...]:
        """Return the host's answer."""
        return self._notes.asked(self._notes.names, folder, lambda: self._host.names(folder))

    def open(self, path: PurePath) -> Reader:
        """Open the host's file; what is read of it is noted."""
        return self._notes.opened(path, lambda: self._host.open(path))

    def judged(self, path: PurePath, question: str, judge: Callable[[Reader], str]) -> str:
        """Return the host's answer; what the judge reads for it is not noted."""
        return self._notes.asked(self._notes.judged, (path, question), lambda: self._host.judged(path, question, judge))

    def xattr(self, path: PurePath, name: str) -> bytes | None:
        """Return the host's answer."""
        return self._notes.asked(self._notes.attributes, (path, name), lambda: self._host.xattr(path, name))

    def digests(self, folder: PurePath, leave: Sequence[str] = (), algorithm: str = "sha256") -> Digests:
        """Return the host's answer; NotRecorded where it is not to be noted, since its replay could not give it either."""
        if not self._with_digests:
            raise NotRecorded(f"the hashes of the files in {folder}")
        key = hashed(folder, algorithm)
        return self._notes.asked(self._notes.digests, key, lambda: self._host.digests(folder, leave, algorithm))

    def access(self, path: PurePath, mode: str) -> bool:
        """Return the host's answer."""
        return self._notes.put(self._notes.access, (path, mode), self._host.access(path, mode))

    def filesystem(self, path: PurePath) -> FileSystem:
        """Return the host's answer."""
        return self._notes.asked(self._notes.filesystems, path, lambda: self._host.filesystem(path))

    def try_writing(self, folder: PurePath) -> Trial:
        """Return the host's answer."""
        return self._notes.put(self._notes.trials, folder, self._host.try_writing(folder))

    def run(self, argv: Sequence[str], *, timeout_s: float, env: Mapping[str, str], cwd: PurePath) -> Completed:
        """Run a program on the host; how it ended is noted."""
        done = self._host.run(argv, timeout_s=timeout_s, env=env, cwd=cwd)
        run = Run(tuple(argv), done, cwd, difference(self.platform.system, self.env, env))
        return self._notes.put(self._notes.runs, run.key, run).completed

    def scratch(self, name: str, files: Mapping[str, str]) -> PurePath:
        """Return the host's folder, which is called <scratch>/name in the recording."""
        return self._called(self._host.scratch(name, files), self.path("<scratch>") / name)

    def cache(self, name: str) -> PurePath | None:
        """Return the host's folder, which is called <cache>/name in the recording."""
        folder = self._host.cache(name)
        self._notes.cache = folder is not None
        return None if folder is None else self._called(folder, self.path("<cache>") / name)

    def _called(self, folder: PurePath, alias: PurePath) -> PurePath:
        """Note the other name of a folder, which may stand in texts as it is without links."""
        for path in {folder, resolve(self._host, folder) or folder}:
            self._notes.put(self._aliases, path, alias)
        return folder

    def fetch(self, url: str, limit_bytes: int) -> bytes:
        """Return the host's answer; it is not noted, as the network is no part of a recording."""
        return self._host.fetch(url, limit_bytes)

    def exchange(self, url: str, limit_bytes: int, login: Login | None = None) -> Exchange:
        """Return the host's answer; one that is too long to be kept is not noted."""
        answer = self._host.exchange(url, limit_bytes, login)
        if len(answer.body) <= LARGEST_BODY and self._allowance.take(len(answer.body)):
            self._notes.put(self._notes.exchanges, url, answer)
        return answer

    def recall(self, name: str) -> bytes:
        """Return the host's answer."""
        return self._host.recall(name)

    def remember(self, name: str, data: bytes) -> None:
        """Have the host remember it."""
        self._host.remember(name, data)

    def ancestors(self) -> tuple[Process, ...]:
        """Return the host's answer."""
        self._notes.ancestors = self._host.ancestors()
        return self._notes.ancestors

    def registry(self, key: str) -> Mapping[str, str]:
        """Return the host's answer."""
        return self._notes.put(self._notes.registry, key, self._host.registry(key))

    def limits(self) -> Limits:
        """Return the host's answer."""
        self._notes.limits = self._host.limits()
        return self._notes.limits

    def recording(self) -> str:
        """Return what was noted as JSON that names no person and holds no secret; TooLarge where it is too much."""
        notes = self._notes.recording(self._host)
        asked = {part for path in notes.files for part in path.parts}
        values = {part for value in notes.env.values() for part in re.split(r"[\\/:;]+", value)}
        redactor = Redactor(
            Level.SHARE,
            self.platform.system,
            self.env,
            homes_of(self._host),
            self.identity.name,
            aliases=dict(self._aliases),
            names=asked | values,
            kept=own_words(notes, asked),
        )
        text = dump(redacted(notes, redactor))
        if self._allowance.exceeded or len(text) > LARGEST_RECORDING:
            raise TooLarge(f"the recording would have more than {LARGEST_RECORDING >> 20} MiB")
        return text
