"""project.vcs-broken: a repository for which git gives up is reported; one that is only unusual is not."""

from typing import Any

import pytest

from goverify.checks.project.vcs_broken import vcs_broken
from goverify.facts import Facts, Unavailable
from tests.checkouts import APP, COMMIT, CONFIG, GIT, INDEX, LOOSE, checkout, data
from tests.golang import Files, commands, findings, level
from tests.hosts import BORING, boring, folder, go_binary, link, text

GIT_TREE = {"/usr/local/go/bin/go": go_binary("go1.26.6")}


def index_of(name: str) -> bytes:
    """Return the index of a pack that holds one object (gitformat-pack(5))."""
    wanted = bytes.fromhex(name)
    counts = b"".join((0 if number < wanted[0] else 1).to_bytes(4, "big") for number in range(256))
    return b"\xfftOc\0\0\0\2" + counts + wanted


@pytest.mark.parametrize("name", BORING)
def test_a_boring_host_has_no_repository(name: str) -> None:
    with pytest.raises(Unavailable):
        list(vcs_broken(Facts(boring(name))))


def test_a_fresh_clone_is_fine() -> None:
    assert not findings(vcs_broken, checkout())


BROKEN: dict[str, tuple[Files, str]] = {
    "no HEAD": ({".git/HEAD": None}, "lacks HEAD"),
    "an empty HEAD": ({".git/HEAD": ""}, "has an empty HEAD"),
    "a HEAD of nonsense": ({".git/HEAD": "main\n"}, "names neither a branch nor a commit"),
    "no objects": ({".git/objects": None}, "lacks objects"),
    "no refs": ({".git/refs": None}, "lacks refs"),
    "a .git of nothing": ({".git": folder(uid=1000)}, "lacks HEAD, objects and refs"),
    "a commit that is gone": ({LOOSE: None}, f"lacks commit {COMMIT[:12]}"),
    "a commit that is empty": ({LOOSE: ""}, "as an empty file"),
    "settings of nonsense": ({".git/config": "[core\n"}, "config cannot be read from line 1 on"),
    "settings of a later git": ({".git/config": "[core]\nrepositoryformatversion = 2\n"}, "has format 2"),
    "a bare one": ({".git/config": CONFIG.replace("false", "true")}, "is bare"),
    "an index of nothing": ({".git/index": ""}, "index is damaged"),
    "an index of nonsense": ({".git/index": "x" * 60}, "index is damaged"),
    "an unreadable index": ({".git/index": text("", mode=0)}, "index may not be read by this user"),
    "unreadable settings": ({".git/config": text("", mode=0)}, "config may not be read by this user"),
    "closed objects": ({".git/objects": folder(mode=0o700)}, "holds objects, which this user may not enter"),
    "a closed .git": ({".git": folder(mode=0o700)}, "may not be entered by this user"),
}


@pytest.mark.parametrize(("changes", "said"), BROKEN.values(), ids=BROKEN)
def test_git_gives_up_for(changes: Files, said: str) -> None:
    base = checkout({".git": None}) if list(changes) == [".git"] and "enter" not in said else checkout()
    host = base.but(files={f"{APP}/{name}": each for name, each in changes.items()})
    [finding] = findings(vcs_broken, host)
    assert said in finding.message
    assert (finding.cause, str(finding.subject), level(finding)) == ("vcs-broken", APP, "high")
    assert finding.fix is not None


HEALTHY: dict[str, Files] = {
    "a branch without commits": {".git/refs/heads/main": None},
    "a damaged branch": {".git/refs/heads/main": "x\n"},
    "a branch that was packed": {
        ".git/refs/heads/main": None,
        ".git/packed-refs": f"# pack-refs\n{COMMIT} refs/heads/main\n",
    },
    "a detached HEAD": {".git/HEAD": f"{COMMIT}\n"},
    "a HEAD that is a link": {".git/HEAD": link("refs/heads/main")},
    "a shallow clone": {".git/shallow": f"{COMMIT}\n"},
    "a lock that was left": {".git/index.lock": ""},
    "no index": {".git/index": None},
    "no settings": {".git/config": None},
    "a commit in a pack": {
        LOOSE: None,
        ".git/objects/pack/pack-1.idx": data(index_of(COMMIT)),
        ".git/objects/pack/pack-1.pack": "",
    },
    "a commit in a shared store": {
        LOOSE: None,
        ".git/objects/info/alternates": "../../store\n",
        f"store/{COMMIT[:2]}/{COMMIT[2:]}": "a commit",
    },
    "a shared store that is gone and was not needed": {".git/objects/info/alternates": "/gone\n"},
}


