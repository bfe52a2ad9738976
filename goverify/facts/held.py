"""What a setting that is in force bears on, where it stands, and the finding that names both."""

from collections.abc import Sequence

from goverify.facts import Facts, Unavailable
from goverify.facts.goroot import concerned
from goverify.facts.remedies import unset_variable
from goverify.facts.settings.in_force import Origin, Setting
from goverify.facts.words import plain
from goverify.model import Evidence, Finding, Fix, Severity, Subject

SHOWN = 200
"""Characters of a value that a sentence can take."""


def about_setting(
    ask: Facts,
    cause: str,
    held: Setting,
    message: str,
    *,
    remedy: str = "",
    detail: str = "",
    severity: Severity | None = None,
    evidence: Sequence[Evidence] = (),
    concerns: Sequence[Subject] = (),
) -> Finding:
    """Return the finding that blames a setting; `remedy` is what can be done beside taking it away."""
    unset = unset_variable(ask, held)
    return Finding(
        cause=cause,
        subject=held.name,
        message=message,
        evidence=(*stands(ask, held), *evidence),
        fix=Fix(f"{unset.summary} {remedy}".strip(), unset.commands),
        detail=detail,
        severity=severity,
        concerns=(*concerns, *borne_on(ask)),
    )


def stands(ask: Facts, held: Setting) -> tuple[Evidence, ...]:
    """Return where a setting stands, with the lines of start-up files that may have set it."""
    if held.origin is Origin.FILE:
        where = held.place if held.line is None else f"{held.place}, line {held.line}"
        return (Evidence(where, as_written(held)),)
    from goverify.facts.variables.origins import variable_origin  # only where something is wrong with a setting

    origin = ask(variable_origin, held.name)
    return (
        Evidence(held.place, as_written(held)),
        *(Evidence(place.where, cut(place.text)) for place in (*origin.places, *origin.others)[:3]),
    )


def named(held: Setting) -> str:
    """Return a setting with its value and its place, as the beginning of a sentence."""
    return f"{as_written(held)} in {held.place}"


def as_written(held: Setting) -> str:
    """Return the setting as it would be written, free of what a terminal would obey."""
    return f"{held.name}={cut(held.value)}"


def cut(text: str) -> str:
    """Return a text that a sentence can take."""
    return plain(text if len(text) <= SHOWN else text[: SHOWN - 1] + "…")


def borne_on(ask: Facts) -> tuple[Subject, ...]:
    """Return the go that settings bear on, and its tree; nothing where no go answers."""
    try:
        return concerned(ask)
    except Unavailable:
        return ()
