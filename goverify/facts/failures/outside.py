"""What a failed run comes from that lies outside Go itself: the project at hand, or the servers that it needs.

goverify itself has go run with GOTOOLCHAIN=local and GOPROXY=off, so that words alone do not show that the user's own
go commands fail in the same way: what rests on these two is told only where the facts bear it out.
"""

from goverify.facts import Facts, Unavailable
from goverify.facts.failures.reading import PROJECT, REPOSITORY, VENDOR
from goverify.facts.failures.symptoms import OUTSIDE, Symptom, meanings
from goverify.facts.git.owners import declared_safe, disowned
from goverify.facts.git.repositories import NoRepository, repository
from goverify.facts.project.checkout import checkout
from goverify.facts.project.roots import project
from goverify.facts.toolchain_choice.choosing import toolchain_choice
from goverify.host import Completed
from goverify.host.paths import follow

FILES = ("go.mod", "go.work", "go.sum")
"""Go names them relative to the folder that it runs in."""


def outside(ask: Facts, run: Completed, *, under_settings: bool) -> Symptom | None:
    """Return what in the project or the network a failed run names, or None."""
    found = meanings(ask, run, None, OUTSIDE, under_settings=under_settings)
    symptom = next((symptom for symptom in found if _borne_out(ask, symptom)), None)
    return symptom and symptom._replace(subject=_place(ask, symptom.subject))


def _borne_out(ask: Facts, symptom: Symptom) -> bool:
    if symptom.cause == "toolchain-too-old":
        return _refused(ask)
    if symptom.cause == "vcs-ownership" and symptom.subject == REPOSITORY:
        return _of_somebody_else(ask)
    return True


def _refused(ask: Facts) -> bool:
    """Return whether the project asks for a newer Go that does not take this one's place."""
    try:
        return ask(toolchain_choice).refusal is not None
    except Unavailable:
        return False


def _of_somebody_else(ask: Facts) -> bool:
    """Return whether git takes the checkout here for another user's, which go tells by an exit status alone."""
    around = ask(checkout, ask.host.cwd)
    found = ask(repository, around.root) if around and around.program == "git" else None
    if found is None or isinstance(found, NoRepository):
        return False
    return ask(disowned, found) is not None and not ask(declared_safe, found)


def _place(ask: Facts, subject: str) -> str:
    """Return the file or folder that a subject stands for; another subject as it is."""
    if subject.endswith(FILES):
        return str(follow(ask.host, ask.host.cwd / ask.host.path(subject)).end)
    if subject == REPOSITORY:
        around = ask(checkout, ask.host.cwd)
        return str(around.root) if around else "the repository"
    if subject not in {PROJECT, VENDOR}:
        return subject
    here = ask(project)
    file = here and (here.workspace.file if here.workspace else here.module)
    if file is None:
        return "go.mod"
    return str(file.parent / "vendor" if subject == VENDOR else file)
