"""Start-up files read as against the same files run: the shells that this machine has are the judges."""

import shutil
import subprocess
from pathlib import Path

import pytest

from goverify.facts import Allowances, Facts
from goverify.facts.contexts import fish
from goverify.facts.contexts.asking import asked_shells
from goverify.facts.contexts.machine import Machine
from goverify.facts.contexts.state import Session, State
from goverify.facts.contexts.stepping import read
from goverify.facts.contexts.traced import TracedPath
from goverify.facts.variables.shells import Shell
from goverify.host import System
from goverify.host.live import LiveHost

START = "/usr/bin:/bin"

POSIX = {
    "assignments": "PATH=/a:$PATH\nexport PATH=\"$PATH:/b\"\nX=/c Y='/d e'\nPATH=${X}:$PATH:\"$Y\"",
    "defaults": "PATH=${NONE:-/a}:$PATH; PATH=${NONE-/b}:$PATH; E=; PATH=${E:-/c}${E-/no}:$PATH${NONE:+:/no}${HOME:+:/d}",
    "nested defaults": 'PATH="${NONE:-${ALSO:-"$HOME/a"}}:$PATH"\n: "${MADE:=/x}"\n',
    "tilde": 'PATH=~/a:$PATH:~/b\nexport PATH=~/c:$PATH\nPATH="~/no:$PATH"',
    "quotes": "PATH='$HOME':\"\\$HOME\":/a\\ b:$PATH\nPATH=$PATH\":\"'/it'\"'\"'s'",
    "if": "if [ -d /usr ]; then PATH=/a:$PATH; else PATH=/b:$PATH; fi\nif [ -d /nowhere-at-all ]; then PATH=/c:$PATH; elif [ -e /usr ]; then PATH=/d:$PATH; else PATH=/e:$PATH; fi",
    "nested if": 'if true; then\n if false; then PATH=/no:$PATH; else\n  if [ "$HOME" ]; then PATH=/a:$PATH; fi\n fi\nfi',
    "lists": "[ -d /usr ] && PATH=/a:$PATH\n[ -d /nowhere-at-all ] && PATH=/no:$PATH || PATH=/b:$PATH\nfalse || { PATH=/c:$PATH; }\ntrue || PATH=/no:$PATH",
    "not": "if ! [ -d /usr ]; then PATH=/no:$PATH; else PATH=/a:$PATH; fi\n! false && PATH=/b:$PATH",
    "case": 'case ":$PATH:" in *:/usr/bin:*) ;; *) PATH=/no:$PATH ;; esac\ncase ":$PATH:" in *:"/a":*) ;; *) PATH="/a:$PATH" ;; esac\ncase x in a|x) PATH=/b:$PATH;; esac',
    "for": "for d in /a /b \"/c d\"; do PATH=$d:$PATH; done\nL='/e /f'; for d in a b; do for e in 1 2; do PATH=/$d$e:$PATH; done; done",
    "function": 'add() { case ":$PATH:" in *":$1:"*) ;; *) PATH="$1:$PATH" ;; esac; }\nadd /a\nadd /a\nadd /b\nmunge() {\n  if [ "$2" = after ]; then PATH=$PATH:$1; return; fi\n  PATH=$1:$PATH\n}\nmunge /c after; munge /d',
    "negated function": 'has() { [ "$1" = yes ]; }\nif ! has no; then PATH=/a:$PATH; fi\nif ! has yes; then PATH=/no:$PATH; fi\nhas yes && PATH=/b:$PATH',
    "return": 'PATH=/a:$PATH\n[ -n "$HOME" ] && return\nPATH=/no:$PATH',
    "eval": "A=PATH; eval \"$A=/a:\\$PATH\"\neval 'PATH=/b:$PATH'\n",
    "subshell": "(PATH=/no:$PATH)\ntrue | PATH=/no:$PATH\nPATH=/a:$PATH",
    "here document": "cat >/dev/null <<EOF\nPATH=/no:$PATH\nif\nEOF\nPATH=/a:$PATH\ncat > /dev/null <<-'X'\n\tfi esac done\n\tX\nPATH=/b:$PATH",
    "comments": "PATH=/a:$PATH # PATH=/no\n# PATH=/no:$PATH\nPATH=/b#c:$PATH",
    "continued": "PATH=/a:\\\n/b:$PATH\nexport \\\n  PATH=/c:$PATH",
    "unset": "X=/no; unset X; PATH=/a$X:$PATH",
    "redirections": "[ -d /usr ] 2>/dev/null && PATH=/a:$PATH 2>&1\ncommand -v sh >/dev/null 2>&1 && PATH=/b:$PATH\ncommand -v no-such-program-here >/dev/null 2>&1 || PATH=/c:$PATH",
    "cut": "D=/a/bin; PATH=${D%/bin}:$PATH; PATH=${D#/a}:$PATH",
    "shift": "f() { while [ $# -gt 9 ]; do shift; done; shift; PATH=$1:$PATH; }; f /no /a",
    "numbers": "if [ 3 -gt 2 ] && [ 2 -le 2 ]; then PATH=/a:$PATH; fi\n[ 1 -eq 2 ] || PATH=/b:$PATH",
    "and or of test": '[ -d /usr -a -n "$HOME" ] && PATH=/a:$PATH\n[ -d /nowhere-at-all -o -d /usr ] && PATH=/b:$PATH',
    "files": 'for f in DIR/*.sh; do [ -r "$f" ] && . "$f"; done\nunset f\n. DIR/one.sh',
}  # fmt: skip
BASH = {
    "double brackets": "[[ :$PATH: == *:/usr/bin:* ]] && PATH=/a:$PATH\n[[ -d /usr && ! -d /nowhere-at-all ]] && PATH=/b:$PATH\nif [[ $HOME != /x* || -z $HOME ]]; then PATH=/c:$PATH; fi",
    "added": "PATH+=:/a\nexport PATH+=:/b",
    "function keyword": 'function add { PATH=$1:$PATH; }\nadd /a\nfunction other() { add "$@"; }\nother /b',
    "arithmetic": "for ((i = 0; i < 0; i++)); do PATH=/no:$PATH; done\n((1 + 1))\nPATH=/a:$PATH",
    "declare": "declare -x PATH=/a:$PATH\nlocal_less=1; readonly R=/b; PATH=$R:$PATH",
}  # fmt: skip
ZSH = {
    "arrays": "path=(/a $path)\npath+=(/b ~/c)\ntypeset -U path PATH\nexport PATH",
    "both": 'path=(/a $path)\nPATH=/b:$PATH\n[[ -n $path ]] && path=(/c "$path[@]")',
    "qualifiers": "path=(/usr(N-/) $path)\nfor f in DIR/*.zsh(N); do . $f; done\nPATH=/a:$PATH",
}  # fmt: skip
FISH = {
    "set": "set -gx PATH /a $PATH\nset PATH $PATH /b\nset -x GOPATH $HOME/go\nset -gxa PATH $GOPATH/bin",
    "if": "if test -d /usr\n  set PATH /a $PATH\nelse if test -d /bin\n  set PATH /no $PATH\nelse\n  set PATH /no $PATH\nend\nif not test -d /nowhere-at-all; and test -d /usr\n set PATH /b $PATH\nend",
    "joined": "test -d /usr; and set PATH /a $PATH\ntest -d /usr; or set PATH /no $PATH\ntest -d /usr && set PATH /b $PATH",
    "contains": "contains /usr/bin $PATH; or set PATH /no $PATH\nif not contains /a $PATH\n set -gx PATH /a $PATH\nend",
    "blocks": "function f\n  set PATH /no $PATH\nend\nbegin\n  set PATH /a $PATH\nend\nif status is-interactive\n  set PATH /no $PATH\nend\nif set -q HOME\n set PATH /b $PATH\nend",
    "else if": "if false\n set PATH /no $PATH\nelse if true\n set PATH /a $PATH\nelse\n set PATH /no $PATH\nend",
    "source": "source DIR/one.fish\nif test -e DIR/none.fish\n  source DIR/none.fish\nend",
}  # fmt: skip
CASES = [
    *(("dash", Shell.SH, name, text) for name, text in POSIX.items()),
    *(("bash", Shell.BASH, name, text) for name, text in (POSIX | BASH).items()),
    *(("zsh", Shell.ZSH, name, text) for name, text in (POSIX | ZSH).items() if name != "subshell"),
    *(("fish", Shell.FISH, name, text) for name, text in FISH.items()),
]


