"""facts.managers.goenv: the version comes from the variable, the nearest .go-version, or the global file."""

import pytest

from goverify.host.recorded import RecordedHost
from tests.managing import APP, GOENV, HOME, chosen, summary, with_goenv

SHIM = f"{GOENV}/shims/go"
BOTH = ("1.26.5", "1.26.6", "1.27.3")


def go_of(version: str) -> str:
    return f"{GOENV}/versions/{version}/bin/go"


def of(host: RecordedHost) -> tuple[str | None, str, str]:
    return summary(chosen(host, SHIM))


def test_the_nearest_file_decides_before_the_global_one() -> None:
    files = {f"{HOME}/.go-version": "# mine\n1.26.6\n", f"{GOENV}/version": "1.27.3\n"}
    assert of(with_goenv(*BOTH, files=files)) == ("1.26.6", f"{HOME}/.go-version, line 2", go_of("1.26.6"))


def test_the_variable_decides_before_every_file() -> None:
    host = with_goenv(*BOTH, files={f"{APP}/.go-version": "1.26.6\n"}, GOENV_VERSION="1.27.3")
    assert of(host) == ("1.27.3", "GOENV_VERSION", go_of("1.27.3"))


def test_the_global_file_decides_where_no_other_does() -> None:
    assert of(with_goenv(*BOTH, files={f"{GOENV}/version": "1.27.3\n"}))[1] == f"{GOENV}/version, line 1"


def test_the_nearest_file_ends_the_search_even_if_it_is_empty() -> None:
    files = {f"{APP}/.go-version": "", f"{HOME}/.go-version": "1.26.6\n", f"{GOENV}/version": "1.27.3\n"}
    assert of(with_goenv(*BOTH, files=files)) == (None, "", "/usr/local/go/bin/go")


def test_a_minor_release_is_its_newest_patch() -> None:
    assert of(with_goenv(*BOTH, files={f"{APP}/.go-version": "1.26\n"}))[2] == go_of("1.26.6")


@pytest.mark.parametrize("text", ["", "system\n"])
def test_without_a_version_the_next_go_on_path_runs(text: str) -> None:
    host = with_goenv(*BOTH, files={f"{GOENV}/version": text})
    assert of(host)[2] == "/usr/local/go/bin/go"


def test_a_version_that_is_not_there_stops_it() -> None:
    found = chosen(with_goenv("1.27.3", files={f"{APP}/.go-version": "1.20.1\n1.27.3\n"}), SHIM)
    assert (found.version, found.installed, found.runs) == ("1.20.1", False, None)


def test_what_is_a_path_is_no_version() -> None:
    host = with_goenv(*BOTH, files={f"{APP}/.go-version": "../../../opt/evil\n..\n1.27.3\n"})
    assert of(host) == ("1.27.3", f"{APP}/.go-version, line 3", go_of("1.27.3"))


@pytest.mark.parametrize(("switch", "version"), [("0", None), ("1", "1.26.6")])
def test_go_mod_counts_only_where_it_is_switched_on(switch: str, version: str | None) -> None:
    text = {f"{APP}/go.mod": "module app\n\ngo 1.24\n\ntoolchain go1.26.6\n"}
    assert of(with_goenv(*BOTH, files=text, GOENV_GOMOD_VERSION_ENABLE=switch))[0] == version
