"""facts.contexts: what each kind of shell finds by its own start-up files, and the line that makes the difference."""

import pytest

from tests.contexts import HOME, OTHER, context, finders, found, linux
from tests.hosts import boring, link, text

NEW, OLD = "/opt/go/bin/go", "/usr/local/go/bin/go"
LINE = "export PATH=/opt/go/bin:$PATH\n"
LOGIN, TERMINAL, BOTH, DESKTOP = "login-shell", "interactive-shell", "interactive-login-shell", "desktop-session"
EVERY = {LOGIN, TERMINAL, BOTH}
FISH = f"{HOME}/.config/fish"
FISH_LINE = "fish_add_path /opt/go/bin\n"


@pytest.mark.parametrize(
    ("shell", "file", "readers"),
    [
        ("/bin/bash", f"{HOME}/.bashrc", {TERMINAL}),
        ("/bin/bash", f"{HOME}/.bash_profile", {LOGIN, BOTH}),
        ("/bin/bash", f"{HOME}/.bash_login", {LOGIN, BOTH}),
        # A display manager reads ~/.profile too, and a terminal inherits what it put on PATH.
        ("/bin/bash", f"{HOME}/.profile", {*EVERY, DESKTOP}),
        ("/bin/bash", "/etc/bash.bashrc", {TERMINAL}),
        ("/bin/bash", "/etc/profile", {*EVERY, DESKTOP}),
        ("/bin/bash", f"{HOME}/.zshrc", set()),
        ("/bin/bash", f"{HOME}/.xprofile", {TERMINAL, DESKTOP}),
        ("/usr/bin/zsh", f"{HOME}/.zshenv", EVERY),
        ("/usr/bin/zsh", f"{HOME}/.zprofile", {LOGIN, BOTH}),
        ("/usr/bin/zsh", f"{HOME}/.zshrc", {TERMINAL, BOTH}),
        ("/usr/bin/zsh", f"{HOME}/.zlogin", {LOGIN, BOTH}),
        ("/usr/bin/zsh", "/etc/zsh/zshenv", EVERY),
        ("/usr/bin/zsh", "/etc/zshrc", {TERMINAL, BOTH}),
        ("/usr/bin/zsh", f"{HOME}/.bashrc", set()),
        ("/bin/sh", f"{HOME}/.profile", {*EVERY, DESKTOP}),
        ("/bin/sh", f"{HOME}/.bashrc", set()),
        ("/usr/bin/mksh", f"{HOME}/.mkshrc", {TERMINAL, BOTH}),
        ("/usr/bin/ksh", f"{HOME}/.kshrc", {TERMINAL, BOTH}),
    ],
)  # fmt: skip
def test_each_shell_has_what_its_own_files_put_on_path(shell: str, file: str, readers: set[str]) -> None:
    host = linux({file: LINE}, shell=shell)
    assert finders(host, NEW) == readers


@pytest.mark.parametrize("file", [f"{FISH}/config.fish", f"{FISH}/conf.d/go.fish", "/etc/fish/config.fish"])
def test_fish_reads_its_files_in_every_session(file: str) -> None:
    host = linux({file: FISH_LINE}, shell="/usr/bin/fish")
    assert finders(host, NEW) == EVERY


def test_the_folders_that_fish_remembers_come_first() -> None:
    remembered = (
        "# This file contains fish universal variable definitions.\nSETUVAR fish_user_paths:/srv\\x1e/opt/go/bin\n"
    )
    context_ = context(linux({f"{FISH}/fish_variables": remembered}, shell="/usr/bin/fish"), TERMINAL)
    assert context_.path
    assert context_.path.startswith("/srv:/opt/go/bin:")
    assert context_.cause
    assert context_.cause.place == f"{FISH}/fish_variables, line 2"


def test_the_line_that_makes_the_difference_is_named() -> None:
    there = context(linux({f"{HOME}/.bashrc": f"# Go\n{LINE}"}), TERMINAL)
    assert there.differs
    assert there.cause
    assert there.cause == (f"{HOME}/.bashrc, line 2", "export PATH=/opt/go/bin:$PATH")
    assert there.go
    assert there.go.version == "go1.26.6"


