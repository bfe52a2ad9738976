"""A recording of a checkout: it says of git's files only what decides, and replays to the same findings."""

from contextlib import suppress

import pytest

from goverify.checks.project.vcs_broken import vcs_broken
from goverify.checks.project.vcs_ownership import vcs_ownership
from goverify.facts import Facts, Unavailable
from goverify.host.recorded import RecordedHost
from goverify.host.recording import RecordingHost
from tests.checkouts import COMMIT, LOOSE, ROOT, checkout
from tests.golang import Files, findings

TOKEN = "hunter2-of-acme"
SETTINGS = f'[user]\n\tname = Ann Gopher\n[url "https://x:{TOKEN}@git.acme.example/"]\n\tinsteadOf = https://git.acme.example/\n'


def recorded(host: RecordedHost) -> str:
    """Return the recording of both checks on a host."""
    recording = RecordingHost(host)
    for each in (vcs_ownership, vcs_broken):
        with suppress(Unavailable):
            list(each(Facts(recording)))
    return recording.recording()


def as_root(host: RecordedHost, settings: str) -> RecordedHost:
    root = host.but(identity=ROOT, env={"USER": "root", "LOGNAME": "root"})
    return root.but(files={"/home/gopher/.gitconfig": settings})


@pytest.mark.parametrize("value", ["/home/gopher/app", "/elsewhere"])
def test_safe_directory_means_the_same_under_other_names(value: str) -> None:
    host = as_root(checkout(), f"{SETTINGS}[safe]\n\tdirectory = {value}\n")
    text = recorded(host)
    replayed = RecordedHost.load(text)
    assert len(findings(vcs_ownership, replayed)) == len(findings(vcs_ownership, host))
    assert TOKEN not in text
    assert "Ann" not in text


DAMAGE: dict[str, Files] = {
    "nothing": {},
    "HEAD": {".git/HEAD": "x\n"},
    "the commit": {LOOSE: None},
    "a packed branch": {".git/refs/heads/main": None, ".git/packed-refs": f"{COMMIT} refs/heads/main\n", LOOSE: None},
    "the index": {".git/index": ""},
    "the settings": {".git/config": "[core\n"},
}


@pytest.mark.parametrize("changes", DAMAGE.values(), ids=DAMAGE)
def test_damage_is_found_again(changes: Files) -> None:
    host = checkout(changes)
    replayed = RecordedHost.load(recorded(host))
    assert [each.cause for each in findings(vcs_broken, replayed)] == [
        each.cause for each in findings(vcs_broken, host)
    ]


def test_what_has_another_name_in_a_recording_is_not_looked_for() -> None:
    modules = '[submodule "s"]\n\tpath = libacme\n'
    branch: Files = {
        ".git/HEAD": "ref: refs/heads/merger-with-acme\n",
        ".git/refs/heads/merger-with-acme": f"{COMMIT}\n",
    }
    host = checkout(branch | {".gitmodules": modules, "libacme/.git": "gitdir: ../.git/modules/s\n"})
    replayed = RecordedHost.load(recorded(host))
    assert findings(vcs_broken, host)
    assert not findings(vcs_broken, replayed)