def run(name: str, file: Path, home: Path) -> str:
    program = shutil.which(name)
    if not program:
        pytest.skip(f"needs {name}")
    options = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"], "fish": ["--no-config"]}.get(name, [])
    show = "string join : $PATH" if name == "fish" else 'printf %s "$PATH"'
    env = {"PATH": START, "HOME": str(home)}
    argv = [program, *options, "-c", f". {file}; {show}"]
    return subprocess.run(argv, env=env, capture_output=True, timeout=30, text=True, check=True).stdout.rstrip("\n")


@pytest.mark.parametrize(("name", "shell", "case", "text"), CASES, ids=[f"{one}-{two}" for one, _, two, _ in CASES])
def test_reading_a_file_comes_to_what_running_it_does(
    host: LiveHost, name: str, shell: Shell, case: str, text: str, tmp_path: Path
) -> None:
    (tmp_path / "one.sh").write_text("PATH=/one:$PATH\nreturn\nPATH=/no:$PATH\n")
    (tmp_path / "two.sh").write_text("export PATH=$PATH:/two\n")
    (tmp_path / "one.zsh").write_text("path=(/one $path)\n")
    (tmp_path / "one.fish").write_text("set PATH /one $PATH\n")
    file = tmp_path / "startup"
    file.write_text(text.replace("DIR", str(tmp_path)) + "\n")
    state = State(
        Facts(host),
        Session(shell, login=False, interactive=False),
        TracedPath(System.LINUX, START),
        {"HOME": str(tmp_path)},
    )
    if shell is Shell.FISH:
        fish.read(state, file, file.read_text())
    else:
        read(Machine(state), file, file.read_text())
    assert (state.path.text.rstrip(":"), state.gaps) == (run(name, file, tmp_path).rstrip(":"), [])