def test_a_line_that_takes_the_folder_off_path_is_named() -> None:
    files = {f"{HOME}/.profile": "PATH=/usr/local/go/bin:$PATH\n", f"{HOME}/.bashrc": "PATH=/usr/bin:/bin\n"}
    there = context(linux(files), TERMINAL)
    assert (there.go, there.cause and there.cause.place) == (None, f"{HOME}/.bashrc, line 1")
    assert "taken off" in there.why


def test_a_line_that_another_kind_of_shell_reads_is_named() -> None:
    there = context(linux({f"{HOME}/.bashrc": "PATH=/usr/local/go/bin:$PATH\n"}), LOGIN)
    assert (there.differs, there.cause and there.cause.place) == (True, f"{HOME}/.bashrc, line 1")
    assert "not read there" in there.why


def test_a_second_name_for_the_same_file_is_no_difference() -> None:
    host = linux({f"{HOME}/.profile": "PATH=/usr/local/bin:$PATH\n"}).but(files={"/usr/local/bin/go": link(OLD)})
    assert not any(context(host, id_).differs for id_ in (*EVERY, DESKTOP))


def test_a_function_named_go_comes_before_any_file() -> None:
    there = context(linux({f"{HOME}/.bashrc": f'{LINE}go() {{ /opt/go/bin/go "$@"; }}\n'}), TERMINAL)
    assert there.cause
    assert there.cause.place == f"{HOME}/.bashrc, line 2"


def test_an_alias_counts_where_somebody_types() -> None:
    host = linux({f"{HOME}/.profile": "PATH=/usr/local/go/bin:$PATH; alias go=/opt/go/bin/go\n"})
    assert (context(host, LOGIN).differs, context(host, BOTH).differs) == (False, True)


def test_what_is_not_read_when_nobody_types_is_not_read() -> None:
    guard = "case $- in *i*) ;; *) return;; esac\n"
    host = linux({f"{HOME}/.bash_profile": ". ~/.bashrc\n", f"{HOME}/.bashrc": guard + LINE})
    assert (found(host, LOGIN), found(host, BOTH)) == (None, NEW)


def test_the_login_shell_of_an_image_that_sets_path_for_go_loses_it() -> None:
    host = linux({}, GOLANG_VERSION="1.27.3").but(env={"PATH": "/usr/local/go/bin:/usr/bin:/bin"})
    there = context(host, LOGIN)
    assert (there.go, there.differs) == (None, True)


def test_a_terminal_of_macos_reads_the_lists_of_path_helper() -> None:
    host = boring("macos")
    assert found(host, BOTH) == OLD
    assert (found(host, DESKTOP), context(host, DESKTOP).differs) == (None, True)


def test_homebrew_puts_its_folders_first() -> None:
    files = {
        "/opt/homebrew/bin/brew": text("#!/bin/bash\n", mode=0o755),
        "/opt/homebrew/bin/go": OTHER["/opt/go/bin/go"],
    }
    line = 'eval "$(/opt/homebrew/bin/brew shellenv)"\n'
    there = context(boring("macos").but(files={**files, "/Users/gopher/.zprofile": text(line)}), BOTH)
    assert (there.known, there.go and str(there.go.found)) == (True, "/opt/homebrew/bin/go")
    assert there.cause
    assert there.cause.place == "/Users/gopher/.zprofile, line 1"


@pytest.mark.parametrize("shell", ["/bin/tcsh", "/usr/bin/nu", "/usr/bin/pwsh"])
def test_a_shell_whose_files_are_not_followed_is_not_known(shell: str) -> None:
    there = context(linux({}, shell=shell), LOGIN)
    assert (there.known, there.path, there.differs) == (False, None, False)
    assert there.gaps


def test_zsh_finds_its_files_where_zdotdir_says() -> None:
    host = linux({"/home/gopher/zsh/.zshrc": LINE}, shell="/bin/zsh", ZDOTDIR="/home/gopher/zsh")
    assert found(host, TERMINAL) == NEW
