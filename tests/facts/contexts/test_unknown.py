"""facts.contexts: what only a running shell could tell is named and not guessed, as long as it bears on the answer."""

import pytest

from tests.contexts import HOME, context, found, linux
from tests.hosts import text

TERMINAL = "interactive-shell"
RC = f"{HOME}/.bashrc"
NEW = "/opt/go/bin/go"


@pytest.mark.parametrize(
    "line",
    [
        'eval "$(mise activate bash)"',
        'eval "$(goenv init -)"',
        "source <(make-my-path)",
        '. "$(dirname "$0")/go.sh"',
        "PATH=$(printf %s /opt/go/bin):$PATH",
        "PATH=`cat ~/.path`",
        "export PATH=${PATH//old/new}",
        "if grep -q go ~/.wanted; then PATH=/opt/go/bin:$PATH; fi",
        '[ -n "$SSH_TTY" ] && PATH=/opt/go/bin:$PATH',
        "case $TERM_PROGRAM in vscode) PATH=/opt/go/bin:$PATH;; esac",
        "while read -r line; do PATH=$line:$PATH; done < ~/.paths",
        "grep -q x ~/.y && return\nPATH=/opt/go/bin:$PATH",
        "exec zsh -l",
        "$SETUP_COMMAND_OF_SOMEBODY$(x) go",
        "f() { f; }; f",
        "fi",
        "for x (a b) { PATH=/opt/go/bin:$PATH }",
    ],
)
def test_what_cannot_be_told_is_named(line: str) -> None:
    there = context(linux({RC: f"{line}\n"}), TERMINAL)
    assert not there.known
    assert not there.differs
    assert any(gap.place.startswith(RC) for gap in there.gaps)


@pytest.mark.parametrize(
    "line",
    [
        'eval "$(dircolors -b ~/.dircolors)"',
        'eval "$(starship init bash)"',
        "source <(kubectl completion bash)",
        "[ -f /nowhere/fzf.bash ] && source /nowhere/fzf.bash",
        "if grep -q go ~/.wanted; then PATH=$PATH:/srv/nothing-here; fi",
        "LS_COLORS=$(vivid generate)",
        'if [ -n "$DISPLAY" ]; then EDITOR=gvim; fi',
        'export PS1="$(whoami)@\\h"',
        "complete -C /usr/bin/terraform terraform; bind 'set x on'; shopt -s histappend",
        "PROMPT_COMMAND='eval \"$X\"'",
        "if ! shopt -oq posix; then :; fi",
        "cat <<'EOF'\n$(what) fi done\nEOF",
        '(eval "$(anything)")',
    ],
)  # fmt: skip
def test_what_bears_on_nothing_leaves_the_answer_known(line: str) -> None:
    there = context(linux({RC: f"{line}\nPATH=/opt/go/bin:$PATH\n"}), TERMINAL)
    assert (there.gaps, there.known, there.go and str(there.go.found)) == ((), True, NEW)


def test_an_unknown_folder_behind_the_go_bears_on_nothing() -> None:
    there = context(linux({RC: "PATH=/opt/go/bin:$PATH:$(npm prefix)/bin\n"}), TERMINAL)
    assert (there.known, there.path and "npm" in there.path) == (True, False)


def test_an_unknown_folder_before_the_go_makes_it_doubtful() -> None:
    there = context(linux({RC: "PATH=/opt/go/bin:$PATH\nPATH=$(npm prefix)/bin:$PATH\n"}), TERMINAL)
    assert (there.known, there.gaps[0].place) == (False, f"{RC}, line 2")
    assert there.go
    assert str(there.go.found) == NEW


def test_a_file_that_may_not_be_read_is_named() -> None:
    host = linux({RC: ". /etc/secret.sh\n"}).but(files={"/etc/secret.sh": text("PATH=/opt/go/bin:$PATH\n", mode=0o600)})
    there = context(host, TERMINAL)
    assert (there.known, there.gaps[0].place) == (False, f"{RC}, line 1")


def test_files_that_a_loop_reads_are_followed() -> None:
    loop = 'for file in ~/.rc.d/*.sh; do\n  [ -r "$file" ] && . "$file"\ndone\n'
    there = context(linux({RC: loop, f"{HOME}/.rc.d/go.sh": "\nPATH=/opt/go/bin:$PATH\n"}), TERMINAL)
    assert there.cause
    assert there.cause.place == f"{HOME}/.rc.d/go.sh, line 2"


def test_the_line_that_calls_a_function_is_named_and_not_the_functions_own() -> None:
    rc = "add() {\n  PATH=$1:$PATH\n}\n\nadd /opt/go/bin\n"
    there = context(linux({RC: rc}), TERMINAL)
    assert there.cause == (f"{RC}, line 5", "add /opt/go/bin")


def test_a_file_whose_name_is_not_known_may_be_any_that_fits() -> None:
    rc = ". ~/.rc_$TERM_PROGRAM\nPATH=/opt/go/bin:$PATH\n"
    assert context(linux({RC: rc}), TERMINAL).known
    there = context(linux({RC: rc, f"{HOME}/.rc_tmux": "PATH=/usr/local/go/bin:$PATH\n"}), TERMINAL)
    assert (there.known, [gap.place for gap in there.gaps]) == (False, [f"{HOME}/.rc_tmux, line 1"])


@pytest.mark.parametrize("piece", ["$(", "${a:-", '"', "`", "if true; then ", "f() { f; f; }; f\n", "PATH=$PATH:$PATH\n", "x=$x$x\n", ". ~/.bashrc\n", "case x in x) ", "\0"])  # fmt: skip
def test_hostile_files_come_to_an_end(piece: str) -> None:
    there = context(linux({RC: piece * 2000}), TERMINAL)
    assert found(linux({RC: piece * 2000}), "process") == "/usr/local/go/bin/go"
    assert there.path is not None
