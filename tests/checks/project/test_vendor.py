"""project.vendor: a vendor folder that does not fit go.mod is reported where go uses it; one that fits is not."""

import pytest

from goverify.checks.project.vendor import vendor
from tests.checks.path.looking import commands, findings, level
from tests.checks.project.placed import APP, GREET, HOME, MOD, in_app
from tests.hosts import BORING, boring

REQUIRES = MOD + "\nrequire example.com/greet v1.0.0\n"
LISTED = "# example.com/greet v1.0.0\n## explicit; go 1.21\nexample.com/greet\n"
SOURCE = "vendor/example.com/greet/greet.go"
BY_FLAG = {"GOFLAGS": "-mod=vendor"}


def messages(mod: str, listed: str | None, **env: str) -> list[str]:
    """Return what is found of a go.mod with that modules.txt beside it."""
    files = {"go.mod": mod, SOURCE: "package greet\n"} | ({"vendor/modules.txt": listed} if listed is not None else {})
    return [finding.message for finding in findings(vendor, in_app(files, **env))]


@pytest.mark.parametrize("name", BORING)
def test_a_boring_host_has_none(name: str) -> None:
    assert not findings(vendor, boring(name))


def test_a_folder_that_lags_behind_is_filled_anew() -> None:
    host = in_app({"go.mod": REQUIRES, "vendor/modules.txt": LISTED.replace("v1.0.0", "v0.9.0"), SOURCE: ""})
    [finding] = findings(vendor, host)
    assert (finding.cause, str(finding.subject), level(finding)) == ("vendor-inconsistent", f"{APP}/vendor", "high")
    assert commands(finding) == ("go mod vendor",)
    assert "v0.9.0" in finding.message


@pytest.mark.parametrize(
    ("mod", "listed", "said"),
    [
        (REQUIRES, "", "does not list it as such"),
        (REQUIRES, LISTED.replace("## explicit; go 1.21\n", ""), "does not list it as such"),
        (MOD, LISTED, "no go.mod requires it"),
        (REQUIRES + "replace example.com/greet => ./greet\n", LISTED, "is replaced, and"),
        (REQUIRES, LISTED + "# example.com/greet => ./greet\n", "and in no go.mod"),
        (
            REQUIRES + "replace example.com/greet => ./greet\n",
            LISTED + "# example.com/greet => ./other\n",
            "is replaced by ./greet",
        ),
        (REQUIRES, None, "does not list it as such"),
    ],
)
def test_each_disagreement_is_told(mod: str, listed: str | None, said: str) -> None:
    [message] = messages(mod, listed)
    assert said in message


@pytest.mark.parametrize(
    ("mod", "listed"),
    [
        (REQUIRES, LISTED),
        (REQUIRES.replace("\n", "\r\n"), LISTED.replace("\n", "\r\n")),
        (
            REQUIRES + "replace example.com/greet => ./greet\n",
            LISTED.replace("v1.0.0\n", "v1.0.0 => ./greet\n") + "# example.com/greet => ./greet\n",
        ),
        (REQUIRES + "replace example.com/app => ./elsewhere\n", LISTED),
        (REQUIRES, LISTED + "# something that nobody understands\n"),
    ],
)
def test_a_folder_that_fits_is_healthy(mod: str, listed: str) -> None:
    assert messages(mod, listed) == []


@pytest.mark.parametrize(
    ("mod", "env"),
    [
        (REQUIRES, {"GOFLAGS": "-mod=mod"}),
        (REQUIRES, {"GOFLAGS": "-mod=readonly"}),
        (REQUIRES, {"GO111MODULE": "off"}),
        (REQUIRES.replace("1.24", "1.13"), {}),
        (REQUIRES.replace("go 1.24", ""), {}),
    ],
)
def test_a_folder_that_go_passes_over_is_no_fault(mod: str, env: dict[str, str]) -> None:
    assert messages(mod, "", **env) == []


def test_a_flag_that_makes_go_use_an_old_folder_is_the_flags_fault() -> None:
    old = LISTED.replace("v1.0.0", "v0.9.0")
    host = in_app({"go.mod": REQUIRES.replace("1.24", "1.13"), "vendor/modules.txt": old, SOURCE: ""}, **BY_FLAG)
    [finding] = findings(vendor, host)
    assert (finding.cause, finding.subject) == ("goflags-mod-leftover", "GOFLAGS")


def test_a_folder_that_was_copied_in_part_is_reported() -> None:
    [finding] = findings(vendor, in_app({"go.mod": REQUIRES, "vendor/modules.txt": LISTED, "vendor/x/y": ""}))
    assert "lacks packages" in finding.message


def test_another_tools_folder_is_told_as_such() -> None:
    [finding] = findings(vendor, in_app({"go.mod": REQUIRES, "vendor/autoload.php": ""}))
    assert "another tool's" in finding.detail


def test_a_workspace_has_a_folder_of_its_own() -> None:
    files = {
        f"{HOME}/go.work": "go 1.24\n\nuse (\n\t./app\n\t./greet\n)\n",
        f"{HOME}/greet/go.mod": GREET,
        f"{HOME}/vendor/modules.txt": "## workspace\n" + LISTED.replace("v1.0.0", "v0.9.0"),
        f"{HOME}/vendor/example.com/greet/greet.go": "package greet\n",
    }
    host = in_app({"go.mod": REQUIRES}).but(files=files)
    [finding] = findings(vendor, host)
    assert (str(finding.subject), commands(finding)) == (f"{HOME}/vendor", ("go work vendor",))
    unmarked = {f"{HOME}/vendor/modules.txt": LISTED.replace("v1.0.0", "v0.9.0")}
    assert not findings(vendor, host.but(files=unmarked))