MARKED = """
echo noise; echo more >&2; read -r never
PATH=/opt/{file}:$PATH
"""


class ElsewhereHome(LiveHost):
    """This machine, as one sees it whose home and shell are others."""

    def __init__(self, home: Path, program: str) -> None:
        super().__init__()
        self._env = {"PATH": "/inherited", "HOME": str(home), "SHELL": program}

    @property
    def env(self) -> dict[str, str]:
        return self._env


@pytest.mark.parametrize(
    ("name", "login", "typing"), [("bash", ".bash_profile", ".bashrc"), ("zsh", ".zprofile", ".zshrc")]
)
def test_shells_are_asked_in_fresh_sessions_of_their_own(name: str, login: str, typing: str, tmp_path: Path) -> None:
    program = shutil.which(name) or pytest.skip(f"needs {name}")
    for file in (login, typing):
        (tmp_path / file).write_text(MARKED.format(file=file))
    with ElsewhereHome(tmp_path, program) as host:
        said = {
            each.id: (each.path or "").split(":") for each in asked_shells(Facts(host, Allowances(ask_shells=True)))
        }
    assert (said["login-shell"][0], said["interactive-shell"][0]) == (f"/opt/{login}", f"/opt/{typing}")
    assert not any("/inherited" in path for path in said.values())


def test_a_shell_that_hangs_is_ended(tmp_path: Path) -> None:
    program = shutil.which("bash") or pytest.skip("needs bash")
    (tmp_path / ".bashrc").write_text("sleep 60\n")
    with ElsewhereHome(tmp_path, program) as host:
        said = {each.id: each for each in asked_shells(Facts(host, Allowances(ask_shells=True)), limit_s=0.5)}
    assert "no answer in 0.5 seconds" in said["interactive-shell"].gaps[0].observed
