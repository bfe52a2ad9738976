"""facts.gopath: where go keeps what is not its own."""

from goverify.facts import Facts
from goverify.facts.gopath import Gopath, gopath
from tests.hosts import boring


def of(**env: str | None) -> Gopath:
    return gopath(Facts(boring("linux").but(env=env)))


def names(gopath: Gopath) -> list[str]:
    return [str(folder) for folder in (*gopath.bins, *gopath.module_caches)]


def test_the_default_is_in_the_home_folder() -> None:
    assert names(of()) == ["/home/gopher/go/bin", "/home/gopher/go/pkg/mod"]


def test_every_entry_of_gopath_has_a_bin_and_the_first_one_the_modules() -> None:
    assert names(of(GOPATH="/a:/b:")) == ["/a/bin", "/b/bin", "/a/pkg/mod"]


def test_gobin_and_gomodcache_take_their_places() -> None:
    assert names(of(GOBIN="/x", GOMODCACHE="/y")) == ["/x", "/y"]


def test_what_go_rejects_is_left_out() -> None:
    assert names(of(GOPATH="~/go", GOBIN="bin")) == []


def test_without_a_home_there_is_nothing() -> None:
    assert names(of(HOME=None)) == []


def test_windows_separates_with_semicolons() -> None:
    found = gopath(Facts(boring("windows").but(env={"GOPATH": r"C:\a;D:\b"})))
    assert [str(folder) for folder in found.bins] == [r"C:\a\bin", r"D:\b\bin"]