@pytest.mark.parametrize("changes", HEALTHY.values(), ids=HEALTHY)
def test_go_does_not_mind(changes: Files) -> None:
    assert not findings(vcs_broken, checkout(changes))


def test_a_pack_without_the_commit_is_no_help() -> None:
    other = data(index_of("40" + COMMIT[2:]))
    host = checkout({LOOSE: None, ".git/objects/pack/p.idx": other, ".git/objects/pack/p.pack": ""})
    assert findings(vcs_broken, host)


def test_a_shared_store_that_is_gone_is_named() -> None:
    [finding] = findings(vcs_broken, checkout({LOOSE: None, ".git/objects/info/alternates": "/gone\n"}))
    assert "it shares the objects of /gone, which is not there" in finding.message


def test_stores_that_share_each_other_come_to_an_end() -> None:
    assert findings(vcs_broken, checkout({LOOSE: None, ".git/objects/info/alternates": f"{APP}/.git/objects\n"}))


@pytest.mark.parametrize("mode", [0o700, 0o600])
def test_a_commit_that_is_closed_to_this_user_is_given_back(mode: int) -> None:
    closed: Files = {LOOSE[:-39]: folder(mode=0o700)} if mode == 0o700 else {LOOSE: text("a commit", mode=0o600)}
    [finding] = findings(vcs_broken, checkout(closed))
    assert "that this user may not" in finding.message
    assert commands(finding) == (f'sudo chown -R "$(id -un)" {APP}', f"chmod -R u+rwX {APP}")


def test_a_damaged_index_is_written_anew() -> None:
    [finding] = findings(vcs_broken, checkout({".git/index": ""}))
    assert commands(finding) == (f"cd {APP}", "rm -f .git/index", "git reset")


def test_settings_of_the_users_that_end_git_are_blamed_themselves() -> None:
    [finding] = findings(vcs_broken, checkout().but(files={"/home/gopher/.gitconfig": "[user]\nname = x\n[oops\n"}))
    assert str(finding.subject) == "/home/gopher/.gitconfig"
    assert "cannot be read from line 3 on" in finding.message


def test_settings_that_may_not_be_read_are_passed_over() -> None:
    host = checkout().but(files={"/home/gopher/.gitconfig": text("[oops\n", mode=0)})
    assert not findings(vcs_broken, host)


def worktree(*, whole: bool) -> Files:
    """Return a linked checkout, and the repository behind it where that is whole."""
    main = {"HEAD": "ref: refs/heads/x\n", "config": CONFIG, "refs/heads/main": COMMIT, LOOSE[5:]: "a commit"}
    own: Files = {"HEAD": "ref: refs/heads/main\n", "commondir": "../..\n", "index": data(INDEX)}
    there: Files = {f"../main/.git/worktrees/app/{name}": each for name, each in own.items()}
    return there | ({f"../main/.git/{name}": each for name, each in main.items()} if whole else {})


def with_link(files: Files, named: str = "../main/.git/worktrees/app") -> Any:
    host = checkout({".git": None}).but(files={f"{APP}/.git": f"gitdir: {named}\n"})
    return host.but(files={f"/home/gopher/app/{name}".replace("/app/../", "/"): each for name, each in files.items()})


def test_a_linked_checkout_is_fine() -> None:
    assert not findings(vcs_broken, with_link(worktree(whole=True)))


def test_a_linked_checkout_without_what_it_is_linked_to_is_reported() -> None:
    [finding] = findings(vcs_broken, with_link(worktree(whole=False)))
    assert "which lacks objects and refs" in finding.message


@pytest.mark.parametrize("named", ["../gone/.git/worktrees/app", ""])
def test_a_git_file_that_leads_nowhere_is_no_repository_to_go(named: str) -> None:
    with pytest.raises(Unavailable):
        list(vcs_broken(Facts(with_link({}, named))))


def test_before_1_27_go_passed_over_git_files() -> None:
    with pytest.raises(Unavailable):
        list(vcs_broken(Facts(with_link(worktree(whole=False)).but(files=GIT_TREE))))


MODULES = '[submodule "sub"]\n\tpath = sub\n\turl = ../lib\n'


def test_a_submodule_that_leads_nowhere_is_reported() -> None:
    [finding] = findings(vcs_broken, checkout({".gitmodules": MODULES, "sub/.git": "gitdir: ../.git/modules/sub\n"}))
    assert "says that the repository is in /home/gopher/app/sub/../.git/modules/sub" in finding.message
    assert commands(finding)[-1] == "git submodule update --init --recursive"


