"""The redaction of a whole recording, such that it answers the same questions, redacted, with the same answers, redacted."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath

from goverify.host import Digests, Entry, FileSystem, Kind, Process
from goverify.host.redact import Redactor
from goverify.host.replay.masking import masked
from goverify.host.replay.records import Fault, FileRecord, GoBinary, Ranges, Recording, Run, size_of
from goverify.host.web import Exchange

_PLAIN = re.compile(r"[A-Za-z0-9._+-]{1,64}")


def redacted(recording: Recording, redactor: Redactor) -> Recording:
    """Return what may be shown of a recording."""
    identity = recording.identity._replace(name=redactor.user(recording.identity.name))
    platform = recording.platform._replace(name=redactor.text(recording.platform.name))
    files = {redactor.path(path): _file(path, recording.files[path], redactor) for path in sorted(recording.files)}
    return replace(
        recording,
        platform=platform._replace(kernel=redactor.text(platform.kernel)),
        identity=identity,
        env=redactor.env(recording.env),
        cwd=redactor.path(recording.cwd) if isinstance(recording.cwd, PurePath) else recording.cwd,
        files=files,
        access={redactor.path(path): rights for path, rights in recording.access.items()},
        filesystems={redactor.path(path): _filesystem(each, redactor) for path, each in recording.filesystems.items()},
        trials={redactor.path(path): each for path, each in recording.trials.items()},
        digests={redactor.path(path): _digests(each, redactor) for path, each in recording.digests.items()},
        runs=tuple(_run(run, redactor) for run in recording.runs),
        exchanges={redactor.text(url): _exchange(each, redactor) for url, each in recording.exchanges.items()},
        ancestors=_processes(recording.ancestors, redactor),
        registry={redactor.text(key): _values(key, values, redactor) for key, values in recording.registry.items()},
        about=redactor.text(recording.about),
    )


def own_words(recording: Recording, words: Iterable[str]) -> set[str]:
    """Return those of the words that the host has said nowhere: questions had them from us, so they tell of nobody.

    What could have been quoted or escaped in the host's answers is not among them.
    """
    said = [*recording.env.values(), str(recording.cwd), *map(str, recording.filesystems), *_outputs(recording)]
    for record in recording.files.values():
        said += record.names if isinstance(record.names, tuple) else ()
        said += [record.content] if isinstance(record.content, str) else ()
        said += _decoded(record.content) if isinstance(record.content, Ranges) else ()
        said += [record.entry.target or ""] if isinstance(record.entry, Entry) else ()
        said += [told for told in record.judged.values() if isinstance(told, str)]
    everything = "\n".join(said).lower()
    return {word for word in words if _PLAIN.fullmatch(word) and word.lower() not in everything}


def _decoded(content: Ranges) -> list[str]:
    return [data.decode("utf-8", "replace") for _, data in content.parts]


def _outputs(recording: Recording) -> Iterator[str]:
    """Yield what programs and the registry said."""
    for run in recording.runs:
        yield from (run.completed.stdout, run.completed.stderr)
    for values in recording.registry.values():
        yield from values.values()


def _file(path: PurePath, record: FileRecord, redactor: Redactor) -> FileRecord:
    entry, content = record.entry, record.content
    names = redactor.names(path, record.names) if isinstance(record.names, tuple) else record.names
    if isinstance(entry, Entry) and entry.target is not None:
        entry = entry._replace(target=redactor.target(path, entry.target))
    if isinstance(content, str):
        whole = isinstance(entry, Entry) and entry.kind is Kind.FILE and entry.size == size_of(content)
        content = redactor.file(path, content)
        entry = entry._replace(size=size_of(content)) if whole and isinstance(entry, Entry) else entry
    elif isinstance(content, Ranges):
        parts = [
            (at, masked(data, lambda text: redactor.file(path, text), redactor.text)) for at, data in content.parts
        ]
        content = replace(content, parts=tuple(parts))
    elif isinstance(content, GoBinary):
        content = replace(content, path=redactor.text(content.path))
    attributes = {
        redactor.text(name): redactor.attribute(name, value) if isinstance(value, bytes) else value
        for name, value in record.attributes.items()
    }
    judged = {name: redactor.text(said) if isinstance(said, str) else said for name, said in record.judged.items()}
    return FileRecord(entry, content, names, attributes, judged)


def _digests(known: Digests | Fault, redactor: Redactor) -> Digests | Fault:
    if isinstance(known, Fault):
        return known
    return Digests(
        files=_named(known.files, redactor),
        links={name: redactor.text(target) for name, target in _named(known.links, redactor).items()},
        failures=_named(known.failures, redactor),
        others=tuple(_named(dict.fromkeys(known.others, ""), redactor)),
    )


def _named(values: Mapping[str, str], redactor: Redactor) -> dict[str, str]:
    """Return values by names that may be shown; thousands of names are looked through as one text."""
    plain = {name: value for name, value in values.items() if "\n" not in name}
    shown = redactor.text("\n".join(plain)).split("\n") if plain else []
    return dict(zip(shown, plain.values(), strict=True))


def _filesystem(known: FileSystem | Fault, redactor: Redactor) -> FileSystem | Fault:
    return known if isinstance(known, Fault) else known._replace(mount=redactor.text(known.mount))


def _run(run: Run, redactor: Redactor) -> Run:
    """Return a run; of the variables that were taken away, those alone that the redacted host has too."""
    changes = None
    if run.env is not None:
        shown = {
            name: value
            for name, value in run.env.items()
            if value is not None or redactor.variable(name, "") is not None
        }
        changes = {name: None if value is None else redactor.text(value) for name, value in shown.items()}
    done = run.completed
    done = done._replace(stdout=redactor.text(done.stdout), stderr=redactor.text(done.stderr))
    cwd = None if run.cwd is None else redactor.path(run.cwd)
    return replace(run, argv=redactor.argv(run.argv), completed=done, cwd=cwd, env=changes)


def _exchange(known: Exchange, redactor: Redactor) -> Exchange:
    """Return what came of a question; an answer that is no text stays, for it is a module's."""
    try:
        body = redactor.text(known.body.decode()).encode()
    except UnicodeDecodeError:
        body = known.body
    shown = known._replace(
        body=body,
        location=redactor.text(known.location),
        challenge=redactor.text(known.challenge),
        words=redactor.text(known.words),
        proxy=redactor.text(known.proxy),
    )
    if known.certificate is None:
        return shown
    return shown._replace(certificate=known.certificate._replace(issuer=redactor.text(known.certificate.issuer)))


def _processes(processes: tuple[Process, ...] | None, redactor: Redactor) -> tuple[Process, ...] | None:
    if processes is None:
        return None
    return tuple(process._replace(name=redactor.text(process.name)) for process in processes)


def _values(key: str, values: Mapping[str, str], redactor: Redactor) -> dict[str, str]:
    """Return the values of a registry key; where they are variables, as these."""
    if key.lower().endswith("environment"):
        return redactor.env(values)
    return {redactor.text(name): redactor.text(value) for name, value in values.items()}