@pytest.mark.parametrize(
    "changes",
    [
        {".gitmodules": MODULES},
        {".gitmodules": f"{MODULES}\tignore = all\n", "sub/.git": "gitdir: ../.git/modules/sub\n"},
        {".gitmodules": MODULES.replace("path = sub", "path = ../sub"), "sub/.git": "gitdir: gone\n"},
        {"sub/.git": "gitdir: gone\n"},
    ],
)
def test_a_submodule_that_git_does_not_ask_is_fine(changes: Files) -> None:
    assert not findings(vcs_broken, checkout(changes))


def test_a_submodule_with_an_empty_git_folder_is_reported() -> None:
    [finding] = findings(vcs_broken, checkout({".gitmodules": MODULES, "sub/.git": folder(uid=1000)}))
    assert "sub/.git lacks HEAD, objects and refs" in finding.message


def test_git_goes_on_to_the_repository_further_up() -> None:
    up = {f"/home/gopher/.git/{name}": each for name, each in (("HEAD", f"{COMMIT}\n"), ("refs/x", ""))}
    host = checkout({".git/HEAD": None}).but(files={**up, f"/home/gopher/{LOOSE}": "a commit"})
    assert not findings(vcs_broken, host)


def test_two_systems_in_each_other_are_refused() -> None:
    [finding] = findings(vcs_broken, checkout().but(files={"/home/gopher/.hg": folder(uid=1000)}))
    assert "under Git and /home/gopher under Mercurial" in finding.message


@pytest.mark.parametrize(
    "changes", [{"files": {"/usr/local/go/bin/go": go_binary("go1.21.13")}}, {"env": {"GODEBUG": "allowmultiplevcs=1"}}]
)
def test_two_systems_are_allowed(changes: dict[str, Any]) -> None:
    assert not findings(vcs_broken, checkout().but(files={"/home/gopher/.hg": folder(uid=1000)}).but(**changes))


def test_repositories_of_git_may_lie_within_each_other() -> None:
    assert not findings(vcs_broken, checkout().but(files={"/home/gopher/.git/HEAD": ""}))


def test_without_git_nothing_is_asked() -> None:
    with pytest.raises(Unavailable):
        list(vcs_broken(Facts(checkout({".git/HEAD": None}).but(files={GIT: None}))))


def test_a_library_has_nothing_to_be_stamped() -> None:
    [finding] = findings(vcs_broken, checkout({".git/HEAD": None}, package="app"))
    assert level(finding) == "low"


LEFT_OVER = {
    "a folder that is gone": (
        {"GIT_DIR": "/srv/old/.git"},
        "GIT_DIR=/srv/old/.git leads git to a folder that is not there",
    ),
    "a folder that is none": (
        {"GIT_DIR": "/usr/local/go"},
        "GIT_DIR=/usr/local/go leads git to a folder that lacks HEAD",
    ),
    "nothing": ({"GIT_DIR": ""}, "GIT_DIR= is empty"),
    "files that are gone": ({"GIT_WORK_TREE": "/srv/old"}, "GIT_WORK_TREE=/srv/old names a folder that is not there"),
    "settings without names": ({"GIT_CONFIG_COUNT": "1"}, "announces settings, and GIT_CONFIG_KEY_0 is not set"),
    "settings without number": ({"GIT_CONFIG_COUNT": "x"}, "is no number of settings"),
}


@pytest.mark.parametrize(("env", "said"), LEFT_OVER.values(), ids=LEFT_OVER)
def test_a_variable_that_leads_git_away_is_to_blame(env: dict[str, str], said: str) -> None:
    [finding] = findings(vcs_broken, checkout().but(env=env))
    assert said in finding.message
    assert (finding.cause, finding.subject, level(finding)) == ("vcs-broken", *env, "high")
    assert commands(finding) == (f"unset {next(iter(env))}",)


def test_a_bare_repository_has_nothing_that_git_could_compare() -> None:
    bare = checkout({".git/config": CONFIG.replace("false", "true")}).but(env={"GIT_DIR": f"{APP}/.git"})
    [finding] = findings(vcs_broken, bare)
    assert (finding.subject, "is a bare repository" in finding.message) == ("GIT_DIR", True)
    assert not findings(vcs_broken, bare.but(env={"GIT_DIR": f"{APP}/.git", "GIT_WORK_TREE": "."}))


@pytest.mark.parametrize(
    "env",
    [
        {"GIT_DIR": ".git"},
        {"GIT_DIR": f"{APP}/.git", "GIT_WORK_TREE": "."},
        {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"},
    ],
    ids=["a hook's", "both", "a setting"],
)
def test_a_variable_that_leads_git_to_the_repository_is_fine(env: dict[str, str]) -> None:
    assert not findings(vcs_broken, checkout().but(env=env))
